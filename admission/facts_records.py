"""The facts of the papers and clocks beside the chain: ADM-57, 62, 63, 99, 100, 102."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import DAY, TEXT, YES_NO, FactSheet, fact, one_of, set_of


class Keeper(StrEnum):
    """Which committee keeps a member's file."""

    GRASSROOTS_COMMITTEE = "grassroots_committee"
    SUPERIOR = "superior"
    OTHER = "other"


#: English source strings.
KEEPER_LABELS = {
    Keeper.GRASSROOTS_COMMITTEE: gettext_noop("the grassroots committee"),
    Keeper.SUPERIOR: gettext_noop("the direct superior"),
    Keeper.OTHER: gettext_noop("another body"),
}


class NamePaper(StrEnum):
    """On which papers a change of name is decided."""

    APPLICATION = "application"
    OFFICIAL_PAPER = "official_paper"


#: English source strings.
NAME_PAPER_LABELS = {
    NamePaper.APPLICATION: gettext_noop("the application of the member"),
    NamePaper.OFFICIAL_PAPER: gettext_noop("the official paper on the change"),
}


@dataclass(frozen=True)
class RecordFacts(FactSheet):
    """What is kept and sent on."""

    cell_forwarded_on: date | None = fact(DAY, gettext_noop("The cell forwarded its resolution on"))
    committee_forwarded_on: date | None = fact(DAY, gettext_noop("The grassroots committee resolved and forwarded on"))
    ceremony_helper_official: bool | None = fact(
        YES_NO, gettext_noop("Who is assigned at the ceremony to help is an official member")
    )
    member_records_on: date | None = fact(DAY, gettext_noop("Member's CV and record card made on"))
    file_kept_by: Keeper | None = fact(one_of(Keeper, KEEPER_LABELS), gettext_noop("Member's file kept by"))
    committee_can_keep: bool | None = fact(YES_NO, gettext_noop("The grassroots committee can keep files"))
    name_change_papers: frozenset[NamePaper] | None = fact(
        set_of(NamePaper, NAME_PAPER_LABELS), gettext_noop("Papers of the change of name")
    )
    birth_date_changed_on: date | None = fact(
        DAY, gettext_noop("A change of the date of birth in the member's file was asked for or made on")
    )
    cv_number: str | None = fact(TEXT, gettext_noop("Number of the member's CV"))
    cv_number_given: bool | None = fact(YES_NO, gettext_noop("The number of the CV is already given to another member"))


#: Pairs of days in their order.
RECORDS_ORDER = (("cell_resolved_on", "cell_forwarded_on"),)
