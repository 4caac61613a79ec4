"""The facts before the dossier: citizenship, the class, which organisation considers: ADM-04, 09, 18, 19."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import COUNT, DAY, YES_NO, FactSheet, fact, one_of, set_of


class Situation(StrEnum):
    """What the applicant does, where that decides which organisation considers him."""

    STUDENT = "student"
    SECONDED = "seconded"
    GRADUATED_WAITING = "graduated_waiting"
    AWAITING_RECOGNITION = "awaiting_recognition"
    CONTRACT = "contract"


#: English source strings.
SITUATION_LABELS = {
    Situation.STUDENT: gettext_noop("full-time student"),
    Situation.SECONDED: gettext_noop("seconded"),
    Situation.GRADUATED_WAITING: gettext_noop("graduated, waiting at home"),
    Situation.AWAITING_RECOGNITION: gettext_noop("awaiting the recognition of graduation"),
    Situation.CONTRACT: gettext_noop("working under a contract"),
}


class Considerer(StrEnum):
    """Where the applicant is considered."""

    TRAINING_INSTITUTION = "training_institution"
    HOST = "host"
    LOCALITY = "locality"
    SCHOOL = "school"
    RESIDENCE = "residence"
    WORKPLACE = "workplace"


#: English source strings.
CONSIDERER_LABELS = {
    Considerer.TRAINING_INSTITUTION: gettext_noop("the training institution"),
    Considerer.HOST: gettext_noop("the host unit"),
    Considerer.LOCALITY: gettext_noop("the locality"),
    Considerer.SCHOOL: gettext_noop("the school"),
    Considerer.RESIDENCE: gettext_noop("the place of residence"),
    Considerer.WORKPLACE: gettext_noop("the workplace"),
}


class Remarks(StrEnum):
    """Who gave remarks."""

    SENDING_UNIT = "sending_unit"
    RESIDENCE = "residence"
    EMPLOYER = "employer"


#: English source strings.
REMARKS_LABELS = {
    Remarks.SENDING_UNIT: gettext_noop("the sending unit"),
    Remarks.RESIDENCE: gettext_noop("the place of residence"),
    Remarks.EMPLOYER: gettext_noop("the employer"),
}


@dataclass(frozen=True)
class ConsideringFacts(FactSheet):
    """What is known of the applicant before the dossier begins."""

    citizen: bool | None = fact(YES_NO, gettext_noop("Vietnamese citizen"))
    learner_listed: bool | None = fact(
        YES_NO, gettext_noop("Was on the list of sympathisers when sent to the awareness class")
    )
    situation: Situation | None = fact(one_of(Situation, SITUATION_LABELS), gettext_noop("Situation of the applicant"))
    situation_months: int | None = fact(COUNT, gettext_noop("Months of study, secondment or contract"), "month")
    considered_at: Considerer | None = fact(one_of(Considerer, CONSIDERER_LABELS), gettext_noop("Considered at"))
    remarks_from: frozenset[Remarks] | None = fact(set_of(Remarks, REMARKS_LABELS), gettext_noop("Remarks given by"))
    no_cell_there: bool | None = fact(YES_NO, gettext_noop("There is no member or no cell where the applicant is"))
    cell_assigned_on: date | None = fact(DAY, gettext_noop("The superior assigned a cell in writing on"))
