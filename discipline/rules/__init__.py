"""What must be true of a discipline case, step by step."""

# Each module declares its rules; `judge discipline` asks all that are declared.
from discipline.rules import (
    circumstances,
    deadlines,
    decision,
    deferral,
    judgments,
    limitation,
    principles,
    procedure,
    standing,
    suspension,
    versions,
)

__all__ = [
    "circumstances",
    "deadlines",
    "decision",
    "deferral",
    "judgments",
    "limitation",
    "principles",
    "procedure",
    "standing",
    "suspension",
    "versions",
]
