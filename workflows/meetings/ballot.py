"""What a vote of a step asks: its options, the ratio that the law of the day takes, the forms it may be held in."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from workflows.law import Provision
from workflows.meetings.outcomes import NO as NO
from workflows.meetings.outcomes import YES as YES
from workflows.meetings.outcomes import AbovePower, FormsBallot


@dataclass(frozen=True)
class FormsVote:
    """A ballot of all forms of discipline at once. ``power``: the forms this body may decide; ``above_power``: what
    follows when only forms above it pass together (no text says; a setting of the office).
    """

    ballot: FormsBallot
    power: frozenset[str]
    above_power: AbovePower

    def to_json(self) -> dict[str, Any]:
        """What the certificate keeps beside its options and its ratio, which is that of ``ballot.half``:
        {"none", "heavy", "two_thirds": {"numerator", "denominator", "strict"}, "power", "above_power"}."""
        return {
            "none": self.ballot.none,
            "heavy": sorted(self.ballot.heavy),
            "two_thirds": asdict(self.ballot.two_thirds),
            "power": sorted(self.power),
            "above_power": self.above_power.value,
        }


@dataclass(frozen=True)
class Ballot:
    """``question``: in words. ``labels``: {option: words}, in the order of the ballot. ``forms``: codes of how it may
    be held. ``forms_vote``: where the options are the forms of discipline; without it, for and against. Raises
    ValueError where both say something else.
    """

    question: str
    labels: Mapping[str, str]
    ratio: Provision
    forms: tuple[str, ...]
    forms_vote: FormsVote | None = None

    def __post_init__(self) -> None:
        asked = self.forms_vote.ballot if self.forms_vote else None
        if asked and (self.options, self.ratio.value) != (asked.options, asked.half):
            raise ValueError("A ballot of forms has the options of the forms, in their order, and their plain ratio.")

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(self.labels)
