"""The lists there are, in the order in which a new system is filled: each needs those before it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organization.imports import bodies, organizations, persons, seats
from organization.imports.cells import Value
from organization.imports.columns import Layout
from organization.imports.plans import Plan
from organization.imports.rows import Parsed
from organization.models import User


@dataclass(frozen=True)
class Listing:
    """``plan``: what an import would do. ``stored``: the rows of a day. ``models``: whose rows an import changes."""

    layout: Layout
    label: str | Promise
    hint: str | Promise
    plan: Callable[[Parsed, date], Plan]
    stored: Callable[[date], Iterator[dict[str, Value]]]
    models: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.layout.key


LISTS = {
    listing.key: listing
    for listing in (
        Listing(
            organizations.LAYOUT,
            _("Organisations"),
            _("Code, name, kind and what they stand under."),
            organizations.plan,
            organizations.stored,
            ("organization", "placement"),
        ),
        Listing(
            bodies.LAYOUT,
            _("Bodies"),
            _("Committees, standing committees, commissions and organs of the organisations."),
            bodies.plan,
            bodies.stored,
            ("body",),
        ),
        Listing(
            persons.LAYOUT,
            _("Persons"),
            _("Who they are and their standing in a cell."),
            persons.plan,
            persons.stored,
            ("person", "membership"),
        ),
        Listing(
            seats.LAYOUT,
            _("Seats"),
            _("Who holds which role in which body."),
            seats.plan,
            seats.stored,
            ("seat",),
        ),
    )
}


def may_import(user: User, listing: Listing) -> bool:
    """Whether the user administers everything that the list holds."""
    wanted = [f"organization.{action}_{model}" for model in listing.models for action in ("add", "change")]
    return bool(user.is_active and user.is_staff and user.has_perms(wanted))


def lists_of(user: object) -> list[Listing]:
    """The lists that the user may import and export; most users have none."""
    if not (isinstance(user, User) and user.is_staff):
        return []
    return [listing for listing in LISTS.values() if may_import(user, listing)]
