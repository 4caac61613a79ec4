"""Who belongs to a body on a day, who of them counts in the base of a vote and why not; frozen when a meeting opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from organization.models import OVERLAYS, VOTING_ROLES, Body, BodyKind, Person, Seat, Standing
from organization.queries import seats_in, standings_of, standings_touching
from workflows.law import Law
from workflows.meetings.models import Attendance
from workflows.votes import RosterLine, RosterMember, propose_roster

#: (person, base standing, what lies over it)
_Member = tuple[Person, str, frozenset[str]]


@dataclass(frozen=True)
class RosterRow:
    """A member of the body with the line of the roster about him.

    ``attendance``: an Attendance, "" before the meeting. ``recused``: why he takes no part, in words, or ""; no rule
    found takes him out of the base for it.
    """

    person: str
    name: str
    kind: str
    line: RosterLine
    attendance: str = ""
    recused: str = ""

    @property
    def present(self) -> bool:
        return self.attendance == Attendance.PRESENT

    @property
    def counted(self) -> bool:
        return self.line.counted

    @property
    def votes(self) -> bool:
        """Whether he is handed a ballot."""
        return self.counted and self.present and not self.recused

    def to_json(self) -> dict[str, Any]:
        """What an item of the agenda and a tally keep of the row."""
        return {
            "person": self.person,
            "name": self.name,
            "kind": self.kind,
            "overlays": sorted(self.line.overlays),
            "in_base": self.counted,
            "reason": self.line.reason,
            "article": self.line.article,
            "certainty": self.line.certainty,
            "attendance": self.attendance,
            "present": self.present,
            "recused": self.recused,
            "votes": self.votes,
        }


def roster_of(
    body: Body,
    on: date,
    law: Law,
    attendance: Mapping[str, str] | None = None,
    *,
    recused: Mapping[int, str] | None = None,
    deciding: Callable[[list[Seat]], list[Seat]] = list,
) -> list[RosterRow]:
    """Every member of the body on the day, in Vietnamese order of names.

    ``attendance``: {public id: Attendance}, None before the meeting; who is missing in it is absent. ``recused``:
    {person id: why}. ``deciding``: narrows the seats of a committee to those who decide.
    """
    cell = body.kind == BodyKind.CELL
    persons = _of_cell(body, on) if cell else _of_committee(body, on, deciding)
    names = _told_apart([person for person, _kind, _overlays in persons])
    came = {person.pk: (attendance or {}).get(person.public_id, Attendance.ABSENT) for person, _kind, _over in persons}
    members = [
        RosterMember(
            person.pk, names[person.pk], kind, overlays, None if attendance is None else came[person.pk] == "present"
        )
        for person, kind, overlays in persons
    ]
    lines = propose_roster(members, law, cell=cell)
    return [
        RosterRow(
            person.public_id,
            member.name,
            kind,
            line,
            "" if attendance is None else str(came[person.pk]),
            (recused or {}).get(person.pk, ""),
        )
        for (person, kind, _overlays), member, line in zip(persons, members, lines, strict=True)
    ]


def members_of(body: Body, on: date) -> dict[str, str]:
    """{public id: name} of everybody whom a roster of the body may name on the day, in Vietnamese order of names."""
    found = _of_cell(body, on) if body.kind == BodyKind.CELL else _of_committee(body, on, list)
    persons = [person for person, _kind, _overlays in found]
    names = _told_apart(persons)
    return {person.public_id: names[person.pk] for person in persons}


def _told_apart(persons: Sequence[Person]) -> dict[int, str]:
    """{person id: name}; namesakes of one body with their day of birth and public id."""
    times = Counter(person.full_name for person in persons)
    born = {person.pk: f" · {person.born_on:%d/%m/%Y}" if person.born_on else "" for person in persons}
    return {
        person.pk: person.full_name
        if times[person.full_name] == 1
        else f"{person.full_name}{born[person.pk]} · {person.public_id}"
        for person in persons
    }


def _of_cell(body: Body, on: date) -> list[_Member]:
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


def _of_committee(body: Body, on: date, deciding: Callable[[list[Seat]], list[Seat]]) -> list[_Member]:
    seats = deciding([seat for seat in seats_in(body, on) if seat.role in VOTING_ROLES])
    persons = {seat.person_id: seat.person for seat in seats}
    standings = standings_of(list(persons), on)
    wanted = {str(overlay) for overlay in OVERLAYS}
    return [(person, "official", frozenset(standings.get(key, set()) & wanted)) for key, person in persons.items()]
