"""The facts of requests and replies of the background check: ADM-28, 30, 34, 36."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import DAY, TEXT, YES_NO, FactSheet, fact, one_of, record, rows_of, set_of


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
    APPLICANT_ABROAD = "applicant_abroad"
    RELATIVE_ABROAD = "relative_abroad"
    FOREIGN_EMPLOYER = "foreign_employer"


#: English source strings.
WHERE_LABELS = {
    Where.ARMED_FORCES: gettext_noop("serves in the army or the police"),
    Where.APPLICANT_ABROAD: gettext_noop("the applicant, who is abroad"),
    Where.RELATIVE_ABROAD: gettext_noop("a relative who is abroad"),
    Where.FOREIGN_EMPLOYER: gettext_noop("works for a foreign mission or organisation, or a wholly foreign-owned firm"),
}


class Channel(StrEnum):
    """Whom or what such a place is asked through."""

    RECRUITMENT_FILE = "recruitment_file"
    HOME_FILE = "home_file"
    HOME_COMMITTEE = "home_committee"
    FOREIGN_MINISTRY_COMMITTEE = "foreign_ministry_committee"
    WORKPLACE = "workplace"
    SECURITY_AGENCY = "security_agency"


#: English source strings.
CHANNEL_LABELS = {
    Channel.RECRUITMENT_FILE: gettext_noop("the file of enlistment or recruitment"),
    Channel.HOME_FILE: gettext_noop("the file kept at home"),
    Channel.HOME_COMMITTEE: gettext_noop("the Party committee at home"),
    Channel.FOREIGN_MINISTRY_COMMITTEE: gettext_noop("the Party committee of the Ministry of Foreign Affairs"),
    Channel.WORKPLACE: gettext_noop("the workplace"),
    Channel.SECURITY_AGENCY: gettext_noop("the security agency"),
}


@dataclass(frozen=True)
class CheckRequest:
    """A request and its reply. ``of_applicant``: he himself is verified. ``received_on``: by the place asked;
    ``covers``: what the reply speaks of; ``unclear``: it leaves the politics of a relative abroad unclear.
    """

    person: str
    of_applicant: bool = False
    received_on: date | None = None
    replied_on: date | None = None
    abroad: bool = False
    where: Where | None = None
    channels: frozenset[Channel] = frozenset()
    covers: frozenset[Topic] = frozenset()
    unclear: bool = False


_REQUEST = record(
    CheckRequest,
    person=TEXT,
    of_applicant=YES_NO,
    received_on=DAY,
    replied_on=DAY,
    abroad=YES_NO,
    where=one_of(Where),
    channels=set_of(Channel, CHANNEL_LABELS),
    covers=set_of(Topic, TOPIC_LABELS),
    unclear=YES_NO,
    labels={
        "person": "",
        "received_on": gettext_noop("received on"),
        "replied_on": gettext_noop("replied on"),
    },
)


@dataclass(frozen=True)
class ReplyFacts(FactSheet):
    """The requests of the background check with their replies."""

    check_requests: tuple[CheckRequest, ...] | None = fact(rows_of(_REQUEST), gettext_noop("Requests to verify"))
