"""What lies over a case, whatever step is open: suspension."""

from discipline import actions
from discipline.rules import steps as law
from discipline.states import EXAMINED, State
from permissions.catalogue import Perm
from workflows.nodes import Anytime

_STATES = (State.INTAKE_REGISTERED, *EXAMINED, State.DECISION_DRAFTING, State.DECISION_SIGNED)


class OverlaySteps:
    suspending = (
        Anytime(states=_STATES, perm=Perm.SIGN_DISCIPLINE, holder="expelling_body")
        .Does(actions.suspend, rules=law.TO_SUSPEND)
        .Does(actions.extend_suspension, rules=law.TO_EXTEND_SUSPENSION)
        .Does(actions.lift_suspension)
    )
