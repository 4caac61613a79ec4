"""To whom something is handed: one of the two is named, in every form that asks, and the error stands at its field."""

from typing import Any

import pytest

from discipline.forms import FORMS
from tests.discipline.denunciations.denounced import Denounced
from tests.discipline.inspections.searches import Search
from tests.discipline.matters import Matter
from workflows.forms import ActForm

pytestmark = pytest.mark.django_db

ASKING = {
    "hand_over": lambda: Matter().to("screening"),
    "transfer_denunciation": lambda: Denounced().screen(),
    "hand_to_competent": lambda: Search().to("published"),
}


def form(verb: str, process: Any, **given: str) -> ActForm:
    user = next(iter(process.chain.users.values()))
    return FORMS[verb](given, verb=verb, on=process.day, user=user, case=process.case)


@pytest.mark.parametrize("verb", ASKING)
def test_one_of_the_two_is_named(verb: str) -> None:
    process = ASKING[verb]()
    commission = str(process.chain.bodies["base_inspection"].pk)
    neither, both = form(verb, process), form(verb, process, receiver=commission, receiver_name="Another province")
    assert "Name the receiving body" in str(neither.errors["receiver_name"])
    assert "not both" in str(both.errors["receiver_name"])
    for one in ({"receiver": commission}, {"receiver_name": "Another province"}):
        assert not {"receiver", "receiver_name"} & set(form(verb, process, **one).errors)


def test_a_form_of_bodies_alone_says_what_is_missing_at_its_field() -> None:
    assert "receiver" in form("assign_case", Matter().to("screening"), reason="x").errors
