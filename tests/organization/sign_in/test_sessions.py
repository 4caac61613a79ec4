"""Sessions on shared machines: how long they last, who sees and ends them, what stays in the browser."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from organization.models import Session, User
from organization.sign_in.sessions import name_of
from tests.factories import user
from tests.organization.sign_in.conftest import NOW
from tests.organization.sign_in.telephone import SECRET, enrolled, entered, password, signed_in, texts

pytestmark = pytest.mark.django_db
ACCOUNT, END = "/tai-khoan/", "/tai-khoan/phien/"


def at(minutes: float) -> time_machine.travel:
    return time_machine.travel(NOW + timedelta(minutes=minutes), tick=False)


def test_session_ends_a_quarter_of_an_hour_after_its_last_page(member: User) -> None:
    with at(0):
        client = signed_in(member)
    with at(14):
        assert entered(client)
    with at(28):
        assert entered(client)
    with at(43.5):
        assert client.get("/")["Location"] == "/dang-nhap/?next=/"


def test_session_ends_after_eight_hours_whatever_its_owner_does(member: User) -> None:
    with at(0):
        client = signed_in(member)
    for minutes in range(10, 480, 10):
        with at(minutes):
            assert entered(client), minutes
    with at(480.1):
        assert not entered(client)


def test_page_that_asks_by_itself_keeps_nobody_signed_in(member: User) -> None:
    with at(0):
        client = signed_in(member)
    with at(10):
        assert client.get("/", headers={"X-By-Itself": "1"}).status_code == 200
    with at(16):
        assert not entered(client)


def test_parts_that_fetch_themselves_say_so(member: User) -> None:
    assert """hx-headers='{"X-By-Itself": "1"}'""" in signed_in(member).get("/").content.decode()


def test_typing_keeps_him_signed_in(member: User) -> None:
    with at(0):
        client = signed_in(member)
    with at(12):
        assert client.post("/tai-khoan/con-o-day/").status_code == 204
    with at(24):
        assert entered(client)


def test_a_request_costs_session_and_seats_and_one_write_a_minute(member: User, django_assert_num_queries) -> None:
    with at(0):
        client = signed_in(member)
    for minutes, statements in ((0.5, 2), (2, 3), (2.5, 2)):
        with at(minutes), django_assert_num_queries(statements):
            client.get("/tai-khoan/con-o-day/")


def test_nothing_is_remembered_when_the_browser_is_closed(member: User) -> None:
    client = Client()
    answer = password(client, member)
    cookie = answer.cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == ("", "", True, "Lax")


def test_signing_in_changes_the_key_of_the_session(secretary: User) -> None:
    telephone, _paper = enrolled(secretary)
    client, keys = Client(), []
    client.get("/dang-nhap/")
    keys.append(client.session.session_key)
    password(client, secretary)
    keys.append(client.session.session_key)
    client.post("/dang-nhap/ma-xac-thuc/", {"code": telephone.code()})
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3
    assert Session.objects.filter(pk__in=keys[:2]).count() == 0


def test_own_sessions_are_listed_with_address_and_browser_and_no_key(member: User) -> None:
    client = Client(headers={"user-agent": "Firefox of the office"}, REMOTE_ADDR="10.2.3.4")
    password(client, member)
    other = signed_in(member)
    page = texts(other.get(ACCOUNT))
    assert "This browser" in page
    assert "10.2.3.4" in page
    assert "Firefox of the office" in page
    html = other.get(ACCOUNT).content.decode()
    assert not any(key in html for key in Session.objects.values_list("pk", flat=True))


def test_one_session_is_ended_and_the_others_go_on(member: User) -> None:
    here, there, third = (signed_in(member) for _each in range(3))
    here.post(END, {"session": name_of(str(there.session.session_key))})
    assert [entered(one) for one in (here, there, third)] == [True, False, True]


def test_all_but_this_one_are_ended(member: User) -> None:
    here, there, third = (signed_in(member) for _each in range(3))
    here.post(END, {"session": "others"})
    assert [entered(one) for one in (here, there, third)] == [True, False, False]


def test_session_of_another_person_is_neither_listed_nor_ended(member: User) -> None:
    stranger = signed_in(user(password=SECRET))
    mine = signed_in(member)
    assert len(mine.get(ACCOUNT).context["lines"]) == 1
    for named in (name_of(str(stranger.session.session_key)), stranger.session.session_key, "others", ""):
        mine.post(END, {"session": named})
    assert entered(stranger)


def test_ended_session_does_not_come_back_by_being_used(member: User) -> None:
    """A request on its way while the session is ended writes no new row."""
    client = signed_in(member)
    key = client.session.session_key
    Session.objects.filter(pk=key).delete()
    assert not entered(client)
    assert not Session.objects.filter(pk=key).exists()


def test_signing_out_ends_the_row_and_empties_the_browser(member: User) -> None:
    client = signed_in(member)
    answer = client.post(reverse("logout"))
    assert "storage" in answer["Clear-Site-Data"]
    assert not Session.objects.filter(user=member).exists()
    assert client.post("/quan-tri/logout/")["Location"].startswith("/dang-nhap/")


def test_session_counts_by_the_minute_so_that_no_second_of_a_vote_is_kept(member: User) -> None:
    with time_machine.travel(NOW + timedelta(seconds=37), tick=False):
        client = signed_in(member)
        row = Session.objects.get(pk=client.session.session_key)
        kept = {**client.session, "seen": row.seen_at.timestamp(), "end": row.expire_date.timestamp()}
    assert [kept[name] % 60 for name in ("began", "proved", "seen", "end")] == [0, 0, 0, 0]


@pytest.mark.parametrize("address", ["/", ACCOUNT, "/tai-khoan/mat-khau/", "/dang-nhap/", "/dang-nhap/ma-mot-lan/"])
def test_pages_are_kept_by_no_browser(member: User, address: str) -> None:
    client = Client() if "dang-nhap" in address else signed_in(member)
    answer = client.get(address)
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
