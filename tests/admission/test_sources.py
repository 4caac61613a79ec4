"""From the person whom a cell follows to the permission to make the dossier (ADM-17; T01 to T05)."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from admission.flows import AdmissionFlow
from admission.models import Dossier, State
from organization.models import Membership, Person, Standing
from permissions.checks import NotPermitted
from tests.admission.unusual import UnusualJourney, broken, scan, told
from tests.chain import Chain, build_chain
from workflows.actions import Refused, open_case
from workflows.calendar import add_months
from workflows.findings import RuleBroken
from workflows.models import Deadline

pytestmark = pytest.mark.django_db

#: After the guidance of 29/9/2025 on the list.
BEGIN = date(2025, 10, 6)
ONE = timedelta(days=1)


def masses(profile: str = "p1") -> Chain:
    """A chain whose applicant is not on the list yet."""
    chain = build_chain(profile, with_section=False)
    Membership.objects.filter(person=chain.applicant.person).update(standing=Standing.MASSES)
    return chain


def follow(chain: Chain, **data: Any) -> UnusualJourney:
    values = {"person": chain.applicant.person, "acknowledge": True, **data}
    result = open_case(
        AdmissionFlow,
        by=chain.users["cell"],
        body=chain.bodies["cell"],
        on=BEGIN,
        key=uuid4(),
        data=values,
        verb="follow_person",
    )
    journey = UnusualJourney.__new__(UnusualJourney)
    journey.chain, journey.day, journey.pace, journey.case_id = chain, BEGIN, ONE, result.case.pk
    journey.know_actors()
    return journey


def resolved(journey: UnusualJourney, verb: str, **data: Any) -> None:
    journey.do(verb, number="3-NQ/CB", resolved_on=journey.day + ONE, acknowledge=True, **data)


def certificate(journey: UnusualJourney, **data: Any) -> None:
    values = {"number": "7/CN", "issued_on": journey.day, "certificate_issuer": "political_centre", "file": scan()}
    journey.do("record_certificate", acknowledge=True, **{**values, **data})


def to(journey: UnusualJourney, state: State) -> UnusualJourney:
    """The straight way up to the state."""
    helper = journey.chain.members[2].public_id
    ways = {
        "prospect": lambda: resolved(journey, "put_on_list", helper=helper),
        "sympathizer": lambda: resolved(journey, "propose_class"),
        "class_permission": lambda: journey.do("send_to_class", number="8", sent_on=journey.day + ONE),
        "class_permission_above": lambda: journey.do("send_to_class", number="8", sent_on=journey.day + ONE),
        "class_enrolled": lambda: certificate(journey),
        "class_certified": lambda: resolved(journey, "propose_dossier"),
        "dossier_permission": lambda: journey.do("allow_dossier", number="6-NQ/ĐU", allowed_on=journey.day + ONE),
        "dossier_permission_above": lambda: journey.do("allow_dossier", number="6-NQ", allowed_on=journey.day + ONE),
    }
    while journey.dossier.state != state:
        ways[journey.step]()
    return journey


@pytest.mark.parametrize("profile", ["p1", "p2", "p4", "p6"])
def test_person_goes_from_the_list_to_the_permission_and_on_to_the_ceremony(profile):
    journey = to(follow(masses(profile)), State.AUTHORIZED)
    dossier = journey.dossier
    assert (journey.step, dossier.authorised_on) == ("draft", journey.day)
    assert dossier.authorisation_number.startswith("6-NQ")
    assert dossier.documents.get().code == "class_certificate"
    passed = [state for state in told_states(journey) if state]
    assert passed == ["prospect", "sympathizer", "class_enrolled", "class_certified", "dossier_authorized"]
    if profile == "p1":
        journey.to("end")
        assert journey.dossier.state == State.PROBATIONARY
    assert journey.recorded()


def told_states(journey: UnusualJourney) -> list[str]:
    rows = journey.dossier.judgements.order_by("pk").values_list("state", flat=True)
    return list(dict.fromkeys(rows))


def test_the_list_makes_a_sympathiser_from_the_day_of_the_resolution():
    journey = to(follow(masses()), State.SYMPATHIZER)
    dossier = journey.dossier
    rows = Membership.objects.filter(person=dossier.subject).order_by("since")
    before, now = rows
    assert (before.standing, before.until) == (Standing.MASSES, journey.day)
    assert (now.standing, now.since, now.basis) == (Standing.SYMPATHIZER, journey.day, "3-NQ/CB")
    assert dossier.helper == journey.chain.members[2]
    assert journey.clock("list_review").due_on == add_months(journey.day, 1)


def test_helper_is_an_official_member():
    chain = masses()
    journey = follow(chain)
    with pytest.raises(RuleBroken) as caught:
        resolved(journey, "put_on_list", helper=Person.objects.get(full_name="Department Officer").public_id)
    assert broken(caught.value) == [("ADM-17", "helper_is_official")]
    with pytest.raises(RuleBroken):
        resolved(journey, "put_on_list", helper=journey.dossier.subject.public_id)
    assert journey.dossier.state == State.PROSPECT


def test_monthly_review_starts_the_next_month_and_lateness_stops_nothing():
    journey = to(follow(masses()), State.SYMPATHIZER)
    journey.day += timedelta(days=50)
    resolved(journey, "review_list", remarks="tiến bộ")
    assert journey.clock("list_review").due_on == add_months(journey.day, 1)
    assert journey.dossier.source_record.reviewed_on == journey.day
    journey.day += timedelta(days=50)
    resolved(journey, "propose_class")
    assert journey.step == "class_permission"


def test_another_helper_is_assigned():
    journey = to(follow(masses()), State.SYMPATHIZER)
    resolved(journey, "assign_helper", helper=journey.chain.members[3].public_id)
    assert (journey.step, journey.dossier.helper) == ("sympathizer", journey.chain.members[3])


@pytest.mark.parametrize(
    ("state", "verb", "step"),
    [
        (State.SYMPATHIZER, "propose_class", "sympathizer"),
        (State.CLASS_CERTIFIED, "propose_dossier", "class_certified"),
    ],
)
def test_proposal_that_is_not_approved_goes_back(state, verb, step):
    journey = to(follow(masses()), state)
    resolved(journey, verb)
    with pytest.raises(NotPermitted):
        journey.do("decline_proposal", by=journey.chain.users["cell"], reason="chưa đủ")
    journey.do("decline_proposal", reason="chưa đủ")
    assert (journey.dossier.state, journey.step) == (state, step)
    assert any("Not approved: chưa đủ" in line for line in told(journey))


def test_missed_class_leaves_a_sympathiser():
    journey = to(follow(masses()), State.CLASS_ENROLLED)
    journey.do("miss_class", reason="vắng mặt")
    assert (journey.dossier.state, journey.step) == (State.SYMPATHIZER, "sympathizer")
    to(journey, State.CLASS_CERTIFIED)


def test_certificate_of_another_issuer_is_not_taken():
    journey = to(follow(masses()), State.CLASS_ENROLLED)
    with pytest.raises(RuleBroken) as caught:
        certificate(journey, certificate_issuer="other")
    assert broken(caught.value) == [("ADM-09", "class_is_certified")]
    with pytest.raises(Refused):
        certificate(journey, file=None)
    assert not journey.dossier.documents.exists()


def test_certificate_that_lapsed_leads_back_to_the_class():
    journey = to(follow(masses()), State.CLASS_CERTIFIED)
    with pytest.raises(RuleBroken) as caught:
        journey.do("enrol_again", reason="x")
    assert broken(caught.value) == [("ADM-10", "certificate_has_lapsed")]
    journey.dossier.documents.update(issued_on=journey.day - timedelta(days=1900))
    with pytest.raises(RuleBroken) as caught:
        resolved(journey, "propose_dossier")
    assert broken(caught.value) == [("ADM-10", "certificate_is_valid")]
    journey.do("enrol_again", reason="quá 60 tháng")
    assert (journey.dossier.state, journey.step) == (State.CLASS_ENROLLED, "class_enrolled")
    certificate(journey)
    assert journey.dossier.state == State.CLASS_CERTIFIED


def test_two_separate_approvals():
    journey = to(follow(masses()), State.CLASS_CERTIFIED)
    resolved(journey, "propose_dossier")
    with pytest.raises(NotPermitted):
        journey.do("allow_dossier", by=journey.chain.users["cell"], number="6", allowed_on=journey.day)
    journey.dossier.source_record.__class__.objects.update(proposed_on=journey.day + timedelta(days=9))
    with pytest.raises((RuleBroken, Refused)):
        journey.do("allow_dossier", number="6", allowed_on=journey.day)
    assert journey.dossier.state == State.CLASS_CERTIFIED


@pytest.mark.parametrize("state", [State.PROSPECT, State.SYMPATHIZER, State.CLASS_ENROLLED, State.CLASS_CERTIFIED])
def test_cell_takes_a_person_off_its_list_and_may_follow_him_again(state):
    journey = to(follow(masses()), state)
    journey.by_cell("take_off_list", number="9-NQ", resolved_on=journey.day + ONE, reason="không phấn đấu")
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None) == (State.DELISTED, True)
    assert not Deadline.objects.filter(case=dossier, closed_on__isnull=True).exists()
    sympathizer = Membership.objects.on(journey.day).filter(person=dossier.subject, standing=Standing.SYMPATHIZER)
    assert not sympathizer.exists()
    journey.by_cell("follow_again")
    dossier = journey.dossier
    assert (dossier.state, journey.step, dossier.finished) == (State.PROSPECT, "prospect", None)
    assert to(journey, State.SYMPATHIZER).step == "sympathizer"
    assert journey.recorded()


def test_member_is_not_followed_and_nobody_twice():
    chain = masses()
    with pytest.raises(Refused) as caught:
        follow(chain, person=chain.members[2])
    assert list(caught.value.errors) == ["person"]
    follow(chain)
    with pytest.raises(Refused) as caught:
        follow(chain)
    assert list(caught.value.errors) == ["person"]
    assert Dossier.objects.count() == 1


def test_case_on_the_list_is_withdrawn_by_the_person():
    journey = to(follow(masses()), State.SYMPATHIZER)
    journey.do_on_case("withdraw", by=journey.chain.applicant, reason="")
    assert journey.dossier.state == State.WITHDRAWN


def test_page_begins_a_case_before_the_list():
    chain = masses()
    client = Client()
    client.force_login(chain.users["cell"])
    person = chain.applicant.person
    assert person is not None
    with time_machine.travel(date(2025, 10, 6), tick=False):
        page = client.get(reverse("follow_person"))
        assert person.full_name in page.content.decode()
        answer = client.post(reverse("follow_person"), {"key": str(uuid4()), "person": person.public_id})
    assert answer.status_code == 302
    dossier = Dossier.objects.get()
    assert (dossier.state, dossier.authorised_on) == (State.PROSPECT, None)
    with time_machine.travel(date(2025, 10, 6), tick=False):
        assert client.get(answer["Location"]).status_code == 200
