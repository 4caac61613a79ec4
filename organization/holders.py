"""Who holds and held which seat: a person's seats over time, and namesakes told apart."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from organization.models import Person, Role, Seat
from organization.tree import period

#: In this order the seats of a body are read out.
RANKS = (
    Role.SECRETARY,
    Role.DEPUTY_SECRETARY,
    Role.HEAD,
    Role.DEPUTY_HEAD,
    Role.MEMBER,
    Role.OFFICER,
    Role.CLERK,
)


@dataclass(frozen=True)
class Holding:
    """A seat with whether it is held on the day, in a body and an organisation that exist that day."""

    seat: Seat
    period: str
    held: bool


def rank(seat: Seat) -> int:
    return RANKS.index(Role(seat.role))


def valid(row: object, on: date) -> bool:
    """Whether a dated row already read is true on the day."""
    since, until = row.since, row.until  # type: ignore[attr-defined]
    return bool(since <= on and (until is None or until > on))


def held_on(seat: Seat, on: date) -> bool:
    return valid(seat, on) and valid(seat.body, on) and valid(seat.body.organization, on)


def holder(public_id: str, until: date) -> Person | None:
    """The person with ``namesake``, whether another holder of seats has the name; None unless a seat of his began by
    the day. One statement.
    """
    seats = Seat.objects.filter(since__lte=until, person=OuterRef("pk"))
    others = Person.objects.filter(full_name=OuterRef("full_name")).exclude(pk=OuterRef("pk")).filter(Exists(seats))
    found = Person.objects.filter(Exists(seats), public_id=public_id)
    return found.annotate(namesake=Exists(others)).first()


def holdings(person: Person, on: date, until: date) -> list[Holding]:
    """His seats that began by ``until``: those held on the day first, by rank, then the latest first. One statement."""
    rows = Seat.objects.filter(person=person, since__lte=until).select_related("body__organization")
    found = [Holding(seat, period(seat), held_on(seat, on)) for seat in rows]
    now = sorted((one for one in found if one.held), key=lambda one: (rank(one.seat), one.seat.since))
    past = (one for one in found if not one.held)
    return now + sorted(past, key=lambda one: (one.seat.until or date.max, one.seat.since), reverse=True)


def name_with_year(person: Person) -> str:
    """The name with the year of birth, never the day; the id where no year is known."""
    if person.born_on is None:
        return f"{person.full_name} · {person.public_id}"
    return _("%(name)s (born in %(year)s)") % {"name": person.full_name, "year": str(person.born_on.year)}


def told_apart(persons: Iterable[Person]) -> dict[int, str]:
    """{person id: name}; namesakes with the year of birth, and with their ids where that is the same too."""
    different = {person.pk: person for person in persons}.values()
    names = Counter(person.full_name for person in different)
    years = Counter((person.full_name, person.born_on and person.born_on.year) for person in different)
    found = {}
    for person in different:
        alike = years[person.full_name, person.born_on and person.born_on.year] > 1
        name = person.full_name if names[person.full_name] == 1 else name_with_year(person)
        found[person.pk] = f"{name} · {person.public_id}" if alike and person.born_on else name
    return found
