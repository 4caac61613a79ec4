"""Who proposed and decided an admission that turned out wrong: kept by the act, shown with what is said (ADM-105)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from admission.answering import KIND, answerable
from admission.facts_fault import Fault
from tests.admission.test_wrong_admission import annul, conclude, hand_on, member, redo
from tests.admission.unusual import UnusualJourney, told
from tests.chain import build_chain
from workflows.models import Event, Judgement

pytestmark = pytest.mark.django_db

BREACH = "To propose or decide an unqualified admission is itself a breach"


@pytest.fixture
def in_hanoi() -> Iterator[None]:
    with override_settings(ADMISSION_LOCAL_LAW="ha-noi"):
        yield


def kept(journey: UnusualJourney) -> dict[str, Any]:
    event = Event.objects.filter(case_id=journey.case_id, kind=KIND).select_related("payload").last()
    assert event is not None
    return dict(event.payload.values)


def parts(journey: UnusualJourney) -> list[tuple[str, str]]:
    return [(row["part"], row["body"]) for row in kept(journey)["answerable"]]


def page(journey: UnusualJourney, settings: Any, who: str = "standing") -> str:
    settings.TODAY = journey.day
    client = Client(headers={"accept-language": "en"})
    client.force_login(journey.chain.users[who])
    return client.get(reverse("case", args=[journey.dossier.public_id])).content.decode()


def test_annulment_keeps_who_introduced_proposed_decided_and_signed(settings: Any) -> None:
    journey = member()
    annul(journey)
    names = {name: str(body) for name, body in journey.chain.bodies.items()}
    assert sorted(parts(journey)) == sorted(
        [
            ("introduced", ""),
            ("introduced", ""),
            ("certified", names["grassroots"]),
            ("proposed", names["cell"]),
            ("proposed", names["grassroots"]),
            ("appraised", names["department"]),
            ("decided", names["standing"]),
            ("signed", names["standing"]),
        ]
    )
    introducers = {row["person"] for row in kept(journey)["answerable"] if row["part"] == "introduced"}
    assert introducers == {person.full_name for person in journey.chain.members[2:4]}
    days = [row["on"] for row in kept(journey)["answerable"]]
    assert days == sorted(days)
    shown = page(journey, settings)
    assert "Who proposed and decided" in shown
    assert BREACH not in shown
    assert any("For the review of responsibility: introduced:" in line for line in told(journey))
    assert journey.recorded()


def test_vote_below_the_ratio_neither_proposed_nor_decided() -> None:
    journey = UnusualJourney(build_chain("p1", with_section=False)).to("cell")
    journey.vote(yes=1)
    assert [row["part"] for row in answerable(journey.dossier)] == ["introduced", "introduced", "certified"]


@pytest.mark.usefixtures("in_hanoi")
def test_hanoi_says_that_it_is_itself_a_breach_and_names_its_article(settings: Any) -> None:
    journey = member()
    annul(journey)
    shown = page(journey, settings)
    assert BREACH in shown
    assert "Mục 5.2" in shown
    assert "local rule" in shown
    found = {row["name"]: row for row in Judgement.objects.get(verb="annul").findings}["proposing_was_a_breach"]
    assert (found["status"], found["certainty"], found["blocks"]) == ("human", "local", False)
    assert str(journey.chain.bodies["cell"]) in " ".join(found["numbers"]["who"])


@pytest.mark.usefixtures("in_hanoi")
def test_redo_of_a_qualified_member_is_no_breach_and_keeps_the_list(settings: Any) -> None:
    journey = member()
    redo(journey, "authority")
    before = kept(journey)
    assert before["unqualified"] is False
    assert BREACH not in page(journey, settings)
    hand_on(journey)
    journey.vote(form="secret")
    conclude(journey)
    journey.to("end")
    assert kept(journey) == before
    journey.day += timedelta(days=30)
    annul(journey, Fault.STANDARDS)
    assert kept(journey)["unqualified"] is True
    assert [part for part, _body in parts(journey)].count("decided") == 2


def cancelled(ground: str) -> UnusualJourney:
    journey = UnusualJourney(build_chain("p1", with_section=False))
    journey.to("ceremony")
    journey.do_on_case(
        "cancel_decision",
        by=journey.chain.users["standing"],
        ground=ground,
        reason="khai man",
        signed_on=journey.day + timedelta(days=1),
        acknowledge=True,
    )
    return journey


@pytest.mark.usefixtures("in_hanoi")
def test_decision_cancelled_before_the_ceremony_keeps_the_list(settings: Any) -> None:
    journey = cancelled("unqualified")
    assert ("decided", str(journey.chain.bodies["standing"])) in parts(journey)
    assert kept(journey)["unqualified"] is True


def test_applicant_reads_nothing_of_it_in_his_own_file(settings: Any) -> None:
    journey = member()
    annul(journey)
    settings.TODAY = journey.day
    client = Client(headers={"accept-language": "en"})
    client.force_login(journey.chain.applicant)
    own = client.get(reverse("own_file", args=[journey.dossier.public_id])).content.decode()
    assert "Who proposed and decided" not in own
