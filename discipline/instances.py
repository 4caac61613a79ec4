"""The ladder of a complaint laid over the tree of a day: which bodies resolve it one after the other."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from discipline.codes import Form
from discipline.codes_complaint import Level, Organ
from discipline.ladder import Place, Step, Tier, ladder
from discipline.routes import way_of
from organization.models import CELLS, Body, BodyKind, Kind, Organization
from workflows.law import Law
from workflows.routes import NoRoute

_LEVEL_OF = {
    **dict.fromkeys(CELLS, Level.CELL),
    Kind.BASE: Level.GRASSROOTS,
    Kind.COMMUNE_BASE: Level.GRASSROOTS,
    Kind.SUPERIOR: Level.ABOVE_GRASSROOTS,
    Kind.DIRECT: Level.UNDER_CENTRE,
    Kind.CENTRAL: Level.CENTRE,
}
_KIND_OF = {
    Organ.CELL: BodyKind.CELL,
    Organ.INSPECTION: BodyKind.INSPECTION,
    Organ.STANDING: BodyKind.STANDING_COMMITTEE,
    Organ.COMMITTEE: BodyKind.COMMITTEE,
}


@dataclass(frozen=True)
class Instance:
    """A step of the ladder and its body on the day; None at the Centre, where the tree may know none."""

    step: Step
    body: Body | None


@dataclass(frozen=True)
class Levels:
    """``tiers``: the levels of a path on a day, lowest first; ``bodies``: those of the tree that may be an instance."""

    tiers: tuple[Tier, ...]
    bodies: Mapping[Place, Body]

    def body(self, place: Place) -> Body:
        """Raises NoRoute where this system holds no such body on that day."""
        if place not in self.bodies:
            raise NoRoute(_("The body that is competent for this complaint is not in this system on that day."))
        return self.bodies[place]

    def place_of(self, body: Body) -> Place | None:
        """Where a body of the path stands on the day; None for one that is not on it."""
        return next((place for place, seated in self.bodies.items() if seated.pk == body.pk), None)


def levels_on(organization: Organization, on: date, above: Organization | None = None) -> Levels:
    """Of the way up from the organisation on the day, as ``way_of`` finds it. Raises NoRoute as ``levels_along``."""
    found = way_of(organization, on, above)
    return levels_along((place for place, _powers in found.path), found.bodies)


def levels_along(path: Iterable[Organization], bodies: Mapping[tuple[int, str], Body]) -> Levels:
    """Of a path, lowest first, and its bodies by (organisation id, kind). A section resolves nothing and is passed
    over. Raises NoRoute where a level stands on the path twice.
    """
    levels: dict[Level, Organization] = {}
    for place in path:
        level = _level(place, levels)
        if level in levels:
            raise NoRoute(_("%(organization)s stands on a level that its path has already.") % {"organization": place})
        if level is not None:
            levels[level] = place
    seated = _seated(levels, bodies)
    tiers = [Tier(level, frozenset(place.organ for place in seated if place.level is level)) for level in levels]
    return Levels(tuple(tiers), seated)


def place_by_kind(body: Body) -> Place:
    """Of a body that has ended since, or whose organisation left the path. Raises NoRoute for one that is no instance
    and decides nothing (a section committee, an office).
    """
    level = _LEVEL_OF.get(Kind(body.organization.kind))
    organ = next((organ for organ, kind in _KIND_OF.items() if kind == body.kind), None)
    if level is None or organ is None:
        raise NoRoute(_("%(body)s is no instance of a complaint.") % {"body": body})
    return Place(level, organ)


def instances(
    law: Law, levels: Levels, *, decided_by: Body, form: Form, took_part: Collection[Body] = ()
) -> list[Instance]:
    """The instances of a complaint about a decision, on the way of the day of the law, in order.

    Raises NoRoute where the decider lies on no level of the path of the day, or a level stands on it
    twice; NotInForce as the ladder does.
    """
    decider = levels.place_of(decided_by)
    if decider is None:
        raise NoRoute(_("%(body)s lies on no level of the way of this case.") % {"body": decided_by})
    others = [place for body in took_part if (place := levels.place_of(body))]
    steps = ladder(law, decided_by=decider, path=levels.tiers, form=form, took_part=others)
    return [Instance(step, levels.bodies.get(step.place)) for step in steps]


def _level(place: Organization, below: Collection[Level]) -> Level | None:
    """By its kind; a grassroots organisation that leads another one stands above the grassroots."""
    level = _LEVEL_OF.get(Kind(place.kind))
    if level is Level.GRASSROOTS and Level.GRASSROOTS in below:
        return Level.ABOVE_GRASSROOTS
    return level


def _seated(levels: dict[Level, Organization], found: Mapping[tuple[int, str], Body]) -> dict[Place, Body]:
    return {
        Place(level, organ): found[place.pk, kind]
        for level, place in levels.items()
        for organ, kind in _KIND_OF.items()
        if (place.pk, kind) in found
    }
