"""From the password to the inbox: who owes a second factor, sets it up once, and gets nowhere without it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from organization.models import BodyKind, Kind, SecondFactor, User
from organization.sign_in import factor
from organization.sign_in.models import RecoveryCode
from organization.sign_in.obligation import OBLIGED
from tests.factories import body, organization, seat
from tests.organization.sign_in.conftest import NOW, sitting
from tests.organization.sign_in.telephone import (
    SECRET,
    Telephone,
    enrolled,
    entered,
    password,
    photographed,
    signed_in,
    texts,
)

pytestmark = pytest.mark.django_db
CODE_PAGE, ENROL = "/dang-nhap/ma-xac-thuc/", "/dang-nhap/dien-thoai/"


@pytest.mark.parametrize(
    ("kind", "owner", "owes"),
    [
        (BodyKind.CELL, Kind.CELL, False),
        (BodyKind.CELL_COMMITTEE, Kind.CELL, False),
        (BodyKind.SECTION_COMMITTEE, Kind.SECTION, False),
        (BodyKind.CELL, Kind.BASE_CELL, True),
        (BodyKind.CELL_COMMITTEE, Kind.BASE_CELL, True),
        (BodyKind.COMMITTEE, Kind.BASE, True),
        (BodyKind.COMMITTEE, Kind.COMMUNE_BASE, True),
        (BodyKind.STANDING_COMMITTEE, Kind.SUPERIOR, True),
        (BodyKind.INSPECTION, Kind.SUPERIOR, True),
        (BodyKind.ORGANIZATION_DEPARTMENT, Kind.DIRECT, True),
        (BodyKind.OFFICE, Kind.CENTRAL, True),
    ],
)
def test_a_seat_from_the_grassroots_committee_up_owes_a_second_factor(kind: str, owner: str, owes: bool) -> None:
    client = Client()
    answer = password(client, sitting(kind, owner))
    assert (answer["Location"], entered(client)) == ((ENROL, False) if owes else ("/", True))


def test_every_kind_of_body_is_decided_on() -> None:
    assert set(OBLIGED) == set(BodyKind.values) - {BodyKind.SECTION_COMMITTEE}


def test_who_administers_owes_it_without_any_seat(root: User) -> None:
    assert password(Client(), root)["Location"] == ENROL


def test_a_seat_that_ended_or_has_not_begun_owes_nothing() -> None:
    who = sitting(BodyKind.CELL, Kind.CELL)
    committee = body(organization(kind=Kind.BASE), kind=BodyKind.COMMITTEE)
    seat(who.person, committee, since=date(2024, 1, 1), until=date(2025, 1, 1))
    assert password(Client(), who)["Location"] == "/"


def test_first_signing_in_sets_the_telephone_up_shows_ten_codes_once_and_goes_on(secretary: User) -> None:
    client = Client()
    password(client, secretary, next="/to-chuc/")
    telephone = photographed(client)
    answer = client.post(ENROL, {"code": telephone.code()})
    assert len(answer.context["codes"]) == len(set(answer.context["codes"])) == 10
    assert answer.context["onward"] == "/to-chuc/"
    assert all(code in texts(answer) for code in answer.context["codes"])
    assert entered(client)
    assert answer.context["codes"][0] not in texts(client.get("/tai-khoan/"))


def test_picture_says_the_secret_of_the_page_and_names_no_person(secretary: User) -> None:
    client = Client()
    password(client, secretary)
    page = client.get(ENROL)
    assert page.context["picture"].startswith("data:image/svg+xml")
    secret = photographed(client).secret
    said = factor.address_for(secretary, secret, "X")
    assert secretary.username in said
    assert secretary.person is not None
    assert secretary.person.full_name not in said
    assert page.context["letters"] == client.get(ENROL).context["letters"]


@pytest.mark.parametrize("typed", ["000000", "12345", "abcdef", "", "１２３４５６", "1 2 3"])
def test_telephone_is_not_set_up_by_a_wrong_code(secretary: User, typed: str) -> None:
    client = Client()
    password(client, secretary)
    photographed(client)
    assert client.post(ENROL, {"code": typed}).status_code == 422
    assert not SecondFactor.objects.exists()
    assert not entered(client)


def test_between_password_and_code_nothing_is_open(secretary: User) -> None:
    enrolled(secretary)
    client = Client()
    assert password(client, secretary)["Location"] == CODE_PAGE
    for address in ("/", "/ho-so/", "/tai-khoan/", "/to-chuc/", "/quan-tri/"):
        assert client.get(address)["Location"].startswith(("/dang-nhap/", "/quan-tri/login/"))


def test_who_has_a_telephone_sets_no_other_up_by_the_password_alone(secretary: User) -> None:
    enrolled(secretary)
    before = bytes(SecondFactor.objects.get().sealed)
    client = Client()
    password(client, secretary)
    assert client.get(ENROL)["Location"] == CODE_PAGE
    assert client.post(ENROL, {"code": "123456"})["Location"] == CODE_PAGE
    assert bytes(SecondFactor.objects.get().sealed) == before


def test_code_of_the_telephone_lets_in_where_he_wanted_to_go(secretary: User) -> None:
    telephone, _paper = enrolled(secretary)
    client = Client()
    password(client, secretary, next="/to-chuc/")
    assert client.post(CODE_PAGE, {"code": telephone.code()})["Location"] == "/to-chuc/"
    assert entered(client)


def test_foreign_address_is_not_gone_on_to(secretary: User) -> None:
    telephone, _paper = enrolled(secretary)
    client = Client()
    password(client, secretary, next="https://evil.example/")
    assert client.post(CODE_PAGE, {"code": telephone.code()})["Location"] == "/"


def test_code_is_taken_once_also_in_another_browser(secretary: User) -> None:
    telephone, _paper = enrolled(secretary)
    first, second = Client(), Client()
    with time_machine.travel(NOW, tick=False):
        code = telephone.code()
        for client in (first, second):
            password(client, secretary)
        assert first.post(CODE_PAGE, {"code": code}).status_code == 302
        assert second.post(CODE_PAGE, {"code": code}).status_code == 422
        assert not entered(second)


def test_code_that_set_the_telephone_up_does_not_sign_in_as_well(secretary: User) -> None:
    with time_machine.travel(NOW, tick=False):
        client = Client()
        password(client, secretary)
        telephone = photographed(client)
        client.post(ENROL, {"code": telephone.code()})
        other = Client()
        password(other, secretary)
        assert other.post(CODE_PAGE, {"code": telephone.code()}).status_code == 422


@pytest.mark.parametrize(("seconds", "taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_clock_of_the_telephone_may_be_half_a_minute_off(secretary: User, seconds: int, taken: bool) -> None:
    telephone, _paper = enrolled(secretary)
    with time_machine.travel(NOW, tick=False):
        client = Client()
        password(client, secretary)
        client.post(CODE_PAGE, {"code": telephone.code(later=seconds)})
        assert entered(client) is taken


def test_older_code_counts_no_more_after_a_newer_one(secretary: User) -> None:
    telephone, _paper = enrolled(secretary)
    with time_machine.travel(NOW, tick=False):
        signed_in(secretary, telephone)
        client = Client()
        password(client, secretary)
        assert client.post(CODE_PAGE, {"code": telephone.code(later=-30)}).status_code == 422


def test_code_on_paper_counts_once_and_tells_how_many_are_left(secretary: User) -> None:
    _telephone, paper = enrolled(secretary)
    client = Client()
    password(client, secretary)
    answer = client.post(CODE_PAGE, {"code": paper[2].lower().replace("-", " ").replace(" ", "-", 1)}, follow=True)
    assert "9 are left" in texts(answer)
    assert entered(client)
    other = Client()
    password(other, secretary)
    assert other.post(CODE_PAGE, {"code": paper[2]}).status_code == 422
    assert RecoveryCode.objects.filter(user=secretary, used_at__isnull=True).count() == 9


def test_code_on_paper_of_another_person_does_not_count(secretary: User) -> None:
    enrolled(secretary)
    _telephone, paper = enrolled(sitting(BodyKind.COMMITTEE, Kind.BASE))
    client = Client()
    password(client, secretary)
    assert client.post(CODE_PAGE, {"code": paper[0]}).status_code == 422


def test_password_that_was_right_waits_ten_minutes_and_not_longer(secretary: User) -> None:
    telephone, _paper = enrolled(secretary)
    for minutes, status in ((9, 302), (11, 302)):
        client = Client()
        with time_machine.travel(NOW + timedelta(hours=minutes), tick=False):
            password(client, secretary)
        with time_machine.travel(NOW + timedelta(hours=minutes, minutes=minutes), tick=False):
            assert client.post(CODE_PAGE, {"code": telephone.code()}).status_code == status
            assert entered(client) is (minutes == 9)


def test_password_changed_meanwhile_ends_the_waiting(secretary: User) -> None:
    telephone, _paper = enrolled(secretary)
    client = Client()
    password(client, secretary)
    secretary.set_password("ba con voi qua cầu")
    secretary.save()
    assert client.post(CODE_PAGE, {"code": telephone.code()})["Location"] == "/dang-nhap/"


def test_code_is_asked_for_six_times_and_no_more(secretary: User) -> None:
    telephone, _paper = enrolled(secretary)
    with time_machine.travel(NOW, tick=False):
        client = Client()
        password(client, secretary)
        wrong = "111111" if telephone.code() != "111111" else "222222"
        statuses = [client.post(CODE_PAGE, {"code": wrong}).status_code for _try in range(6)]
        assert statuses == [422] * 5 + [429]
        # the right one is not looked at either, nor in another browser
        assert client.post(CODE_PAGE, {"code": telephone.code()}).status_code == 429
        other = Client()
        password(other, secretary)
        assert other.post(CODE_PAGE, {"code": telephone.code()}).status_code == 429


def test_seat_that_begins_after_the_signing_in_asks_for_the_telephone_at_the_next_page(member: User) -> None:
    client = signed_in(member)
    seat(member.person, body(organization(kind=Kind.BASE), kind=BodyKind.COMMITTEE))
    assert client.get("/to-chuc/")["Location"] == ENROL
    telephone = photographed(client)
    assert client.post(ENROL, {"code": telephone.code()}).context["onward"] == "/to-chuc/"
    assert client.get("/to-chuc/").status_code == 200


def test_administration_has_no_way_in_of_its_own(root: User) -> None:
    client = Client()
    assert client.get("/quan-tri/login/?next=/quan-tri/")["Location"] == "/dang-nhap/?next=%2Fquan-tri%2F"
    sent = client.post("/quan-tri/login/", {"username": root.username, "password": SECRET})
    assert sent["Location"].startswith("/dang-nhap/")
    assert not entered(client)


def test_who_may_not_administer_is_refused_there_and_not_sent_in_a_circle(member: User) -> None:
    client = signed_in(member)
    assert client.get("/quan-tri/", follow=True).status_code == 403


def test_demonstration_asks_for_none_unless_told(secretary: User, settings) -> None:
    settings.SECOND_FACTOR = False
    enrolled(secretary)
    assert password(Client(), secretary)["Location"] == "/"
    assert Client().get(ENROL).status_code == 404


def test_server_without_its_key_says_so_and_lets_nobody_in(secretary: User, settings) -> None:
    telephone, _paper = enrolled(secretary)
    settings.SIGN_IN_KEY_FILE.unlink()
    client = Client()
    password(client, secretary)
    answer = client.post(CODE_PAGE, {"code": telephone.code()})
    assert (answer.status_code, "The server lacks a key" in texts(answer)) == (503, True)
    assert str(settings.SIGN_IN_KEY_FILE) not in texts(answer)
    assert not entered(client)


def test_no_code_and_no_secret_stands_in_the_database_in_the_clear(secretary: User) -> None:
    client = Client()
    password(client, secretary)
    telephone: Telephone = photographed(client)
    kept = client.session.items()
    codes = client.post(ENROL, {"code": telephone.code()}).context["codes"]
    assert telephone.secret.hex() not in str(dict(kept))
    assert telephone.secret not in bytes(SecondFactor.objects.get().sealed)
    digests = list(RecoveryCode.objects.values_list("digest", flat=True))
    assert all(digest.startswith("argon2") for digest in digests)
    assert not any(code.replace("-", "")[1:] in digest for digest in digests for code in codes)


def test_sealed_secret_moved_to_another_row_opens_nothing(secretary: User) -> None:
    telephone, _paper = enrolled(secretary)
    thief = sitting(BodyKind.COMMITTEE, Kind.BASE)
    SecondFactor.objects.create(user=thief, sealed=SecondFactor.objects.get().sealed, since=NOW)
    client = Client()
    password(client, thief)
    assert client.post(CODE_PAGE, {"code": telephone.code()}).status_code == 503
    assert not entered(client)
