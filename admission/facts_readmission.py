"""The facts of a former member who asks to be admitted again: ADM-88 to ADM-91."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import COUNT, DAY, YES_NO, FactSheet, fact, one_of, set_of


class LeftBecause(StrEnum):
    """Why the person is no member any more."""

    EXPELLED = "expelled"
    REMOVED = "removed"
    ABANDONED = "abandoned"
    ASKED_TO_LEAVE = "asked_to_leave"
    POPULATION = "population"
    OTHER = "other"


#: English source strings.
LEFT_LABELS = {
    LeftBecause.EXPELLED: gettext_noop("expelled"),
    LeftBecause.REMOVED: gettext_noop("removed from the list"),
    LeftBecause.ABANDONED: gettext_noop("abandoned party life"),
    LeftBecause.ASKED_TO_LEAVE: gettext_noop("asked to leave"),
    LeftBecause.POPULATION: gettext_noop("a matter of population policy"),
    LeftBecause.OTHER: gettext_noop("another reason"),
}


class Conviction(StrEnum):
    """The gravest conviction; ``SERIOUS`` means a serious crime or worse."""

    NONE = "none"
    LESS_SERIOUS = "less_serious"
    SERIOUS = "serious"
    CORRUPTION = "corruption"


#: English source strings.
CONVICTION_LABELS = {
    Conviction.NONE: gettext_noop("none"),
    Conviction.LESS_SERIOUS: gettext_noop("a less serious crime"),
    Conviction.SERIOUS: gettext_noop("a serious crime or worse"),
    Conviction.CORRUPTION: gettext_noop("corruption"),
}


class ReadmissionPaper(StrEnum):
    """What a local rule asks beside the papers of every dossier."""

    FIRST_ADMISSION = "first_admission"
    LEAVING_DECISION = "leaving_decision"
    JUDGMENT = "judgment"
    EXPUNGEMENT = "expungement"
    REWARDS_AND_DISCIPLINE = "rewards_and_discipline"
    CONSENT_LETTER = "consent_letter"


#: English source strings.
READMISSION_PAPER_LABELS = {
    ReadmissionPaper.FIRST_ADMISSION: gettext_noop("proof of the first admission"),
    ReadmissionPaper.LEAVING_DECISION: gettext_noop("the decision by which membership ended"),
    ReadmissionPaper.JUDGMENT: gettext_noop("the judgment"),
    ReadmissionPaper.EXPUNGEMENT: gettext_noop("proof of the expungement"),
    ReadmissionPaper.REWARDS_AND_DISCIPLINE: gettext_noop("rewards and discipline of the last five years"),
    ReadmissionPaper.CONSENT_LETTER: gettext_noop("the letter of consent"),
}


@dataclass(frozen=True)
class ReadmissionFacts(FactSheet):
    """How membership ended, and what stands against another."""

    readmission: bool | None = fact(YES_NO, gettext_noop("The applicant was a member before"))
    left_on: date | None = fact(DAY, gettext_noop("Membership ended on"))
    left_because: LeftBecause | None = fact(one_of(LeftBecause, LEFT_LABELS), gettext_noop("Why membership ended"))
    family_hardship: bool | None = fact(
        YES_NO, gettext_noop("Asked to leave in specially difficult family circumstances")
    )
    caused_disunity: bool | None = fact(YES_NO, gettext_noop("Caused serious disunity"))
    conviction: Conviction | None = fact(one_of(Conviction, CONVICTION_LABELS), gettext_noop("Conviction"))
    expunged_on: date | None = fact(DAY, gettext_noop("Conviction expunged on"))
    readmitted_before: int | None = fact(COUNT, gettext_noop("Readmissions so far"), "count")
    readmission_applied_on: date | None = fact(DAY, gettext_noop("Written application for readmission of"))
    readmission_papers: frozenset[ReadmissionPaper] | None = fact(
        set_of(ReadmissionPaper, READMISSION_PAPER_LABELS), gettext_noop("Papers of a readmission in the dossier")
    )


#: Pairs of days in their order.
READMISSION_ORDER = (("born_on", "left_on"), ("left_on", "readmission_applied_on"))
