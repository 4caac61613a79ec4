"""The meeting of a case as facts: who presides, who is counted, who can vote and how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from organization.models import Role, Seat, User
from workflows.law import Ratio
from workflows.meetings.facts import MeetingFacts
from workflows.meetings.models import AgendaItem

CHAIR_ROLES = "meeting.chair_roles"
#: Who leads nothing while it lasts.
BARRED = frozenset({"suspended", "prosecuted"})


def facts_of(
    case: Any, item: AgendaItem | None, on: date, ratio: Ratio, proposed: Mapping[str, Any]
) -> MeetingFacts | None:
    """What the rules of a meeting may ask; None before the roster is frozen. ``proposed``: {"form", "medium",
    "tellers"} of the act that opens the box. At most two statements."""
    if item is None or not item.roster:
        return None
    meeting, roles = item.meeting, case.law(on).get(CHAIR_ROLES)
    rows = {row["person"]: row for row in item.roster}
    barred = {person for person, row in rows.items() if not BARRED.isdisjoint(row["overlays"])}
    held: dict[int, set[str]] = {}
    able: set[int] = set()
    seats = Seat.objects.on(on).filter(body_id=meeting.body_id)
    for person_id, person, role in seats.values_list("person_id", "person__public_id", "role"):
        held.setdefault(person_id, set()).add(role)
        if role in (roles.value if roles else ()) and person not in barred:
            able.add(person_id)
    concerned = case.subject_id
    voters = [row["person"] for row in item.roster if row["votes"]]
    base = sum(bool(row["in_base"]) for row in item.roster)
    chair, minutes = meeting.chair.public_id, meeting.secretary.public_id
    medium = proposed.get("medium") or item.medium or None
    return MeetingFacts(
        held_on=meeting.held_on,
        chair=str(meeting.chair),
        chair_role=_highest(held.get(meeting.chair_id, set())),
        chair_concerned=meeting.chair_id == concerned,
        chair_sent_by=meeting.chair_sent_by,
        chair_present=rows[chair]["present"] if chair in rows else None,
        chair_barred=chair in barred,
        secretary_present=rows[minutes]["present"] if minutes in rows else None,
        others_preside=len(able - {concerned}),
        notice_sent_on=meeting.notice_sent_on,
        summoned=len(item.roster),
        base=base,
        present=sum(bool(row["in_base"] and row["present"]) for row in item.roster),
        minimum=ratio.minimum(base),
        voters=len(voters),
        voters_without_account=_without_account(voters) if medium == "electronic" else 0,
        tellers=len(set(proposed.get("tellers") or item.tellers)),
        form=proposed.get("form") or item.form or None,
        medium=medium,
    )


def _highest(held: set[str]) -> str:
    """The first of the roles in their order; empty without a seat."""
    return next((role for role in Role.values if role in held), "")


def _without_account(persons: list[str]) -> int:
    able = User.objects.filter(is_active=True, person__public_id__in=persons)
    return len(persons) - able.values("person_id").distinct().count()
