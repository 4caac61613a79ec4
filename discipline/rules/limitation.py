"""Limitation (thời hiệu), for each violation and each form: DIS-20 to DIS-29."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_noop

from discipline.codes import FORM_LABELS, Form, SubjectKind
from discipline.facts import Facts
from discipline.facts.principles import OUTCOME_LABELS, Outcome
from discipline.facts.violations import Interval, ViolationFact
from workflows.calendar import add_months
from workflows.law import Law, Provision
from workflows.rules import Number, Status, Verdict, not_known, rule

_MEMBER, _ORGANIZATION = "limitation.member", "limitation.organization"
_COMMON = ("limitation.starts_at", "limitation.not_counted", "limitation.ends_at_conclusion")
#: Every provision that a limitation may rest on, by name.
LIMITATION = (
    *(f"{_MEMBER}.{name}" for name in ("reprimand", "warning", "removal", "none_for", "exempt", "restarts", "ends_at")),
    *(f"{_ORGANIZATION}.{name}" for name in ("reprimand", "warning", "none_for", "exempt", "restarts", "ends_at")),
    *_COMMON,
)

NO_LAW = gettext_noop("No regulation in force sets a limitation for this form.")
NONE_FOR_FORM = gettext_noop("A violation that deserves this form has no limitation.")
EXEMPT = gettext_noop("Violations of this kind have no limitation.")
NO_START = gettext_noop("When the act took place or ended is not known.")
NO_CATEGORY = gettext_noop("The period is over; whether the violation is of a kind without limitation is not known.")
NO_END = gettext_noop("The day up to which the limitation is counted is not known yet.")
BARRED = gettext_noop("The limitation had run out.")
OPEN = gettext_noop("Within the limitation.")


@dataclass(frozen=True)
class TimeBar:
    """Whether ``form`` can still be imposed for one violation.

    ``start``: since when the limitation runs, the latest restart included. ``end``: the day up to which it is counted,
    None while that has not come. ``last_day``: the last on which the form is not barred; None without limitation or
    where the start is not known. ``barred``: None while a needed date is missing. ``reason``: English source string.
    """

    form: Form
    start: date | None
    end: date | None
    limit_years: int | None
    suspended_days: int
    last_day: date | None
    barred: bool | None
    provisions: tuple[Provision, ...]
    reason: str


def time_bar(
    violation: ViolationFact,
    others: Iterable[ViolationFact],
    form: Form,
    law: Law,
    on: date,
    organization: bool = False,
) -> TimeBar:
    """The limitation of ``form`` for ``violation`` as seen on ``on``.

    ``others``: the further violations of the same subject, which restart it; an interval that is still open does not
    count up to ``on``. Day-exact, on the anniversary not yet barred. Source of the counting: DIS-20 to DIS-28.
    """
    names = _ORGANIZATION if organization else _MEMBER
    limit, none_for, exempt = (law.get(f"{names}.{name}") for name in (form.value, "none_for", "exempt"))
    end_names = ("limitation.ends_at_conclusion", f"{names}.ends_at")
    end_event = next((law.get(name) for name in end_names if name in law), None)
    end = _end(violation, end_event)

    def free(provision: Provision, reason: str) -> TimeBar:
        return TimeBar(form, _start(violation, law), end, None, 0, None, False, (provision,), reason)

    if none_for and form in none_for.value:
        return free(none_for, NONE_FOR_FORM)
    if exempt and violation.category in exempt.value:
        return free(exempt, EXEMPT)
    if limit is None or end_event is None:
        return TimeBar(form, None, end, None, 0, None, None, (), NO_LAW)
    starts_at, restarts = law.get("limitation.starts_at"), law.get(f"{names}.restarts")
    not_counted = law.get("limitation.not_counted")
    cited = tuple(filter(None, [limit, starts_at, restarts, not_counted, end_event]))
    start = _start(violation, law)
    if start is None:
        return TimeBar(form, None, end, limit.value, 0, None, None, cited, NO_START)
    stopped = _stopped(violation.suspended, not_counted, end or on)
    new = [day for day in _days_of(violation, others) if end is None or day <= end] if restarts else []
    start, last_day = _running(start, new, limit.value, stopped)
    suspended = days_stopped(stopped, start, min(last_day, end) if end else last_day)
    barred, reason = _barred(violation, end, last_day, exempt)
    return TimeBar(form, start, end, limit.value, suspended, last_day, barred, cited, reason)


def _barred(
    violation: ViolationFact, end: date | None, last_day: date, exempt: Provision | None
) -> tuple[bool | None, str]:
    if end is None:
        return None, NO_END
    if end <= last_day:
        return False, OPEN
    if violation.category is None and exempt is not None:
        return None, NO_CATEGORY
    return True, BARRED


def _start(violation: ViolationFact, law: Law) -> date | None:
    """The act, of a continuing one its end; the discovery where that cannot be fixed and the law of the day says so."""
    act = violation.ended_on or (None if violation.continuing else violation.started_on)
    starts_at = law.get("limitation.starts_at")
    if act or starts_at is None or "discovered" not in starts_at.value:
        return act
    return violation.discovered_on


def _end(violation: ViolationFact, event: Provision | None) -> date | None:
    if event is None:
        return None
    return violation.concluded_on if event.value == "concluded" else violation.inspection_decided_on


def _days_of(violation: ViolationFact, others: Iterable[ViolationFact]) -> list[date]:
    """The days of the other violations, earliest first: of each the day on which it began, as far as it is known."""
    found = (
        other.started_on or other.ended_on or other.discovered_on
        for other in others
        if other.reference != violation.reference
    )
    return sorted(day for day in found if day)


def _running(first: date, new: Sequence[date], years: int, stopped: Sequence[tuple[date, date]]) -> tuple[date, date]:
    """(since when it runs, last day), restarted by every new violation inside it; a restart never shortens it."""
    start, last_day = first, _last_day(first, years, stopped)
    for day in new:
        if start < day <= last_day:
            start, last_day = day, max(last_day, _last_day(day, years, stopped))
    return start, last_day


def _last_day(start: date, years: int, stopped: Sequence[tuple[date, date]]) -> date:
    """The last day up to which no more days count than lie between ``start`` and its anniversary."""
    anniversary = last_day = add_months(start, 12 * years)
    while True:
        longer = anniversary + timedelta(days=days_stopped(stopped, start, last_day + timedelta(days=1)))
        if longer <= last_day:
            return last_day
        last_day = longer


def _stopped(intervals: Iterable[Interval], reasons: Provision | None, until: date) -> list[tuple[date, date]]:
    """The intervals that the law leaves out, put together where they meet, in order."""
    if reasons is None:
        return []
    merged: list[tuple[date, date]] = []
    left_out = [i for i in intervals if i.reason is None or i.reason in reasons.value]
    for since, end in sorted((i.since, max(i.since, i.until or until)) for i in left_out):
        if merged and since <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((since, end))
    return merged


def days_stopped(stopped: Iterable[tuple[date, date]], start: date, end: date) -> int:
    """Days of the intervals (in order, none touching another) that lie between ``start`` and ``end``."""
    return sum(max(0, (min(end, until) - max(start, since)).days) for since, until in stopped)


def _is_organization(facts: Facts) -> bool:
    return facts.subject_kind is SubjectKind.ORGANIZATION


def time_bars(facts: Facts, form: Form, law: Law) -> list[tuple[ViolationFact, TimeBar]]:
    """The limitation of ``form`` for each violation of the case, on the day of ``law``."""
    known = facts.violations or ()
    return [(violation, time_bar(violation, known, form, law, law.on, _is_organization(facts))) for violation in known]


@rule(
    "period.last_day",
    id="DIS-20",
    optional=LIMITATION,
    needs=["subject_kind", "form", "violations"],
)
def limitation_has_not_run_out(facts: Facts, edge: Provision, *limits: Provision | None, law: Law) -> Verdict:
    """Asked of the voted form (DIS-27); barred when the limitation of every violation had run out."""
    if not facts.violations:
        return not_known(facts, "violations")
    bars = _of_the_form(facts, time_bars(facts, facts.form, law))
    cites = tuple(dict.fromkeys(provision for _violation, bar in bars for provision in bar.provisions))
    numbers: dict[str, Number] = {"form": FORM_LABELS[facts.form]}
    if any(bar.reason == NO_LAW for _violation, bar in bars):
        return Verdict(Status.NOT_IN_FORCE, NO_LAW)
    if any(bar.end == bar.last_day for _violation, bar in bars if bar.end):
        cites += (edge,)
    free = [(violation, bar) for violation, bar in bars if bar.barred is False]
    unsure = [(violation, bar) for violation, bar in bars if bar.barred is None]
    barred = [(violation, bar) for violation, bar in bars if bar.barred]
    if unsure and not free:
        reasons: Number = list(dict.fromkeys(bar.reason for _violation, bar in unsure))
        return Verdict(
            None,
            gettext_noop("Limitation of the form %(form)s: %(reasons)s"),
            {**numbers, "reasons": reasons},
            cites=cites,
        )
    if not free:
        last = max(bar.last_day for _violation, bar in barred)
        numbers |= {"last": last.isoformat(), "end": max(bar.end for _violation, bar in barred).isoformat()}
        message = gettext_noop(
            "Limitation has run out: %(form)s could be imposed up to %(last)s and is counted up to %(end)s."
        )
        return Verdict(False, message, numbers, cites=cites)
    if barred or unsure:
        numbers |= {
            "barred": [violation.reference for violation, _bar in barred + unsure],
            "free": [violation.reference for violation, _bar in free],
        }
        message = gettext_noop(
            "Of the violations, %(barred)s no longer bear the form %(form)s; it must rest on %(free)s alone, which the"
            " deciding body concludes."
        )
        return Verdict(Status.HUMAN, message, numbers, cites=cites)
    days = [bar.last_day for _violation, bar in free if bar.last_day]
    if not days:
        return Verdict(True, gettext_noop("There is no limitation for the form %(form)s here."), numbers, cites=cites)
    message = gettext_noop("Within the limitation: %(form)s could be imposed up to %(last)s.")
    return Verdict(True, message, {**numbers, "last": min(days).isoformat()}, cites=cites)


def _of_the_form(facts: Facts, bars: list[tuple[ViolationFact, TimeBar]]) -> list[tuple[ViolationFact, TimeBar]]:
    """Those of the violations for which the body concluded the form, where it concluded a form for each."""
    bearing = {one.reference for one in facts.violation_forms or () if one.form is facts.form}
    return [(violation, bar) for violation, bar in bars if violation.reference in bearing] or bars


_FORMS_WITH_LIMIT = {
    True: (Form.REPRIMAND, Form.WARNING),
    False: (Form.REPRIMAND, Form.WARNING, Form.REMOVAL),
}


@rule(
    "limitation.warned_before",
    "limitation.after_the_vote",
    id="DIS-27",
    optional=LIMITATION,
    needs=["subject_kind", "violations"],
)
def limitation_is_in_sight(
    facts: Facts, before: Provision, after: Provision, *limits: Provision | None, law: Law
) -> Verdict:
    """A warning before the vote and never more: the case is always examined, concluded and voted first."""
    horizon = add_months(law.on, before.value)
    forms = _FORMS_WITH_LIMIT[_is_organization(facts)]
    bars = [bar for form in forms for _violation, bar in time_bars(facts, form, law)]
    cites = tuple(dict.fromkeys([after, before, *(provision for bar in bars for provision in bar.provisions)]))
    near: dict[Form, date] = {}
    for bar in bars:
        if bar.last_day and bar.barred is not False and (bar.end or horizon) > bar.last_day:
            near[bar.form] = min(bar.last_day, near.get(bar.form, bar.last_day))
    if near:
        message = gettext_noop(
            "The limitation is running out or has run out: %(forms)s, last day %(days)s. The case is examined,"
            " concluded and voted all the same; only then is the voted form compared with it."
        )
        numbers: dict[str, Number] = {
            "forms": [FORM_LABELS[form] for form in near],
            "days": [day.isoformat() for day in near.values()],
        }
        return Verdict(False, message, numbers, cites=cites)
    if bars and all(bar.reason == NO_LAW for bar in bars):
        return Verdict(Status.NOT_IN_FORCE, NO_LAW)
    if not bars or any(bar.reason == NO_START for bar in bars):
        return Verdict(None, NO_START, cites=cites)
    message = gettext_noop("No limitation runs out within %(months)s months.")
    return Verdict(True, message, {"months": before.value}, cites=cites)


@rule(
    id="DIS-28",
    optional=["limitation.member.kept_above", "limitation.organization.kept_above"],
    needs=["subject_kind", "confirmed_above"],
)
def limitation_is_not_counted_again(facts: Facts, member: Provision | None, organization: Provision | None) -> Verdict:
    """When a superior confirms or changes the form, the first conclusion stays the end of the period."""
    kept = organization if _is_organization(facts) else member
    if kept is None:
        return Verdict(Status.NOT_IN_FORCE, NO_LAW)
    if not facts.confirmed_above:
        return Verdict(True, gettext_noop("Does not apply: no superior confirmed or changed the form."), cites=(kept,))
    message = gettext_noop("The limitation is not counted again: it ended with the first conclusion.")
    return Verdict(True, message, cites=(kept,))


@rule("limitation.declared_in_cv", id="DIS-29", needs=["other_outcome"], cured_by="cell")
def outcome_is_declared_in_the_cv(facts: Facts, outcomes: Provision) -> Verdict:
    """Examined without discipline, also because the limitation had run out: it is declared in the CV all the same."""
    outcome: Outcome = facts.other_outcome
    if outcome not in outcomes.value:
        return Verdict(True, gettext_noop("Does not apply: nothing of this case is declared for that outcome."))
    if facts.declared_in_cv is None:
        return not_known(facts, "declared_in_cv")
    message = gettext_noop("The outcome is declared in the CV: %(outcome)s.")
    return Verdict(facts.declared_in_cv, message, {"outcome": OUTCOME_LABELS[outcome]})
