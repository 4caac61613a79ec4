"""What lists call a procedure, its states and its clocks: asked of the procedures themselves, found by name."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from workflows.models import Case
from workflows.screens import screen_of


def procedures() -> dict[str, str]:
    """{kind of case: its name}, in the order of the setting PROCEDURES."""
    return {kind: _named(kind) for kind in settings.PROCEDURES}


def states() -> dict[str, dict[str, str]]:
    """{kind of case: {state: label}}: every state a case of the kind can be in, not only those that occur."""
    return {
        kind: {state.value: str(state.label) for model in _models(kind) for state in model.states}
        for kind in settings.PROCEDURES
    }


def clocks() -> dict[str, str]:
    """{kind of clock: label} of all procedures."""
    return {clock: _(label) for kind in settings.PROCEDURES for clock, label in screen_of(kind).clocks.items()}


def windows() -> dict[str, tuple[int, ...]]:
    """{kind of clock: days ahead within which the pages count it}, of all procedures."""
    return {clock: lengths for kind in settings.PROCEDURES for clock, lengths in screen_of(kind).windows.items()}


def periods() -> frozenset[str]:
    """Kinds of clock of all procedures that are a length of time: over, they are late for nobody."""
    return frozenset(clock for kind in settings.PROCEDURES for clock in screen_of(kind).periods)


def _named(kind: str) -> str:
    return capfirst(str(_models(kind)[0]._meta.verbose_name))


def _models(kind: str) -> list[Any]:
    """The models of the procedure's cases, its own first."""
    return [model for model in apps.get_app_config(kind).get_models() if issubclass(model, Case)]
