"""The decision is received and the ceremony held."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from admission import actions
from admission import rules as law
from admission.models import State
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.nodes import BodyStep


class CeremonySteps:
    """From the decision to the ceremony."""

    receipt = (
        BodyStep("cell", BodyKind.CELL, Perm.RECEIVE_DECISION, states=(State.DECISION_ISSUED,))
        .Annotation(
            title=_("Receive the decision"),
            description=_("Record the day on which the cell received the decision."),
        )
        .Does(actions.receive_decision, this.ceremony)
    )

    ceremony = (
        BodyStep("cell", BodyKind.CELL, Perm.HOLD_CEREMONY, states=(State.DECISION_RECEIVED,))
        .Annotation(
            title=_("Hold the ceremony"),
            description=_("Hold the ceremony in time, assign a member to help, and record both."),
        )
        .Does(actions.hold_ceremony, this.probation, rules=law.AT_CEREMONY)
    )
