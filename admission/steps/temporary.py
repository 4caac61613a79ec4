"""Temporary party activity elsewhere: acts of his own cell at any time, and of time alone (ADM-72)."""

from viewflow import this

from admission import actions
from admission import rules as law
from admission.actions.temporary import WAITING
from admission.states import PREPARING, WITHOUT_PREPARATION
from admission.steps.aside import OF_THE_CELL
from workflows.nodes import Anytime

_AGAIN = {name: getattr(this, name) for name in WAITING}


class TemporarySteps:
    """Where the cell prepares, the step that waits is entered again; elsewhere it waits on for who votes or decides."""

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
    stay_over_while_prepared = Anytime(states=PREPARING).Does(actions.end_stay, **_AGAIN)
    stay_over_meanwhile = Anytime(states=WITHOUT_PREPARATION).Does(actions.end_stay)
