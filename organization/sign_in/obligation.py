"""Who signs in with a second factor: whoever sits, that day, in a body from the grassroots committee up."""

from collections.abc import Iterable, Mapping

from django.conf import settings

from organization.models import BodyKind, Kind, Seat, User

#: Body -> kinds of organisation in which a seat in it obliges: a rule of this system. A committee and what works for it
#: exist from the grassroots up alone; a grassroots cell is led by its meeting or its cell committee.
OBLIGED: Mapping[str, frozenset[str]] = {
    BodyKind.COMMITTEE: frozenset(Kind.values),
    BodyKind.STANDING_COMMITTEE: frozenset(Kind.values),
    BodyKind.INSPECTION: frozenset(Kind.values),
    BodyKind.ORGANIZATION_DEPARTMENT: frozenset(Kind.values),
    BodyKind.OFFICE: frozenset(Kind.values),
    BodyKind.CELL_COMMITTEE: frozenset({Kind.BASE_CELL}),
    BodyKind.CELL: frozenset({Kind.BASE_CELL}),
}


def obliging(seats: Iterable[Seat]) -> list[Seat]:
    """Those of the seats, with their bodies and organisations, that oblige."""
    return [seat for seat in seats if seat.body.organization.kind in OBLIGED.get(seat.body.kind, frozenset())]


def obliged(user: User, seats: Iterable[Seat]) -> bool:
    """``seats``: his of the day. Who administers is obliged as well: he hands out codes."""
    return bool(settings.SECOND_FACTOR and (user.is_staff or user.is_superuser or obliging(seats)))
