"""What a vote of a step asks: its options, the ratio that the law of the day takes, the forms it may be held in."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflows.law import Provision

YES, NO, BLANK = "yes", "no", "blank"


@dataclass(frozen=True)
class Ballot:
    """``question``: in words. ``labels``: {option: words}, in the order of the ballot. ``forms``: codes allowed."""

    question: str
    labels: Mapping[str, str]
    ratio: Provision
    forms: tuple[str, ...]

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(self.labels)
