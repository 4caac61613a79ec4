"""An applicant withdraws, or without an account has it done for him."""

from datetime import timedelta

import pytest

from admission.models import State
from admission.states import BEFORE_MEMBERSHIP
from permissions.checks import NotPermitted
from tests.admission.profiles import journey_of, told, withdraw_for, without_account
from workflows.actions import Refused
from workflows.models import Document
from workflows.timeline import events_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("profile", ["p0k", "p2", "p4", "p6"])
def test_applicant_withdraws_in_every_chain(profile):
    journey = journey_of(profile).to("cell")
    journey.do_on_case("withdraw", by=journey.chain.applicant, reason="")
    assert journey.dossier.state == State.WITHDRAWN


def test_clerk_withdraws_for_an_applicant_without_account_and_the_record_says_so():
    journey = without_account(journey_of("p4").to("cell"))
    withdraw_for(journey, journey.chain.users["clerk"], acknowledge=True)
    assert journey.dossier.state == State.WITHDRAWN
    assert any("who has no account" in line for line in told(journey))
    assert Document.objects.get(case=journey.case_id, code="withdrawal_request").sha256


def test_nobody_withdraws_for_an_applicant_who_has_an_account():
    journey = journey_of("p1").to("cell")
    with pytest.raises(Refused):
        withdraw_for(journey, journey.chain.users["clerk"], acknowledge=True)
    assert journey.dossier.state == State.COMPLETE


def test_withdrawal_for_another_needs_the_written_request():
    journey = without_account(journey_of("p1").to("cell"))
    for wrong in ({"file": None}, {"requested_on": journey.day + timedelta(days=9)}):
        with pytest.raises(Refused):
            withdraw_for(journey, journey.chain.users["clerk"], acknowledge=True, **wrong)
    for name in ("grassroots", "department", "standing"):
        with pytest.raises(NotPermitted):
            withdraw_for(journey, journey.chain.users[name], acknowledge=True)
    assert journey.dossier.state in BEFORE_MEMBERSHIP


def test_paper_filed_for_an_applicant_without_account_says_so():
    journey = without_account(journey_of("p1"))
    journey.do("file_paper", code="application", issued_on=journey.day)
    journey.do("file_paper", code="opinions", issued_on=journey.day)
    kinds = [event.kind for event in events_of(journey.dossier) if event.kind.startswith("paper.")]
    assert kinds == ["paper.filed_for_applicant", "paper.filed"]
