"""What lies over a case, whatever step is open: suspension; who leads a cell that nobody of its own can lead."""

from discipline import actions
from discipline.rules import steps as law
from discipline.states import EXAMINED, LED, State
from permissions.catalogue import Perm
from workflows.nodes import Anytime

_STATES = (State.INTAKE_REGISTERED, *EXAMINED, State.DECISION_DRAFTING, State.DECISION_SIGNED)


class OverlaySteps:
    suspending = (
        Anytime(states=_STATES, perm=Perm.SIGN_DISCIPLINE, holder="expelling_body")
        .Does(actions.suspend, rules=law.TO_SUSPEND)
        .Does(actions.suspend_organization, rules=law.TO_SUSPEND_ORGANIZATION)
        .Does(actions.extend_suspension, rules=law.TO_EXTEND_SUSPENSION)
        .Does(actions.lift_suspension)
    )

    sending = (
        Anytime(states=LED, perm=Perm.SEND_LEADER, holder="sender")
        .Does(actions.send_leader, rules=law.TO_SEND)
        .Does(actions.end_sending)
    )
    reporting = Anytime(states=LED, perm=Perm.TRACK_CASES, holder="reporter").Does(actions.report_no_leader)
