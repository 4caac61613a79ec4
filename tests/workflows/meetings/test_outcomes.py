"""Outcomes of votes against a second way to count: random rosters, every small vote, every small box."""

from dataclasses import replace
from itertools import combinations_with_replacement, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.meetings import oracle
from tests.workflows.meetings.properties import (
    BALLOT,
    HALF,
    LAW,
    MARKS,
    TWO_THIRDS,
    WAYS,
    as_the_oracle_says,
    ballots,
    for_or_against,
    in_the_base,
    on_the_forms,
    people_of,
    rosters,
    votes_of,
)
from workflows.meetings.outcomes import (
    NO,
    YES,
    AbovePower,
    Closing,
    Count,
    Ending,
    Mode,
    after_attempt,
    forms_outcome,
    yes_no_outcome,
)
from workflows.votes import CountsDoNotClose, RosterMember, base_of, propose_roster

# --- the base


@pytest.mark.parametrize("cell", [True, False])
def test_base_holds_whom_the_text_leaves_in(cell: bool) -> None:
    in_the_base(propose_roster, cell=cell)


# --- for or against


def test_minimum_is_where_one_hand_fewer_is_too_few() -> None:
    for base in range(1, 601):
        assert HALF.minimum(base) == oracle.fewest(base, heavy=False)
        assert TWO_THIRDS.minimum(base) == oracle.fewest(base, heavy=True)


def test_vote_for_or_against_passes_as_the_text_says() -> None:
    for_or_against(yes_no_outcome)


def whole_vote(members: list[RosterMember], data: st.DataObject, *, cell: bool) -> None:
    """From the roster to the outcome; asserts base, closing and both ratios."""
    counted = oracle.cell_base(people_of(members)) if cell else oracle.committee_base(people_of(members))
    present = {m.person_id for m in members if m.present}
    at_meeting = st.sampled_from([fate for fate in oracle.FATES if fate != "absent"])
    # most vote yes, so that thresholds are near
    stubborn = data.draw(st.integers(0, len(counted)))
    fates = [
        "absent" if number not in present else "yes" if place >= stubborn else data.draw(at_meeting)
        for place, number in enumerate(sorted(counted))
    ]
    base = base_of(propose_roster(members, LAW, cell=cell))
    assert base == len(fates)
    box = oracle.box_of(fates)
    count = Count(box.issued, box.returned, box.invalid, {YES: box.yes, NO: box.no})
    if not fates:
        with pytest.raises(CountsDoNotClose):
            count.closing(box.present, base)
        return
    assert count.closing(box.present, base) == Closing(
        valid=fates.count("yes") + fates.count("no"),
        invalid=fates.count("invalid"),
        unreturned=fates.count("kept the ballot"),
        not_issued=fates.count("no ballot"),
        absent=fates.count("absent"),
        base=len(fates),
        votes={YES: fates.count("yes"), NO: fates.count("no")},
    )
    for ratio, heavy in ((HALF, False), (TWO_THIRDS, True)):
        outcome = yes_no_outcome(count, base, ratio)
        enough = oracle.at_least_two_thirds if heavy else oracle.more_than_half
        assert outcome.passed == enough(fates.count("yes"), len(fates))
        assert outcome.minimum_yes == oracle.fewest(base, heavy=heavy)
        assert (outcome.yes, outcome.no, outcome.invalid) == (box.yes, box.no, box.invalid)
        assert outcome.absent == len(fates) - box.returned


@given(rosters(("official", "official", "official", "probationary", "guest")), st.data())
def test_vote_of_a_cell_from_roster_to_outcome(members: list[RosterMember], data: st.DataObject) -> None:
    whole_vote(members, data, cell=True)


@given(rosters(("official",)), st.data())
def test_vote_of_a_committee_from_roster_to_outcome(members: list[RosterMember], data: st.DataObject) -> None:
    whole_vote(members, data, cell=False)


# --- the box


@pytest.mark.parametrize("base", [1, 2, 3])
def test_box_closes_exactly_when_members_could_have_left_it_so(base: int) -> None:
    possible = set(oracle.boxes_that_can_be(base))
    closed = set()
    for numbers in product(range(-1, base + 2), repeat=6):
        box = oracle.Box(*numbers)
        count = Count(box.issued, box.returned, box.invalid, {YES: box.yes, NO: box.no})
        try:
            closing = count.closing(box.present, base)
        except CountsDoNotClose:
            continue
        closed.add(box)
        parts = (closing.valid, closing.invalid, closing.unreturned, closing.not_issued, closing.absent)
        assert (sum(parts), min(parts) >= 0, sum(closing.votes.values())) == (base, True, closing.valid)
    assert closed == possible


def test_outcome_of_a_box_that_cannot_be_is_refused() -> None:
    possible = {box[1:] for box in oracle.boxes_that_can_be(3)}
    counted = set()
    for numbers in product(range(-1, 5), repeat=5):
        issued, returned, invalid, yes, no = numbers
        try:
            yes_no_outcome(Count(issued, returned, invalid, {YES: yes, NO: no}), 3, HALF)
        except CountsDoNotClose:
            continue
        counted.add(numbers)
    assert counted == possible


# --- the forms of discipline


