"""A whole part of the CV as typed, read into values with every problem at its field. Pure: no database, no clock.

A person of item 21 is {field: text} with ``relation``; the rest as workflows/papers/checking.py has it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from admission.cv.schema import schema
from workflows.papers import checking
from workflows.papers.checking import Problem, Reading, Typed, read_fields
from workflows.papers.fields import Part
from workflows.papers.values import About, Wrong, read


def read_part(part: Part, typed: Typed, on: date, born_on: date | None) -> Reading:
    """The answers of a part that is not the family. ``born_on``: of the applicant, as far as he has written it."""
    found = checking.read_part(part, typed, on, born_on)
    if part.code == "schooling":
        _check_first_membership(found)
    return found


def read_person(typed: Typed, on: date) -> Reading:
    """A person of item 21; the relation decides what is asked."""
    relation = str(typed.get("relation", ""))
    found = Reading({"relation": relation})
    if relation not in schema().relations:
        found.note("relation", _("Choose the relation."))
        return found
    asked = tuple(one for one in schema().family.fields if not one.only or relation in one.only)
    read_fields(asked, typed, found, About(on), relation)
    born, died = found.values.get("born_year"), found.values.get("died_year")
    if born and died and died < born:
        found.note("died_year", _("The year of death lies before the year of birth."))
    return found


def family_problems(people: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """What is wrong with item 21 as a whole; the key is the relation. ``people``: their values."""
    told = []
    relations = [person["relation"] for person in people]
    for code in dict.fromkeys(relations):
        relation = schema().relations.get(code)
        if relation and relation.one and relations.count(code) > 1:
            told.append(Problem(code, _("%(relation)s stands there more than once.") % {"relation": relation.label}))
    if not {"father", "mother", "raiser"} & set(relations):
        text = _("Neither a parent nor the person who brought the applicant up is declared.")
        told.append(Problem("family", text, missing=True))
    return told


def born_of(typed: Typed, on: date) -> date | None:
    """The birth as the applicant has typed it, if it can be read."""
    part = schema().part("identity")
    wanted = next(one for one in part.fields if one.name == "born_on")
    try:
        value = read(wanted, str(typed.get("born_on", "")), About(on))
    except Wrong:
        return None
    return date.fromisoformat(value) if value else None


def _check_first_membership(found: Reading) -> None:
    admitted, official = found.values.get("first_admitted_on"), found.values.get("first_official_on")
    if admitted and official and official <= admitted:
        found.note("first_official_on", _("The day lies before the first admission."))
