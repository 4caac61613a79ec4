"""The draft of a CV: saved as it is typed, never silently overwritten, read as a whole before it is handed in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from admission.cv.checking import born_of, family_problems, read_part, read_person
from admission.cv.models import CvPart
from admission.cv.schema import schema
from organization.models import Person, User, new_public_id
from workflows.papers.checking import Problem, Reading
from workflows.papers.fields import Rows
from workflows.papers.saving import Stale, kept


@dataclass(frozen=True)
class PartState:
    """``begun``: something is saved. ``reading``: of what is saved, or of nothing."""

    code: str
    label: str
    begun: bool
    reading: Reading

    @property
    def wrong(self) -> int:
        return sum(not problem.missing for problem in self.reading.problems)

    @property
    def missing(self) -> int:
        return sum(problem.missing for problem in self.reading.problems)


@dataclass(frozen=True)
class Draft:
    """Everything saved of one CV; ``on``: the day its answers are measured by."""

    parts: dict[str, CvPart]
    people: list[CvPart]
    on: date

    @classmethod
    def of(cls, dossier: Any, on: date) -> Draft:
        """One statement."""
        rows = list(CvPart.objects.filter(dossier_id=dossier.pk).order_by("pk")) if dossier.pk else []
        order = list(schema().relations)
        people = [row for row in rows if row.part == "family"]
        people.sort(key=lambda row: (_place(order, row.typed.get("relation")), row.pk))
        return cls({row.part: row for row in rows if row.part != "family"}, people, on)

    @property
    def begun(self) -> bool:
        return bool(self.parts or self.people)

    @property
    def digest(self) -> str:
        """Changes with every saving: who hands in says by it what he has seen."""
        rows = [*self.parts.values(), *self.people]
        text = json.dumps(sorted([row.part, row.key, row.version, row.pk] for row in rows))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def born_on(self) -> date | None:
        return born_of(self.parts["identity"].typed, self.on) if "identity" in self.parts else None

    def reading(self, code: str, typed: Mapping[str, Any] | None = None) -> Reading:
        """Of a part that is not the family; ``typed``: instead of what is saved."""
        if typed is None:
            typed = self.parts[code].typed if code in self.parts else {}
        return read_part(schema().part(code), typed, self.on, self.born_on)

    def person_readings(self) -> list[tuple[CvPart, Reading]]:
        return [(row, read_person(row.typed, self.on)) for row in self.people]

    def states(self) -> list[PartState]:
        """Each part in the order of the form."""
        found = []
        for part in schema().parts:
            if part.code != "family":
                found.append(PartState(part.code, part.label, part.code in self.parts, self.reading(part.code)))
                continue
            whole = Reading()
            readings = self.person_readings()
            whole.problems = family_problems([reading.values for _row, reading in readings])
            for row, reading in readings:
                whole.problems += [Problem(f"{row.key}.{one.key}", one.text, one.missing) for one in reading.problems]
            found.append(PartState(part.code, part.label, bool(self.people), whole))
        return found

    def answers(self) -> dict[str, Any]:
        """All values, item 21 under "family" in the order of the form. Complete only if ``states`` has no problem."""
        found: dict[str, Any] = {}
        for part in schema().parts:
            if part.code != "family":
                found |= self.reading(part.code).values
        found["family"] = [reading.values for _row, reading in self.person_readings()]
        return found


def add_person(dossier: Any, relation: str, *, by: User) -> CvPart:
    return CvPart.objects.create(
        dossier_id=dossier.pk, part="family", key=new_public_id(), typed={"relation": relation}, saved_by=by
    )


def remove_person(dossier: Any, key: str, *, version: int) -> None:
    """Raises Stale when the person was changed in another window."""
    rows = CvPart.objects.filter(dossier_id=dossier.pk, part="family", key=key)
    if not rows.filter(version=version).delete()[0] and rows.exists():
        raise Stale(rows.first())


def typed_from(data: Mapping[str, Any], code: str) -> dict[str, Any]:
    """A part as a form sent it; what belongs to no field of the part is not looked at."""
    part = schema().part(code)
    if code == "family":
        return {one.name: kept(data.get(one.name, "")) for one in schema().family.fields}
    typed: dict[str, Any] = {one.name: kept(data.get(one.name, "")) for one in part.fields}
    for rows in part.rows:
        typed[rows.name] = _lines_from(data, rows)
        if data.get(f"{rows.name}.none"):
            typed[f"{rows.name}.none"] = "on"
    return typed


def first_typed(code: str, person: Person) -> dict[str, Any]:
    """What the system knows already, so that nobody types it again."""
    if code != "identity":
        return {}
    known = {
        "birth_name": person.full_name,
        "used_name": person.full_name,
        "born_on": f"{person.born_on:%d/%m/%Y}" if person.born_on else "",
        "sex": person.sex,
        "native_place": person.native_place,
        "id_number": person.number if person.number.isdigit() else "",
    }
    return {name: text for name, text in known.items() if text}


def notes_on(answers: Mapping[str, Any], person: Person) -> list[str]:
    """What differs from what the system knows of the person: shown before it is handed in, stops nothing (design)."""
    told = []
    born_on = answers.get("born_on")
    if person.born_on and born_on and born_on != person.born_on.isoformat():
        told.append(
            _("The day of birth differs from that of the cell's list (%(day)s). Tell the cell which one is right.")
            % {"day": f"{person.born_on:%d/%m/%Y}"}
        )
    if answers.get("readmission") is False and person.memberships.filter(standing="left").exists():
        told.append(_("The list of members says that this person was a member once: see item 13."))
    return told


def _lines_from(data: Mapping[str, Any], rows: Rows) -> list[dict[str, str]]:
    """The lines that were sent, in order, up to the last one with anything in it."""
    lines = [
        {one.name: kept(data.get(f"{rows.name}.{place}.{one.name}", "")) for one in rows.fields}
        for place in range(rows.most)
    ]
    while lines and not any(text.strip() for text in lines[-1].values()):
        lines.pop()
    return lines


def _place(order: list[str], relation: Any) -> int:
    return order.index(relation) if relation in order else len(order)
