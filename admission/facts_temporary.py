"""The facts of a temporary party activity elsewhere: ADM-72."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import COUNT, YES_NO, FactSheet, fact, one_of


class StayKind(StrEnum):
    """Why a person is active elsewhere for a time, which decides how long it may last."""

    WORK = "work"
    STUDY = "study"


#: English source strings.
STAY_KIND_LABELS = {
    StayKind.WORK: gettext_noop("work or residence elsewhere"),
    StayKind.STUDY: gettext_noop("studies"),
}


@dataclass(frozen=True)
class TemporaryFacts(FactSheet):
    """Of the stay that the act records its length, because a day to come is no fact. ``stay_months``: whole months from
    the first day to the day of the return; ``stay_months_begun``: the same with one that has only begun.
    """

    stay_kind: StayKind | None = fact(
        one_of(StayKind, STAY_KIND_LABELS), gettext_noop("Kind of the temporary party activity")
    )
    stay_months: int | None = fact(COUNT, gettext_noop("Whole months of temporary party activity"), "month")
    stay_months_begun: int | None = fact(COUNT, gettext_noop("Months of temporary party activity begun"), "month")
    stay_in_force: bool | None = fact(YES_NO, gettext_noop("On that day the person is active elsewhere for a time"))
    temporary_informed: bool | None = fact(
        YES_NO, gettext_noop("The organisation where he is active for a time is informed")
    )
