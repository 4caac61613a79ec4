"""Who finds what in the list of cases."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from admission.models import State
from organization.models import Role, Seat
from tests.chain import Journey, build_chain
from tests.factories import body, organization, seat, user
from tests.workflows.case_list.dossiers import ON, dossier, english, listed, searched
from workflows.case_list import Wanted, listing
from workflows.models import CasePerson

pytestmark = pytest.mark.django_db


def test_case_one_may_not_see_is_no_hit_no_number_and_no_organisation(room, reader):
    hidden_in = organization(name="Chi bộ Kín", code="KIN1")
    before = listing(reader, ON, Wanted())
    hidden = dossier(body(hidden_in), "Bí Mật", state=State.VOTING, due={"decision": -3})
    after = listing(reader, ON, Wanted())
    assert (after.total, after.states, after.kinds, after.statuses) == (0, {}, {}, {})
    assert (before.total, before.states, before.kinds) == (0, {}, {})
    for text in ("bi mat", "kin1", hidden.code):
        assert searched(reader, text) == []
    assert listed(reader, organization=hidden_in) == []


def test_list_looks_the_same_with_and_without_a_case_one_may_not_see(at_desk, room):
    dossier(room, "Nguyễn An")
    addresses = ["/ho-so/", "/ho-so/?q=bi+mat", "/ho-so/?to_chuc=KIN1", f"/ho-so/?giai_doan={State.VOTING}&han=overdue"]
    hidden_in = organization(name="Chi bộ Kín", code="KIN1")
    at_desk.get("/ho-so/")

    def seen() -> list[str]:
        return [_steady(english(at_desk.get(address))) for address in addresses]

    without = seen()
    dossier(body(hidden_in), "Bí Mật", state=State.VOTING, due={"decision": -3})
    assert seen() == without


def _steady(page: str) -> str:
    """The page without its tokens and its clock."""
    return "\n".join(line for line in page.splitlines() if "csrf" not in line and "As of" not in line)


def test_person_concerned_does_not_find_his_own_case_through_his_seat(room):
    case = dossier(room, "Chính Đương Sự")
    concerned = user(seat(case.subject, room, Role.MEMBER).person)
    assert listing(concerned, ON, Wanted()).total == 0
    assert searched(concerned, "duong su") == []
    assert searched(concerned, case.code) == []


def test_ended_seat_finds_nothing(room, reader):
    dossier(room)
    Seat.objects.filter(person=reader.person).update(until=ON)
    assert listing(reader, ON, Wanted()).total == 0
    assert listing(reader, ON - timedelta(days=1), Wanted()).total == 1


def test_named_person_finds_his_within_his_days(room):
    case = dossier(room, "Nguyễn An")
    dossier(room, "Nguyễn Bình")
    named = user()
    CasePerson.objects.create(
        content_object=case,
        user=named,
        permission=Permission.objects.get(codename="view_case"),
        reason="x",
        since=ON,
        until=ON + timedelta(days=2),
        event=case.events.get(),
    )
    assert [searched(named, "nguyen"), listed(named, on=ON + timedelta(days=2))] == [[case], []]


def test_administrator_without_seats_finds_nothing(room):
    dossier(room, "Nguyễn An")
    assert listing(user(is_superuser=True), ON, Wanted()).total == 0


def test_applicant_is_led_to_his_own_file(client, settings):
    settings.TODAY = ON
    chain = build_chain()
    Journey(chain)
    client.force_login(chain.applicant)
    page = english(client.get("/ho-so/"))
    assert "You hold no seat today" in page
    assert 'href="/ho-so-cua-toi/"' in page
    assert client.get("/ho-so/").context["found"].total == 0


def test_without_a_seat_an_organisation_is_as_unknown_as_one_that_is_not_there(client, settings):
    settings.TODAY = ON
    organization(name="Chi bộ Kín", code="KIN1")
    client.force_login(user())
    answers = [english(client.get(f"/ho-so/?to_chuc={code}")) for code in ("KIN1", "KIN2")]
    assert ["No organisation has this code or name." in answer for answer in answers] == [True, True]
