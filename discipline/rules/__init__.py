"""What must be true of a discipline case, step by step."""

from discipline.rules import competence, voting

__all__ = ["competence", "voting"]
