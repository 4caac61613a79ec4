"""The route of a discipline case: which organisation is which level of the matrix, and which bodies sit there that day.

Levels follow from kinds and places on the path, never from a name (discipline.md 1.5).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from discipline.codes import Decider, Level
from discipline.competence import LEVEL_OF, MATRIX
from discipline.offices import Office
from organization.models import (
    BASE_STANDINGS,
    CELLS,
    VOTING_ROLES,
    Body,
    BodyKind,
    Kind,
    Membership,
    Organization,
    Person,
    Placement,
    Power,
    Seat,
)
from organization.queries import Way, seats_of, way_on
from workflows.law import Law
from workflows.routes import NoRoute, Route
from workflows.rules import reads

#: Beside the levels of the matrix: the organisation whose seal goes on the decision of the cell, which has none
#: (DIS-88); where no grassroots committee stands above the cell, a provision says which level's (U-14).
STAMP, STAMP_WITHOUT_BASE = "stamp", "stamp.cell_without_base"
reads(STAMP_WITHOUT_BASE)
GRASSROOTS = (Kind.BASE, Kind.COMMUNE_BASE)
_MAY_LEAD_GRASSROOTS = {Power.UPPER_LEVEL, Power.UPPER_LEVEL_PILOT}

#: The bodies of the matrix, lowest first; of several kinds the first that exists.
_SEATED = {
    Decider.CELL: (BodyKind.CELL,),
    Decider.SECTION_COMMITTEE: (BodyKind.SECTION_COMMITTEE,),
    Decider.BASE_INSPECTION: (BodyKind.INSPECTION,),
    Decider.BASE_STANDING: (BodyKind.STANDING_COMMITTEE,),
    Decider.BASE_COMMITTEE: (BodyKind.COMMITTEE,),
    Decider.UPPER_INSPECTION: (BodyKind.INSPECTION,),
    Decider.UPPER_STANDING: (BodyKind.STANDING_COMMITTEE,),
    Decider.UPPER_COMMITTEE: (BodyKind.COMMITTEE,),
    Decider.NEXT_ABOVE: (BodyKind.STANDING_COMMITTEE, BodyKind.COMMITTEE, BodyKind.INSPECTION),
}


@dataclass(frozen=True)
class DisciplineRoute(Route):
    """``grants``: codes of the powers granted that day to the grassroots organisation of the path.

    ``path``: all of it, lowest first, also above what decides; ``seated``: its bodies, keyed as ``bodies``.
    """

    grants: frozenset[str] = frozenset()
    path: tuple[Organization, ...] = ()
    seated: Mapping[tuple[int, str], Body] = field(default_factory=dict)


class Place(NamedTuple):
    """A body of the matrix as it exists on the day."""

    decider: Decider
    level: Level
    kind: BodyKind
    body: Body


def way_of(organization: Organization, on: date, above: Organization | None = None) -> Way:
    """The way up from the organisation on the day; of one that has ended (DIS-16) from ``above``, below which it
    answers. One statement, one more for that.
    """
    found = way_on(organization.pk, on)
    if above is None or len(found.path) > 1:
        return found
    higher = way_on(above.pk, on)
    return Way([(organization, frozenset()), *higher.path], higher.bodies)


def stands_in(
    organization: Organization, on: date, person_id: int | None = None
) -> tuple[Organization, Organization | None]:
    """From where the way begins on the day, and what stood above it last: of a member (``person_id``) whose cell has
    ended the cell in which he is counted by then; of an organisation that has ended itself what it stood under on its
    last day, if that exists. A rule of this system: no text read says it (DIS-16). No statement while it exists.
    """
    ended = organization.until
    if ended is None or ended > on:
        return organization, None
    if person_id is not None:
        counted = Membership.objects.on(on).filter(person_id=person_id, standing__in=BASE_STANDINGS)
        row = counted.filter(organization__kind__in=CELLS).select_related("organization").first()
        return (row.organization if row else organization), None
    last = Placement.objects.on(ended - timedelta(days=1)).filter(organization=organization)
    place = last.select_related("parent").first()
    above = place.parent if place else None
    return organization, above if above is not None and (above.until is None or above.until > on) else None


def route_of(organization: Organization, on: date, law: Law, above: Organization | None = None) -> DisciplineRoute:
    """The route from the organisation on the day: a cell, or an accused organisation itself. ``above``: of ``way_of``.

    ``levels``: those of Level that exist, and STAMP; a grassroots cell is both CELL and BASE. Raises NoRoute.
    """
    found = way_of(organization, on, above)
    path = [place for place, _powers in found.path]
    granted = {place.pk: powers for place, powers in found.path}
    day = on.strftime("%d/%m/%Y")
    if len(path) < 2:  # an organisation that has ended still begins its own path
        raise NoRoute(_("%(organization)s has no place in the tree on that day.") % {"organization": organization})
    if MATRIX not in law:
        raise NoRoute(_("No loaded regulation sets who may discipline on %(day)s.") % {"day": day})
    levels = _levels(path)
    upper = levels.get(Level.UPPER)
    if upper is not None and upper.kind in GRASSROOTS and not granted[upper.pk] & _MAY_LEAD_GRASSROOTS:
        values = {"organization": upper, "day": day}
        raise NoRoute(_("%(organization)s has no upper-level powers on %(day)s.") % values)
    base = levels.get(Level.BASE)
    named: dict[str, Organization] = {str(level): place for level, place in levels.items()}
    if stamp := base or levels.get(Level(law[STAMP_WITHOUT_BASE].value)):
        named[STAMP] = stamp
    grants = granted[base.pk] if base else frozenset()
    of_levels = {place.pk for place in levels.values()}
    bodies = {key: body for key, body in found.bodies.items() if key[0] in of_levels}
    return DisciplineRoute(_profile(path), on, named, bodies, grants, tuple(path), found.bodies)


def deciders_of(route: Route) -> list[Place]:
    """The bodies of the matrix that exist on the route, lowest first.

    A grassroots cell decides as a cell; above it there is no grassroots committee. Of the next level above one body
    stands for all: its standing committee, or what there is of the others.
    """
    return [
        Place(decider, LEVEL_OF[decider], kind, body)
        for decider, kinds in _SEATED.items()
        for kind, body in _first(route, LEVEL_OF[decider], kinds)
    ]


def body_of(route: Route, decider: Decider) -> Body:
    """The body that ``decider`` is on the route. Raises NoRoute when nobody sits there."""
    for place in deciders_of(route):
        if place.decider is decider:
            return place.body
    return route.body(LEVEL_OF[decider], _SEATED[decider][0] if decider in _SEATED else BodyKind.CELL_COMMITTEE)


def levels_of(route: Route) -> list[Level]:
    """The levels there are on the route, lowest first."""
    return [level for level in Level if level in route.levels]


def level_of(route: Route, organization: Organization) -> Level:
    """The level of an organisation of the route; a grassroots cell stands at the grassroots. Raises NoRoute."""
    found = [level for level in levels_of(route) if route.levels[level].pk == organization.pk]
    if not found:
        raise NoRoute(_("%(organization)s has no place in the tree on that day.") % {"organization": organization})
    return found[-1]


def offices_of(person: Person, route: Route) -> list[Office]:
    """The seats that make him a member of a committee on the day of the route, for ``class_of`` (one statement)."""
    return offices_among(seats_of(person, route.on), route)


def offices_among(seats: Iterable[Seat], route: Route) -> list[Office]:
    """Those of all his seats of the day that make him a member of a committee."""
    level_at = {place.pk: Level(level) for level, place in route.levels.items() if level != STAMP}
    return [
        Office(seat.body.organization.kind, seat.body.kind, level_at.get(seat.body.organization_id))
        for seat in seats
        if seat.role in VOTING_ROLES
    ]


def _levels(path: Sequence[Organization]) -> dict[Level, Organization]:
    """Up to the grassroots by kind; above it, or where there is none, by what stands over what."""
    found: dict[Level, Organization] = {}
    above = list(path)
    while above and Level.BASE not in found:
        place = above[0]
        if place.kind == Kind.GROUP:
            above.pop(0)
            continue
        if place.kind in GRASSROOTS:
            found[Level.BASE] = place
        elif place.kind == Kind.SECTION:
            found[Level.SECTION] = place
        elif place.kind in CELLS:
            found[Level.CELL] = place
            if place.kind == Kind.BASE_CELL:
                found[Level.BASE] = place
        else:
            break
        above.pop(0)
    return found | dict(zip((Level.UPPER, Level.NEXT), above, strict=False))


def _first(route: Route, level: Level, kinds: Sequence[BodyKind]) -> list[tuple[BodyKind, Body]]:
    if level not in route.levels:
        return []
    organization = route.levels[level]
    found = [(kind, route.bodies[organization.pk, kind]) for kind in kinds if (organization.pk, kind) in route.bodies]
    return found[:1]


def _profile(path: Sequence[Organization]) -> str:
    """What the way is called in messages: the kinds of the path, lowest first."""
    return "/".join(place.kind for place in path)
