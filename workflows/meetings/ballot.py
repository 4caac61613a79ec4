"""What a vote of a step asks: its options, the ratio that the law of the day takes, the forms it may be held in."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from workflows.law import Provision, Ratio
from workflows.meetings.outcomes import NO as NO
from workflows.meetings.outcomes import YES as YES
from workflows.meetings.outcomes import AbovePower, FormsBallot, Mode


@dataclass(frozen=True)
class FormsVote:
    """A ballot of all forms of discipline at once. ``power``: the forms this body may decide; ``above_power``: what
    follows when only forms above it pass together (no text says; a setting of the office). ``two_thirds``: the
    provision of that ratio of ``ballot``, for its article.
    """

    ballot: FormsBallot
    power: frozenset[str]
    above_power: AbovePower
    two_thirds: Provision | None = None

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
class Need:
    """What carries ``options`` (codes; empty: every one of the ballot): the ratio, and its article as printed."""

    options: tuple[str, ...]
    ratio: Ratio
    article: str


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

    def needs(self, mode: str) -> list[Need]:
        """What each option takes in a vote of this Mode, heaviest form first; options of one ratio together."""
        vote = self.forms_vote
        if vote is None:
            return [Need((), self.ratio.value, _printed(self.ratio))]
        groups: dict[Ratio, list[str]] = {}
        for option in self.options:
            groups.setdefault(vote.ballot.ratio_of(option, mode=Mode(mode), power=vote.power), []).append(option)
        articles = {vote.ballot.two_thirds: _printed(vote.two_thirds), vote.ballot.half: _printed(self.ratio)}
        alone = len(groups) == 1
        return [Need(() if alone else tuple(codes), ratio, articles[ratio]) for ratio, codes in groups.items()]


def _printed(provision: Provision | None) -> str:
    return f"{provision.article} {provision.title}".strip() if provision else ""
