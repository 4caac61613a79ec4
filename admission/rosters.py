"""Who counts in the base of a vote of a body on a day: from memberships (a cell) or seats (a committee), with the
reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from admission.routes import profile_of
from organization.models import OVERLAYS, VOTING_ROLES, Body, BodyKind, Person, Seat, Standing
from organization.queries import heads_in, seats_in, standings_of, standings_touching
from workflows.routes import NoRoute
from workflows.rules import reads
from workflows.votes import RosterLine, RosterMember, propose_roster

if TYPE_CHECKING:
    from admission.models import Dossier


#: Who decides where only some of a standing committee do (ADM-49), as the provision names them.
PERMANENT_MEMBERS, DEPARTMENT_HEADS = "permanent_members", "department_heads"
PERMANENT_ROLES = "direct_committee.permanent_members"
reads(PERMANENT_ROLES)


@dataclass(frozen=True)
class RosterRow:
    """A member of the body with the line of the roster about him; ``present``: as recorded, None before the meeting."""

    person: str
    name: str
    kind: str
    line: RosterLine
    present: bool | None

    @property
    def counted(self) -> bool:
        return self.line.counted

    def to_json(self) -> dict[str, Any]:
        """What a tally keeps of the row."""
        return {
            "person": self.person,
            "name": self.name,
            "kind": self.kind,
            "in_base": self.counted,
            "reason": self.line.reason,
            "article": self.line.article,
            "present": bool(self.present),
        }


def roster_of(dossier: Dossier, body: Body, on: date, present: frozenset[str] | None = None) -> list[RosterRow]:
    """Every member of the body on the day, in Vietnamese order of names; ``present``: public ids, None before the
    meeting.
    """
    cell = body.kind == BodyKind.CELL
    persons = _of_cell(body, on) if cell else _of_committee(dossier, body, on)
    names = _told_apart([person for person, _kind, _overlays in persons])
    members = [
        RosterMember(
            person.pk, names[person.pk], kind, overlays, None if present is None else person.public_id in present
        )
        for person, kind, overlays in persons
    ]
    lines = propose_roster(members, dossier.law(on), cell=cell)
    return [
        RosterRow(person.public_id, member.name, kind, line, member.present)
        for (person, kind, _overlays), member, line in zip(persons, members, lines, strict=True)
    ]


def _told_apart(persons: list[Person]) -> dict[int, str]:
    """{person id: name}; namesakes of one body with their day of birth and public id."""
    times = Counter(person.full_name for person in persons)
    born = {person.pk: f" · {person.born_on:%d/%m/%Y}" if person.born_on else "" for person in persons}
    return {
        person.pk: person.full_name
        if times[person.full_name] == 1
        else f"{person.full_name}{born[person.pk]} · {person.public_id}"
        for person in persons
    }


def _of_cell(body: Body, on: date) -> list[tuple[Person, str, frozenset[str]]]:
    """Members by their base standing in the cell; what lies over it counts wherever it was recorded."""
    kinds: dict[int, str] = {}
    persons: dict[int, Person] = {}
    overlays: dict[int, set[str]] = {}
    for row in standings_touching(body.organization_id, on):
        if row.standing in OVERLAYS:
            overlays.setdefault(row.person_id, set()).add(str(row.standing))
        elif row.organization_id == body.organization_id and row.standing in (Standing.OFFICIAL, Standing.PROBATIONARY):
            kinds[row.person_id] = str(row.standing)
            persons[row.person_id] = row.person
    return [(persons[key], kinds[key], frozenset(overlays.get(key, ()))) for key in kinds]


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


def _of_committee(dossier: Dossier, body: Body, on: date) -> list[tuple[Person, str, frozenset[str]]]:
    seats = _deciding(dossier, body, on, [seat for seat in seats_in(body, on) if seat.role in VOTING_ROLES])
    persons = {seat.person_id: seat.person for seat in seats}
    standings = standings_of(list(persons), on)
    wanted = {str(overlay) for overlay in OVERLAYS}
    return [(person, "official", frozenset(standings.get(key, set()) & wanted)) for key, person in persons.items()]
