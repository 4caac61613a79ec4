"""Defects planted on purpose: the runs that the real votes pass must refute each of them."""

from collections.abc import Mapping
from dataclasses import replace
from math import ceil
from typing import Any

import pytest

from tests.workflows.meetings import oracle
from tests.workflows.meetings.properties import (
    BALLOT,
    FormsVote,
    Roster,
    YesNoVote,
    for_or_against,
    in_the_base,
    on_the_forms,
)
from workflows.law import Law, Ratio
from workflows.meetings.outcomes import (
    NO,
    YES,
    AbovePower,
    Count,
    Ending,
    FormsBallot,
    FormsOutcome,
    Mode,
    forms_outcome,
    yes_no_outcome,
)
from workflows.votes import RosterLine, RosterMember, TallyResult, propose_roster


def absent_leave(members: list[RosterMember], law: Law, *, cell: bool) -> list[RosterLine]:
    roster = propose_roster(members, law, cell=cell)
    return [
        replace(line, counted=line.counted and bool(member.present))
        for member, line in zip(members, roster, strict=True)
    ]


def away_leave_even_when_present(members: list[RosterMember], law: Law, *, cell: bool) -> list[RosterLine]:
    return propose_roster(
        [replace(member, present=member.present and "temporarily_away" not in member.overlays) for member in members],
        law,
        cell=cell,
    )


def of_the_other_body(members: list[RosterMember], law: Law, *, cell: bool) -> list[RosterLine]:
    return propose_roster(members, law, cell=not cell)


@pytest.mark.parametrize("cell", [True, False])
@pytest.mark.parametrize("defect", [absent_leave, away_leave_even_when_present, of_the_other_body])
def test_defect_in_the_base_is_refuted(defect: Roster, cell: bool) -> None:
    with pytest.raises(AssertionError):
        in_the_base(defect, cell=cell)


class RoundedPercent(Ratio):
    """Whole percents, as one says them: 66,5 % is taken for two thirds."""

    def reached(self, votes: int, base: int) -> bool:
        share, least = round(100 * votes / base), round(100 * self.numerator / self.denominator)
        return share > least if self.strict else share >= least


class PercentAsTyped(Ratio):
    """66,67 % typed for two thirds: exactly two thirds fail."""

    def reached(self, votes: int, base: int) -> bool:
        return votes / base > 0.5 if self.strict else votes / base >= 0.6667


class RoundedDown(Ratio):
    """The fewest votes rounded the wrong way: one too few passes for two thirds."""

    def reached(self, votes: int, base: int) -> bool:
        return votes >= self.numerator * base // self.denominator + self.strict


class RoundedUp(Ratio):
    """More than half taken for half rounded up: exactly half of an even base passes."""

    def reached(self, votes: int, base: int) -> bool:
        return votes >= ceil(self.numerator * base / self.denominator)


def with_ratio(kind: type[Ratio]) -> YesNoVote:
    return lambda count, base, ratio: yes_no_outcome(
        count, base, kind(ratio.numerator, ratio.denominator, ratio.strict)
    )


def of_the_ballots_returned(count: Count, base: int, ratio: Ratio) -> TallyResult:
    return yes_no_outcome(replace(count, issued=count.returned), max(count.returned, 1), ratio)


def blank_is_consent(count: Count, base: int, ratio: Ratio) -> TallyResult:
    votes = {YES: count.votes[YES] + count.invalid, NO: count.votes[NO]}
    return yes_no_outcome(replace(count, invalid=0, votes=votes), base, ratio)


@pytest.mark.parametrize(
    "defect",
    [
        *(
            pytest.param(with_ratio(kind), id=kind.__name__)
            for kind in (RoundedPercent, PercentAsTyped, RoundedDown, RoundedUp)
        ),
        of_the_ballots_returned,
        blank_is_consent,
    ],
)
def test_defect_in_a_vote_for_or_against_is_refuted(defect: YesNoVote) -> None:
    with pytest.raises(AssertionError):
        for_or_against(defect)


class AlwaysHeavy(FormsBallot):
    """Two thirds asked even of the body that may expel."""

    def ratio_of(self, option: str, *, mode: Mode, power: frozenset[str]) -> Ratio:
        return self.two_thirds if option in self.heavy else self.half


def ballot_changed(ballot: FormsBallot) -> FormsVote:
    return lambda votes, base, _, **way: replace(
        forms_outcome(votes, base, ballot, **way), votes={option: votes.get(option, 0) for option in BALLOT.options}
    )


def blanks_leave_the_base(votes: Mapping[str, int], base: int, ballot: FormsBallot, **way: Any) -> FormsOutcome:
    outcome = forms_outcome(votes, max(sum(votes.values()), 1), ballot, **way)
    return replace(outcome, uncounted=base - sum(votes.values()))


def proposing_cumulates(
    votes: Mapping[str, int], base: int, ballot: FormsBallot, *, mode: Mode, **way: Any
) -> FormsOutcome:
    outcome = forms_outcome(votes, base, ballot, mode=mode, **way)
    if outcome.ending is Ending.ALL_RESULTS_UP:
        return forms_outcome(votes, base, ballot, mode=Mode.DECIDE, **way)
    return outcome


def power_is_not_asked(
    votes: Mapping[str, int], base: int, ballot: FormsBallot, *, power: frozenset[str], **way: Any
) -> FormsOutcome:
    return forms_outcome(votes, base, ballot, power=frozenset(ballot.order), **way)


def above_power_is_swapped(
    votes: Mapping[str, int], base: int, ballot: FormsBallot, *, above_power: AbovePower, **way: Any
) -> FormsOutcome:
    other = next(choice for choice in AbovePower if choice is not above_power)
    return forms_outcome(votes, base, ballot, above_power=other, **way)


def changed(**fields: Any) -> FormsVote:
    return ballot_changed(replace(BALLOT, **fields))


@pytest.mark.parametrize(
    "defect",
    [
        *(
            pytest.param(changed(half=kind(1, 2, True), two_thirds=kind(2, 3, False)), id=kind.__name__)
            for kind in (PercentAsTyped, RoundedDown, RoundedUp)
        ),
        pytest.param(changed(heavy=frozenset()), id="expulsion by half"),
        pytest.param(changed(order=oracle.FORMS[::-1]), id="lightest first"),
        pytest.param(ballot_changed(AlwaysHeavy(**vars(BALLOT))), id="two thirds always"),
        blanks_leave_the_base,
        proposing_cumulates,
        power_is_not_asked,
        above_power_is_swapped,
    ],
)
def test_defect_in_a_vote_on_the_forms_is_refuted(defect: FormsVote) -> None:
    with pytest.raises(AssertionError):
        on_the_forms(defect)


def test_votes_wrapped_as_the_defects_are_but_without_one_pass() -> None:
    for_or_against(with_ratio(Ratio))
    on_the_forms(changed())
