"""What a counted box comes to, and how the page and the minutes say so."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from admission.law_of_day import law_of
from workflows.meetings.ballot import Ballot, FormsVote
from workflows.meetings.outcomes import AbovePower, FormsBallot
from workflows.meetings.results import needed, result_of
from workflows.votes import CountsDoNotClose


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


LAW = law_of(date(2025, 11, 14))
HALF, TWO_THIRDS = LAW["standing_committee.threshold"], LAW["cell.threshold"]
#: Heaviest first, as discipline.md §2.G orders them.
ORDER = ("KTr", "CCh", "CC", "KT", "NONE")
FORMS = {"KTr": "Expulsion", "CCh": "Dismissal", "CC": "Warning", "KT": "Reprimand", "NONE": "No discipline"}


def counts(votes: dict[str, int], *, invalid: int = 0, unreturned: int = 0, absent: int = 0) -> dict[str, Any]:
    returned = sum(votes.values()) + invalid
    gone = {"unreturned": unreturned, "absent": absent}
    return {"votes": votes, "invalid": invalid, "returned": returned, "issued": returned + unreturned, **gone}


def marked(*votes: int) -> dict[str, Any]:
    """Of a ballot of forms, in its order."""
    return counts(dict(zip(ORDER, votes, strict=True)))


def discipline(power: set[str], above: AbovePower = AbovePower.FORWARD) -> Ballot:
    ballot = FormsBallot(tuple(FORMS)[:4], "NONE", frozenset({"KTr"}), HALF.value, TWO_THIRDS.value)
    vote = FormsVote(ballot, frozenset(power), above, TWO_THIRDS)
    return Ballot("Which form of discipline?", FORMS, HALF, ("secret",), vote)


def test_a_vote_for_and_against_says_rule_base_minimum_and_count() -> None:
    ballot = Ballot("?", {"yes": "Agree", "no": "No"}, TWO_THIRDS, ("secret",))
    found = result_of(ballot, counts({"yes": 10, "no": 4}), base=14, listed=17, mode="propose")
    assert (found.passed, found.minimum, found.adopted, found.ending) == (True, 10, "yes", "")
    assert found.arithmetic == [
        "Rule: ≥ 2/3 of those counted (Mục 3.6b Hướng dẫn 06-HD/TW).",
        "Base: 17 on the roster less 3 not counted make 14.",
        "Minimum: ≥ 2/3 of 14 are 10 votes.",
        "Count: 10 in favour.",
        "10 ≥ 10: passed.",
    ]


def test_who_gave_no_ballot_back_stays_in_the_base() -> None:
    ballot = Ballot("?", {"yes": "Agree", "no": "No"}, TWO_THIRDS, ("secret",))
    found = result_of(
        ballot, counts({"yes": 9, "no": 0}, invalid=2, unreturned=1, absent=2), base=14, listed=14, mode="propose"
    )
    assert (found.passed, found.adopted, found.arithmetic[-1]) == (False, "", "9 < 10: not passed.")


def test_a_form_of_discipline_that_passes_alone_is_decided() -> None:
    found = result_of(
        discipline({"CC", "KT"}),
        marked(0, 1, 7, 3, 0),
        base=12,
        listed=12,
        mode="decide",
    )
    assert (found.passed, found.adopted, found.ending, found.cumulation) == (True, "CC", "decided", [])
    assert "Warning: 7 votes; > 1/2 needs 7: passed." in found.arithmetic
    assert "Expulsion: 0 votes; ≥ 2/3 needs 8: not passed." in found.arithmetic


def test_votes_are_added_up_from_the_heaviest_form_in_a_deciding_vote() -> None:
    found = result_of(
        discipline({"CC", "KT"}),
        marked(2, 1, 4, 4, 1),
        base=12,
        listed=13,
        mode="decide",
    )
    assert (found.adopted, found.ending) == ("CC", "decided")
    assert [(row["label"], row["votes"], row["sum"], row["note"]) for row in found.cumulation] == [
        ("Expulsion", 2, 2, ""),
        ("Dismissal", 1, 3, ""),
        ("Warning", 4, 7, "reaches 7"),
    ]


def test_a_proposing_vote_adds_nothing_up_and_sends_all_results() -> None:
    found = result_of(discipline(set()), marked(2, 1, 4, 4, 1), base=12, listed=12, mode="propose")
    assert (found.passed, found.adopted, found.ending, found.cumulation) == (False, "", "all_results_up", [])


def test_a_form_above_the_power_of_the_body_is_only_proposed() -> None:
    found = result_of(discipline({"CC", "KT"}), marked(8, 2, 2, 0, 0), base=12, listed=12, mode="decide")
    assert (found.adopted, found.ending, found.words) == (
        "KTr",
        "proposed",
        "Proposed to the body that has the power: Expulsion",
    )


def test_a_majority_for_no_discipline_ends_it() -> None:
    found = result_of(discipline({"CC", "KT"}), marked(0, 0, 2, 3, 7), base=12, listed=12, mode="decide")
    assert (found.adopted, found.ending) == ("NONE", "no_discipline")


@pytest.mark.parametrize("votes", [{"KTr": 13}, {"other": 1}, {"KT": -1}])
def test_counts_that_cannot_be_are_refused(votes: dict[str, int]) -> None:
    with pytest.raises(CountsDoNotClose):
        result_of(discipline({"CC", "KT"}), counts(votes), base=12, listed=12, mode="decide")


def required(power: set[str], mode: str) -> list[str]:
    return needed(discipline(power), mode, 12)


def test_a_vote_says_of_each_form_only_the_ratio_that_it_takes() -> None:
    """An expulsion that is proposed, or is above the power of the body, takes two thirds: it is told apart."""
    two_thirds = "Expulsion: 8 of 12 votes (≥ 2/3, Mục 3.6b Hướng dẫn 06-HD/TW)"
    half = "Dismissal, Warning, Reprimand, No discipline: 7 of 12 votes (> 1/2, Mục 4.3.2b Quy định 294-QĐ/TW)"
    assert required(set(), "propose") == [two_thirds, half]
    assert required({"CC", "KT"}, "decide") == [two_thirds, half]
    assert required({"KTr", "CCh", "CC", "KT"}, "decide") == ["7 of 12 votes (> 1/2, Mục 4.3.2b Quy định 294-QĐ/TW)"]


def test_the_arithmetic_names_the_rule_of_each_form() -> None:
    found = result_of(discipline(set()), marked(8, 1, 3, 0, 0), base=12, listed=12, mode="propose")
    assert found.arithmetic[:2] == [
        "Rule for Expulsion: ≥ 2/3 of those counted (Mục 3.6b Hướng dẫn 06-HD/TW).",
        "Rule for Dismissal, Warning, Reprimand, No discipline: > 1/2 of those counted"
        " (Mục 4.3.2b Quy định 294-QĐ/TW).",
    ]
