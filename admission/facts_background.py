"""The facts of the background check: ADM-28 to ADM-36."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import DAY, TEXT, YES_NO, FactSheet, fact, one_of, record, rows_of, set_of


class Relation(StrEnum):
    """Who a person of item 21 is to the applicant; ``..._IN_LAW`` are of the spouse's side."""

    APPLICANT = "applicant"
    PARENT = "parent"
    GUARDIAN = "guardian"
    CHILD = "child"
    ADOPTED_CHILD = "adopted_child"
    SIBLING = "sibling"
    SPOUSE = "spouse"
    PARENT_IN_LAW = "parent_in_law"
    SIBLING_IN_LAW = "sibling_in_law"
    GRANDPARENT = "grandparent"
    UNCLE_OR_AUNT = "uncle_or_aunt"


#: English source strings.
RELATION_LABELS = {
    Relation.APPLICANT: gettext_noop("the applicant"),
    Relation.PARENT: gettext_noop("birth parent"),
    Relation.GUARDIAN: gettext_noop("who raised the applicant"),
    Relation.CHILD: gettext_noop("birth child"),
    Relation.ADOPTED_CHILD: gettext_noop("adopted child"),
    Relation.SIBLING: gettext_noop("brother or sister"),
    Relation.SPOUSE: gettext_noop("spouse"),
    Relation.PARENT_IN_LAW: gettext_noop("parent-in-law"),
    Relation.SIBLING_IN_LAW: gettext_noop("brother or sister of the spouse"),
    Relation.GRANDPARENT: gettext_noop("grandparent"),
    Relation.UNCLE_OR_AUNT: gettext_noop("uncle or aunt"),
}


class Topic(StrEnum):
    """What a reply speaks of."""

    POLITICAL_STANDARDS = "political_standards"
    LINE_AND_LAW = "line_and_law"
    POLITICAL_QUALITY = "political_quality"
    MORALITY = "morality"
    LIFESTYLE = "lifestyle"


#: English source strings.
TOPIC_LABELS = {
    Topic.POLITICAL_STANDARDS: gettext_noop("political standards"),
    Topic.LINE_AND_LAW: gettext_noop("compliance with the line of the Party and the law"),
    Topic.POLITICAL_QUALITY: gettext_noop("political quality"),
    Topic.MORALITY: gettext_noop("morality"),
    Topic.LIFESTYLE: gettext_noop("lifestyle"),
}


class Where(StrEnum):
    """Places that are asked in a way of their own."""

    ARMED_FORCES = "armed_forces"
    RELATIVE_ABROAD = "relative_abroad"
    FOREIGN_EMPLOYER = "foreign_employer"


class Channel(StrEnum):
    """Whom or what such a place is asked through."""

    RECRUITMENT_FILE = "recruitment_file"
    FOREIGN_MINISTRY_COMMITTEE = "foreign_ministry_committee"
    WORKPLACE = "workplace"
    SECURITY_AGENCY = "security_agency"


#: English source strings.
CHANNEL_LABELS = {
    Channel.RECRUITMENT_FILE: gettext_noop("the file of enlistment or recruitment"),
    Channel.FOREIGN_MINISTRY_COMMITTEE: gettext_noop("the Party committee of the Ministry of Foreign Affairs"),
    Channel.WORKPLACE: gettext_noop("the workplace"),
    Channel.SECURITY_AGENCY: gettext_noop("the security agency"),
}


@dataclass(frozen=True)
class Relative:
    """A person of item 21. ``confirmed``: the committee that manages the serving member confirmed the declaration."""

    person: str
    relation: Relation
    serving_member: bool = False
    confirmed: bool = False
    full_capacity: bool = True


@dataclass(frozen=True)
class CheckRequest:
    """A request and its reply. ``received_on``: by the place asked. ``verifier``: what he is to the applicant, if a
    relative; ``covers``: what the reply speaks of.
    """

    person: str
    relation: Relation
    received_on: date | None = None
    replied_on: date | None = None
    abroad: bool = False
    where: Where | None = None
    channels: frozenset[Channel] = frozenset()
    verifier: Relation | None = None
    covers: frozenset[Topic] = frozenset()


_RELATIVE = record(
    Relative,
    person=TEXT,
    relation=one_of(Relation, RELATION_LABELS),
    serving_member=YES_NO,
    confirmed=YES_NO,
    full_capacity=YES_NO,
    labels={
        "person": "",
        "relation": "",
        "serving_member": gettext_noop("serving member:"),
        "confirmed": gettext_noop("confirmed:"),
        "full_capacity": gettext_noop("full legal capacity:"),
    },
)
_REQUEST = record(
    CheckRequest,
    person=TEXT,
    relation=one_of(Relation, RELATION_LABELS),
    received_on=DAY,
    replied_on=DAY,
    abroad=YES_NO,
    where=one_of(Where),
    channels=set_of(Channel, CHANNEL_LABELS),
    verifier=one_of(Relation, RELATION_LABELS),
    covers=set_of(Topic, TOPIC_LABELS),
    labels={
        "person": "",
        "relation": "",
        "received_on": gettext_noop("received on"),
        "replied_on": gettext_noop("replied on"),
    },
)


@dataclass(frozen=True)
class BackgroundFacts(FactSheet):
    """Item 21 as declared, the exemptions that are claimed, and the requests."""

    relatives: tuple[Relative, ...] | None = fact(rows_of(_RELATIVE), gettext_noop("Family as declared (item 21)"))
    declared_fully: bool | None = fact(YES_NO, gettext_noop("The family is declared fully and truthfully"))
    own_side_exempted: bool | None = fact(YES_NO, gettext_noop("The applicant's own side is not verified"))
    spouse_side_exempted: bool | None = fact(YES_NO, gettext_noop("The spouse's side is not verified"))
    lighter_check_done: bool | None = fact(
        YES_NO, gettext_noop("Current politics and compliance of the exempt side verified at the residence")
    )
    same_commune: bool | None = fact(
        YES_NO, gettext_noop("The family has lived in the same commune since the paternal grandparents")
    )
    same_commune_confirmed: bool | None = fact(YES_NO, gettext_noop("The committee of the commune confirms it"))
    check_requests: tuple[CheckRequest, ...] | None = fact(rows_of(_REQUEST), gettext_noop("Requests to verify"))
