"""The procedures a setting lists, found by name: ``<procedure>.rules``, ``<procedure>.facts`` and ``law/``."""

import re
from collections.abc import Collection
from importlib import import_module
from pathlib import Path

from django.conf import settings

from workflows.facts import FactSheet
from workflows.law import overlay_folders
from workflows.rules import Rule, declared_rules


class UnknownProcedure(LookupError):
    """A procedure the setting PROCEDURES does not list."""


def _checked(procedure: str) -> str:
    if procedure not in settings.PROCEDURES:
        raise UnknownProcedure(procedure)
    return procedure


def law_folder(procedure: str) -> Path:
    """The folder of its regulations. Raises UnknownProcedure."""
    module = import_module(_checked(procedure))
    return Path(str(module.__file__)).parent / "law"


def local_law(procedure: str, name: str = "", places: Collection[str] = ()) -> tuple[Path, ...]:
    """The folder of the local rules ``name``; or those the setting chose for every organisation and for the ``places``.

    Raises LawError for rules there are not. Rules of a place lie over those of every organisation.
    """
    chosen = [name] if name else [rules for rules, place in _chosen(procedure) if not place or place in places]
    return overlay_folders(law_folder(procedure), chosen)


def local_places(procedure: str) -> frozenset[str]:
    """Codes of the organisations that have local rules of their own, in force for them and all below them."""
    return frozenset(place for _rules, place in _chosen(procedure) if place)


def _chosen(procedure: str) -> list[tuple[str, str]]:
    """Of ``<PROCEDURE>_LOCAL_LAW``, written ``rules`` or ``rules:code of the organisation``, several by commas."""
    setting: str = getattr(settings, f"{_checked(procedure).upper()}_LOCAL_LAW")
    entries = [entry.strip().partition(":") for entry in setting.split(",") if entry.strip()]
    return sorted(
        ((rules.strip(), place.strip()) for rules, _colon, place in entries), key=lambda entry: entry[1] != ""
    )


def facts_of(procedure: str) -> type[FactSheet]:
    """The fact sheet of a procedure."""
    sheet = import_module(f"{_checked(procedure)}.facts").Facts
    assert issubclass(sheet, FactSheet)
    return sheet


def rules_of(procedure: str) -> tuple[Rule, ...]:
    """Its rules and those of every meeting, by id, those of one id in the order of declaration."""
    import_module(f"{_checked(procedure)}.rules")
    import_module("workflows.meetings.rules")
    return tuple(sorted((*declared_rules(procedure), *declared_rules("workflows")), key=_by_id))


def _by_id(rule: Rule) -> list[tuple[int, str]]:
    """ADM-9 before ADM-10."""
    return [(int(part or 0), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", rule.id)]
