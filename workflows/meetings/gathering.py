"""The meeting of a case as facts: who presides, who is counted, who can vote and how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from organization.models import OVERLAYS, Role, Seat, User
from organization.queries import standings_of
from workflows.law import Ratio
from workflows.meetings.facts import MeetingFacts
from workflows.meetings.models import AgendaItem, Attendance, ItemState, Meeting

CHAIR_ROLES, BARRED = "meeting.chair_roles", "meeting.barred_from_presiding"


def facts_of(
    case: Any, item: AgendaItem | None, on: date, ratio: Ratio, proposed: Mapping[str, Any]
) -> MeetingFacts | None:
    """What the rules of a meeting may ask; None before the roster is frozen. ``proposed``: {"form", "medium",
    "tellers"} of the act that opens the box. At most four statements."""
    if item is None or not item.roster:
        return None
    meeting, law = item.meeting, case.law(on)
    roles, barred = (provision.value if provision else () for provision in (law.get(CHAIR_ROLES), law.get(BARRED)))
    rows = {row["person"]: row for row in item.roster}
    held: dict[int, set[str]] = {}
    heads: dict[int, str] = {}
    seats = Seat.objects.on(on).filter(body_id=meeting.body_id)
    for person_id, person, role in seats.values_list("person_id", "person__public_id", "role"):
        held.setdefault(person_id, set()).add(role)
        if role in roles:
            heads[person_id] = person
    concerned, aside = case.concerned(on), case.aside_in(meeting.body_id)
    overlays = _overlays({meeting.chair_id, meeting.secretary_id, *heads}, on)
    able = {
        pk: person for pk, person in heads.items() if pk not in {*concerned, *aside} and not overlays[pk] & set(barred)
    }
    voters = [row["person"] for row in item.roster if row["votes"]]
    base = sum(bool(row["in_base"]) for row in item.roster)
    chair, minutes = meeting.chair.public_id, meeting.secretary.public_id
    medium = proposed.get("medium") or item.medium or None
    tellers = set(proposed.get("tellers") or item.tellers)
    return MeetingFacts(
        held_on=meeting.held_on,
        chair=str(meeting.chair),
        chair_role=_highest(held.get(meeting.chair_id, set())),
        chair_concerned=meeting.chair_id in concerned,
        chair_aside=meeting.chair_id in aside,
        chair_sent_by=meeting.chair_sent_by,
        chair_present=rows[chair]["present"] if chair in rows else None,
        chair_overlays=tuple(sorted(overlays[meeting.chair_id])),
        others_preside=len(able),
        others_absent=sum(not rows[person]["present"] for person in able.values() if person in rows),
        body_kind=meeting.body.kind,
        secretary=str(meeting.secretary),
        secretary_present=rows[minutes]["present"] if minutes in rows else None,
        secretary_concerned=meeting.secretary_id in concerned,
        secretary_aside=meeting.secretary_id in aside,
        secretary_overlays=tuple(sorted(overlays[meeting.secretary_id])),
        broken_off=_broken_off(item),
        notice_sent_on=meeting.notice_sent_on,
        summoned=len(item.roster),
        base=base,
        present=sum(bool(row["in_base"] and row["present"]) for row in item.roster),
        minimum=ratio.minimum(base),
        voters=len(voters),
        voters_without_account=_without_account(voters) if medium == "electronic" else 0,
        tellers=len(tellers),
        teller_concerned=case.subject.public_id in tellers
        or (case.of_organization and any(rows[person]["recused"] for person in tellers & rows.keys())),
        form=proposed.get("form") or item.form or None,
        medium=medium,
        excused=sum(bool(row["in_base"] and row["attendance"] == Attendance.EXCUSED) for row in item.roster),
    )


def meeting_day(item: AgendaItem | None) -> date | None:
    """The day of the meeting of an item, once its roster is frozen."""
    return item.meeting.held_on if item is not None and item.roster else None


def voted_beside(item: AgendaItem, *, opens: bool) -> list[AgendaItem]:
    """The other items of its meeting whose box is open at this moment.

    ``opens``: it is the act that opens the box of this one who asks. The meeting is then held until its end, so that of
    two boxes one is opened when the other has been.
    """
    if opens:
        list(Meeting.objects.select_for_update().filter(pk=item.meeting_id).values_list("pk"))
    boxes = AgendaItem.objects.filter(meeting_id=item.meeting_id, state=ItemState.VOTING)
    return list(boxes.exclude(pk=item.pk).select_related("task"))


def _overlays(persons: set[int], on: date) -> dict[int, set[str]]:
    """{person id: what lies over his standing that day}: a roster tells it of the body's own members alone."""
    standings, wanted = standings_of(list(persons), on), {str(overlay) for overlay in OVERLAYS}
    return {person: standings.get(person, set()) & wanted for person in persons}


def _broken_off(item: AgendaItem) -> tuple[date, ...]:
    """The days of the meetings whose opened vote in this step came to no outcome."""
    ended = AgendaItem.objects.filter(
        case_id=item.case_id, task__flow_task=item.task.flow_task, state=ItemState.ABANDONED, certified__isnull=False
    )
    return tuple(ended.order_by("pk").values_list("meeting__held_on", flat=True))


def _highest(held: set[str]) -> str:
    """The first of the roles in their order; empty without a seat."""
    return next((role for role in Role.values if role in held), "")


def _without_account(persons: list[str]) -> int:
    able = User.objects.filter(is_active=True, person__public_id__in=persons)
    return len(persons) - able.values("person_id").distinct().count()
