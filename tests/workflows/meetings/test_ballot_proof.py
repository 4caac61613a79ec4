"""A ballot asks once more who sits there, and tells nobody by it what was chosen."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.workflows.meetings.boxes import DAY, OPTIONS, Box, opened
from workflows.meetings import ballots

pytestmark = pytest.mark.django_db
SECRET = "bốn con ngựa đi chợ"


@pytest.fixture(autouse=True)
def asked_again(settings: Any) -> None:
    settings.STEP_UP = True
    settings.TODAY = DAY
    cache.clear()


@pytest.fixture
def box() -> Box:
    return opened()


@pytest.fixture
def client(box: Box) -> Any:
    """The browser of a voter who signed in eleven minutes ago."""
    who = box.voters[0]
    who.set_password(SECRET)
    who.save()
    signed = Client()
    signed.force_login(who)
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        yield signed


def address(box: Box) -> str:
    return reverse("ballot", args=[box.public_id])


def test_ballot_is_cast_with_the_proof_on_the_page_of_review(client: Client, box: Box) -> None:
    reviewed = client.post(address(box), {"choice": "01"})
    assert 'name="proof"' in reviewed.content.decode()
    cast = client.post(address(box), {"choice": "01", "confirmed": "1", "proof": SECRET})
    assert (cast.status_code, ballots.received(box.item)) == (302, 1)


@pytest.mark.parametrize("proof", [{}, {"proof": ""}, {"proof": "wrong"}])
def test_without_the_proof_nothing_is_cast_and_the_choice_stays(
    client: Client, box: Box, proof: dict[str, str]
) -> None:
    answer = client.post(address(box), {"choice": "01", "confirmed": "1", **proof})
    assert (answer.status_code, ballots.received(box.item)) == (200, 0)
    assert [option.chosen for option in answer.context["options"]] == [False, True, False]


@pytest.mark.parametrize("proof", [{}, {"proof": "wrong"}])
def test_page_has_one_size_whatever_was_chosen(client: Client, box: Box, proof: dict[str, str]) -> None:
    sizes = set()
    for number in range(len(OPTIONS)):
        sent = {"choice": f"{number:02}", "confirmed": "1", **proof}
        sizes.add(len(client.post(address(box), sent).content))
    assert len(sizes) == 1


def test_session_keeps_the_minute_of_the_proof_and_no_second(client: Client, box: Box) -> None:
    with time_machine.travel(timezone.now().replace(second=41), tick=False):
        client.post(address(box), {"choice": "01", "confirmed": "1", "proof": SECRET})
    assert client.session["proved"] % 60 == 0
