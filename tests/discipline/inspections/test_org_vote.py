"""The meeting of his organisation: on the facts alone, or at the level of discipline with self-criticism and a vote."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.admission.signing_in import SignIn
from tests.discipline.inspections.continued import led_to, matter_of
from tests.discipline.inspections.searches import Search
from workflows.acting import Refused
from workflows.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("outcome", ["no_violation", "shortcoming", "violation"])
def test_on_the_facts_alone_it_is_concluded_without_a_ballot(outcome: str) -> None:
    search = Search().to("org_meeting")
    with pytest.raises(Refused) as error:
        search.vote()
    assert set(error.value.errors) == {""}
    search.to("reported").conclude(outcome)
    search.to("published").do("file_inspection", number="01-ML")

    assert (search.case.state, search.case.outcome, search.case.org_vote) == ("iv_filed", outcome, {})
    reported = Event.objects.get(case=search.case, kind="result.reported")
    assert reported.payload.values["voted"] is False


def at_discipline_level(by: str = "inspection") -> Search:
    search = Search(by=by).to("verifying")
    search.do("criticise_in_inspection", account="I admit it.")
    search.to("org_meeting")
    return search


@pytest.mark.parametrize(
    ("votes", "form", "none"),
    [
        ({"warning": 6, "reprimand": 3}, "warning", False),
        ({"warning": 4, "reprimand": 4, "no_discipline": 1}, "", False),
        ({"no_discipline": 9}, "", True),
        ({"expulsion": 6, "warning": 3}, "expulsion", False),
        ({"expulsion": 5, "warning": 4}, "", False),
    ],
)
def test_what_it_proposes_is_computed_from_the_count(votes: dict[str, int], form: str, none: bool) -> None:
    search = at_discipline_level()
    search.vote(**votes)

    found = search.case.org_vote
    assert (found["form"], found["none"], found["base"]) == (form, none, 9)
    assert {code: count for code, count in found["votes"].items() if count} == votes
    assert search.case.documents.filter(code="org_vote_minutes").exists()
    with pytest.raises(Refused):
        search.vote(**votes)


def test_counts_that_do_not_close_are_refused_at_their_place() -> None:
    search = at_discipline_level()
    with pytest.raises(Refused) as error:
        search.vote(warning=8, reprimand=2)
    assert set(error.value.errors) == {"base"}
    assert search.case.org_vote == {}


def test_a_cell_that_inspects_votes_in_its_discipline_case() -> None:
    search = at_discipline_level("cell")
    with pytest.raises(Refused):
        search.vote()
    assert search.case.org_vote == {}


def test_after_a_vote_discipline_goes_on_at_the_hearing_without_one_at_his_cell() -> None:
    search = Search().deserving(voted=False)
    search.pass_on()
    assert (led_to(search).state, led_to(search).decider) == ("verifying", "cell")
    matter = matter_of(search)
    assert matter.step == "verifying"


def test_the_vote_is_entered_by_the_form(sign_in: SignIn) -> None:
    search = at_discipline_level()
    client = sign_in(search.actor(), search.day)
    page = client.get(reverse("task", args=[search.task.public_id])).content.decode()
    address = reverse("act", args=[search.task.public_id, "record_org_vote"])
    assert address in page
    sent = {"key": str(uuid4()), "acknowledge": "on", "day": f"{search.day:%d/%m/%Y}", "number": "03-KP", "base": "9"}
    assert client.post(address, {**sent, "base": ""}).status_code == 422
    assert client.post(address, {**sent, "vote_warning": "x"}).status_code == 422
    assert client.post(address, {**sent, "vote_warning": "12"}).status_code == 422
    assert search.case.org_vote == {}
    review = client.post(address, {**sent, "vote_warning": "7"})
    assert (review.status_code, search.case.org_vote) == (200, {})
    assert client.post(address, {**sent, "vote_warning": "7", "confirmed": "1"}).status_code == 302
    assert (search.case.org_vote["form"], search.case.org_vote["votes"]["warning"]) == ("warning", 7)