@pytest.mark.parametrize("base", range(1, 8))
def test_every_vote_of_a_small_body_ends_as_the_text_says(base: int) -> None:
    for marks in combinations_with_replacement(MARKS, base):
        for mode, power, above_power in WAYS:
            as_the_oracle_says(marks, mode, power, above_power)


def test_vote_on_the_forms_ends_as_the_text_says() -> None:
    on_the_forms(forms_outcome)


@given(ballots(), st.sampled_from(WAYS))
def test_lines_show_the_arithmetic_of_every_option(
    marks: list[str], way: tuple[Mode, frozenset[str], AbovePower]
) -> None:
    mode, power, above_power = way
    outcome = forms_outcome(votes_of(marks), len(marks), BALLOT, mode=mode, power=power, above_power=above_power)
    alone = [line for line in outcome.lines if not line.cumulated]
    assert [line.codes for line in alone] == [(option,) for option in BALLOT.options]
    for line in outcome.lines:
        heavy = line.codes == ("KTr",) and not line.cumulated and (mode is Mode.PROPOSE or "KTr" not in power)
        enough = oracle.at_least_two_thirds if heavy else oracle.more_than_half
        behind = sum(marks.count(code) for code in line.codes)
        assert (line.sum, line.needed) == (behind, oracle.fewest(len(marks), heavy=heavy))
        assert line.ratio == ("≥ 2/3" if heavy else "> 1/2")
        assert line.reached == enough(behind, len(marks))
    running = [line.codes for line in outcome.lines if line.cumulated]
    assert running == [oracle.FORMS[:number] for number in range(1, len(running) + 1)]


@pytest.mark.parametrize(
    ("votes", "base", "message"),
    [
        ({"KT": 3, "CC": 3}, 5, "6 votes are more than the 5 members counted."),
        ({"KT": 3, "CC": -1}, 5, "A count is negative: -1."),
        ({"KT": 3, "XT": 1}, 5, "The ballot has no option 'XT'."),
        ({"": 1}, 5, "The ballot has no option ''."),
        ({}, 0, "Nobody is counted in the base; there is nothing to vote."),
    ],
)
def test_votes_that_cannot_be_are_refused(votes: dict[str, int], base: int, message: str) -> None:
    with pytest.raises(CountsDoNotClose) as caught:
        forms_outcome(votes, base, BALLOT, mode=Mode.DECIDE, power=frozenset({"KT"}), above_power=AbovePower.FORWARD)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "change",
    [{"order": ()}, {"order": ("KTr", "KT", "KT")}, {"none": "KT"}, {"heavy": frozenset({"GT"})}],
)
def test_ballot_that_contradicts_itself_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="names each form once"):
        replace(BALLOT, **change)


@pytest.mark.parametrize("wrong", [{"mode": "proposal"}, {"above_power": "down"}])
def test_unknown_way_of_voting_is_refused(wrong: dict[str, Any]) -> None:
    way: dict[str, Any] = {"mode": "decide", "above_power": "forward", "power": frozenset({"KT"})}
    assert forms_outcome({"KT": 3}, 5, BALLOT, **way).ending is Ending.DECIDED
    with pytest.raises(ValueError, match="is not a valid"):
        forms_outcome({"KT": 3}, 5, BALLOT, **way | wrong)


@pytest.mark.parametrize(
    ("count", "present", "base", "message"),
    [
        (Count(5, 5, 0, {"KT": 5}), 7, 6, "7 members of the base are present, but only 6 are counted in all."),
        (Count(6, 5, 0, {"KT": 5}), 5, 9, "6 ballots were issued, but only 5 members of the base are present."),
        (Count(5, 6, 0, {"KT": 6}), 8, 9, "6 ballots were returned, but only 5 were issued."),
        (Count(5, 2, 3, {}), 8, 9, "3 ballots are invalid, but only 2 were returned."),
        (
            Count(5, 5, 1, {"KT": 2, "CC": 3}),
            8,
            9,
            "The votes do not close: the options have 5 in all, but 5 ballots returned less 1 invalid make 4.",
        ),
        (Count(5, 5, 0, {"KT": 6, "CC": -1}), 8, 9, "A count is negative: -1."),
        (Count(0, 0, 0, {}), 0, 0, "Nobody is counted in the base; there is nothing to vote."),
    ],
)
def test_box_that_does_not_close_says_why(count: Count, present: int, base: int, message: str) -> None:
    with pytest.raises(CountsDoNotClose) as caught:
        count.closing(present, base)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("count", "message"),
    [
        (Count(4, 4, 0, {YES: 4}), "4 ballots were issued, but only 3 members are counted."),
        (Count(3, 3, 0, {YES: 2, "KT": 1}), "The ballot has no option 'KT'."),
    ],
)
def test_yes_no_that_cannot_be_says_why(count: Count, message: str) -> None:
    with pytest.raises(CountsDoNotClose) as caught:
        yes_no_outcome(count, 3, HALF)
    assert str(caught.value) == message


# --- another attempt


def test_negative_attempts_are_refused() -> None:
    with pytest.raises(CountsDoNotClose, match=r"A count is negative: -1\."):
        after_attempt(-1, LAW["votes.max_before_escalation"])
