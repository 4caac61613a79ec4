"""Writes a planned tree: organisations, their places now and before, their bodies, and the powers granted to them."""

import random
from collections.abc import Iterator

from organization import scenario_names as names
from organization.models import Body, BodyKind, Kind, Organization, Placement, PowerGrant
from organization.scenario_tree import Tree, Unit, officials_of, write


def plant(rng: random.Random, tree: Tree) -> None:
    units = list(tree.root.walk())
    founded = names.words("organizations")["founded"]
    for unit in units:
        full = _full_name(unit)
        named = {"public_id": names.public_id(rng), "code": unit.code, "name": full}
        unit.organization = Organization(kind=unit.kind, since=founded, **named).fill_keys()
    write(Organization, (unit.organization for unit in units))
    write(Placement, (row for unit in units for row in _places(unit)))
    for unit in units:
        unit.bodies = {kind: _body(unit, kind, name, sign) for kind, name, sign in _bodies(unit)}
    write(Body, (body for unit in units for body in unit.bodies.values()))
    write(PowerGrant, (row for unit in units for row in _grants(unit)))


def _full_name(unit: Unit) -> str:
    return unit.name if unit.titles else names.named(unit.kind, unit.name)


def _places(unit: Unit) -> Iterator[Placement]:
    if unit.parent is None:
        return
    since = unit.organization.since
    if unit.formerly is not None:
        before, left = unit.formerly
        yield Placement(organization=unit.organization, parent=before.organization, since=since, until=left)
        since = left
    yield Placement(organization=unit.organization, parent=unit.parent.organization, since=since)


def _body(unit: Unit, kind: str, name: str, sign: str) -> Body:
    since = unit.organization.since
    return Body(organization=unit.organization, kind=kind, name=name, symbol=sign, since=since).fill_keys()


def _bodies(unit: Unit) -> list[tuple[str, str, str]]:
    """(kind, name, sign in document numbers) of the bodies of an organisation."""
    if unit.titles:
        return unit.titles
    kinds: dict[str, str] = {}
    if unit.kind in (Kind.CELL, Kind.BASE_CELL):
        kinds = {"cell": BodyKind.CELL}
        # a cell this large has nine official members at least, as few as its probationary members may be
        kinds |= {"cell_committee": BodyKind.CELL_COMMITTEE} if officials_of(unit) >= 9 else {}
    elif unit.kind == Kind.SECTION:
        kinds = {"section_committee": BodyKind.SECTION_COMMITTEE}
    elif unit.kind == Kind.BASE:
        kinds = {"committee": BodyKind.COMMITTEE}
        kinds |= {"standing": BodyKind.STANDING_COMMITTEE} if unit.size() >= 60 else {}
        kinds |= {"inspection": BodyKind.INSPECTION}
    return [(kind, names.named(what, unit.name), names.symbol(what)) for what, kind in kinds.items()]


def _grants(unit: Unit) -> Iterator[PowerGrant]:
    for grant in unit.grants:
        yield PowerGrant(
            organization=unit.organization,
            power=grant.power,
            decision_number=grant.number,
            decided_on=grant.decided_on,
            decided_by=unit.authority.organization,
            scope=grant.scope,
            since=grant.decided_on,
            until=grant.until,
        )
