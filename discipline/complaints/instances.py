"""The ladder of a complaint in the tree of a day: which body is which instance.

Levels follow from the kinds of organisations, never from a name (discipline.md 1.5); a grassroots cell decides as a
cell. Of the Centre, whose bodies are not in this system, every organ is taken to be there.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from discipline.codes import Decider, Form
from discipline.codes import Level as RouteLevel
from discipline.codes_complaint import Level, Organ
from discipline.ladder import Place, Step, Tier, ladder
from discipline.routes import GRASSROOTS
from organization.models import CELLS, Body, BodyKind, Kind, Organization
from organization.queries import bodies_of, path_on
from workflows.law import Law
from workflows.routes import NoRoute, Route

_LEVELS = {
    Kind.CENTRAL: Level.CENTRE,
    Kind.DIRECT: Level.UNDER_CENTRE,
    Kind.SUPERIOR: Level.ABOVE_GRASSROOTS,
    **dict.fromkeys(GRASSROOTS, Level.GRASSROOTS),
    **dict.fromkeys(CELLS, Level.CELL),
}
_ORGANS = {
    BodyKind.CELL: Organ.CELL,
    BodyKind.INSPECTION: Organ.INSPECTION,
    BodyKind.STANDING_COMMITTEE: Organ.STANDING,
    BodyKind.COMMITTEE: Organ.COMMITTEE,
}
#: The bodies of the matrix of powers that resolve complaints, by level of the route.
_DECIDERS = {
    RouteLevel.BASE: {
        BodyKind.INSPECTION: Decider.BASE_INSPECTION,
        BodyKind.STANDING_COMMITTEE: Decider.BASE_STANDING,
        BodyKind.COMMITTEE: Decider.BASE_COMMITTEE,
    },
    RouteLevel.UPPER: {
        BodyKind.INSPECTION: Decider.UPPER_INSPECTION,
        BodyKind.STANDING_COMMITTEE: Decider.UPPER_STANDING,
        BodyKind.COMMITTEE: Decider.UPPER_COMMITTEE,
    },
}


@dataclass(frozen=True)
class Instances:
    """``tiers``: the levels of the path, lowest first; ``bodies``: those of the tree that may be an instance."""

    tiers: tuple[Tier, ...]
    bodies: Mapping[Place, Body]

    def body(self, place: Place) -> Body:
        """Raises NoRoute where this system holds no such body on that day."""
        if place not in self.bodies:
            raise NoRoute(_("The body that is competent for this complaint is not in this system on that day."))
        return self.bodies[place]

    def ladder(self, law: Law, *, decided_by: Place, form: Form, took_part: Collection[Place] = ()) -> tuple[Step, ...]:
        """Raises NotInForce where no law of the day sets it."""
        return ladder(law, decided_by=decided_by, path=self.tiers, form=form, took_part=took_part)


def instances_on(organization: Organization, on: date) -> Instances:
    """Of the path from the organisation on the day. Two statements."""
    found: dict[Level, Organization] = {}
    order = list(Level)
    for place in path_on(organization.pk, on):
        level = _LEVELS.get(Kind(place.kind))
        if level is not None and (not found or order.index(level) > order.index(list(found)[-1])):
            found[level] = place
    seated = bodies_of(found.values(), on)
    bodies = {
        Place(level, organ): seated[place.pk, kind]
        for level, place in found.items()
        for kind, organ in _ORGANS.items()
        if (place.pk, kind) in seated
    }
    tiers = [Tier(level, frozenset(at.organ for at in bodies if at.level is level)) for level in found]
    return Instances(tuple(Tier(one.level) if one.level is Level.CENTRE else one for one in tiers), bodies)


def place_of(body: Body) -> Place:
    """The place of a body that decides. Raises NoRoute for one that decides nothing (a section committee, an office).

    By the kind of its organisation, so that it holds for a body that has ended since.
    """
    level, organ = _LEVELS.get(Kind(body.organization.kind)), _ORGANS.get(BodyKind(body.kind))
    if level is None or organ is None:
        raise NoRoute(_("%(body)s is no instance of a complaint.") % {"body": body})
    return Place(level, organ)


def decider_of(body: Body, route: Route) -> Decider:
    """What the body is in the matrix of powers; what lies above the levels of the matrix is taken as its highest."""
    for level, by_kind in _DECIDERS.items():
        place = route.levels.get(level)
        if place is not None and place.pk == body.organization_id and body.kind in by_kind:
            return by_kind[BodyKind(body.kind)]
    return Decider.NEXT_ABOVE
