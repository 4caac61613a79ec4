"""What was violated and when: the facts of limitation, of one common decision, of the version of the substance."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from discipline.codes import CATEGORY_LABELS, FORM_LABELS, Category, Form
from workflows.facts import DAY, TEXT, YES_NO, FactSheet, fact, one_of, record, rows_of


class Stopped(StrEnum):
    """Why a limitation does not run for a time (DIS-26)."""

    DEFERRAL = "deferral"
    CRIMINAL = "criminal"


STOPPED_LABELS = {
    Stopped.DEFERRAL: gettext_noop("Examination deferred"),
    Stopped.CRIMINAL: gettext_noop("Criminal investigation, prosecution or trial"),
}


@dataclass(frozen=True)
class Interval:
    """A time that does not count: from ``since`` to ``until``, the day on which counting goes on, or still running."""

    since: date
    until: date | None = None
    reason: Stopped | None = None


@dataclass(frozen=True)
class ViolationFact:
    """``started_on``, ``ended_on``: of the act; one of a single day needs no ``ended_on``. ``continuing``: it went on,
    so that without ``ended_on`` its end cannot be fixed. ``concluded_on``: the body concluded that it deserves
    discipline. ``inspection_decided_on``: its inspection was decided (of an organisation: it was examined).
    """

    reference: str
    started_on: date | None = None
    ended_on: date | None = None
    discovered_on: date | None = None
    concluded_on: date | None = None
    inspection_decided_on: date | None = None
    category: Category | None = None
    suspended: tuple[Interval, ...] = ()
    continuing: bool = False


@dataclass(frozen=True)
class ViolationForm:
    """The form that the body concluded for one of several violations; None: none."""

    reference: str
    form: Form | None = None


@dataclass(frozen=True)
class EarlierDecision:
    """A decision already issued for a violation of this case. ``cancelled``: it no longer stands."""

    reference: str
    number: str
    cancelled: bool = False


INTERVAL = record(Interval, since=DAY, until=DAY, reason=one_of(Stopped, STOPPED_LABELS))
VIOLATION = record(
    ViolationFact,
    {"reference": ""},
    reference=TEXT,
    started_on=DAY,
    ended_on=DAY,
    discovered_on=DAY,
    concluded_on=DAY,
    inspection_decided_on=DAY,
    category=one_of(Category, CATEGORY_LABELS),
    suspended=rows_of(INTERVAL),
    continuing=YES_NO,
)
VIOLATION_FORM = record(ViolationForm, {"reference": "", "form": ""}, reference=TEXT, form=one_of(Form, FORM_LABELS))
EARLIER_DECISION = record(
    EarlierDecision, {"number": "", "reference": ""}, reference=TEXT, number=TEXT, cancelled=YES_NO
)


@dataclass(frozen=True)
class ViolationFacts(FactSheet):
    """``violations``: every one examined in the case."""

    violations: tuple[ViolationFact, ...] | None = fact(rows_of(VIOLATION), gettext_noop("Violations"))
    violation_forms: tuple[ViolationForm, ...] | None = fact(
        rows_of(VIOLATION_FORM), gettext_noop("Form concluded for each violation")
    )
    earlier_decisions: tuple[EarlierDecision, ...] | None = fact(
        rows_of(EARLIER_DECISION), gettext_noop("Decisions already issued for these violations")
    )
    confirmed_above: bool | None = fact(YES_NO, gettext_noop("A superior confirmed or changed the form"))
    declared_in_cv: bool | None = fact(YES_NO, gettext_noop("Declared in the CV"))
    substance_confirmed: bool | None = fact(
        YES_NO, gettext_noop("The deciding body confirmed the version of the substance")
    )
