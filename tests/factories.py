"""One plain factory per model: every argument may be left out, the rest is what it says. Synthetic names only."""

from datetime import date
from itertools import count

from organization.models import (
    Body,
    BodyKind,
    Kind,
    Membership,
    Organization,
    Person,
    Placement,
    Role,
    Seat,
    Standing,
    User,
)
from workflows.models import Case

#: Long before any day a test plays on.
SINCE = date(2020, 1, 1)

_numbers = count(1)


def organization(
    kind: str = Kind.CELL,
    *,
    parent: Organization | None = None,
    name: str = "",
    code: str = "",
    since: date = SINCE,
    until: date | None = None,
) -> Organization:
    """An organisation and, if it has a parent, its place in the tree."""
    number = next(_numbers)
    made = Organization.objects.create(
        kind=kind, name=name or f"Organisation {number}", code=code or f"T{number:05d}", since=since, until=until
    )
    if parent is not None:
        Placement.objects.create(organization=made, parent=parent, since=since, until=until)
    return made


def body(
    of: Organization | None = None,
    kind: str = BodyKind.CELL,
    *,
    name: str = "",
    symbol: str = "",
    since: date = SINCE,
    until: date | None = None,
) -> Body:
    owner = of or organization()
    name = name or f"{BodyKind(kind).value} of {owner.name}"
    return Body.objects.create(organization=owner, kind=kind, name=name, symbol=symbol, since=since, until=until)


def person(full_name: str = "", *, born_on: date = date(1990, 5, 4), sex: str = "f") -> Person:
    return Person.objects.create(full_name=full_name or f"Person Number {next(_numbers)}", born_on=born_on, sex=sex)


def user(of: Person | None = None, *, username: str = "", password: str = "", is_superuser: bool = False) -> User:
    """A log-in for a person (a new one unless named); without a password only ``client.force_login`` lets it in."""
    return User.objects.create_user(
        username or f"user{next(_numbers)}",
        password=password or None,
        person=of or person(),
        is_superuser=is_superuser,
        is_staff=is_superuser,
    )


def seat(
    holder: Person | None = None,
    of: Body | None = None,
    role: str = Role.SECRETARY,
    *,
    since: date = SINCE,
    until: date | None = None,
) -> Seat:
    return Seat.objects.create(person=holder or person(), body=of or body(), role=role, since=since, until=until)


def membership(
    of: Person | None = None,
    lies_in: Organization | None = None,
    standing: str = Standing.OFFICIAL,
    *,
    since: date = SINCE,
    until: date | None = None,
) -> Membership:
    return Membership.objects.create(
        person=of or person(), organization=lies_in or organization(), standing=standing, since=since, until=until
    )


def case(subject: Person | None = None, of: Organization | None = None, *, opened_on: date = date(2025, 8, 1)) -> Case:
    """The bare row of a matter that no procedure drives: for the record and the papers alone."""
    return Case.objects.create(
        kind="bare",
        subject=subject or person(),
        organization=of or organization(),
        opened_on=opened_on,
        last_day=opened_on,
    )
