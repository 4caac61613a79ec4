"""What a vote of a step asks: its options, the ratio that the law of the day takes, the forms it may be held in."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflows.law import Provision
from workflows.meetings.outcomes import NO as NO
from workflows.meetings.outcomes import YES as YES
from workflows.meetings.outcomes import AbovePower, FormsBallot, Mode


@dataclass(frozen=True)
class FormsVote:
    """A ballot of all forms of discipline at once. ``mode``: fixed before the vote; ``power``: the forms this body may
    decide; ``above_power``: what follows when only forms above it pass together (no text says; a setting of the
    office).
    """

    ballot: FormsBallot
    mode: Mode
    power: frozenset[str]
    above_power: AbovePower


@dataclass(frozen=True)
class Ballot:
    """``question``: in words. ``labels``: {option: words}, in the order of the ballot. ``forms``: codes of how it may
    be held. ``forms_vote``: where the options are the forms of discipline; without it, for and against.
    """

    question: str
    labels: Mapping[str, str]
    ratio: Provision
    forms: tuple[str, ...]
    forms_vote: FormsVote | None = None

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(self.labels)
