"""How often somebody may be wrong, and what counts as the same account."""

import unicodedata
from datetime import timedelta

import pytest
import time_machine
from django.test import Client, RequestFactory

from organization.models import User
from organization.sign_in.throttle import TooOften, account_name, address_of, attempt
from tests.factories import user
from tests.organization.sign_in.conftest import NOW
from tests.organization.sign_in.telephone import SECRET, QuickArgon2, password, texts

pytestmark = pytest.mark.django_db

SPELLINGS = [
    "bithu.chibo",
    "BITHU.ChiBo",
    "bí thư.chi bộ".replace(" ", ""),
    unicodedata.normalize("NFD", "bíthư.chibộ"),
    "ｂｉｔｈｕ．ｃｈｉｂｏ",
    "  bithu.chibo ",
    "bithu\u200b.chibo",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_a_name_is_one_account(spelling: str) -> None:
    assert account_name(spelling) == "bithu.chibo"


def test_different_spellings_share_one_counter() -> None:
    with time_machine.travel(NOW, tick=False):
        for spelling in SPELLINGS[:5]:
            attempt(spelling, "10.0.0.1")
        with pytest.raises(TooOften):
            attempt(SPELLINGS[5], "10.0.0.1")


@pytest.mark.parametrize("known", [True, False])
def test_sixth_attempt_is_not_looked_at_whether_the_account_exists_or_not(known: bool) -> None:
    made = user(password=SECRET)
    name = made.username if known else "nobody"
    with time_machine.travel(NOW, tick=False):
        client = Client()
        answers = [client.post("/dang-nhap/", {"username": name, "password": "wrong"}) for _try in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429]
        assert "Too many attempts. Try again in 15 minutes." in texts(answers[-1])
        right = password(client, made)
        assert right.status_code == (429 if known else 302)


def test_time_that_is_left_is_told_and_then_it_goes_on() -> None:
    made = user(password=SECRET)
    client = Client()
    with time_machine.travel(NOW, tick=False):
        for _try in range(6):
            password(client, made, "wrong")
    with time_machine.travel(NOW + timedelta(minutes=13), tick=False):
        assert "in 2 minutes" in texts(password(client, made))
    with time_machine.travel(NOW + timedelta(minutes=15, seconds=1), tick=False):
        assert password(client, made).status_code == 302


def test_right_password_begins_the_count_anew() -> None:
    made = user(password=SECRET)
    for _round in range(3):
        for _try in range(4):
            password(Client(), made, "wrong")
        assert password(Client(), made).status_code == 302


def test_attempts_from_many_addresses_on_one_account_are_stopped_too() -> None:
    with time_machine.travel(NOW, tick=False):
        for number in range(20):
            attempt("bithu", f"10.0.0.{number}")
        with pytest.raises(TooOften):
            attempt("bithu", "10.0.0.200")
        attempt("another", "10.0.0.200")


def test_one_address_tries_many_accounts_and_is_stopped_but_an_office_that_signs_in_is_not() -> None:
    with time_machine.travel(NOW, tick=False):
        for number in range(200):
            attempt(f"right{number}", "10.0.0.1").succeeded()
        for number in range(60):
            attempt(f"name{number}", "10.0.0.1")
        with pytest.raises(TooOften):
            attempt("name999", "10.0.0.1")


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "found"),
    [
        ((), "10.1.1.1", "1.2.3.4", "10.1.1.1"),
        (("127.0.0.1",), "127.0.0.1", "", "127.0.0.1"),
        (("127.0.0.1",), "127.0.0.1", "10.1.1.1", "10.1.1.1"),
        (("127.0.0.1",), "127.0.0.1", "6.6.6.6, 10.1.1.1", "10.1.1.1"),
        (("127.0.0.1", "10.0.0.2"), "127.0.0.1", "6.6.6.6, 10.1.1.1, 10.0.0.2", "10.1.1.1"),
        (("127.0.0.1",), "10.1.1.1", "6.6.6.6", "10.1.1.1"),
        (("127.0.0.1",), "127.0.0.1", "not an address", "127.0.0.1"),
        ((), "", "", ""),
    ],
)
def test_address_is_what_our_own_proxies_say_and_nothing_a_client_says(
    settings, proxies: tuple[str, ...], remote: str, forwarded: str, found: str
) -> None:
    settings.TRUSTED_PROXIES = frozenset(proxies)
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == found


def test_unknown_user_costs_a_hash_as_a_known_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: what takes the time is the hash."""
    made: User = user(password=SECRET)
    counted: list[str] = []
    for name in ("encode", "verify"):
        original = getattr(QuickArgon2, name)

        def watched(self: object, *args: object, _original=original, _name=name) -> object:
            counted.append(_name)
            return _original(self, *args)

        monkeypatch.setattr(QuickArgon2, name, watched)
    costs = []
    for typed in (made.username, "nobody"):
        counted.clear()
        Client().post("/dang-nhap/", {"username": typed, "password": "wrong"})
        costs.append(len(counted))
    assert costs[0] >= 1
    assert costs[0] == costs[1]


def test_failed_and_refused_attempts_are_logged_without_a_name(caplog: pytest.LogCaptureFixture) -> None:
    made = user(username="nguyenvana", password=SECRET)
    with time_machine.travel(NOW, tick=False):
        for _try in range(6):
            password(Client(), made, "wrong")
    told = [line.split(":")[0] for line in caplog.messages if line.startswith("sign-in")]
    assert told == ["sign-in failed"] * 5 + ["sign-in refused from now on"]
    assert "127.0.0.1" in caplog.messages[0]
    assert "nguyenvana" not in caplog.text
    assert "wrong" not in caplog.text
