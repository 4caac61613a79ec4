"""What speaks against a change of somebody's log-in, asked of those who know: this package knows of no votes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organization.models import Person

#: ``question(person, on)``: why nobody but its owner may change the person's log-in on the day, in words, or "".
Question = Callable[["Person", date], str]
_ASKED: list[Question] = []


def holds_log_ins(question: Question) -> Question:
    """Ask this too. Declared once, when its app is ready."""
    _ASKED.append(question)
    return question


def held_because(person: Person | None, on: date) -> str:
    """Why the log-in of the person stays as it is on the day, in words; empty when nothing speaks against a change."""
    reasons = (question(person, on) for question in _ASKED) if person is not None else ()
    return next(filter(None, reasons), "")
