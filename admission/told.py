"""The stage of a member's dossier as he may know it while a result is not announced."""

from datetime import date

from admission.member_models import Probation
from admission.states import State


def told_member(row: Probation, official_on: date | None, day: date) -> State:
    """The last stage whose result is no secret."""
    if row.appraised_on:
        return State.RECOGNITION_APPRAISAL
    if row.section_appraised_on:
        return State.RECOGNITION_SECTION_APPRAISED
    if row.cell_resolved_on:
        return State.RECOGNITION_CELL_RESOLVED
    return State.PROBATION_COMPLETE if official_on and official_on <= day else State.PROBATIONARY
