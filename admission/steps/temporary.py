"""Temporary party activity elsewhere: acts of his own cell at any time, and of time alone (ADM-72)."""

from viewflow import this

from admission import actions
from admission import rules as law
from admission.actions.temporary import WAITING
from admission.models import State
from admission.states import MOVABLE_MEMBER, PREPARING, WITHOUT_PREPARATION
from admission.steps.aside import OF_THE_CELL
from workflows.nodes import Anytime

_AGAIN = {name: getattr(this, name) for name in WAITING}


class TemporarySteps:
    """Where the cell prepares, the step that waits is entered again; elsewhere it waits on for who votes or decides.

    The text read gives papers and remarks to the cell there and the vote to his own: who helps and introduces, either
    may assign meanwhile, of the official members of both (ADM-25, 62, 72; design).
    """

    stay_while_prepared = (
        Anytime(states=PREPARING, **OF_THE_CELL)
        .Does(actions.begin_stay, rules=law.AT_STAY, **_AGAIN)
        .Does(actions.extend_stay, rules=law.AT_STAY)
        .Does(actions.close_stay, **_AGAIN)
    )
    stay_meanwhile = (
        Anytime(states=WITHOUT_PREPARATION, **OF_THE_CELL)
        .Does(actions.begin_stay, rules=law.AT_STAY)
        .Does(actions.extend_stay, rules=law.AT_STAY)
        .Does(actions.close_stay)
    )
    helper_during_stay = Anytime(states=MOVABLE_MEMBER, **OF_THE_CELL).Does(actions.change_helper)
    introducers_during_stay = (
        Anytime(states=(State.AUTHORIZED, State.DRAFTING, State.BACKGROUND_CERTIFIED), **OF_THE_CELL)
        .Does(actions.add_introducer)
        .Does(actions.remove_introducer)
    )
    stay_over_while_prepared = Anytime(states=PREPARING).Does(actions.end_stay, **_AGAIN)
    stay_over_meanwhile = Anytime(states=WITHOUT_PREPARATION).Does(actions.end_stay)
