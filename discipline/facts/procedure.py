"""What was done before the vote: plan, self-criticism, hearings, conclusion, chair, minutes (DIS-75 to DIS-85)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import COUNT, DAY, TEXT, YES_NO, FactSheet, fact, one_of, record, rows_of, set_of


class DecidingLevel(StrEnum):
    """The level whose body votes."""

    CELL = "cell"
    SECTION = "section"
    GRASSROOTS = "grassroots"
    UPPER = "upper"
    NEXT_ABOVE = "next_above"


LEVEL_LABELS = {
    DecidingLevel.CELL: gettext_noop("the cell"),
    DecidingLevel.SECTION: gettext_noop("the section committee"),
    DecidingLevel.GRASSROOTS: gettext_noop("the grassroots level"),
    DecidingLevel.UPPER: gettext_noop("the level above the grassroots"),
    DecidingLevel.NEXT_ABOVE: gettext_noop("the next level above"),
}


class ConclusionElement(StrEnum):
    """What the meeting concludes before it votes (DIS-76)."""

    CONTENT = "content"
    NATURE = "nature"
    DEGREE = "degree"
    HARM = "harm"
    CAUSE = "cause"
    CIRCUMSTANCES = "circumstances"


ELEMENT_LABELS = {
    ConclusionElement.CONTENT: gettext_noop("content of the violation"),
    ConclusionElement.NATURE: gettext_noop("its nature"),
    ConclusionElement.DEGREE: gettext_noop("its degree"),
    ConclusionElement.HARM: gettext_noop("its harm"),
    ConclusionElement.CAUSE: gettext_noop("its cause"),
    ConclusionElement.CIRCUMSTANCES: gettext_noop("mitigating and aggravating circumstances"),
}


class Hindrance(StrEnum):
    """Why a self-criticism is not to be had; the procedure goes on (DIS-75)."""

    NONE = "none"
    DETAINED = "detained"
    HIDING = "hiding"
    ABSENT = "absent"


HINDRANCE_LABELS = {
    Hindrance.NONE: gettext_noop("Nothing hinders it"),
    Hindrance.DETAINED: gettext_noop("Detained"),
    Hindrance.HIDING: gettext_noop("Hiding"),
    Hindrance.ABSENT: gettext_noop("Absent again and again without good reason"),
}


@dataclass(frozen=True)
class HearingFact:
    """One hearing of the accused for the body of a level. ``refused`` with ``reason``: why none could be held."""

    level: DecidingLevel
    body: str = ""
    on: date | None = None
    representative: str = ""
    refused: bool = False
    reason: str = ""
    minutes_signed: bool | None = None


HEARING = record(
    HearingFact,
    {"on": "", "representative": ""},
    level=one_of(DecidingLevel, LEVEL_LABELS),
    body=TEXT,
    on=DAY,
    representative=TEXT,
    refused=YES_NO,
    reason=TEXT,
    minutes_signed=YES_NO,
)


@dataclass(frozen=True)
class ProcedureFacts(FactSheet):
    """``deciding_body``: its name, where several bodies of one level decide after one another; hearings name theirs.
    ``self_criticism_summons``: the days of the summons whose delivery is proven.
    """

    plan_made_known_on: date | None = fact(DAY, gettext_noop("Plan made known to the person concerned on"))
    self_criticism_submitted_on: date | None = fact(DAY, gettext_noop("Self-criticism handed in on"))
    self_criticism_refused: bool | None = fact(YES_NO, gettext_noop("Refuses to write a self-criticism"))
    self_criticism_hindered_by: Hindrance | None = fact(
        one_of(Hindrance, HINDRANCE_LABELS), gettext_noop("What hinders a self-criticism")
    )
    self_criticism_summons: tuple[date, ...] | None = fact(
        rows_of(DAY), gettext_noop("Days on which the self-criticism was asked for")
    )
    deciding_level: DecidingLevel | None = fact(one_of(DecidingLevel, LEVEL_LABELS), gettext_noop("Deciding level"))
    deciding_body: str | None = fact(TEXT, gettext_noop("Deciding body"))
    hearings: tuple[HearingFact, ...] | None = fact(rows_of(HEARING), gettext_noop("Hearings"))
    conclusion_elements: frozenset[ConclusionElement] | None = fact(
        set_of(ConclusionElement, ELEMENT_LABELS), gettext_noop("Elements of the conclusion")
    )
    managing_representative: bool | None = fact(
        YES_NO, gettext_noop("A representative of the managing committee or inspection commission attends")
    )
    cell_leaders_left: int | None = fact(COUNT, gettext_noop("Heads of the cell who can lead it in this case"))
    accused_heads_cell: bool | None = fact(YES_NO, gettext_noop("The person concerned heads the cell"))
    cell_committee_left: int | None = fact(
        COUNT, gettext_noop("Members of the cell's committee beside him and its heads")
    )
    accused_leads: bool | None = fact(
        YES_NO, gettext_noop("The person concerned chairs, drafts, counts votes or signs")
    )
    duties_breached: bool | None = fact(YES_NO, gettext_noop("The inspected side broke one of its duties"))
    inspectors_breached: bool | None = fact(YES_NO, gettext_noop("An inspector broke one of his duties"))
    facts_concluded_by: str | None = fact(TEXT, gettext_noop("Conclusion or judgment that established the facts"))
    rights_cut: bool | None = fact(YES_NO, gettext_noop("A right of the person concerned is cut"))
    member_suspended: bool | None = fact(YES_NO, gettext_noop("Suspended by a lawful decision"))
