"""A vote on the forms of discipline: computed as the product computes it, or said not to be."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.forgery import say, sealed, told
from tests.tools.forms_votes import asked, outcome_of, parts_of_forms
from tests.workflows.meetings import oracle
from tests.workflows.meetings.properties import SAME_EVERY_TIME, WAYS, ballots, votes_of
from tests.workflows.meetings.votes import exported
from tools import verify_certificate as tool
from workflows.meetings.outcomes import AbovePower, Ending, Mode

pytestmark = pytest.mark.django_db

LIGHT = frozenset({"CC", "KT"})
#: What the cell may decide -> its eight votes of a base of ten, the mode, and (adopted, ending).
VOTES: dict[str, tuple[dict[str, int], Mode, AbovePower, tuple[str, str]]] = {
    "one passes alone": ({"CC": 6, "KT": 2}, Mode.DECIDE, AbovePower.FORWARD, ("CC", "decided")),
    "proposed": ({"CC": 6, "KT": 2}, Mode.PROPOSE, AbovePower.FORWARD, ("CC", "proposed")),
    "heavy one above the power": ({"KTr": 7, "KT": 1}, Mode.DECIDE, AbovePower.FORWARD, ("KTr", "proposed")),
    "heavy one below two thirds": ({"KTr": 6}, Mode.PROPOSE, AbovePower.FORWARD, ("", "all_results_up")),
    "added up to a light one": ({"KTr": 3, "CC": 3, "KT": 2}, Mode.DECIDE, AbovePower.FORWARD, ("CC", "decided")),
    "added up above the power": (
        {"KTr": 5, "CCh": 1, "KT": 2},
        Mode.DECIDE,
        AbovePower.FORWARD,
        ("", "all_results_up"),
    ),
    "on down to the power": ({"KTr": 5, "CCh": 1}, Mode.DECIDE, AbovePower.CUMULATE_DOWN, ("CC", "decided")),
    "no discipline": ({"KT": 2, "NONE": 6}, Mode.DECIDE, AbovePower.FORWARD, ("NONE", "no_discipline")),
    "too few for any": ({"KT": 4, "NONE": 4}, Mode.DECIDE, AbovePower.FORWARD, ("", "no_form_report_up")),
    "too few proposed": ({"KT": 4, "NONE": 4}, Mode.PROPOSE, AbovePower.FORWARD, ("", "all_results_up")),
}


def differences(parts: Any) -> list[str]:
    return [str(one) for _title, found in tool.verify(sealed(parts)) for one in found]


@pytest.mark.parametrize("name", VOTES)
def test_file_of_a_vote_on_the_forms_verifies(name: str) -> None:
    votes, mode, above_power, ended = VOTES[name]
    parts = parts_of_forms(votes, asked(LIGHT, above_power), mode)
    assert (parts["outcome"]["adopted"], told(parts, "recorded")["payload"]["ending"]["value"]) == ended
    assert differences(parts) == []


@pytest.mark.parametrize("name", VOTES)
def test_other_outcome_of_the_same_votes_is_named(name: str) -> None:
    votes, mode, above_power, (adopted, ending) = VOTES[name]
    for other in {*oracle.FORMS, oracle.NONE, ""} - {adopted}:
        parts = parts_of_forms(votes, asked(LIGHT, above_power), mode)
        parts["outcome"] |= {"adopted": other, "passed": other != ""}
        say(parts, "recorded", adopted=other, passed=other != "")
        found = differences(parts)
        assert [one.partition(":")[0] for one in found if "adopted" in one] == [
            "outcome.adopted",
            "events[11].payload.adopted",
        ], found
    for other in {*Ending, ""} - {ending}:
        parts = parts_of_forms(votes, asked(LIGHT, above_power), mode)
        say(parts, "recorded", ending=str(other))
        assert differences(parts) == [f'events[11].payload.ending: ghi "{other}", tính lại "{ending}"']


def test_outcome_is_the_one_of_the_product() -> None:
    data = exported("cell")
    row = data["certificate"]["roster"][0]
    recorded = next(event["payload"] for event in data["events"] if "adopted" in (event["payload"] or ()))

    @SAME_EVERY_TIME
    @given(ballots(), st.sampled_from(WAYS))
    def agrees(marks: list[str], way: tuple[Mode, frozenset[str], AbovePower]) -> None:
        mode, power, above_power = way
        ballot, votes = asked(power, above_power), votes_of(marks)
        result = outcome_of(ballot, votes, len(marks), mode)
        assert ballot.forms_vote is not None
        certificate = {"options": list(ballot.options), "mode": mode.value, "forms_vote": ballot.forms_vote.to_json()}
        data["certificate"] |= {**certificate, "roster": [row] * len(marks)}
        data["certificate"]["ratio"] |= vars(ballot.ratio.value)
        data["counts"]["votes"] = votes
        data["outcome"] |= {"passed": result.passed, "adopted": result.adopted}
        values = {"passed": result.passed, "adopted": result.adopted, "ending": result.ending, "yes": 0, "no": 0}
        for name, value in values.items():
            recorded[name]["value"] = value
        found = [one for one in tool.outcome(tool.File(data)) if not one.path.endswith("payload.outcome")]
        assert found == []

    agrees()


ASKED: dict[str, tuple[Callable[[Any], object], str]] = {
    "nothing": (lambda certificate: certificate.update(forms_vote=None), "không tính lại được kết quả"),
    "the lightest form first": (lambda certificate: certificate["options"].insert(0, "NONE"), "certificate.options"),
    "another no discipline": (lambda certificate: certificate["forms_vote"].update(none="KT"), "certificate.options"),
    "a heavy form of no ballot": (
        lambda certificate: certificate["forms_vote"].update(heavy=["GT", "KTr"]),
        "certificate.forms_vote.heavy",
    ),
    "a power over no discipline": (
        lambda certificate: certificate["forms_vote"].update(power=["CC", "NONE"]),
        "certificate.forms_vote.power",
    ),
    "a ratio above one": (
        lambda certificate: certificate["forms_vote"]["two_thirds"].update(numerator=4),
        "certificate.forms_vote.two_thirds",
    ),
    "an unknown way": (
        lambda certificate: certificate["forms_vote"].update(above_power="up"),
        "certificate.forms_vote.above_power",
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_cannot_have_been_asked_is_named_and_no_outcome_computed(name: str) -> None:
    change, where = ASKED[name]
    parts = parts_of_forms({"CC": 6, "KT": 2}, asked(LIGHT, AbovePower.FORWARD), Mode.DECIDE)
    change(parts["certificate"])
    parts["outcome"]["adopted"] = "KT"
    found = differences(parts)
    assert [one for one in found if where in one] != []
    assert [one for one in found if "adopted" in one] == []


def test_a_ballot_for_and_against_asks_nothing_about_forms() -> None:
    data = exported("cell")
    ballot = asked(LIGHT, AbovePower.FORWARD)
    assert ballot.forms_vote is not None
    data["certificate"]["forms_vote"] = ballot.forms_vote.to_json()
    found = [str(one) for one in tool.outcome(tool.file_of(data))]
    assert [one.partition(":")[0] for one in found] == [
        "certificate.options",
        "certificate.forms_vote.heavy",
        "certificate.forms_vote.power",
    ]
