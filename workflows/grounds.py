"""Why somebody may be too near to a case: the grounds that the law of the day names, each with the path that shows it.

The table is law: a provision ``recusal.<ground>`` says what the ground does, by which article or as a mere rule of this
system, and since when. Where the fact comes from is a *source*: a function declared under the name of the ground by the
package that keeps the fact. A ground without a source can only be declared; a source that no provision names is never
asked. Both procedures are served by this one mechanism.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from organization.models import Person, Seat, valid_on
from workflows.findings import CERTAINTY_LABELS
from workflows.law import Certainty, Law, Provision
from workflows.meetings.gathering import CHAIR_ROLES
from workflows.rules import reads

PREFIX = "recusal."
#: source(case, {person id: person}, on) -> (person id, the path in words) of those among the persons whom it concerns.
Source = Callable[[Any, Mapping[int, Person], date], Iterable[tuple[int, str]]]
_SOURCES: dict[str, list[Source]] = {}


class Effect(StrEnum):
    """What a provision ``recusal.*`` may say: takes no part at all; who presides decides; shown to nobody here, because
    the fact itself is sealed."""

    EXCLUDES = "excludes"
    CHAIR = "chair"
    SEALED = "sealed"


#: English source strings.
GROUND_LABELS = {
    "subject": gettext_noop("the person concerned"),
    "organization": gettext_noop("of the organisation concerned"),
    "took_part": gettext_noop("took part in the decision complained of"),
    "family": gettext_noop("family of the person concerned"),
    "introducer": gettext_noop("introduced the person concerned"),
    "helper": gettext_noop("helps the person concerned"),
    "witness": gettext_noop("witness in the matter"),
    "verifier": gettext_noop("verified the matter"),
    "superior": gettext_noop("superior of the person concerned"),
    "subordinate": gettext_noop("subordinate of the person concerned"),
    "denouncer": gettext_noop("denounced the person concerned"),
    "other": gettext_noop("another reason"),
    "unstated": gettext_noop("a reason that he keeps to himself"),
}
reads(*(PREFIX + name for name in GROUND_LABELS))


def source(ground: str) -> Callable[[Source], Source]:
    """Declare where the facts of a ground come from."""

    def declare(function: Source) -> Source:
        _SOURCES.setdefault(ground, []).append(function)
        return function

    return declare


def label_of(ground: str) -> str:
    return _(GROUND_LABELS[ground]) if ground in GROUND_LABELS else ground


def authority(entry: Mapping[str, Any]) -> str:
    """The article that asks for it, or that none does."""
    certainty = _(CERTAINTY_LABELS[Certainty(entry["certainty"])]) if entry["certainty"] else ""
    if entry["article"]:
        return f"{entry['article']} ({certainty})" if entry["certainty"] != Certainty.TEXT else str(entry["article"])
    return _("no article; %(certainty)s") % {"certainty": certainty}


def grounds_of(case: Any, persons: Mapping[int, Person], on: date) -> dict[int, list[dict[str, str]]]:
    """{person id: [{"ground", "path", "effect", "article", "certainty"}]}, in the order of the table; of each ground
    one path. What is sealed is not among them. As many statements as there are sources, whatever the persons.
    """
    found: dict[int, list[dict[str, str]]] = {}
    for ground, provision in _table(case.law(on)):
        if provision.value == Effect.SEALED:
            continue
        paths: dict[int, str] = {}
        for ask in _SOURCES.get(ground, ()):
            for person_id, path in ask(case, persons, on):
                paths.setdefault(person_id, path)
        for person_id, path in paths.items():
            if person_id in persons:
                found.setdefault(person_id, []).append(entry_of(ground, path, provision))
    return found


def entry_of(ground: str, path: str, provision: Provision) -> dict[str, str]:
    return {
        "ground": ground,
        "path": path,
        "effect": str(provision.value),
        "article": f"{provision.article} {provision.title}".strip() if provision.article else "",
        "certainty": provision.certainty.value,
    }


def declarable(law: Law) -> list[tuple[str, str]]:
    """[(ground, label)] of what a member may name when he asks to stand aside: never what is sealed, since to name it
    would tell it."""
    return [(name, label_of(name)) for name, found in _table(law) if found.value == Effect.CHAIR]


def _table(law: Law) -> list[tuple[str, Provision]]:
    """The grounds of the day, those that exclude first."""
    named = [(name, law.get(PREFIX + name)) for name in GROUND_LABELS]
    rows = [(name, provision) for name, provision in named if provision is not None]
    return sorted(rows, key=lambda row: row[1].value != Effect.EXCLUDES)


@source("subject")
def _himself(case: Any, persons: Mapping[int, Person], on: date) -> Iterable[tuple[int, str]]:
    if not case.of_organization:
        yield case.subject_id, _("The matter is his own.")


@source("organization")
def _of_its_own(case: Any, persons: Mapping[int, Person], on: date) -> Iterable[tuple[int, str]]:
    if case.of_organization:
        yield from case.of_the_accused(on).items()


def _seats_beside(case: Any, persons: Mapping[int, Person], on: date) -> tuple[list[Seat], list[Seat], frozenset[str]]:
    """The seats of the person concerned on the day, those of the others in the same bodies, the roles that head one.
    One statement for both grounds."""
    held = case.__dict__.setdefault("_seats_beside", {})
    key = (on, frozenset(persons))
    if key not in held:
        rows = Seat.objects.on(on).filter(valid_on(on, "body__"), person_id__in={*persons, case.subject_id})
        held[key] = list(rows.select_related("body__organization"))
    roles = case.law(on).get(CHAIR_ROLES)
    own = [] if case.of_organization else [seat for seat in held[key] if seat.person_id == case.subject_id]
    bodies = {seat.body_id for seat in own}
    others = [seat for seat in held[key] if seat.person_id != case.subject_id and seat.body_id in bodies]
    return own, others, frozenset(roles.value if roles else ())


@source("superior")
def _heads_him(case: Any, persons: Mapping[int, Person], on: date) -> Iterable[tuple[int, str]]:
    """Who heads a body of which the person concerned is a member and no head himself."""
    own, others, heads = _seats_beside(case, persons, on)
    below = {seat.body_id for seat in own if seat.role not in heads}
    for seat in others:
        if seat.role in heads and seat.body_id in below:
            told = {"role": seat.title, "body": seat.body, "since": f"{seat.since:%d/%m/%Y}"}
            yield seat.person_id, _("%(role)s of %(body)s since %(since)s, where the person concerned sits.") % told


@source("subordinate")
def _headed_by_him(case: Any, persons: Mapping[int, Person], on: date) -> Iterable[tuple[int, str]]:
    own, others, heads = _seats_beside(case, persons, on)
    above = {seat.body_id: seat for seat in own if seat.role in heads}
    for seat in others:
        head = above.get(seat.body_id)
        if head is not None and seat.role not in heads:
            told = {"role": head.title, "body": head.body, "since": f"{head.since:%d/%m/%Y}"}
            yield seat.person_id, _("Sits in %(body)s, whose %(role)s the person concerned is since %(since)s.") % told
