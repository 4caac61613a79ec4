"""Before an act that cannot be taken back the page asks once more who sits there, and loses nothing while it does."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from admission.flows import AdmissionFlow
from organization.sign_in import factor, sealing
from tests.workflows.pages.sent import address, counted, resolution
from workflows.models import Tally
from workflows.step_up import asks

pytestmark = pytest.mark.django_db
SECRET = "bốn con ngựa đi chợ"


@pytest.fixture(autouse=True)
def asked_again(settings, tmp_path):
    settings.STEP_UP = True
    settings.SIGN_IN_KEY_FILE = tmp_path / "sign-in.key"
    sealing.make_key()
    cache.clear()


@pytest.fixture
def desk(journey, page):
    """The secretary at the recorded outcome, who signed in eleven minutes ago."""
    counted(journey)
    who = journey.chain.users["cell"]
    who.set_password(SECRET)
    who.save()
    client = page("cell")
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        yield client


def url(journey) -> str:
    return address(journey, "record_cell_vote")


def kept(answer) -> dict[str, str]:
    """What the page would send again, without what is typed anew."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.content.decode())
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_which_acts_ask_follows_from_the_kind_of_the_verb() -> None:
    verbs = [doing.verb for node in AdmissionFlow.verb_nodes() for doing in node.doings.values()]
    asking = {verb.code for verb in verbs if asks(verb)}
    assert {"open_vote", "record_cell_vote"} <= asking
    assert "add_introducer" not in asking


def test_act_is_done_once_the_password_is_typed_on_the_page_of_review(desk, journey) -> None:
    review = desk.post(url(journey), resolution(journey, conclusion="Lời của hội nghị"))
    assert 'name="proof"' in review.content.decode()
    assert not Tally.objects.exists()
    done = desk.post(url(journey), {**kept(review), "confirmed": "1", "proof": SECRET})
    assert (done.status_code, Tally.objects.get().resolution_number) == (302, "01-NQ/CB")


@pytest.mark.parametrize(("typed", "told"), [("wrong", "The password is not right."), ("", "Type your password.")])
def test_wrong_proof_does_nothing_and_keeps_everything_that_was_typed(desk, journey, typed: str, told: str) -> None:
    sent = resolution(journey, conclusion="Lời của hội nghị")
    review = desk.post(url(journey), sent)
    again = desk.post(url(journey), {**kept(review), "confirmed": "1", "proof": typed})
    assert (again.status_code, told in again.content.decode(), Tally.objects.count()) == (422, True, 0)
    assert {name: kept(again)[name] for name in sent} == sent
    assert 'value="wrong"' not in again.content.decode()
    assert desk.post(url(journey), {**kept(again), "confirmed": "1", "proof": SECRET}).status_code == 302


def test_confirmation_without_any_proof_is_no_way_round(desk, journey) -> None:
    answer = desk.post(url(journey), resolution(journey, confirmed="1"))
    assert (answer.status_code, 'name="proof"' in answer.content.decode()) == (200, True)
    assert not Tally.objects.exists()


def test_right_password_is_looked_at_five_times_and_no_more(desk, journey) -> None:
    sent = resolution(journey, confirmed="1")
    for _try in range(5):
        desk.post(url(journey), {**sent, "proof": "wrong"})
    answer = desk.post(url(journey), {**sent, "proof": SECRET})
    assert "Too many attempts" in answer.content.decode()
    assert not Tally.objects.exists()


def test_proof_is_good_for_ten_minutes(desk, journey) -> None:
    desk.post("/tai-khoan/xac-nhan/", {"proof": SECRET})
    review = desk.post(url(journey), resolution(journey))
    assert 'name="proof"' not in review.content.decode()
    assert desk.post(url(journey), {**kept(review), "confirmed": "1"}).status_code == 302


def test_who_has_a_telephone_proves_by_its_code_and_not_by_the_password(desk, journey, settings) -> None:
    settings.SECOND_FACTOR = True
    who, secret = journey.chain.users["cell"], factor.new_secret()
    factor.enrol(who, secret, 0)
    sent = resolution(journey, confirmed="1")
    refused = desk.post(url(journey), {**sent, "proof": SECRET})
    assert "The code is not right" in refused.content.decode()
    code = factor.code_at(secret, timezone.now().timestamp())
    assert desk.post(url(journey), {**kept(refused), "confirmed": "1", "proof": code}).status_code == 302


def test_step_that_can_be_taken_back_asks_nothing(journey, page) -> None:
    client = page("cell")
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        data = {"key": str(uuid4()), "person": journey.chain.members[2].public_id, "together_since": "10/01/2022"}
        assert client.post(address(journey, "add_introducer"), data).status_code == 302


def test_demonstration_asks_nothing(desk, journey, settings) -> None:
    settings.STEP_UP = False
    assert desk.post(url(journey), resolution(journey, confirmed="1")).status_code == 302
