"""Everything a meeting and its acts may leave in the database, and acts that must leave nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from admission.models import Dossier
from organization.models import Membership
from tests.chain import Journey
from workflows.actions import Refused, Result
from workflows.findings import RuleBroken
from workflows.meetings.models import AgendaItem, CountedBallot, Meeting, SealedBallot, Tally, Teller, WrappedKey
from workflows.models import CaseAccess, Deadline, Document, Event, Judgement, Task

#: What the acts of a vote by cards are told, where all five of the cell are there and agree.
CARDS: dict[str, Any] = {"form": "card", "medium": "paper", "tellers": []}
FIVE: dict[str, Any] = {"issued": 5, "returned": 5, "invalid": 0, "votes": {"yes": 5, "no": 0}, "minutes": None}
PAPER = {"resolution_number": "05-NQ/CB"}

_MODELS: tuple[Any, ...] = (
    Dossier,
    Task,
    Judgement,
    Event,
    Document,
    Deadline,
    CaseAccess,
    Membership,
    Meeting,
    AgendaItem,
    Teller,
    WrappedKey,
    SealedBallot,
    CountedBallot,
    Tally,
)


def stored() -> dict[str, list[Any]]:
    """{model: every row}: equal before and after an act that left nothing."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in _MODELS}


def refused(do: Callable[[], object], *fields: str) -> str:
    """The act is refused at the fields and nothing is stored; what was said."""
    before = stored()
    with pytest.raises(Refused) as caught:
        do()
    assert tuple(caught.value.errors) == fields
    assert stored() == before
    return "; ".join(caught.value.errors.values())


def broken(do: Callable[[], object]) -> list[tuple[str, str]]:
    """The law forbids the act and nothing is stored; [(rule, sentence)]."""
    before = stored()
    with pytest.raises(RuleBroken) as caught:
        do()
    assert stored() == before
    return [(found.name, found.text) for found in caught.value.findings]


def now(journey: Journey, verb: str, **data: Any) -> Result:
    """Do the verb on the day of the meeting."""
    return journey.do(verb, on=journey.day, **data)
