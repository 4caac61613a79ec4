"""Why an act is missing for reasons that are no rule of law: a seat, one's own matter, the way."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from organization.models import User
from tests.chain import Chain, Journey, build_chain
from tests.factories import seat
from workflows.calendar import shipped_calendar
from workflows.prospects import Prospect, examine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def waiting() -> Journey:
    journey = Journey(build_chain())
    journey.to("grassroots")
    return journey


def seen(journey: Journey, by: User) -> Prospect:
    return examine(journey.task, by=by, on=journey.day, calendar=shipped_calendar())[0]


def why(journey: Journey, by: User) -> list[str]:
    return list(seen(journey, by).reasons[0].why)


def where(journey: Journey) -> str:
    return str(journey.chain.bodies["grassroots"])


def due(journey: Journey) -> str:
    day = journey.task.due_on
    return f", by {day:%d/%m/%Y}" if day else ""


def test_who_sits_elsewhere_is_told_what_it_takes_and_who_does_it_by_when(waiting: Journey) -> None:
    told = why(waiting, waiting.chain.users["cell"])
    assert told[0].startswith(f"The matter waits at {where(waiting)}.")
    assert told[1] == f"On {waiting.day:%d/%m/%Y} you hold no seat there."
    assert told[2].startswith("Can be put right by: ")
    assert told[2].endswith(f"({where(waiting)}){due(waiting)}.")


def test_who_sits_there_in_another_role_is_told_his_own(waiting: Journey) -> None:
    chain: Chain = waiting.chain
    officer: Any = chain.users["cell"]
    since = waiting.day - timedelta(days=3)
    seat(officer.person, chain.bodies["grassroots"], "member", since=since)
    assert why(waiting, officer)[1] == f"Your seats there on {waiting.day:%d/%m/%Y}: Member since {since:%d/%m/%Y}."


def test_the_person_concerned_is_told_that_the_matter_is_his(waiting: Journey) -> None:
    chain = waiting.chain
    seat(chain.applicant.person, chain.bodies["grassroots"], "secretary")
    assert why(waiting, chain.applicant) == [
        f"The matter concerns {chain.applicant.person}, to whom this account belongs.",
        "Nobody acts officially in his own matter (convention of this system, no article); the others of the body go on"
        " with it.",
    ]


def test_who_may_act_has_nothing_to_be_told(waiting: Journey) -> None:
    found = seen(waiting, waiting.chain.users["grassroots"])
    assert found.permitted
    assert not [reason for reason in found.reasons if reason.why and "matter waits" in reason.why[0]]
