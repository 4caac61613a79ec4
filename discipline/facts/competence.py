"""Who deals with the case, by whose task and on which way: what the rules on competence are asked of (DIS-45..67)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from discipline.codes import DECIDER_LABELS, LEVEL_LABELS, Decider, Level
from workflows.facts import COUNT, DAY, YES_NO, FactSheet, fact, one_of, set_of


class Granted(StrEnum):
    """Powers granted to the grassroots committee (organization.models.Power)."""

    UPPER_LEVEL = "upper_level"
    UPPER_LEVEL_PILOT = "upper_level_pilot"
    AUTHORISED = "authorised"


GRANTED_LABELS = {
    Granted.UPPER_LEVEL: gettext_noop("Upper-level powers (given)"),
    Granted.UPPER_LEVEL_PILOT: gettext_noop("Upper-level powers (pilot)"),
    Granted.AUTHORISED: gettext_noop("Authorised to admit and expel"),
}


class TakeOver(StrEnum):
    """Why a superior deals with the case itself (DIS-60)."""

    INACTION = "inaction"
    TOO_LIGHT = "too_light"
    WRONG = "wrong"
    CONCLUDED_BY_SUPERIOR = "concluded_by_superior"


TAKE_OVER_LABELS = {
    TakeOver.INACTION: gettext_noop("The lower body does not act"),
    TakeOver.TOO_LIGHT: gettext_noop("The lower body acts too lightly"),
    TakeOver.WRONG: gettext_noop("The lower body acts wrongly"),
    TakeOver.CONCLUDED_BY_SUPERIOR: gettext_noop("The superior's inspection has concluded the matter"),
}


class Handler(StrEnum):
    """Who deals with a violation in a former organisation (DIS-63)."""

    FORMER = "former"
    PRESENT = "present"
    COMMON_SUPERIOR = "common_superior"
    ASSIGNED = "assigned"


HANDLER_LABELS = {
    Handler.FORMER: gettext_noop("the former organisation"),
    Handler.PRESENT: gettext_noop("the organisation that manages him now"),
    Handler.COMMON_SUPERIOR: gettext_noop("the common superior of both"),
    Handler.ASSIGNED: gettext_noop("a body that the common superior assigned"),
}


class StaffAct(StrEnum):
    """What a body that is none of the matrix does in the case (DIS-67)."""

    REPORT = "report"
    PROPOSE = "propose"
    DECIDE = "decide"


STAFF_ACT_LABELS = {
    StaffAct.REPORT: gettext_noop("reports"),
    StaffAct.PROPOSE: gettext_noop("proposes"),
    StaffAct.DECIDE: gettext_noop("decides"),
}


@dataclass(frozen=True)
class CompetenceFacts(FactSheet):
    """``decider``: the body that acts now; ``on_the_way``: the bodies of the matrix that exist on the path that day,
    ``path_levels``: the levels of the path.

    ``grants``: of the grassroots committee that day. ``assigned_by``, ``managed_by``: the level that assigned the task,
    that manages the cadre. ``organization_level``: of an accused organisation. ``taken_over_by``: the superior body
    with which the way begins. A vote on dissolution: ``proposal_…`` of the direct superior, ``dissolution_…`` of the
    level above it; ``…_base`` counts members.
    """

    decider: Decider | None = fact(one_of(Decider, DECIDER_LABELS), gettext_noop("Body that acts"))
    on_the_way: frozenset[Decider] | None = fact(
        set_of(Decider, DECIDER_LABELS), gettext_noop("Bodies on the way of his organisation")
    )
    path_levels: frozenset[Level] | None = fact(
        set_of(Level, LEVEL_LABELS), gettext_noop("Levels on the way of his organisation")
    )
    grants: frozenset[Granted] | None = fact(
        set_of(Granted, GRANTED_LABELS), gettext_noop("Powers granted to the grassroots committee")
    )
    assigned_by: Level | None = fact(one_of(Level, LEVEL_LABELS), gettext_noop("Level that assigned the task"))
    managed_by: Level | None = fact(one_of(Level, LEVEL_LABELS), gettext_noop("Level that manages him as a cadre"))
    committees: frozenset[Level] | None = fact(
        set_of(Level, LEVEL_LABELS), gettext_noop("Levels of whose committees he is a member")
    )
    organization_level: Level | None = fact(
        one_of(Level, LEVEL_LABELS), gettext_noop("Level of the organisation concerned")
    )
    taken_over: bool | None = fact(YES_NO, gettext_noop("A superior takes the case over"))
    taken_over_by: Decider | None = fact(
        one_of(Decider, DECIDER_LABELS), gettext_noop("Superior body that takes the case over")
    )
    take_over_ground: TakeOver | None = fact(
        one_of(TakeOver, TAKE_OVER_LABELS), gettext_noop("Why a superior takes the case over")
    )
    cell_directed_on: date | None = fact(DAY, gettext_noop("The cell was directed to hold its meeting on"))
    decided_by_superior: bool | None = fact(YES_NO, gettext_noop("A superior decides, not the cell"))
    verified_by_itself: bool | None = fact(
        YES_NO, gettext_noop("The deciding superior verified by a decision and a team of its own")
    )
    decided_by_cell: bool | None = fact(YES_NO, gettext_noop("The cell disciplined him"))
    committees_told: frozenset[Level] | None = fact(
        set_of(Level, LEVEL_LABELS), gettext_noop("Levels of whose committees the decision was reported to")
    )
    managing_level_told: bool | None = fact(
        YES_NO, gettext_noop("The committee or inspection commission that manages him was told")
    )
    temporary_host: bool | None = fact(YES_NO, gettext_noop("He is active here only for a time"))
    home_told: bool | None = fact(YES_NO, gettext_noop("The organisation he belongs to was told in writing"))
    in_former_organization: bool | None = fact(YES_NO, gettext_noop("The violation lies in a former organisation"))
    handled_by: Handler | None = fact(one_of(Handler, HANDLER_LABELS), gettext_noop("Dealt with by"))
    proposal_base: int | None = fact(COUNT, gettext_noop("Members of the committee that proposes the dissolution"))
    proposal_yes: int | None = fact(COUNT, gettext_noop("Of these, for the dissolution"))
    dissolution_base: int | None = fact(COUNT, gettext_noop("Members of the committee that decides the dissolution"))
    dissolution_yes: int | None = fact(COUNT, gettext_noop("Of these, for dissolving"))
    dissolved_on: date | None = fact(DAY, gettext_noop("Dissolution decided on"))
    wound_up_on: date | None = fact(DAY, gettext_noop("Files and seal collected, members moved on"))
    staff_organ: bool | None = fact(
        YES_NO, gettext_noop("The body is a staff organ, a party group or designated board")
    )
    staff_act: StaffAct | None = fact(one_of(StaffAct, STAFF_ACT_LABELS), gettext_noop("What the staff organ does"))
