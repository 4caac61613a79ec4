"""The route of a dossier: which profile fits path and powers of the day, and which organisation is which level."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from organization.models import Kind, Organization, Power
from organization.queries import way_on
from workflows.law import Law
from workflows.routes import NoRoute, Route
from workflows.rules import reads

#: The organisation whose powers decide the chain of the cells below it.
GRASSROOTS = (Kind.BASE, Kind.COMMUNE_BASE)
PROFILES = Path(__file__).parent / "profiles.yaml"


@dataclass(frozen=True)
class Profile:
    """``path``: (kind, may be absent) from the cell upward.

    ``levels``: {level: kind}; ``above``: {level: kind}, the organisation directly above the one of that kind. Powers
    are those at the grassroots. ``ratios``: {level: provision of the ratio of its vote}; ``papers``: {level: paper its
    vote makes}; ``deciders``: the provision that narrows the deciding body, or "".
    """

    code: str
    path: tuple[tuple[str, bool], ...]
    levels: dict[str, str]
    powers: frozenset[str]
    without_powers: frozenset[str]
    ratios: dict[str, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    deciders: str = ""
    above: dict[str, str] = field(default_factory=dict)

    @property
    def steps(self) -> str:
        """The provision that says how the profile goes; in force on the days on which the profile applies."""
        return f"profile.{self.code}.steps"

    def fits(self, kinds: list[str], powers: set[str]) -> bool:
        """Whether the path of kinds begins as this profile's does, and the powers are right."""
        rest = list(kinds)
        for kind, optional in self.path:
            if rest and rest[0] == kind:
                rest.pop(0)
            elif not optional:
                return False
        return not powers & self.without_powers and (not self.powers or bool(powers & self.powers))


@lru_cache
def profiles() -> dict[str, Profile]:
    """Those that apply on the days of their provisions, by code."""
    return {entry["code"]: _profile(entry) for entry in _table()["profiles"]}


@dataclass(frozen=True)
class Disabled:
    """A profile that is known and never applied. ``reason``: code of DISABLED; ``forces``: armed forces that lead to
    it, and ``provision``, what says so; ``regulation``: the draft by which the cells of its ``profile`` would go here.
    """

    code: str
    reason: str
    forces: frozenset[str] = frozenset()
    provision: str = ""
    profile: Profile | None = None
    regulation: str = ""


class ChainDisabled(NoRoute):
    """The organisation's chain is one that is never applied; ``code``: which."""

    def __init__(self, disabled: Disabled) -> None:
        named = _("Chain %(code)s") % {"code": disabled.code.upper()}
        super().__init__(f"{named}: {_(DISABLED[disabled.reason])}")
        self.code = disabled.code


#: English source strings.
DISABLED = {
    "own_rules": gettext_noop("The armed forces have rules of their own (ADM-50), which are not known here."),
    "draft": gettext_noop(
        "Known from the draft of 2026 alone; the ratio of its middle step is not known. Never applied."
    ),
}


@lru_cache
def disabled_profiles() -> tuple[Disabled, ...]:
    """Those that are known and never applied, in their order."""
    return tuple(
        Disabled(
            entry["code"],
            entry["reason"],
            frozenset(entry.get("forces", ())),
            entry.get("provision", ""),
            _profile(entry) if "path" in entry else None,
            entry.get("regulation", ""),
        )
        for entry in _table()["known_but_not_loaded"]
    )


@lru_cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(PROFILES.read_text(encoding="utf-8"))
    return table


def _profile(entry: dict[str, Any]) -> Profile:
    path = tuple((kind.strip("[]"), kind.startswith("[")) for kind in entry["path"])
    return Profile(
        code=entry["code"],
        path=path,
        levels=dict(entry.get("levels", {})),
        powers=frozenset(entry.get("powers", ())),
        without_powers=frozenset(entry.get("without_powers", ())),
        ratios=dict(entry.get("ratios", {})),
        papers=dict(entry.get("papers", {})),
        deciders=entry.get("deciders", ""),
        above=dict(entry.get("above", {})),
    )


@lru_cache
def _powers_given_by() -> dict[str, str]:
    """{power: provision that must be in force for a grant of it to be followed}."""
    return dict(_table()["powers_given_by"])


# Read here and by the votes, not by a rule of their own.
reads(*(name for profile in profiles().values() for name in (profile.steps, profile.deciders) if name))


def profile_of(route: Route) -> Profile:
    """What the table says of the profile of a route."""
    return profiles()[route.profile]


def route_of(organization: Organization, on: date, law: Law) -> Route:
    """The route from the organisation on the day (one statement). Raises NoRoute with the reason in words,
    ChainDisabled where the chain is known and never applied.
    """
    found = way_on(organization.pk, on)
    path = [place for place, _powers in found.path]
    if not path:
        raise NoRoute(_("%(organization)s has no place in the tree on that day.") % {"organization": organization})
    forces = {place.force for place in path}
    for disabled in disabled_profiles():
        if disabled.forces & forces:
            raise ChainDisabled(disabled)
    kinds = [place.kind for place in path]
    # those of the cell's own grassroots organisation: one above it lends none
    powers: set[str] = next((set(granted) for place, granted in found.path if place.kind in GRASSROOTS), set())
    for power in sorted(powers & _powers_given_by().keys()):
        if _powers_given_by()[power] not in law:
            values = {"power": Power(power).label, "day": on.strftime("%d/%m/%Y")}
            raise NoRoute(_("No loaded regulation gives the power “%(power)s” on %(day)s.") % values)
    nearest = {place.kind: place for place in reversed(path)}
    fitting = [profile for profile in profiles().values() if profile.fits(kinds, powers)]
    for profile in fitting:
        if profile.steps in law:
            levels = {level: nearest[kind] for level, kind in profile.levels.items() if kind in nearest}
            for level, kind in profile.above.items():
                over = path[path.index(nearest[kind]) + 1 :]
                levels |= {level: over[0]} if over else {}
            of_levels = {place.pk for place in levels.values()}
            return Route(
                profile.code, on, levels, {key: body for key, body in found.bodies.items() if key[0] in of_levels}
            )
    if fitting:
        codes = ", ".join(profile.code.upper() for profile in fitting)
        values = {"profile": codes, "day": on.strftime("%d/%m/%Y")}
        raise NoRoute(_("No loaded regulation sets the steps of profile %(profile)s on %(day)s.") % values)
    raise NoRoute(_("No profile fits the place of %(organization)s in the tree.") % {"organization": organization})
