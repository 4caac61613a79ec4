"""The demonstration's organisations: a synthetic Khối of a province (S1) or of the Centre (S2), each as of a day.

The same seed and day give the same one again. Nothing in it is a real person or office.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from organization import scenario_central, scenario_province
from organization.models import Person, User
from organization.scenario_bodies import plant
from organization.scenario_logins import Account as Account
from organization.scenario_logins import accounts as accounts
from organization.scenario_logins import log_in
from organization.scenario_logins import password as password
from organization.scenario_people import populate
from organization.scenario_seats import Officers, seat
from organization.scenario_tree import Tree, Unit
from organization.scenario_ways import Way as Way
from organization.scenario_ways import cells_of

Step = Callable[[str], None]
#: {name: how its tree is planned}
PLANS = {"s1": scenario_province.plan, "s2": scenario_central.plan}
#: How many parts ``build`` tells of.
PARTS = 4


@dataclass(eq=False)
class Khoi:
    """The scenario as built. ``users``: {person public id: user} for everyone with a log-in."""

    name: str
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

    def cells(self, way: Way) -> list[Unit]:
        """Cells with sympathisers whose dossiers go this way, the demo's first."""
        return cells_of(self.tree, way, self.day)


def build(seed: int, day: date, *, name: str = "s1", scale: str = "full", step: Step | None = None) -> Khoi:
    """Writes the Khối as it stands on ``day`` into an empty database at once. ``step`` hears of each part."""
    tell: Step = step or (lambda label: None)
    rng = random.Random(seed)
    with transaction.atomic():
        tell(_("Organisations and bodies"))
        tree = PLANS[name](rng, scale, day)
        plant(rng, tree)
        tell(_("Persons and standings"))
        official = populate(rng, tree, day, sympathizers=4 if scale == "small" else 1)
        tell(_("Seats"))
        officers = seat(rng, tree, day, official)
        tell(_("Log-ins"))
        users = log_in(rng, tree, officers, day)
    return Khoi(name, day, tree, officers, users)
