"""The log-ins of a synthetic tree: fixed names for the chains of a demonstration, then everyone with an office."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext as _

from organization import scenario_names as names
from organization.models import ALPHABET, BodyKind, Kind, Person, Role, User
from organization.scenario_seats import Officers
from organization.scenario_tree import Tree, Unit, write
from organization.scenario_ways import Way, cells_of


@dataclass(frozen=True)
class Account:
    """A log-in of the demonstration and what its owner is, in words."""

    username: str
    description: str


def password() -> str:
    return str(names.words("accounts")["password"])


def accounts(name: str = "s1") -> list[Account]:
    """The log-ins with fixed names, first those that together walk one chain; every one has ``password()``."""
    described = {
        "applicant": _("applicant: follows the own file, files papers, withdraws"),
        "member": _("member of that cell about whom a discipline case runs: answers in the own file"),
        "complainant": _("member of that cell who was disciplined with a warning: may complain from the own file"),
        "cell_secretary": _("secretary of the applicant's cell"),
        "cell_clerk": _("clerk of the applicant's cell: prepares the papers"),
        "section_secretary": _("secretary of the section committee: appraises"),
        "base_secretary": _("secretary of the grassroots committee: certifies, records the resolution"),
        "inspection_head": _(
            "deputy secretary of the grassroots committee, head of its inspection commission: discipline, complaints"
        ),
        "officer": _("officer of the organisation department: appraises, notifies"),
        "department_head": _("head of the organisation department, member of the standing committee"),
        "superior_secretary": _("secretary of the committee above: records the resolution, issues the decision"),
        "several_seats": _("sits in a cell, a grassroots committee and the standing committee above"),
        "former_officer": _("former officer of the organisation department: the seat has ended, nothing is open"),
        "authorised_secretary": _("secretary of an authorised grassroots committee, which decides by itself"),
        "authorised_cell_secretary": _("secretary of a cell under the authorised committee"),
        "grassroots_cell_secretary": _("secretary of a grassroots cell right under the committee above"),
        "direct_base_secretary": _("secretary of a grassroots committee right under the bloc"),
        "direct_cell_secretary": _("secretary of a grassroots cell right under the bloc"),
        "central_officer": _("officer of the organisation department of the bloc"),
        "central_secretary": _("secretary of the bloc"),
        "inspector": _("an officer in every inspection commission: for measurements, no real office is like it"),
    }
    chain = _fixed(name)
    found = [Account(chain[key], text) for key, text in described.items() if key in chain]
    first, second = administrators()
    found.append(Account(first, _("administrator: organisations, seats, users; no case")))
    return [*found, Account(second, _("second administrator: confirms what the first one proposes"))]


def administrators() -> tuple[str, str]:
    """Two: what one proposes the other one confirms."""
    data = names.words("accounts")
    return data["administrator"], data["second_administrator"]


def _fixed(name: str) -> dict[str, str]:
    data = names.words("accounts")
    return {**data["chain"], **(data["central"] if name == "s2" else {})}


def log_in(rng: random.Random, tree: Tree, officers: Officers, day: date) -> dict[str, User]:
    """Writes one user a person, named by the first seat found: the fixed names first, then from the top down.

    The password is hashed once: twenty thousand hashes would take the morning.
    """
    salt = "".join(rng.choices(ALPHABET, k=22))
    secret = make_password(password(), salt=salt)
    joined = timezone.make_aware(datetime.combine(day, time()))
    users: dict[str, User] = {}
    chain = list(_chain(tree, officers, day))
    _name_apart(person for _username, person in chain)
    for username, person in [*chain, *_holders(tree, officers)]:
        if person.public_id not in users:
            users[person.public_id] = User(username=username, person=person, password=secret, date_joined=joined)
    write(User, users.values())
    rights = {"password": secret, "date_joined": joined, "is_staff": True, "is_superuser": True}
    write(User, [User(username=name, **rights) for name in administrators()])
    return users


def _name_apart(persons: Iterable[Person]) -> None:
    """Of those who sign in by fixed names no two are called the same: who comes later gets another name, by lots of his
    own, so that nobody else becomes another person by it.
    """
    called: dict[str, str] = {}
    for person in persons:
        lots = random.Random(person.public_id)
        while called.setdefault(person.full_name, person.public_id) != person.public_id:
            person.full_name = names.full_name(lots, person.sex)
            person.save()


def _chain(tree: Tree, officers: Officers, day: date) -> Iterator[tuple[str, Person]]:
    """(user name, person) of the fixed names."""
    chain = names.words("accounts")["chain"]
    cell, base, superior = tree.demo_cell, tree.demo_cell.base, tree.superior
    department = BodyKind.ORGANIZATION_DEPARTMENT
    assert cell.parent is not None
    yield chain["applicant"], cell.sympathizers[0]
    yield chain["member"], cell.officials[-1]
    yield chain["complainant"], cell.officials[-7]
    yield chain["cell_secretary"], officers.one(cell, BodyKind.CELL, Role.SECRETARY)
    yield chain["cell_clerk"], officers.one(cell, BodyKind.CELL, Role.CLERK)
    yield chain["section_secretary"], officers.one(cell.parent, BodyKind.SECTION_COMMITTEE, Role.SECRETARY)
    yield chain["base_secretary"], officers.one(base, BodyKind.COMMITTEE, Role.SECRETARY)
    yield chain["inspection_head"], officers.one(base, BodyKind.INSPECTION, Role.HEAD)
    yield chain["officer"], officers.one(superior, department, Role.OFFICER)
    yield chain["department_head"], officers.one(superior, department, Role.HEAD)
    yield chain["superior_secretary"], officers.one(superior, BodyKind.STANDING_COMMITTEE, Role.SECRETARY)
    yield chain["several_seats"], officers.one(tree.bases[1], BodyKind.COMMITTEE, Role.SECRETARY)
    yield chain["former_officer"], next(row[3] for row in officers.former if row[:2] == (superior, department))
    for cell in cells_of(tree, Way.AUTHORISED, day)[:1]:
        yield chain["authorised_secretary"], officers.one(cell.base, BodyKind.COMMITTEE, Role.SECRETARY)
        # the secretary of the base leads one of its cells
        cells = [each for each in cell.base.cells() if each.officials[0] not in _of(officers, cell.base)]
        yield chain["authorised_cell_secretary"], officers.one((cells or [cell])[0], BodyKind.CELL, Role.SECRETARY)
    for cell in cells_of(tree, Way.GRASSROOTS_CELL, day)[:1]:
        yield chain["grassroots_cell_secretary"], officers.one(cell, BodyKind.CELL, Role.SECRETARY)
    if officers.inspector is not None:
        yield from _central(tree, officers, officers.inspector, day)


def _of(officers: Officers, base: Unit) -> list[Person]:
    return [person for _role, person in officers.seats[base, BodyKind.COMMITTEE]]


def _central(tree: Tree, officers: Officers, inspector: Person, day: date) -> Iterator[tuple[str, Person]]:
    chain, root = names.words("accounts")["central"], tree.root
    for cell in cells_of(tree, Way.DIRECT, day)[:1]:
        yield chain["direct_base_secretary"], officers.one(cell.base, BodyKind.COMMITTEE, Role.SECRETARY)
    for cell in cells_of(tree, Way.DIRECT_CELL, day)[:1]:
        yield chain["direct_cell_secretary"], officers.one(cell, BodyKind.CELL, Role.SECRETARY)
    yield chain["central_officer"], officers.one(root, BodyKind.ORGANIZATION_DEPARTMENT, Role.OFFICER)
    yield chain["central_secretary"], officers.one(root, BodyKind.STANDING_COMMITTEE, Role.SECRETARY)
    yield chain["inspector"], inspector


#: (kind, body, its sign in the names, whether every member has a log-in and not the officers alone)
_WITH_LOGINS = (
    (Kind.DIRECT, BodyKind.STANDING_COMMITTEE, "btv", True),
    (Kind.DIRECT, BodyKind.ORGANIZATION_DEPARTMENT, "btc", True),
    (Kind.DIRECT, BodyKind.INSPECTION, "ubkt", True),
    (Kind.DIRECT, BodyKind.OFFICE, "vp", True),
    (Kind.SUPERIOR, BodyKind.STANDING_COMMITTEE, "btv", True),
    (Kind.SUPERIOR, BodyKind.ORGANIZATION_DEPARTMENT, "btc", True),
    (Kind.SUPERIOR, BodyKind.INSPECTION, "ubkt", True),
    (Kind.SUPERIOR, BodyKind.OFFICE, "vp", True),
    (Kind.BASE, BodyKind.COMMITTEE, "", False),
    (Kind.SECTION, BodyKind.SECTION_COMMITTEE, "", True),
    (Kind.CELL, BodyKind.CELL, "", False),
    (Kind.BASE_CELL, BodyKind.CELL, "", False),
)
_OFFICERS = (Role.SECRETARY, Role.DEPUTY_SECRETARY, Role.CLERK)


def _holders(tree: Tree, officers: Officers) -> Iterator[tuple[str, Person]]:
    """(user name, person): "bithu.b05.c03" leads the third cell of the fifth base, "uyvien4.btv" sits in the Khối's.

    Where there are several superiors, theirs end in the superior: "uyvien4.btv.k02".
    """
    roles = names.words("accounts")["roles"]
    for kind, body, sign, everyone in _WITH_LOGINS:
        for unit in (unit for unit in tree.root.walk() if unit.kind == kind and (unit, body) in officers.seats):
            alone = unit is tree.root or len(tree.upper) == 1
            place = ".".join(part for part in (sign, "" if sign and alone else unit.short) if part)
            seen: dict[str, int] = {}
            for role, person in officers.seats[unit, body]:
                seen[role] = seen.get(role, 0) + 1
                if role in _OFFICERS or everyone:
                    number = "" if seen[role] == 1 else str(seen[role])
                    yield f"{roles[role]}{number}.{place}", person
