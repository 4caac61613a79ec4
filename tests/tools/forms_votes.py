"""A vote on the forms of discipline as a file. No procedure holds one yet: it is the cell's export, its ballot another.

The cell's eight ballots are divided among the options; what came of them is computed by the product.
"""

from collections.abc import Mapping
from typing import Any

from tests.tools.forgery import opened, say, told
from tests.workflows.meetings.properties import BALLOT, LAW
from tests.workflows.meetings.votes import exported
from workflows.meetings.ballot import Ballot, FormsVote
from workflows.meetings.outcomes import AbovePower, Mode
from workflows.meetings.results import Outcome, result_of

RETURNED = 8
RATIO = LAW["standing_committee.threshold"]


def asked(power: frozenset[str], above_power: AbovePower) -> Ballot:
    vote = FormsVote(BALLOT, power, above_power)
    return Ballot("Which form?", {option: option for option in BALLOT.options}, RATIO, ("secret",), vote)


def outcome_of(ballot: Ballot, votes: Mapping[str, int], base: int, mode: Mode) -> Outcome:
    counts = {"issued": base, "returned": base, "invalid": 0, "votes": votes}
    return result_of(ballot, counts, base=base, listed=base, mode=mode)


def parts_of_forms(votes: Mapping[str, int], ballot: Ballot, mode: Mode) -> Any:
    """The parts of a file (tests/tools/forgery.py); what the votes leave of RETURNED is invalid."""
    parts = opened(exported("cell"), before=2)
    certificate, counts, tally = parts["certificate"], parts["counts"], parts["tally"]
    assert ballot.forms_vote is not None
    assert counts["returned"] == RETURNED
    result = outcome_of(ballot, votes, certificate["base"], mode)
    invalid = RETURNED - sum(votes.values())
    marked = {option: votes.get(option, 0) for option in ballot.options}
    options = [*ballot.options, "blank"]
    certificate |= {"options": options, "mode": mode.value, "minimum": result.minimum}
    certificate |= {"forms_vote": ballot.forms_vote.to_json()}
    certificate["ratio"] |= vars(RATIO.value)
    for facts in (parts["facts"], certificate["facts"]):
        facts["meeting"]["minimum"] = result.minimum
    for line in (*parts["findings"], *certificate["lines"]):
        if line["name"] == "enough_are_present":
            line["numbers"]["min"] = result.minimum
    counts |= {"votes": marked, "invalid": invalid}
    tally |= {"minimum_yes": result.minimum, "counts": marked, "valid": sum(votes.values()), "invalid": invalid}
    tally["provision"]["value"] = str(RATIO.value)
    parts["outcome"] |= {"passed": result.passed, "adopted": result.adopted}
    say(parts, "opened", minimum_yes=result.minimum)
    say(parts, "counted", votes=marked, invalid=invalid)
    say(parts, "record", outcome="passed" if result.passed else "below_ratio")
    say(
        parts,
        "recorded",
        mode=mode.value,
        minimum_yes=result.minimum,
        ratio=str(RATIO.value),
        yes=0,
        no=0,
        invalid=invalid,
    )
    say(parts, "recorded", passed=result.passed, adopted=result.adopted, ending=result.ending)
    told(parts, "open")["kind"] = "cell.open_deciding_vote" if mode is Mode.DECIDE else "cell.open_vote"
    return parts
