"""The facts of a member's file that was lost and is made good: ADM-97."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import YES_NO, FactSheet, fact, set_of


class LostFileStep(StrEnum):
    """What is done about a lost file, as the provision names it, in its order."""

    CAUSE = "cause"
    STATEMENT = "statement"
    OPINION = "opinion"
    MEMBER_CV = "member_cv"
    RECORD_CARD = "record_card"
    DECISION_COPIES = "decision_copies"
    INDEX = "index"


#: English source strings.
LOST_FILE_LABELS = {
    LostFileStep.CAUSE: gettext_noop("the cause of the loss"),
    LostFileStep.STATEMENT: gettext_noop("the statement of the member or the notice of the organisation"),
    LostFileStep.OPINION: gettext_noop("the opinion of the superior's standing committee"),
    LostFileStep.MEMBER_CV: gettext_noop("the new member's CV, certified"),
    LostFileStep.RECORD_CARD: gettext_noop("the new record card, certified"),
    LostFileStep.DECISION_COPIES: gettext_noop("copies of the decisions on admission and recognition"),
    LostFileStep.INDEX: gettext_noop("the index of the new file"),
}


@dataclass(frozen=True)
class LostFileFacts(FactSheet):
    """Of the loss that is being made good."""

    lost_file_steps: frozenset[LostFileStep] | None = fact(
        set_of(LostFileStep, LOST_FILE_LABELS), gettext_noop("Recorded of the lost file")
    )
    lost_file_force_majeure: bool | None = fact(YES_NO, gettext_noop("The file was lost by force majeure"))
