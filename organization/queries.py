"""The tree and the seats of a day. Every question names its day; each answer is one statement, whatever the size."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db.models import CharField, Count, ExpressionWrapper, F, FilteredRelation, IntegerField, Q, QuerySet, Value
from django_cte import CTE, with_cte

from organization.models import (
    Body,
    BodyKind,
    Membership,
    Organization,
    Person,
    Placement,
    Role,
    Seat,
    Standing,
    valid_on,
)
from organization.prepared import Prepared

#: The bodies that are the organisation itself: who is its secretary speaks for it.
LEADING = (BodyKind.CELL, BodyKind.SECTION_COMMITTEE, BodyKind.COMMITTEE)
_COUNTED = (Standing.OFFICIAL, Standing.PROBATIONARY)
#: In the place of the kind of a body, where a row is none of the organisation.
_BESIDE = "beside"
#: Deeper than any party tree (Centre, direct, superior, grassroots, section, cell, group).
MAX_DEPTH = 12


def path_on(organization_id: int, on: date) -> list[Organization]:
    """The organisation and everything above it on the day, lowest first. Empty if it does not exist. One statement."""

    return list(_path(organization_id, on))


def path_with_powers(organization_id: int, on: date) -> list[tuple[Organization, frozenset[str]]]:
    """The path of the day, lowest first, each organisation with the powers granted to it that day. One statement."""

    path: dict[int, Organization] = {}
    powers: dict[int, set[str]] = {}
    for place in _PATH_WITH_POWERS(organization_id, on):
        path.setdefault(place.pk, place)
        powers.setdefault(place.pk, set()).update({place.power} - {None})
    return [(place, frozenset(powers[pk])) for pk, place in path.items()]


def subtree_on(organization_id: int, on: date) -> QuerySet[Organization]:
    """The organisation and everything below it on the day, each with its ``depth`` below the first. One statement.

    To be narrowed by another query, hand on its ids: `filter(organization_id__in=subtree_on(…).values("pk"))`.
    """

    def descend(cte: CTE) -> QuerySet:
        down = cte.join(Placement.objects.on(on), parent_id=cte.col.id)
        return _start(organization_id).union(_next(down, cte).values("organization_id", "depth"), all=True)

    return _walked(CTE.recursive(descend))


def _path(organization_id: int, on: date) -> QuerySet[Organization]:
    def climb(cte: CTE) -> QuerySet:
        up = cte.join(Placement.objects.on(on), organization_id=cte.col.id)
        return _start(organization_id).union(_next(up, cte).values("parent_id", "depth"), all=True)

    return _walked(CTE.recursive(climb)).order_by("depth")  # type: ignore[misc]


def _path_with_powers(organization_id: int, on: date) -> QuerySet[Organization]:
    """A row for each power."""
    granted = FilteredRelation("powers", condition=valid_on(on, "powers__"))
    return _path(organization_id, on).annotate(granted=granted).annotate(power=F("granted__power"))


_PATH_WITH_POWERS: Prepared[Any] = Prepared(_path_with_powers, int, date)


class Way(NamedTuple):
    """``path``: lowest first, each organisation with the powers granted to it; ``bodies``: {(organisation id, kind):
    body}.
    """

    path: list[tuple[Organization, frozenset[str]]]
    bodies: dict[tuple[int, str], Body]


def way_on(organization_id: int, on: date) -> Way:
    """The path of the day with the powers and the bodies of all of it. Empty as that of ``path_on``. One statement."""
    path: dict[int, Organization] = {}
    powers: dict[int, set[str]] = {}
    bodies: dict[tuple[int, str], Body] = {}
    for place in _WAY(organization_id, on):
        known = path.setdefault(place.pk, place)
        powers.setdefault(place.pk, set()).update({place.power} - {None})
        if place.seated_kind is not None and (place.pk, place.seated_kind) not in bodies:
            names = [field.attname for field in Body._meta.concrete_fields]
            body = Body.from_db(place._state.db, names, [getattr(place, f"seated_{name}") for name in names])
            body.organization = known
            bodies[place.pk, body.kind] = body
    return Way([(place, frozenset(powers[pk])) for pk, place in path.items()], bodies)


def _way(organization_id: int, on: date) -> QuerySet[Organization]:
    """A row for each body and power."""
    seated = FilteredRelation("bodies", condition=valid_on(on, "bodies__"))
    columns = {f"seated_{one.attname}": F(f"seated__{one.attname}") for one in Body._meta.concrete_fields}
    return _path_with_powers(organization_id, on).annotate(seated=seated).annotate(**columns)


_WAY: Prepared[Any] = Prepared(_way, int, date)


def _start(organization_id: int) -> QuerySet:
    return Organization.objects.filter(pk=organization_id).values("id", depth=Value(0, IntegerField()))


def _next(rows: QuerySet, cte: CTE) -> QuerySet:
    # the bound also ends a walk round a circle, which only rows written past `Placement.clean` can form
    depth = ExpressionWrapper(cte.col.depth + Value(1), output_field=IntegerField())
    return rows.annotate(depth=depth).filter(depth__lt=MAX_DEPTH)


def _walked(cte: CTE) -> QuerySet[Organization]:
    depth = ExpressionWrapper(cte.col.depth, output_field=IntegerField())
    return with_cte(cte, select=cte.join(Organization, id=cte.col.id).annotate(depth=depth))


def bodies_of(organizations: Iterable[Organization], on: date) -> dict[tuple[int, str], Body]:
    """{(organisation id, body kind): body} of the day, each with its organisation. One statement."""
    known = {organization.pk: organization for organization in organizations}
    found = {}
    for body in _bodies_of(len(known))(*sorted(known), on):
        body.organization = known[body.organization_id]
        found[body.organization_id, body.kind] = body
    return found


@cache
def _bodies_of(count: int) -> Prepared[Body]:
    """Of so many organisations and a day; a way has few levels."""

    def compose(*asked: Any) -> QuerySet[Body]:
        return Body.objects.on(asked[-1]).filter(organization_id__in=asked[:-1])

    return Prepared(compose, *[int] * count, date)


def seats_of(person: Person | None, on: date) -> QuerySet[Seat]:
    """The seats a person holds on the day, in bodies that exist that day."""
    if person is None:
        return Seat.objects.none()
    return (
        Seat.objects.on(on)
        .filter(valid_on(on, "body__"), person=person)
        .select_related("body", "body__organization")
        .order_by("pk")
    )


def seats_on(person_id: int, body_id: int, on: date) -> list[Seat]:
    """The seats a person holds on the day in one body; none if the body does not exist that day."""
    return _SEATS_ON(person_id, body_id, on)


def _seats_on(person_id: int, body_id: int, on: date) -> QuerySet[Seat]:
    rows = Seat.objects.on(on).filter(valid_on(on, "body__"), person_id=person_id, body_id=body_id)
    return rows.order_by("pk")


_SEATS_ON = Prepared(_seats_on, int, int, date)


def seats_in(body: Body, on: date) -> QuerySet[Seat]:
    return Seat.objects.on(on).filter(body=body).select_related("person").order_by("person__sort_name", "pk")


def heads_in(organization_id: int, on: date) -> frozenset[int]:
    """Ids of the persons who head a department, office or commission of the organisation on the day."""
    rows = Seat.objects.on(on).filter(valid_on(on, "body__"), body__organization_id=organization_id, role=Role.HEAD)
    return frozenset(rows.values_list("person_id", flat=True))


def secretary_of(organization_id: int, on: date) -> Person | None:
    """Who is secretary of the organisation itself on the day (of its cell, section or party committee)."""
    seats = Seat.objects.on(on).filter(valid_on(on, "body__"), body__organization_id=organization_id)
    seat = seats.filter(role=Role.SECRETARY, body__kind__in=LEADING).select_related("person").order_by("pk").first()
    return seat.person if seat else None


class Belonging(NamedTuple):
    """Ids of who belongs to an organisation itself on a day; ``secretary``: the one of them, if there is one;
    ``beside``: what was asked beside it.
    """

    persons: frozenset[int]
    secretary: int | None
    beside: frozenset[tuple[int, str]] = frozenset()


def belonging_to(organization_id: int, on: date, beside: QuerySet | None = None) -> Belonging:
    """Who sits in a body of the organisation on the day or is counted in it; members counted in an organisation below
    it are none of them. One statement, which also answers ``beside``: rows (number, word).
    """
    seats = Seat.objects.on(on).filter(valid_on(on, "body__"), body__organization_id=organization_id)
    counted = Membership.objects.on(on).filter(organization_id=organization_id, standing__in=_COUNTED)
    posts = seats.values_list("person_id", "role", "body__kind")
    nothing = Value("", CharField())
    asked = [counted.values_list("person_id", nothing, nothing)]
    asked += [beside.annotate(asked=Value(_BESIDE, CharField()))] if beside is not None else []
    rows = list(posts.union(*asked))
    leads = (pk for pk, role, kind in rows if role == Role.SECRETARY and kind in LEADING)
    return Belonging(
        frozenset(pk for pk, _role, kind in rows if kind != _BESIDE),
        next(leads, None),
        frozenset((pk, word) for pk, word, kind in rows if kind == _BESIDE),
    )


def organizations_of(person_id: int, on: date) -> QuerySet[Organization]:
    """Those to which the person belongs on the day: ``belonging_to``, asked from the other side."""
    seats = Seat.objects.on(on).filter(valid_on(on, "body__"), person_id=person_id)
    counted = Membership.objects.on(on).filter(person_id=person_id, standing__in=_COUNTED)
    his = Q(pk__in=seats.values("body__organization_id")) | Q(pk__in=counted.values("organization_id"))
    return Organization.objects.filter(his)


def members_of(organization_id: int, on: date) -> QuerySet[Membership]:
    """The standings (base and overlay) that lie in the organisation on the day."""
    rows = Membership.objects.on(on).filter(organization_id=organization_id).select_related("person")
    return rows.order_by("person__sort_name", "person_id")


def standings_touching(organization_id: int, on: date) -> QuerySet[Membership]:
    """Every standing of the day, wherever it lies, of those who have one in the organisation. One statement."""
    here = Membership.objects.on(on).filter(organization_id=organization_id)
    rows = Membership.objects.on(on).filter(person_id__in=here.values("person_id")).select_related("person")
    return rows.order_by("person__sort_name", "person_id")


def standings_of(person_ids: list[int], on: date) -> dict[int, set[str]]:
    """{person id: every standing of the day}, wherever it lies."""
    found: dict[int, set[str]] = {}
    for person_id, standing in (
        Membership.objects.on(on).filter(person_id__in=person_ids).values_list("person_id", "standing")
    ):
        found.setdefault(person_id, set()).add(standing)
    return found


def standing_counts(organization_id: int, on: date) -> dict[str, int]:
    """{standing: persons} over the whole subtree on the day; a standing nobody has is missing. One statement."""
    below = subtree_on(organization_id, on).values("pk")
    rows = Membership.objects.on(on).filter(organization_id__in=below).values("standing").order_by()
    return {row["standing"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def headcount(organization_id: int, on: date) -> int:
    """Members (official and probationary) counted in the organisation's whole subtree on the day. One statement."""
    counts = standing_counts(organization_id, on)
    return counts.get(Standing.OFFICIAL, 0) + counts.get(Standing.PROBATIONARY, 0)
