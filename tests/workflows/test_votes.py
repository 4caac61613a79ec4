"""Rosters and tallies in integers."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.law import Law, NotInForce, Ratio, law_on
from workflows.votes import CountsDoNotClose, RosterMember, base_of, propose_roster, tally

TWO_THIRDS, HALF = Ratio(2, 3, strict=False), Ratio(1, 2, strict=True)
LAW = Path(__file__).parents[2] / "admission" / "law"


@pytest.fixture
def law() -> Law:
    return law_on(LAW, date(2025, 7, 1))


@given(st.integers(1, 500), st.data())
def test_tally_agrees_with_fractions(base: int, data: st.DataObject) -> None:
    yes = data.draw(st.integers(0, base))
    for ratio in (TWO_THIRDS, HALF):
        exact, share = Fraction(yes, base), Fraction(ratio.numerator, ratio.denominator)
        result = tally(base, yes=yes, no=base - yes, ratio=ratio)
        assert result.passed == (exact > share if ratio.strict else exact >= share)
        shares = [Fraction(count, base) for count in range(base + 1)]
        least = next(n for n, of in enumerate(shares) if (of > share if ratio.strict else of >= share))
        assert result.minimum_yes == least
        assert result.passed == (yes >= result.minimum_yes)


def test_cell_of_seventeen_takes_its_ratio_of_fourteen(law: Law) -> None:
    """admission.md §4: 2 on temporary activity, 1 exempt and absent, 1 on a business trip: N = 14, ten needed."""
    away = [RosterMember(n, f"away {n}", overlays=frozenset({"temporarily_away"}), present=False) for n in (1, 2)]
    exempt = RosterMember(3, "exempt", overlays=frozenset({"exempt"}), present=False)
    travelling = RosterMember(4, "travelling", present=False)
    others = [RosterMember(n, f"member {n}", present=True) for n in range(5, 18)]
    roster = propose_roster([*away, exempt, travelling, *others], law, cell=True)
    assert base_of(roster) == 14
    assert [line.reason for line in roster[:4]] == ["temporarily_away", "temporarily_away", "exempt", "counted"]
    result = tally(base_of(roster), yes=10, no=3, absent=1, ratio=law["cell.threshold"].value)
    assert (result.minimum_yes, result.passed) == (10, True)
    assert tally(14, yes=9, no=4, absent=1, ratio=law["cell.threshold"].value).passed is False


@pytest.mark.parametrize(
    ("kind", "overlay", "present", "counted", "reason", "article"),
    [
        ("official", None, True, True, "counted", ""),
        ("official", None, False, True, "counted", ""),
        ("official", "exempt", True, True, "counted", ""),
        ("official", "exempt", None, False, "exempt", "Mục 9.3.2 Quy định 294-QĐ/TW"),
        ("official", "temporarily_away", True, True, "counted", ""),
        ("official", "suspended", True, False, "suspended", "Mục 9.3.2 Quy định 294-QĐ/TW"),
        ("official", "committee_suspended", True, True, "counted", ""),
        ("official", "prosecuted", True, False, "prosecuted", "Mục 9.3.2 Quy định 294-QĐ/TW"),
        ("probationary", None, True, False, "probationary", "Điều 3.4 Điều lệ Đảng"),
        ("guest", None, True, False, "guest", "Mục 6.3.2b Quy định 294-QĐ/TW"),
    ],
)
def test_cell_member_is_counted_or_not(
    law: Law, kind: str, overlay: str | None, present: bool | None, counted: bool, reason: str, article: str
) -> None:
    member = RosterMember(1, "A", kind, frozenset({overlay} if overlay else ()), present)
    line = propose_roster([member], law, cell=True)[0]
    assert (line.counted, line.reason, line.article) == (counted, reason, article)


@pytest.mark.parametrize(
    ("overlay", "present", "counted"),
    [
        ("temporarily_away", False, False),
        ("temporarily_away", True, True),
        ("suspended", True, False),
        ("committee_suspended", True, False),
        ("prosecuted", True, False),
        ("exempt", False, True),
    ],
)
def test_committee_member_is_counted_or_not(law: Law, overlay: str, present: bool, counted: bool) -> None:
    member = RosterMember(1, "A", overlays=frozenset({overlay}), present=present)
    assert propose_roster([member], law, cell=False)[0].counted is counted


def test_roster_before_the_law_is_refused() -> None:
    with pytest.raises(NotInForce):
        propose_roster([RosterMember(1, "A")], law_on(LAW, date(2016, 7, 24)), cell=True)


@pytest.mark.parametrize(
    ("base", "counts", "message"),
    [
        (14, {"yes": 15, "no": 0}, "15 votes in favour are more than the 14 members counted."),
        (
            14,
            {"yes": 10, "no": 5},
            "The counts do not close: 10 in favour, 5 against, 0 invalid and 0 absent make 15,"
            " but 14 members are counted.",
        ),
        (
            14,
            {"yes": 10, "no": 3},
            "The counts do not close: 10 in favour, 3 against, 0 invalid and 0 absent make 13,"
            " but 14 members are counted.",
        ),
        (14, {"yes": 15, "no": -1}, "A count is negative: -1."),
        (0, {"yes": 0, "no": 0}, "Nobody is counted in the base; there is nothing to vote."),
    ],
)
def test_counts_that_do_not_close_are_refused(base: int, counts: dict[str, int], message: str) -> None:
    with pytest.raises(CountsDoNotClose) as caught:
        tally(base, **counts, ratio=TWO_THIRDS)
    assert str(caught.value) == message
