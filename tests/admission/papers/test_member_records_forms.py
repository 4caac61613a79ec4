"""The member's CV and record card are written from the ceremony on, whatever step is open (ADM-63)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from admission.models import State
from admission.papers.models import PaperDraft
from organization.models import User
from tests.admission.member_journey import MemberJourney
from tests.chain import build_chain

pytestmark = pytest.mark.django_db
RECORDS = ("member_cv", "record_card")


@pytest.fixture
def sign_in(settings: Any) -> Any:
    def as_user(who: User, journey: MemberJourney) -> Client:
        settings.TODAY = journey.day
        client = Client(headers={"accept-language": "en"})
        client.force_login(who)
        return client

    return as_user


def own(name: str, journey: MemberJourney, **more: str) -> str:
    return reverse(name, kwargs={"public_id": journey.dossier.public_id, **more})


@pytest.mark.parametrize("step", ["probation", "recognition_cell", "recognition_standing", "card", "end"])
def test_member_writes_them_at_every_step_and_after_the_card(sign_in, step):
    journey = MemberJourney(build_chain(with_section=False)).on(step if step != "end" else "")
    client = sign_in(journey.chain.applicant, journey)
    listed = client.get(own("own_papers", journey)).content.decode()
    for code in RECORDS:
        address = own("own_paper", journey, code=code)
        assert address in listed
        assert client.get(address).status_code == 200
    assert client.get(own("own_paper", journey, code="application")).status_code == 404


def test_what_is_written_while_the_committees_decide_is_kept_and_printed(sign_in):
    journey = MemberJourney(build_chain(with_section=False)).on("recognition_standing")
    client = sign_in(journey.chain.applicant, journey)
    address = own("own_paper", journey, code="record_card")
    sent = {"health": "tốt", "version": "0", "window": "w"}
    assert client.post(address, sent, headers={"HX-Request": "true"}).status_code == 200
    assert PaperDraft.objects.get(code="record_card").dossier_id == journey.case_id
    pdf = own("own_paper_draft", journey, code="record_card", extension="pdf")
    assert client.get(pdf)["Content-Type"] == "application/pdf"


def test_cell_writes_them_for_a_member_without_an_account_and_nobody_else_does(sign_in):
    journey = MemberJourney(build_chain(with_section=False)).on("recognition_standing")
    User.objects.filter(pk=journey.chain.applicant.pk).update(is_active=False)
    clerk = sign_in(journey.chain.users["clerk"], journey)
    assert clerk.get(own("paper", journey, code="member_cv")).status_code == 200
    other = sign_in(journey.chain.users["department"], journey)
    assert other.get(own("paper", journey, code="member_cv")).status_code == 403


def test_nobody_writes_them_before_the_ceremony_or_after_the_membership(sign_in):
    journey = MemberJourney(build_chain(with_section=False))
    journey.day += timedelta(days=30)
    journey.propose_removal()
    journey.on("removal_notice")
    assert journey.dossier.state == State.REMOVED
    client = sign_in(journey.chain.applicant, journey)
    assert client.get(own("own_paper", journey, code="member_cv")).status_code == 403
