"""Suspension while a case is examined, of a member or of an organisation: decided, extended, lifted; at its last day it
ends by itself.
"""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.facts.criminal import SuspendedFrom
from discipline.models import DisciplineCase
from discipline.suspensions import Suspension, end_suspensions, overlay_for, overlay_of
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.verbs import verb

#: No day of a suspension lies further ahead than the calendar of years that a person can mean.
_YEARS = 30


def _refuse_far(act: Act, until: date | None) -> None:
    if until is not None and until.year > act.day.year + _YEARS:
        act.refuse(_("The day lies too far ahead."), "until")


def running(case: DisciplineCase, act: Act) -> Suspension:
    row: Suspension | None = case.suspension_on(act.day)
    if row is None:
        act.refuse(
            _("It is not suspended on that day.") if case.of_organization else _("He is not suspended on that day.")
        )
    return row


@verb(
    gettext_lazy("Suspend him"),
    consequence=gettext_lazy(
        "From party activity: no party meeting, counted in no vote. From committee activity alone: in no vote of a"
        " committee; in his cell he goes on. His rights here stay."
    ),
    day="day",
    answers=(
        "suspension_has_ground",
        "suspension_that_is_due_is_made",
        "suspension_is_by_its_body",
        "suspension_within_length",
    ),
    grave=True,
)
def suspend(case: DisciplineCase, act: Act) -> None:
    """By the organisation with power to expel him (DIS-106 to 109). ``data``: suspended_from, grounds, number, until,
    reason."""
    _refuse_running(case, act, _("He is suspended already; extend or lift that suspension."))
    _begin(case, act, SuspendedFrom(act.data["suspended_from"]), list(act.data["grounds"]), "suspension.length")


@verb(
    gettext_lazy("Suspend the activity of the organisation"),
    consequence=gettext_lazy(
        "Its bodies hold no meeting until the last day (a convention of this system: no text read says what its"
        " activity is). Its rights here stay: it explains, is heard and complains."
    ),
    day="day",
    answers=("suspension_has_ground", "suspension_is_by_its_body", "suspension_within_length"),
    grave=True,
)
def suspend_organization(case: DisciplineCase, act: Act) -> None:
    """DIS-109 names organisations and their length alone: on what ground and by whom is concluded by who decides, in
    ``reason``. ``data``: number, until, reason.
    """
    _refuse_running(case, act, _("It is suspended already; extend or lift that suspension."))
    if act.data.get("until") is None:
        act.refuse(_("A last day is needed: no criminal procedure sets it for an organisation."), "until")
    _begin(case, act, SuspendedFrom.ACTIVITY, [], "suspension.organization.length")


def _refuse_running(case: DisciplineCase, act: Act, message: str) -> None:
    if case.suspension_on(act.day) is not None:
        act.refuse(message)


def _begin(case: DisciplineCase, act: Act, suspended_from: SuspendedFrom, grounds: list[str], length: str) -> None:
    assert act.body is not None
    until = act.data.get("until")
    if until and until <= act.day:
        act.refuse(_("The last day lies before the first."), "until")
    _refuse_far(act, until)
    row = Suspension(
        suspended_from=suspended_from.value,
        grounds=grounds,
        number=act.data["number"],
        body=act.body,
        since=act.day,
        until=until,
    )
    act.add(row)
    act.add(overlay_for(case, row))
    if until:
        act.start_clock("suspension", length, act.day)
    issue_paper(act, "suspension", row.number, own=True, reason=act.data["reason"])
    act.record(
        "suspension.decided",
        number=row.number,
        suspended_from=row.suspended_from,
        until=until.isoformat() if until else "",
        reason=act.data["reason"],
    )


@verb(gettext_lazy("Extend the suspension"), day="day", answers=("suspension_within_length",), grave=True)
def extend_suspension(case: DisciplineCase, act: Act) -> None:
    """Once, within the whole length that the law of its first day allows (DIS-109). ``data``: number, until, reason."""
    row, until = running(case, act), act.data["until"]
    if row.extended_by:
        act.refuse(_("It has been extended already."))
    if row.until is None or until <= row.until:
        act.refuse(_("The new last day has to lie after the present one."), "until")
    _refuse_far(act, until)
    row.until, row.extended_by = until, act.data["number"]
    act.add(row)
    overlay = overlay_of(row)
    if overlay is not None:
        overlay.until = until + timedelta(days=1)
        act.add(overlay)
    issue_paper(act, "suspension", act.data["number"], own=True, reason=act.data["reason"])
    act.record("suspension.extended", number=act.data["number"], until=until.isoformat(), reason=act.data["reason"])


@verb(gettext_lazy("Lift the suspension"), day="day", grave=True)
def lift_suspension(case: DisciplineCase, act: Act) -> None:
    """``data``: number, reason."""
    running(case, act)
    end_suspensions(case, act, act.data["reason"])
    issue_paper(act, "suspension", act.data["number"], own=True, reason=act.data["reason"])
