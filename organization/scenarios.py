"""The demonstration's organisations: a synthetic Khối at provincial size, the same for the same seed and day.

Sizes: the first generator set of the organisation facts (72 grassroots organisations, about 400 cells, 5,800 members).
Nothing in it is a real person or office.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organization import scenario_names as names
from organization.models import ALPHABET, BodyKind, Kind, Person, Role, User
from organization.scenario_people import populate
from organization.scenario_seats import Officers, seat
from organization.scenario_tree import BATCH, SCALES, Tree, Unit, authorised, plan, plant

Step = Callable[[str], None]


@dataclass(frozen=True)
class Account:
    """A log-in of the demonstration and what its owner is, in words."""

    username: str
    description: str


@dataclass(eq=False)
class Khoi:
    """The scenario as built. ``users``: {person public id: user} for everyone with a log-in."""

    day: date
    tree: Tree
    officers: Officers
    users: dict[str, User]

    def user(self, unit: Unit, body: str, role: str) -> User:
        """The log-in of the first holder of the seat. Raises LookupError."""
        return self.users[self.officers.one(unit, body, role).public_id]

    @property
    def applicant(self) -> Person:
        """The sympathiser who signs in as the applicant."""
        return self.tree.demo_cell.sympathizers[0]

    def ordinary_cells(self) -> list[Unit]:
        """Cells, the demo's first, whose dossiers go the ordinary way: under a base that is not authorised."""
        deciding = authorised(self.tree)
        plain = [cell for base in self.tree.bases if base not in deciding for cell in base.cells()]
        return sorted(plain, key=lambda cell: cell is not self.tree.demo_cell)


def build(seed: int, day: date, *, scale: str = "full", step: Step | None = None) -> Khoi:
    """Writes the Khối as it stands on ``day`` into an empty database at once. ``step`` hears of each part."""
    tell: Step = step or (lambda label: None)
    rng, size = random.Random(seed), SCALES[scale]
    with transaction.atomic():
        tell(_("Organisations and bodies"))
        tree = plan(rng, size)
        plant(rng, tree)
        tell(_("Persons and standings"))
        populate(rng, tree, day, sympathizers=1 if scale == "full" else 2)
        tell(_("Seats"))
        officers = seat(rng, tree, size, day)
        tell(_("Log-ins"))
        users = _users(rng, tree, officers, day)
    return Khoi(day, tree, officers, users)


def password() -> str:
    return str(names.words("accounts")["password"])


def accounts() -> list[Account]:
    """The log-ins that together walk one complete chain, in its order; every one has ``password()``."""
    chain = names.words("accounts")["chain"]
    described = {
        "applicant": _("applicant: follows the own file, files papers, withdraws"),
        "cell_secretary": _("secretary of the applicant's cell"),
        "cell_clerk": _("clerk of the applicant's cell: prepares the papers"),
        "section_secretary": _("secretary of the section committee: appraises"),
        "base_secretary": _("secretary of the grassroots committee: certifies, records the resolution"),
        "officer": _("officer of the organisation department: appraises, notifies"),
        "department_head": _("head of the organisation department, member of the standing committee"),
        "superior_secretary": _("secretary of the committee above: records the resolution, issues the decision"),
        "several_seats": _("sits in a cell, a grassroots committee and the standing committee above"),
        "former_officer": _("former officer of the organisation department: the seat has ended, nothing is open"),
    }
    found = [Account(chain[key], text) for key, text in described.items()]
    administrator = names.words("accounts")["administrator"]
    return [*found, Account(administrator, _("administrator: organisations, seats, users; no case"))]


def _users(rng: random.Random, tree: Tree, officers: Officers, day: date) -> dict[str, User]:
    """One user a person, named by the first seat found: the chain's fixed names first, then from the top down."""
    salt = "".join(rng.choices(ALPHABET, k=22))
    secret = make_password(password(), salt=salt)
    joined = timezone.make_aware(datetime.combine(day, time()))
    users: dict[str, User] = {}
    for username, person in [*_chain(tree, officers), *_officers(tree, officers)]:
        if person.public_id not in users:
            users[person.public_id] = User(username=username, person=person, password=secret, date_joined=joined)
    User.objects.bulk_create(users.values(), BATCH)
    User.objects.bulk_create(
        [
            User(
                username=names.words("accounts")["administrator"],
                password=secret,
                date_joined=joined,
                is_staff=True,
                is_superuser=True,
            )
        ]
    )
    return users


def _chain(tree: Tree, officers: Officers) -> Iterator[tuple[str, Person]]:
    """(user name, person) of the fixed names."""
    chain = names.words("accounts")["chain"]
    cell, base, superior = tree.demo_cell, tree.bases[0], tree.superior
    department = BodyKind.ORGANIZATION_DEPARTMENT
    assert cell.parent is not None
    yield chain["applicant"], cell.sympathizers[0]
    yield chain["cell_secretary"], officers.one(cell, BodyKind.CELL, Role.SECRETARY)
    yield chain["cell_clerk"], officers.one(cell, BodyKind.CELL, Role.CLERK)
    yield chain["section_secretary"], officers.one(cell.parent, BodyKind.SECTION_COMMITTEE, Role.SECRETARY)
    yield chain["base_secretary"], officers.one(base, BodyKind.COMMITTEE, Role.SECRETARY)
    yield chain["officer"], officers.one(superior, department, Role.OFFICER)
    yield chain["department_head"], officers.one(superior, department, Role.HEAD)
    yield chain["superior_secretary"], officers.one(superior, BodyKind.STANDING_COMMITTEE, Role.SECRETARY)
    yield chain["several_seats"], officers.one(tree.bases[1], BodyKind.COMMITTEE, Role.SECRETARY)
    yield chain["former_officer"], next(row[3] for row in officers.former if row[:2] == (superior, department))


_WITH_LOGINS = (
    (Kind.SUPERIOR, BodyKind.STANDING_COMMITTEE, "btv"),
    (Kind.SUPERIOR, BodyKind.ORGANIZATION_DEPARTMENT, "btc"),
    (Kind.BASE, BodyKind.COMMITTEE, ""),
    (Kind.SECTION, BodyKind.SECTION_COMMITTEE, ""),
    (Kind.CELL, BodyKind.CELL, ""),
    (Kind.BASE_CELL, BodyKind.CELL, ""),
)
_OFFICERS = (Role.SECRETARY, Role.DEPUTY_SECRETARY, Role.CLERK)


def _officers(tree: Tree, officers: Officers) -> Iterator[tuple[str, Person]]:
    """(user name, person): "bithu.b05.c03" leads the third cell of the fifth base, "uyvien4.btv" sits in the Khối's."""
    roles = names.words("accounts")["roles"]
    for kind, body, sign in _WITH_LOGINS:
        for unit in (unit for unit in tree.superior.walk() if unit.kind == kind):
            seen: dict[str, int] = {}
            for role, person in officers.seats[unit, body]:
                seen[role] = seen.get(role, 0) + 1
                if role in _OFFICERS or kind in (Kind.SUPERIOR, Kind.SECTION):
                    number = "" if seen[role] == 1 else str(seen[role])
                    yield f"{roles[role]}{number}.{sign or unit.short}", person
