"""The facts of the party age: what it counts from, what is taken off, who checked that."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import DAY, YES_NO, FactSheet, fact, record, rows_of, set_of


class OutsideCheck(StrEnum):
    """Who declared or checked the times outside party life, as the provision names them."""

    MEMBER = "member"
    CELL = "cell"
    COMMITTEE = "grassroots_committee"


#: English source strings.
CHECK_LABELS = {
    OutsideCheck.MEMBER: gettext_noop("the declaration of the member"),
    OutsideCheck.CELL: gettext_noop("the check of the cell"),
    OutsideCheck.COMMITTEE: gettext_noop("the check of the grassroots committee"),
}


@dataclass(frozen=True)
class Outside:
    """Time outside party life, the first day included, the last not."""

    since: date
    until: date


@dataclass(frozen=True)
class PartyAgeFacts(FactSheet):
    """Of a member, once official."""

    first_decision_on: date | None = fact(DAY, gettext_noop("First decision on admission, of one admitted again, of"))
    card_dated_on: date | None = fact(DAY, gettext_noop("Day of admission on the party card"))
    outside_party: tuple[Outside, ...] | None = fact(
        rows_of(
            record(
                Outside,
                since=DAY,
                until=DAY,
                labels={"since": gettext_noop("from"), "until": gettext_noop("until")},
            )
        ),
        gettext_noop("Times outside party life"),
    )
    outside_checks: frozenset[OutsideCheck] | None = fact(
        set_of(OutsideCheck, CHECK_LABELS), gettext_noop("Every time outside party life that was declared has")
    )
    committee_above: bool | None = fact(YES_NO, gettext_noop("There is a grassroots committee above the cell"))
