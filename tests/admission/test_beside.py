"""The page of what waits beside the open steps: found by who may do it, of the dossiers he sees."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from admission.models import State
from organization.models import User
from tests.admission.member_journey import MemberJourney
from tests.admission.test_sources import follow, masses
from tests.admission.test_sources import to as on_the_list_to
from tests.admission.traveller import Traveller
from tests.chain import Journey, build_chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(settings: Any) -> Any:
    def of(who: User, journey: Journey) -> str:
        settings.TODAY = journey.day
        client = Client(headers={"accept-language": "en"})
        client.force_login(who)
        answer = client.get(reverse("beside_steps"))
        assert answer.status_code == 200
        return str(answer.content.decode())

    return of


def test_committee_finds_the_list_it_has_to_confirm_until_it_has(page):
    journey = on_the_list_to(follow(masses()), State.SYMPATHIZER)
    users, code = journey.chain.users, journey.dossier.code
    assert "Confirm the list" in page(users["grassroots"], journey)
    assert code in page(users["grassroots"], journey)
    for other in ("standing", "department"):
        assert code not in page(users[other], journey)
    journey.do_on_case("confirm_list", by=users["grassroots"], number="2", confirmed_on=journey.day)
    assert code not in page(users["grassroots"], journey)


def test_cv_that_waits_for_its_stamp_is_found_by_who_stamps_it(page):
    journey = Traveller(with_section=False).to("verify")
    assert "Stamp the CV" in page(journey.users["grassroots"], journey)
    journey.do_on_case("stamp_cv", by=journey.users["grassroots"], stamped_on=journey.day)
    assert "Stamp the CV" not in page(journey.users["grassroots"], journey)


def test_party_age_is_checked_by_one_committee_and_decided_by_another(page):
    journey = MemberJourney(build_chain(with_section=False)).on("card")
    users = journey.chain.users
    told = {"because": "lost_contact", "since": journey.ends_on - timedelta(days=90), "until": journey.day}
    paper = {"paper_number": "1", "paper_on": journey.day, "declared_on": journey.day, "checked_on": journey.day}
    assert journey.dossier.code not in page(users["grassroots"], journey)
    journey.do_on_case("declare_time_outside", by=users["cell"], file=None, **told, **paper)
    assert journey.dossier.code in page(users["grassroots"], journey)
    assert journey.dossier.code not in page(users["standing"], journey)
    journey.do_on_case("check_times_outside", by=users["grassroots"], checked_on=journey.day, remarks="đúng")
    assert journey.dossier.code not in page(users["grassroots"], journey)
    assert journey.dossier.code in page(users["standing"], journey)


def test_cell_finds_the_records_of_its_new_member(page):
    journey = Traveller(with_section=False, start=date(2025, 10, 1)).to("end")
    assert "File the member" in page(journey.users["cell"], journey)
    assert "File the member" not in page(journey.users["standing"], journey)


def test_who_holds_no_seat_finds_nothing_and_the_inbox_leads_here(page, settings):
    journey = Traveller(with_section=False).to("verify")
    assert journey.dossier.code not in page(journey.chain.applicant, journey)
    client = Client()
    client.force_login(journey.users["grassroots"])
    assert reverse("beside_steps") in client.get(reverse("inbox")).content.decode()
    client.force_login(journey.chain.applicant)
    assert reverse("beside_steps") not in client.get(reverse("inbox")).content.decode()


def test_statements_are_few(settings, django_assert_max_num_queries):
    journey = on_the_list_to(follow(masses()), State.SYMPATHIZER)
    settings.TODAY = journey.day
    client = Client()
    client.force_login(journey.chain.users["grassroots"])
    client.get(reverse("beside_steps"))
    with django_assert_max_num_queries(16):
        client.get(reverse("beside_steps"))
