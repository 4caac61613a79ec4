"""What must be true of every vote: strategies, and runs over them that take the vote to be judged as an argument."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.meetings import oracle
from workflows.law import Ratio, law_on
from workflows.meetings.outcomes import NO, YES, AbovePower, Count, FormsBallot, FormsOutcome, Mode, forms_outcome
from workflows.procedures import law_folder
from workflows.votes import RosterLine, RosterMember, TallyResult, base_of

DAY = date(2025, 11, 14)
LAW = law_on(law_folder("admission"), DAY)
HALF: Ratio = LAW["standing_committee.threshold"].value
TWO_THIRDS: Ratio = LAW["cell.threshold"].value
BALLOT = FormsBallot(oracle.FORMS, oracle.NONE, heavy=frozenset({"KTr"}), half=HALF, two_thirds=TWO_THIRDS)
POWERS = [frozenset(codes) for size in range(5) for codes in combinations(oracle.FORMS, size)]
WAYS = list(product(Mode, POWERS, AbovePower))
MARKS = (*oracle.FORMS, oracle.NONE, oracle.NOTHING)

#: A run whose examples are the same every time: what refutes a planted defect today refutes it tomorrow.
SAME_EVERY_TIME = settings(max_examples=500, derandomize=True, database=None, report_multiple_bugs=False, deadline=None)

_STANDINGS = ["temporarily_away", "exempt", "suspended", "committee_suspended", "prosecuted"]
_OVERLAYS = st.frozensets(st.sampled_from(_STANDINGS), max_size=2)
_PRESENCE = st.sampled_from([True, False, None])

FormsVote = Callable[..., FormsOutcome]
Roster = Callable[..., list[RosterLine]]
YesNoVote = Callable[[Count, int, Ratio], TallyResult]


def people_of(members: list[RosterMember]) -> list[oracle.Person]:
    return [oracle.Person(m.person_id, m.kind, m.overlays, bool(m.present)) for m in members]


@st.composite
def rosters(draw: st.DrawFn, kinds: tuple[str, ...]) -> list[RosterMember]:
    drawn = draw(st.lists(st.tuples(st.sampled_from(kinds), _OVERLAYS, _PRESENCE), min_size=1, max_size=40))
    return [RosterMember(n, f"member {n}", *traits) for n, traits in enumerate(drawn, start=1)]


@st.composite
def ballots(draw: st.DrawFn) -> list[str]:
    """The ballots of a base; one option, often the heaviest, is marked by about as many as a threshold takes."""
    base, favourite = draw(st.integers(1, 60)), draw(st.sampled_from(("KTr", "KTr", "KTr", *MARKS)))
    of_favourite = draw(st.one_of(st.integers(0, base), st.sampled_from(around_thresholds(base))))
    rest = draw(st.lists(st.sampled_from(MARKS), min_size=base - of_favourite, max_size=base - of_favourite))
    return [favourite] * of_favourite + rest


def around_thresholds(base: int) -> list[int]:
    """One below, on and above the half and the two thirds of ``base``."""
    near = {base // 2 + step for step in (-1, 0, 1)} | {2 * base // 3 + step for step in (-1, 0, 1)}
    return sorted(number for number in near if 0 <= number <= base)


@st.composite
def boxes(draw: st.DrawFn) -> tuple[int, Count]:
    """A base and its box; the votes in favour are often near a threshold."""
    base = draw(st.integers(1, 600))
    yes = draw(st.one_of(st.integers(0, base), st.sampled_from(around_thresholds(base))))
    returned = draw(st.integers(yes, base))
    invalid = draw(st.integers(0, returned - yes))
    return base, Count(draw(st.integers(returned, base)), returned, invalid, {YES: yes, NO: returned - yes - invalid})


def votes_of(marks: Sequence[str]) -> dict[str, int]:
    return {mark: count for mark, count in Counter(marks).items() if mark != oracle.NOTHING}


def as_the_oracle_says(
    marks: Sequence[str],
    mode: Mode,
    power: frozenset[str],
    above_power: AbovePower,
    vote: FormsVote = forms_outcome,
) -> None:
    """Asserts ending, form, running sum and that no ballot is lost."""
    expected = oracle.forms_answer(
        marks, proposing=mode is Mode.PROPOSE, power=power, go_down=above_power is AbovePower.CUMULATE_DOWN
    )
    outcome = vote(votes_of(marks), len(marks), BALLOT, mode=mode, power=power, above_power=above_power)
    assert (outcome.ending.value, outcome.form) == (expected.ending, expected.form)
    assert [line.sum for line in outcome.lines if line.cumulated] == expected.sums
    assert outcome.votes == {option: marks.count(option) for option in BALLOT.options}
    assert outcome.uncounted == marks.count(oracle.NOTHING)


def in_the_base(propose: Roster, *, cell: bool) -> None:
    """Runs the property of a base over rosters of up to forty members."""
    kinds, counted = (
        (("official", "official", "probationary", "guest"), oracle.cell_base)
        if cell
        else (("official",), oracle.committee_base)
    )

    @SAME_EVERY_TIME
    @given(rosters(kinds))
    def run(members: list[RosterMember]) -> None:
        roster = propose(members, LAW, cell=cell)
        assert {line.person_id for line in roster if line.counted} == counted(people_of(members))
        assert base_of(roster) == len(counted(people_of(members)))

    run()


def for_or_against(vote: YesNoVote) -> None:
    """Runs the property of a vote for or against over boxes of up to six hundred members."""

    @SAME_EVERY_TIME
    @given(boxes())
    def run(box: tuple[int, Count]) -> None:
        base, count = box
        for ratio, enough in ((HALF, oracle.more_than_half), (TWO_THIRDS, oracle.at_least_two_thirds)):
            assert vote(count, base, ratio).passed == enough(count.votes[YES], base)

    run()


def on_the_forms(vote: FormsVote) -> None:
    """Runs the property of a vote on the forms over bodies of up to sixty members."""

    @SAME_EVERY_TIME
    @given(ballots(), st.sampled_from(WAYS))
    def run(marks: list[str], way: tuple[Mode, frozenset[str], AbovePower]) -> None:
        as_the_oracle_says(marks, *way, vote=vote)

    run()
