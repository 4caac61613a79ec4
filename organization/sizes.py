"""Sizes as warnings: what the law of a day expects of an organisation or a body and it does not have. No database.

Nothing here forbids: with the superior's written consent other sizes are valid (294-QĐ/TW Mục 20).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organization.models import BodyKind, Kind, Power


class Limits(Protocol):
    """Provisions of a day by name: a dict, or the law itself. Each has ``value``, ``article``, ``regulation``."""

    def get(self, name: str, /) -> Any: ...


@dataclass(frozen=True)
class Counts:
    """Members by base standing, of the whole subtree."""

    official: int
    probationary: int = 0

    @property
    def members(self) -> int:
        return self.official + self.probationary


@dataclass(frozen=True)
class SizeWarning:
    """``provision``: the name of the limit; ``count`` what was found, ``limit`` what the article says."""

    provision: str
    text: str
    count: int
    limit: int
    article: str
    regulation: str
    certainty: str = ""
    note: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({', '.join(part for part in (self.article, self.regulation, self.note) if part)})"


@dataclass(frozen=True)
class _Bound:
    """The count must relate to the limit as ``holds`` says."""

    provision: str
    holds: Callable[[int, int], bool]
    text: str | Promise
    officials: bool = False


def _at_least(count: int, limit: int) -> bool:
    return count >= limit


def _above(count: int, limit: int) -> bool:
    return count > limit


def _at_most(count: int, limit: int) -> bool:
    return count <= limit


def _below(count: int, limit: int) -> bool:
    return count < limit


_FEW_MEMBERS = _("%(count)d members; at least %(limit)d are expected.")
_MANY_MEMBERS = _("%(count)d members; at most %(limit)d are expected without the superior's consent.")
_NOT_BELOW = _("%(count)d members; fewer than %(limit)d are expected.")
_FEW_OFFICIALS = _("%(count)d official members; at least %(limit)d are expected.")
_OFFICIALS_NOT_BELOW = _("%(count)d official members; fewer than %(limit)d are expected.")
_NOT_ABOVE = _("%(count)d members; more than %(limit)d are expected.")
_MANY_SEATS = _("%(count)d seats; at most %(limit)d are expected.")

_OF_KIND: dict[str, tuple[_Bound, ...]] = {
    Kind.SUPERIOR: (_Bound("size.superior.members_min", _at_least, _FEW_MEMBERS),),
    Kind.BASE: (_Bound("size.base.members_min", _at_least, _FEW_MEMBERS),),
    Kind.BASE_CELL: (
        _Bound("size.base_cell.members_min", _at_least, _FEW_MEMBERS),
        _Bound("size.base_cell.members_below", _below, _NOT_BELOW),
    ),
    Kind.CELL: (
        _Bound("size.cell.officials_min", _at_least, _FEW_OFFICIALS, officials=True),
        _Bound("size.cell.members_max", _at_most, _MANY_MEMBERS),
    ),
    Kind.TEMPORARY_CELL: (_Bound("size.temporary_cell.officials_min", _at_least, _FEW_OFFICIALS, officials=True),),
    Kind.RESERVE_CELL: (
        _Bound("size.reserve_cell.members_min", _at_least, _FEW_MEMBERS),
        _Bound("size.reserve_cell.officials_below", _below, _OFFICIALS_NOT_BELOW, officials=True),
    ),
}
_OF_POWER: dict[str, tuple[_Bound, ...]] = {
    Power.UPPER_LEVEL: (_Bound("size.upper_level.members_min", _at_least, _FEW_MEMBERS),),
    Power.AUTHORISED: (_Bound("size.authorised.members_above", _above, _NOT_ABOVE),),
}
_UPPER_LEVEL_UNDER_DIRECT = _Bound("size.upper_level.members_min_direct", _at_least, _FEW_MEMBERS)
_OF_BODY: dict[str, tuple[_Bound, ...]] = {
    BodyKind.CELL_COMMITTEE: (_Bound("size.cell_committee.seats_max", _at_most, _MANY_SEATS),),
    BodyKind.SECTION_COMMITTEE: (_Bound("size.section_committee.seats_max", _at_most, _MANY_SEATS),),
}
_CELL_COMMITTEE = _Bound("size.cell_committee.officials_min", _at_least, _FEW_OFFICIALS, officials=True)


def organization_warnings(
    kind: str, counts: Counts, limits: Limits, *, parent_kind: str = "", powers: Iterable[str] = ()
) -> list[SizeWarning]:
    """What the size of an organisation lacks for its kind and its powers. Limits not in force are silent."""
    bounds = list(_OF_KIND.get(kind, ()))
    for power in powers:
        under_direct = power == Power.UPPER_LEVEL and parent_kind == Kind.DIRECT
        bounds += [_UPPER_LEVEL_UNDER_DIRECT] if under_direct else _OF_POWER.get(power, ())
    return list(_broken(bounds, counts.members, counts.official, limits))


def body_warnings(kind: str, seats: int, limits: Limits, *, counts: Counts | None = None) -> list[SizeWarning]:
    """What the size of a body lacks; ``seats`` are those of its members. ``counts``: its organisation's members."""
    found = list(_broken(_OF_BODY.get(kind, ()), seats, seats, limits))
    if kind == BodyKind.CELL_COMMITTEE and counts is not None:
        found += _broken([_CELL_COMMITTEE], counts.members, counts.official, limits)
    return found


def _broken(bounds: Iterable[_Bound], members: int, official: int, limits: Limits) -> Iterator[SizeWarning]:
    for bound in bounds:
        provision, count = limits.get(bound.provision), official if bound.officials else members
        if provision is not None and not bound.holds(count, provision.value):
            yield SizeWarning(
                provision=bound.provision,
                text=str(bound.text) % {"count": count, "limit": provision.value},
                count=count,
                limit=provision.value,
                article=provision.article,
                regulation=getattr(provision, "title", provision.regulation),
                certainty=str(getattr(provision, "certainty", "")),
                note=getattr(provision, "note", ""),
            )
