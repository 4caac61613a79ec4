"""What a procedure brings to the pages: forms, words, papers. Found as ``<procedure>.screens.SCREEN``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import Any

from django.conf import settings

from organization.models import User
from workflows.calendar import Calendar
from workflows.clocks import Chip, ClockLine
from workflows.documents.models import Document
from workflows.documents.rendering.paper import Paper as Printed
from workflows.forms import ActForm
from workflows.models import Task


@dataclass(frozen=True)
class Paper:
    """A row of the checklist. ``documents``: those filed and not replaced; ``note``: when it is asked for."""

    label: str
    documents: list[Document] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """What was entered, as (label, value) lines under a title. ``code``: by which it may be shut."""

    title: str
    lines: list[tuple[str, str]]
    code: str = ""


@dataclass(frozen=True)
class PageLink:
    """A page of the procedure about a case. ``note``: how it stands there."""

    label: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class OwnLine:
    """A file of the person concerned in his list: how he is told it stands, where it lies now and until when.

    ``turn`` is empty for a file that has ended.
    """

    case: Any
    address: str
    told: str
    turn: Any
    chip: Chip | None


@dataclass(frozen=True)
class Screen:
    """``forms``: {verb: form}. ``clocks``: {kind of deadline: English source string}.

    ``periods``: kinds of deadline that are a length of time and late for nobody when it is over.

    ``windows``: {kind of deadline: days ahead within which the numbers count it}.

    ``sentences``: {kind of event: English source string whose named placeholders the event's values fill}.
    ``asked``: {step: kind of the event that says what it has to answer}. ``panels``: what else was entered into a
    case, and its way on the day. ``papers``: the checklist from the documents of a case. ``spoken``: a value of an
    event in words, by its name. ``pages``: pages of its own about a case, for the user on the day. ``matrix``: name of
    the address of its table of who sees what.
    ``printed``: the form of a paper that has one. ``own_line``: a case, with its open task if one is open, as the
    person concerned finds it in his list. ``clocks_of``: every clock of a case with its derivation; None where that
    is no more than those that acts have started. ``beside``: {case id: (what runs, its last day)} of the cases
    of these tasks where something runs that no act has started; one statement at most.
    """

    forms: Mapping[str, type[ActForm]]
    clocks: Mapping[str, str]
    sentences: Mapping[str, str]
    papers: Callable[[list[Document]], list[Paper]]
    own_papers: Callable[[list[Document]], list[Paper]]
    printed: Callable[[Document], Printed]
    spoken: Callable[[str, Any], str]
    own_line: Callable[[Any, Task | None, date, Calendar], OwnLine]
    asked: Mapping[str, str] = field(default_factory=dict)
    windows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    periods: frozenset[str] = frozenset()
    panels: Callable[[Any, date], list[Panel]] = lambda case, on: []
    pages: Callable[[Any, User, date], list[PageLink]] = lambda case, user, on: []
    matrix: str = ""
    beside: Callable[[list[Task], date], Mapping[int, tuple[str, date]]] = lambda tasks, on: {}
    clocks_of: Callable[[Any, date, Calendar], list[ClockLine] | None] = lambda case, on, calendar: None


def screen_of(procedure: str) -> Screen:
    """The screen of a procedure that the setting PROCEDURES lists."""
    if procedure not in settings.PROCEDURES:
        raise LookupError(procedure)
    screen = import_module(f"{procedure}.screens").SCREEN
    assert isinstance(screen, Screen)
    return screen
