"""The limitation of a case as lists and pages show it: its last day by violation and form, and why. No database."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from discipline.codes import Form, SubjectKind
from discipline.facts import Facts
from discipline.facts.violations import STOPPED_LABELS, ViolationFact
from discipline.rules.limitation import BARRED, NO_START, OPEN, TimeBar, time_bar
from workflows.calendar import add_months
from workflows.explaining import amount, headline, why
from workflows.findings import Finding, Status
from workflows.law import Law

RUNNING = gettext_noop("The limitation runs since %(start)s; last day %(last)s.")
PASSED = gettext_noop(
    "The last day was %(last)s and no conclusion is recorded; the case is examined and voted all the same, then the"
    " form is compared with it."
)
KEPT = gettext_noop("Counted up to %(end)s; last day %(last)s: within the limitation.")
LAPSED = gettext_noop("Counted up to %(end)s; last day %(last)s: the limitation had run out.")
FORMS = {
    True: (Form.REPRIMAND, Form.WARNING, Form.DISSOLUTION),
    False: (Form.REPRIMAND, Form.WARNING, Form.REMOVAL, Form.EXPULSION),
}


def bars_of(facts: Facts, form: Form, law: Law, on: date) -> Iterator[tuple[ViolationFact, TimeBar]]:
    """The limitation of the form for each violation as it is counted on ``on``."""
    known = facts.violations or ()
    for violation in known:
        yield violation, time_bar(violation, known, form, law, on, _is_organization(facts))


def limited_until(facts: Facts, form: Form, law: Law) -> date | None:
    """The earliest last day among the violations that no conclusion has brought within the limitation.

    None where nothing can lapse: no limitation, every violation concluded in time, the start unknown, or the time does
    not run on the day of ``law`` (deferral, criminal proceedings).
    """
    today = bars_of(facts, form, law, law.on)
    tomorrow = bars_of(facts, form, law, law.on + timedelta(days=1))
    days = [
        bar.last_day
        for (_violation, bar), (_same, later) in zip(today, tomorrow, strict=True)
        if bar.last_day and bar.barred is not False and later.last_day == bar.last_day
    ]
    return min(days, default=None)


def begun_before(warned: date, shortest: int) -> date:
    """The latest day on which an act lies that a limitation of ``shortest`` years or longer may bar by ``warned``.

    A restart or a time that does not count makes a last day later, never earlier.
    """
    return add_months(warned, -12 * shortest) + timedelta(days=1)  # of 29 February the anniversary is a day earlier


def finding_of(violation: ViolationFact, bar: TimeBar, on: date) -> Finding:
    """The limitation of one form for one violation in the words of a rule."""
    days = {"start": bar.start, "end": bar.end, "last": bar.last_day}
    status, message = _answer(bar, on)
    return Finding(
        rule="DIS-20",
        name="limitation",
        status=status,
        message=message,
        numbers={name: day.isoformat() for name, day in days.items() if day},
        citations=[provision.citation for provision in bar.provisions],
        asked={"violations": (violation,), "form": bar.form},
        sheet=Facts,
    )


def _answer(bar: TimeBar, on: date) -> tuple[Status, str]:
    if bar.last_day is None:
        known = bar.barred is False
        return (
            Status.HOLDS if known else Status.UNKNOWN if bar.reason == NO_START else Status.NOT_IN_FORCE
        ), bar.reason
    if bar.reason == BARRED:
        return Status.BROKEN, LAPSED
    if bar.reason == OPEN:
        return Status.HOLDS, KEPT
    if bar.end is not None:  # over, and whether the violation is of a kind without limitation is not known
        return Status.UNKNOWN, bar.reason
    return (Status.HOLDS, RUNNING) if on <= bar.last_day else (Status.BROKEN, PASSED)


def derivation(violation: ViolationFact, bar: TimeBar, on: date) -> list[str]:
    """Line by line: what is said, the facts, each source, and the counting with its restarts and times left out."""
    finding = finding_of(violation, bar, on)
    lines = [headline(finding), *why(finding)]
    if bar.start is None or bar.limit_years is None:
        return lines
    act = violation.ended_on or violation.started_on or violation.discovered_on
    if act:
        lines.append(_("The act: %(day)s.") % {"day": _day(act)})
    if act and bar.start != act:
        lines.append(_("Begins anew with a further violation, on %(day)s.") % {"day": _day(bar.start)})
    lines.append(_("Length: %(length)s.") % {"length": amount(bar.limit_years, "year")})
    if bar.suspended_days:
        lines += [
            _("Not counted: %(reason)s, %(since)s – %(until)s.")
            % {
                "reason": _(STOPPED_LABELS[one.reason]) if one.reason else "–",
                "since": _day(one.since),
                "until": _day(one.until) if one.until else _("still running"),
            }
            for one in violation.suspended
        ]
        lines.append(_("Days left out of the count: %(n)s.") % {"n": bar.suspended_days})
    if bar.last_day:
        lines.append(_("Last day: %(day)s, that day included.") % {"day": _day(bar.last_day)})
    return lines


def _is_organization(facts: Facts) -> bool:
    return facts.subject_kind is SubjectKind.ORGANIZATION


def forms_of(facts: Facts) -> tuple[Form, ...]:
    """The forms that may lapse or never do, lightest first."""
    return FORMS[_is_organization(facts)]


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
