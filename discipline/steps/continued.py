"""Where a case begins that goes on from an inspection: at the step whose work the inspection has not done yet."""

from viewflow import this

from discipline import actions
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.nodes import Opening


class ContinuedSteps:
    continued = Opening("cell", BodyKind.CELL, Perm.DECIDE_INSPECTION).Does(
        actions.continue_inspection,
        **{
            actions.TO_OTHER: this.handed_over,
            actions.TO_SCREENING: this.screening,
            actions.TO_CRITICISM: this.self_criticism,
            actions.TO_VERIFYING: this.verifying,
            actions.TO_CELL: this.cell,
            actions.TO_HEARING: this.hearing,
        },
    )
