"""What tests of a stay elsewhere share: its acts, and who prepares meanwhile."""

from dataclasses import replace
from typing import Any

from organization.models import User
from tests.admission.member_moves import MovingMember
from tests.admission.moves import MovingJourney
from workflows.calendar import add_months


def begin(journey: MovingMember | MovingJourney, *, months: int = 6, **data: Any) -> Any:
    told = {
        "place": journey.there.cell,
        "outside": "",
        "kind": "work",
        "since": journey.day,
        "until": add_months(journey.day, months),
        "number": "12-GTTT",
    }
    return on_case(journey, "begin_stay", **{**told, **data})


def on_case(journey: MovingMember | MovingJourney, verb: str, *, by: User | None = None, **data: Any) -> Any:
    journey.day -= journey.pace
    return journey.do_on_case(verb, by=by or journey.chain.users["cell"], acknowledge=True, **data)


def hosted(journey: MovingMember) -> None:
    """Who prepares is the secretary of the cell where he is active."""
    host = journey.there.users["cell"]
    prepares = dict.fromkeys(("probation", "recognition_file", "recognition_supplement"), host)
    journey.chain = replace(journey.chain, actors=journey.chain.actors | prepares)
