"""A meeting from its convening to its end. What it does to the cases on its agenda goes through ``act``, one by one.

Each call is one transaction and needs a seat in the body that may record its resolutions, or a mandate to lead it in
every case that is dealt with.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from organization.models import Body, Person, User
from permissions.catalogue import Perm
from permissions.checks import NotPermitted, may
from workflows import days
from workflows.actions import KeyReused, Refused, Result, act
from workflows.audit.chain import canonical, digest
from workflows.mandates import sent_to, stands_in
from workflows.meetings.models import GONE, AgendaItem, Attendance, ItemState, Meeting, MeetingState
from workflows.meetings.rosters import members_of
from workflows.meetings.steps import MeetingStep
from workflows.meetings.suspended import suspended_because
from workflows.models import Case, Task
from workflows.nodes import CaseFlow

#: What of a meeting may be changed until it opens, and is then recorded with each case on its agenda.
CHANGEABLE = ("starts_at", "place", "chair", "chair_sent_by", "secretary", "notice_sent_on", "representatives")


def waiting_for(body: Body, user: User, on: date) -> list[Task]:
    """The cases he may see that wait for a meeting of the body and stand on no agenda, the nearest deadline first.

    Without a seat that leads the body: those alone in which he was sent to lead it.
    """
    seen = Case.objects.visible_to(user, on).values("pk")
    steps = Task.objects.open().filter(body=body, process__in=seen)
    steps = steps.select_related("process__subject", "process__organization")
    listed = AgendaItem.objects.exclude(state__in=GONE).values("task")
    found = [task for task in steps.exclude(pk__in=listed) if isinstance(task.flow_task, MeetingStep)]
    if found and not may(user, Perm.RECORD_RESOLUTION, body, on):
        found = [task for task in found if leads(user, body, [task.process], on)]
    return sorted(found, key=lambda task: (task.due_on is None, task.due_on, task.pk))


def leads(user: User, body: Body, cases: Iterable[Any], on: date) -> bool:
    """Whether the user leads the body where it deals with these cases: by his seat, or sent to lead it in each of them.

    ``cases`` are looked at only where no seat allows it.
    """
    if may(user, Perm.RECORD_RESOLUTION, body, on):
        return True
    dealt_with = list(cases)
    return bool(dealt_with) and all(stands_in(case, user, Perm.RECORD_RESOLUTION, body, on) for case in dealt_with)


def _require_lead(user: User, body: Body, cases: Iterable[Any], on: date) -> None:
    """Raises NotPermitted."""
    if not leads(user, body, cases, on):
        raise NotPermitted(may(user, Perm.RECORD_RESOLUTION, body, on).reason)


def waiting_counts(bodies: Iterable[int], user: User, on: date) -> dict[int, int]:
    """{body id: how many cases he may see wait for a meeting of it and stand on no agenda}. One statement."""
    seen = Case.objects.visible_to(user, on).values("pk")
    listed = AgendaItem.objects.exclude(state__in=GONE).values("task")
    waiting = Task.objects.open().filter(body__in=bodies, flow_task__in=_meeting_steps(), process__in=seen)
    rows = waiting.exclude(pk__in=listed).order_by().values_list("body_id").annotate(n=Count("pk"))
    return dict(rows)


@cache
def _meeting_steps() -> list[MeetingStep]:
    """Every step of every procedure that is taken in a meeting."""
    flows = [flow for flow in CaseFlow.__subclasses__() if flow.process_class is not None]
    return [node for flow in flows for node in flow.instance.nodes() if isinstance(node, MeetingStep)]


def convene(body: Body, *, by: User, on: date, key: UUID, data: Mapping[str, Any]) -> Meeting:
    """A meeting of the body with its agenda, once per ``key``.

    ``data``: held_on, starts_at, place, chair, secretary (Person), chair_sent_by, notice_sent_on, representatives,
    tasks. Raises NotPermitted, Refused; nothing is then stored.
    """
    tasks: list[Task] = list(data["tasks"])
    _require_lead(by, body, [task.process for task in tasks], on)
    earlier = _convened_with(key, by, body)
    if earlier is not None:
        return earlier
    if not tasks:
        raise Refused({"tasks": _("A meeting needs at least one case on its agenda.")})
    values = {name: data[name] for name in CHANGEABLE if name in data}
    meeting = Meeting(key=key, body=body, held_on=data["held_on"], convened_by=by, convened_on=on, **values)
    _check(meeting, on)
    _name_paper(meeting, [task.process for task in tasks], on)
    try:
        with transaction.atomic():
            meeting.save()
            for task in tasks:
                put_on_agenda(meeting, task, by=by, on=on, key=uuid5(key, task.public_id))
    except IntegrityError:
        # the same form, sent twice at once: the first has convened it
        earlier = _convened_with(key, by, body)
        if earlier is None:
            raise
        return earlier
    return meeting


def _convened_with(key: UUID, by: User, body: Body) -> Meeting | None:
    """The meeting of the key, for the same person and body only. Raises KeyReused otherwise."""
    earlier = Meeting.objects.filter(key=key).first()
    if earlier is not None and (earlier.convened_by_id, earlier.body_id) != (by.pk, body.pk):
        raise KeyReused(_("This form was already sent with another content."))
    return earlier


def convened_already(key: str, by: User, body: Body) -> Meeting | None:
    """The meeting that the same form convened before; its cases are on an agenda by now and no longer wait."""
    try:
        return Meeting.objects.filter(key=UUID(key), convened_by=by, body=body).first()
    except ValueError:
        return None


@transaction.atomic
def put_on_agenda(meeting: Meeting, task: Task, *, by: User, on: date, key: UUID) -> None:
    """One more case, until the meeting opens. Raises as ``act``."""
    meeting = _locked(meeting)
    _in_state(meeting, MeetingState.PLANNED)
    _refuse_concerned(meeting, [task])
    try:
        act(task, "put_on_agenda", by=by, on=on, key=key, data={"meeting": meeting, "day": _entered(meeting, on)})
    except Refused as error:
        raise Refused({"held_on" if name == "day" else name: text for name, text in error.errors.items()}) from error


def take_off(item: AgendaItem, *, by: User, on: date, key: UUID, reason: str) -> None:
    """The case waits for another meeting; until its box is opened."""
    act(item.task, "take_off_agenda", by=by, on=on, key=key, data={"reason": reason})


@transaction.atomic
def change(meeting: Meeting, *, by: User, on: date, key: UUID, data: Mapping[str, Any]) -> None:
    """Another place, hour, chair, notice …, until the meeting opens: recorded with each case on the agenda."""
    meeting = _locked(meeting)
    _require_lead(by, meeting.body, _cases(meeting), on)
    _in_state(meeting, MeetingState.PLANNED)
    changed = {name: data[name] for name in CHANGEABLE if name in data and data[name] != getattr(meeting, name)}
    if not changed:
        return
    for name, value in changed.items():
        setattr(meeting, name, value)
    _check(meeting, on)
    _name_paper(meeting, [item.case for item in _live(meeting)], on)
    _refuse_concerned(meeting, [item.task for item in _live(meeting)])
    meeting.save()
    _note(meeting, by=by, on=on, key=key, changes={name: _plain(value) for name, value in changed.items()})


@transaction.atomic
def attend(meeting: Meeting, attendance: Mapping[str, str], *, by: User, on: date, key: UUID) -> None:
    """Who is there, who is absent and whether with a reason: {public id: Attendance}; until the meeting opens."""
    meeting = _locked(meeting)
    _require_lead(by, meeting.body, _cases(meeting), on)
    _in_state(meeting, MeetingState.PLANNED)
    if on < meeting.held_on:
        raise Refused({"": _("Who is there is noted on the day of the meeting, %(day)s.") % {"day": _said(meeting)}})
    if not set(attendance.values()) <= set(Attendance.values):
        raise Refused({"attendance": _("Everybody is present, absent with a reason, or absent without one.")})
    if not attendance.keys() <= members_of(meeting.body, _entered(meeting, on)).keys():
        raise Refused({"attendance": _("Somebody is marked who is no member of this body on that day.")})
    if meeting.attendance == dict(attendance):
        return
    meeting.attendance = dict(attendance)
    meeting.save()
    counts = {f"attendance_{code}": list(attendance.values()).count(code) for code in Attendance.values}
    whole = digest(canonical(meeting.attendance))
    _note(meeting, by=by, on=on, key=key, changes={**counts, "attendance": whole})


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User, on: date, key: UUID) -> list[AgendaItem]:
    """Freeze the roster of every case on the agenda; from here on nobody is added, removed or corrected.

    Returns the items with their rosters; none where the meeting is open already.
    """
    meeting = _locked(meeting)
    _require_lead(by, meeting.body, _cases(meeting), on)
    if meeting.state == MeetingState.OPEN:
        return []
    _in_state(meeting, MeetingState.PLANNED)
    items = list(_live(meeting))
    if not items:
        raise Refused({"": _("A meeting needs at least one case on its agenda.")})
    if held := suspended_because(meeting.body, meeting.held_on, on):
        raise Refused({"": held})
    if meeting.held_on > on:
        raise Refused({"": _("The meeting is on %(day)s; it opens then.") % {"day": _said(meeting)}})
    if Attendance.PRESENT not in meeting.attendance.values():
        raise Refused({"attendance": _("Nobody is marked present.")})
    unmarked = members_of(meeting.body, meeting.held_on).keys() - meeting.attendance.keys()
    if unmarked:
        text = _("Of %(count)s members it is not noted whether they are there: note it first.")
        raise Refused({"attendance": text % {"count": len(unmarked)}})
    meeting.open()
    meeting.save()
    for item in items:
        act(item.task, "freeze_roster", by=by, on=on, key=uuid5(key, item.public_id), data={})
    frozen = AgendaItem.objects.filter(pk__in=[item.pk for item in items]).order_by("position", "pk")
    found = list(frozen.select_related("case__subject", "case__organization"))
    if not all(any(row["votes"] for row in item.roster) for item in found):
        raise Refused({"attendance": _("Nobody of those who count was present; there was no meeting.")})
    return found


@transaction.atomic
def decide_aside(task: Task, *, by: User, on: date, key: UUID, data: Mapping[str, Any]) -> Result:
    """Who presides decides whether a member stands aside; the roster that is frozen follows at once. Raises as
    ``act``."""
    decided = act(task, "decide_standing_aside", by=by, on=on, key=key, data=data)
    if not decided.replayed:
        act(task, "freeze_roster", by=by, on=on, key=uuid5(key, "roster"), data={})
    return decided


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User, on: date, ended_at: time | None) -> None:
    """Everything on the agenda has been resolved, postponed, or has ended in another way (a withdrawal)."""
    meeting = _locked(meeting)
    _require_lead(by, meeting.body, _cases(meeting), on)
    _in_state(meeting, MeetingState.OPEN)
    left = [item for item in _live(meeting) if item.state != ItemState.RESOLVED]
    if left:
        names = ", ".join(str(item.case.whom) for item in left)
        raise Refused({"": _("Still on the agenda: %(names)s. Finish or postpone them first.") % {"names": names}})
    if ended_at and meeting.starts_at and ended_at < meeting.starts_at:
        raise Refused({"ended_at": _("The end lies before the beginning.")})
    meeting.ended_at = ended_at
    meeting.close()
    meeting.save()


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: User, on: date, key: UUID, reason: str) -> None:
    """It does not take place: its cases wait for another."""
    meeting = _locked(meeting)
    _require_lead(by, meeting.body, _cases(meeting), on)
    _in_state(meeting, MeetingState.PLANNED)
    for item in _live(meeting):
        take_off(item, by=by, on=on, key=uuid5(key, item.public_id), reason=reason)
    meeting.cancel()
    meeting.save()


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("body__organization")
    locked: Meeting = rows.get(pk=meeting.pk)
    return locked


def _live(meeting: Meeting) -> list[AgendaItem]:
    """What is on the agenda and still waits there: not postponed, and the case not gone another way."""
    live = meeting.items.exclude(state__in=GONE).select_related(
        "task", "case__subject", "case__organization", "meeting"
    )
    return [item for item in live if item.task.finished is None or item.state == ItemState.RESOLVED]


def _cases(meeting: Meeting) -> Iterator[Any]:
    """Those that still wait on its agenda, else all that ever did; not looked up before the first is asked for."""
    yield from (item.case for item in _live(meeting) or meeting.items.select_related("case"))


def _in_state(meeting: Meeting, state: MeetingState) -> None:
    if meeting.state != state:
        raise Refused({"": _("The meeting is in another state: %(state)s.") % {"state": meeting.state_label}})


def _check(meeting: Meeting, on: date) -> None:
    """What no rule of law has to say: days in order, a chair and a secretary who are two persons."""
    errors = {}
    if meeting.notice_sent_on and meeting.notice_sent_on > on:
        errors["notice_sent_on"] = _("%(day)s lies in the future.") % {"day": f"{meeting.notice_sent_on:%d/%m/%Y}"}
    if meeting.held_on > days.calendar().known[1]:
        errors["held_on"] = _("The calendar of working days does not reach this day yet.")
    if meeting.chair_id == meeting.secretary_id:
        errors["secretary"] = _("The chair does not take the minutes.")
    if not meeting.place.strip():
        errors["place"] = _("Name the place.")
    if held := suspended_because(meeting.body, meeting.held_on):
        errors["held_on"] = held
    if errors:
        raise Refused(errors)


def _name_paper(meeting: Meeting, cases: Iterable[Any], on: date) -> None:
    """The paper by which the chair was sent to lead the body in these cases, where no other is named."""
    sent = [row.paper for row in sent_to(cases, meeting.body, on) if row.person_id == meeting.chair_id]
    if sent and not meeting.chair_sent_by:
        meeting.chair_sent_by = sent[-1]


def _refuse_concerned(meeting: Meeting, tasks: Iterable[Task]) -> None:
    """The person concerned neither presides over his own matter nor takes its minutes (DIS-81)."""
    concerned = {pk for task in tasks for pk in task.process.concerned(meeting.held_on)}
    if meeting.chair_id in concerned:
        raise Refused({"chair": _("%(chair)s cannot preside: the matter is his own.") % {"chair": meeting.chair}})
    if meeting.secretary_id in concerned:
        text = _("%(secretary)s cannot take the minutes: the matter is his own.")
        raise Refused({"secretary": text % {"secretary": meeting.secretary}})


def _said(meeting: Meeting) -> str:
    return f"{meeting.held_on:%d/%m/%Y}"


def _note(meeting: Meeting, *, by: User, on: date, key: UUID, changes: dict[str, Any]) -> None:
    for item in _live(meeting):
        act(item.task, "note_change", by=by, on=on, key=uuid5(key, item.public_id), data={"changes": changes})


def _entered(meeting: Meeting, on: date) -> date:
    """The legal day of what is done before the meeting: a meeting entered afterwards was prepared by its own day."""
    return min(on, meeting.held_on)


def _plain(value: Any) -> Any:
    if isinstance(value, Person):
        return value.full_name
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value
