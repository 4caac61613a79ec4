"""The facts of an admission that turns out wrong: ADM-85 to ADM-87."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import DAY, TEXT, YES_NO, FactSheet, fact, one_of, rows_of


class Fault(StrEnum):
    """What is wrong with the admission: the first five in substance, the others in procedure only."""

    STANDARDS = "standards"
    POLITICAL = "political"
    UNTRUTHFUL_CV = "untruthful_cv"
    UNDER_AGE = "under_age"
    READMISSION = "readmission"
    PROCEDURE = "procedure"
    COMPETENCE = "competence"


#: English source strings.
FAULT_LABELS = {
    Fault.STANDARDS: gettext_noop("the standards of the Statute are not met"),
    Fault.POLITICAL: gettext_noop("the political standards are not met"),
    Fault.UNTRUTHFUL_CV: gettext_noop("the curriculum vitae is not truthful"),
    Fault.UNDER_AGE: gettext_noop("under age when admitted"),
    Fault.READMISSION: gettext_noop("not eligible for readmission"),
    Fault.PROCEDURE: gettext_noop("faulty procedure"),
    Fault.COMPETENCE: gettext_noop("admitted by a committee that was not competent"),
}


class Canceller(StrEnum):
    """Which committee cancelled."""

    ISSUER = "issuer"
    CURRENT_AUTHORITY = "current_authority"
    OTHER = "other"


@dataclass(frozen=True)
class FaultFacts(FactSheet):
    """What was found, and what was done about it."""

    fault: Fault | None = fact(one_of(Fault, FAULT_LABELS), gettext_noop("What is wrong with the admission"))
    fault_qualified: bool | None = fact(YES_NO, gettext_noop("The member meets the standards nevertheless"))
    issuer_exists: bool | None = fact(YES_NO, gettext_noop("The committee that issued the decision still exists"))
    fault_cancelled_on: date | None = fact(DAY, gettext_noop("Wrong decision cancelled on"))
    fault_cancelled_by: Canceller | None = fact(one_of(Canceller), gettext_noop("Wrong decision cancelled by"))
    fault_name_removed_on: date | None = fact(DAY, gettext_noop("The cell removed the name on"))
    faulty_steps: tuple[str, ...] | None = fact(rows_of(TEXT), gettext_noop("Steps that were faulty"))
    redone_steps: tuple[str, ...] | None = fact(rows_of(TEXT), gettext_noop("Steps that were done again"))
    fault_reissued_on: date | None = fact(DAY, gettext_noop("New decision after the redo of"))
    fault_dates_determined: bool | None = fact(
        YES_NO, gettext_noop("Dates of admission and recognition were determined again")
    )
    fault_responsibility_reviewed: bool | None = fact(YES_NO, gettext_noop("Responsibility was reviewed"))
    fault_at_intake: bool | None = fact(
        YES_NO, gettext_noop("The fault was found when the member was transferred here")
    )
    intake_finished: bool | None = fact(YES_NO, gettext_noop("The transferred member was already received"))
    origin_written_on: date | None = fact(DAY, gettext_noop("Letter on the fault to the place left of"))
    answerable: tuple[str, ...] | None = fact(rows_of(TEXT), gettext_noop("Introduced, proposed, decided"))
    fault_consent_on: date | None = fact(DAY, gettext_noop("The superior consented to the cancellation on"))


#: Pairs of days in their order.
FAULT_ORDER = (("fault_cancelled_on", "fault_name_removed_on"),)
