"""Who votes on a dossier in a body on a day: its roster, narrowed where the chain of the day lets only some decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from admission.routes import profile_of
from organization.models import Body, BodyKind, Seat
from organization.queries import heads_in
from workflows.meetings.rosters import RosterRow
from workflows.meetings.rosters import roster_of as roster_of_body
from workflows.routes import NoRoute
from workflows.rules import reads

if TYPE_CHECKING:
    from admission.models import Dossier


#: Who decides where only some of a standing committee do (ADM-49), as the provision names them.
PERMANENT_MEMBERS, DEPARTMENT_HEADS = "permanent_members", "department_heads"
PERMANENT_ROLES = "direct_committee.permanent_members"
reads(PERMANENT_ROLES)


def roster_of(dossier: Dossier, body: Body, on: date, attendance: Mapping[str, str] | None = None) -> list[RosterRow]:
    """See workflows/meetings/rosters.py."""
    return roster_of_body(
        body,
        on,
        dossier.law(on),
        attendance,
        recused=dossier.recused(on),
        deciding=lambda seats: _deciding(dossier, body, on, seats),
    )


def _deciding(dossier: Dossier, body: Body, on: date, seats: list[Seat]) -> list[Seat]:
    """The seats of those who decide: all, unless the chain and the law of the day narrow them (ADM-49)."""
    if body.kind != BodyKind.STANDING_COMMITTEE:
        return seats
    try:
        law, name = dossier.law(on), profile_of(dossier.route(on)).deciders
    except NoRoute:
        return seats
    narrowed = law.get(name) if name else None
    if narrowed is None:
        return seats
    roles = law[PERMANENT_ROLES].value if PERMANENT_MEMBERS in narrowed.value else ()
    heads = heads_in(body.organization_id, on) if DEPARTMENT_HEADS in narrowed.value else frozenset()
    return [seat for seat in seats if seat.role in roles or seat.person_id in heads]
