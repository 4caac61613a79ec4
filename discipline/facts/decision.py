"""The facts of the decision, its announcement, its effect and its end (DIS-86 to DIS-98)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import DAY, YES_NO, FactSheet, fact, one_of, set_of


class Recipient(StrEnum):
    """Who gets a copy of the decision (DIS-91)."""

    MEMBER = "member"
    CELL = "cell"
    MANAGING_COMMITTEE = "managing_committee"
    INSPECTION = "inspection"
    ORGANIZATION_DEPARTMENT = "organization_department"
    SUPERIOR = "superior"


RECIPIENT_LABELS = {
    Recipient.MEMBER: gettext_noop("the person concerned"),
    Recipient.CELL: gettext_noop("his cell"),
    Recipient.MANAGING_COMMITTEE: gettext_noop("the committee that manages him"),
    Recipient.INSPECTION: gettext_noop("the inspection commission"),
    Recipient.ORGANIZATION_DEPARTMENT: gettext_noop("the organisation department"),
    Recipient.SUPERIOR: gettext_noop("the direct superior"),
}


class Changer(StrEnum):
    """Who changes or cancels a decision (DIS-97)."""

    DECIDER = "decider"
    SUPERIOR = "superior"
    LOWER = "lower"


CHANGER_LABELS = {
    Changer.DECIDER: gettext_noop("the body that decided"),
    Changer.SUPERIOR: gettext_noop("a superior in the line of complaint or inspection"),
    Changer.LOWER: gettext_noop("a lower body"),
}


class Consequence(StrEnum):
    """What follows an expulsion (DIS-95)."""

    CARD_RETURNED = "card_returned"
    BADGE_WITHDRAWN = "badge_withdrawn"
    CV_RECORDED = "cv_recorded"
    STATE_OFFICE_PROPOSED = "state_office_proposed"


CONSEQUENCE_LABELS = {
    Consequence.CARD_RETURNED: gettext_noop("the card is returned to the superior"),
    Consequence.BADGE_WITHDRAWN: gettext_noop("the party badge is withdrawn"),
    Consequence.CV_RECORDED: gettext_noop("it is recorded in the CV"),
    Consequence.STATE_OFFICE_PROPOSED: gettext_noop("a proposal is made on his state office"),
}


class Reopening(StrEnum):
    """Why a decision already issued is examined again (DIS-03)."""

    COMPLAINT = "complaint"
    INSPECTION = "inspection"
    JUDGMENT_ANNULLED = "judgment_annulled"
    VIOLATION_DROPPED = "violation_dropped"


REOPENING_LABELS = {
    Reopening.COMPLAINT: gettext_noop("a complaint"),
    Reopening.INSPECTION: gettext_noop("an inspection by a superior"),
    Reopening.JUDGMENT_ANNULLED: gettext_noop("an acquittal or annulled judgment"),
    Reopening.VIOLATION_DROPPED: gettext_noop("a later rule that drops the violation"),
}


@dataclass(frozen=True)
class DecisionFacts(FactSheet):
    """``by_cell``: decided by the cell itself. ``announced_on``: of a decision of the cell, the day on which the
    result of the vote was announced is ``voted_on``. ``served_since``: of the first form, where it was changed.
    """

    by_cell: bool | None = fact(YES_NO, gettext_noop("Decided by the cell"))
    voted_on: date | None = fact(DAY, gettext_noop("Day of the vote"))
    written_on: date | None = fact(DAY, gettext_noop("Decision written on"))
    signed_on: date | None = fact(DAY, gettext_noop("Decision signed on"))
    announced_on: date | None = fact(DAY, gettext_noop("Decision announced on"))
    handed_on: date | None = fact(DAY, gettext_noop("Decision handed over on"))
    reported_up_on: date | None = fact(DAY, gettext_noop("Reported to the superior on"))
    stamped_by_grassroots: bool | None = fact(YES_NO, gettext_noop("Stamp of the grassroots committee at the top left"))
    approved_above: bool | None = fact(YES_NO, gettext_noop("The superior issued a decision of approval"))
    announcement_minuted: bool | None = fact(YES_NO, gettext_noop("The announcement is minuted"))
    copies_sent: frozenset[Recipient] | None = fact(set_of(Recipient, RECIPIENT_LABELS), gettext_noop("Copies sent to"))
    complaint_pending: bool | None = fact(YES_NO, gettext_noop("A complaint is pending"))
    new_violation: bool | None = fact(YES_NO, gettext_noop("Recidivism or a new violation that deserves discipline"))
    served_since: date | None = fact(DAY, gettext_noop("The form that was changed had been announced on"))
    consequences_done: frozenset[Consequence] | None = fact(
        set_of(Consequence, CONSEQUENCE_LABELS), gettext_noop("Consequences of the expulsion carried out")
    )
    recorded_in_file: bool | None = fact(YES_NO, gettext_noop("Recorded in the CV and on the member card"))
    changed_by: Changer | None = fact(one_of(Changer, CHANGER_LABELS), gettext_noop("Changed or cancelled by"))
    reopened_for: Reopening | None = fact(one_of(Reopening, REOPENING_LABELS), gettext_noop("Examined again for"))
    state_employed: bool | None = fact(YES_NO, gettext_noop("Holds an office of the state or of a union"))
    state_told_on: date | None = fact(DAY, gettext_noop("State or union told on"))
    state_event_on: date | None = fact(DAY, gettext_noop("Suspension, discipline or judgment of a state body on"))
    state_notice_on: date | None = fact(DAY, gettext_noop("Notice of the state body received on"))
