"""Who heads an organisation that is supervised."""

from datetime import date

from organization.models import BodyKind, Organization, Person, Role, Seat

#: The bodies whose secretary heads an organisation, in the order in which they are asked.
_HEADED = (BodyKind.CELL, BodyKind.COMMITTEE, BodyKind.SECTION_COMMITTEE, BodyKind.STANDING_COMMITTEE)


def head_of(place: Organization, on: date) -> Person | None:
    """Who heads the organisation on the day: the secretary of its collective; None where there is none."""
    seats = Seat.objects.on(on).filter(body__organization=place, body__kind__in=_HEADED, role=Role.SECRETARY)
    found = sorted(seats.select_related("body", "person"), key=lambda seat: (_rank(seat), seat.pk))
    return found[0].person if found else None


def _rank(seat: Seat) -> int:
    return _HEADED.index(BodyKind(seat.body.kind))
