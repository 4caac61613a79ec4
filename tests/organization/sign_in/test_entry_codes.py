"""What an administrator can do to a log-in, and what he cannot: set a password, or give a second factor up alone."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from organization.clock import today
from organization.models import EntryCode, FactorReset, SecondFactor, User
from organization.proposals.deciding import confirm
from organization.proposals.models import ProposedChange
from organization.sign_in import entry_codes
from tests.factories import person, user
from tests.organization.sign_in.conftest import NOW
from tests.organization.sign_in.telephone import SECRET, enrolled, entered, of, password, photographed, signed_in, texts

pytestmark = pytest.mark.django_db
NEW = "ba con voi qua cầu"
PAGE = "/dang-nhap/ma-mot-lan/"


def issued(desk: Client, who: User) -> str:
    """A code that counts: another administrator has confirmed it."""
    code = str(desk.post(of(who), {"issue": "1"}).context["code"])
    entry_codes.confirm(EntryCode.objects.latest("pk").pk, by=user(is_superuser=True))
    return code


def confirm_last() -> None:
    """What was proposed last, by a second administrator."""
    confirm(ProposedChange.objects.latest("pk").pk, by=user(is_superuser=True), on=today())


def choose(client: Client, who: User, code: str, new: str = NEW, again: str = "") -> Any:
    return client.post(PAGE, {"username": who.username, "code": code, "new": new, "again": again or new})


def test_code_lets_its_owner_choose_a_password_and_come_in(desk: Client, member: User) -> None:
    code, client = issued(desk, member), Client()
    answer = choose(client, member, code.lower().replace("-", " "))
    assert answer["Location"] == "/"
    assert entered(client)
    assert password(Client(), member, NEW).status_code == 302
    assert password(Client(), member, SECRET).status_code == 200


def test_new_log_in_has_no_password_before_its_owner_chose_one(desk: Client) -> None:
    holder = person()
    desk.post(reverse("admin:organization_user_add"), {"username": "moi", "person": holder.pk})
    confirm_last()
    made = User.objects.get(username="moi")
    assert not made.has_usable_password()
    client = Client()
    choose(client, made, issued(desk, made))
    assert entered(client)


def test_no_page_of_the_administration_sets_a_password(desk: Client, member: User) -> None:
    sent = {"password1": NEW, "password2": NEW, "password": NEW, "usable_password": "true"}
    desk.post(of(member), sent)
    desk.post(reverse("admin:organization_user_change", args=[member.pk]), {"username": member.username, **sent})
    desk.post(reverse("admin:organization_user_add"), {"username": "moi", "person": person().pk, **sent})
    confirm_last()
    assert User.objects.get(pk=member.pk).check_password(SECRET)
    assert not User.objects.get(username="moi").has_usable_password()
    assert "argon2" not in desk.get(reverse("admin:organization_user_change", args=[member.pk])).content.decode()


def test_code_counts_once(desk: Client, member: User) -> None:
    code = issued(desk, member)
    choose(Client(), member, code)
    second = Client()
    answer = choose(second, member, code, "một con vịt xoè cánh")
    assert (answer.status_code, entered(second)) == (422, False)
    assert password(Client(), member, NEW).status_code == 302


def test_newer_code_ends_the_older_one(desk: Client, member: User) -> None:
    older, newer = issued(desk, member), issued(desk, member)
    assert choose(Client(), member, older).status_code == 422
    assert choose(Client(), member, newer).status_code == 302


def test_code_counts_for_a_day(member: User, root: User) -> None:
    telephone, _paper = enrolled(root)
    with time_machine.travel(NOW, tick=False):
        desk = signed_in(root, telephone)
        first = issued(desk, member)
    with time_machine.travel(NOW + timedelta(hours=24, seconds=1), tick=False):
        assert choose(Client(), member, first).status_code == 422


def test_code_of_one_is_no_code_of_another_and_an_unknown_name_is_told_the_same(
    desk: Client, member: User, secretary: User
) -> None:
    code = issued(desk, member)
    told = []
    for name in (secretary.username, "nobody"):
        answer = Client().post(PAGE, {"username": name, "code": code, "new": NEW, "again": NEW})
        told.append(str(answer.context["form"].errors))
    assert told[0] == told[1]
    assert "does not belong to this user name" in told[0]


def test_codes_are_guessed_five_times_and_no_more(desk: Client, member: User) -> None:
    code = issued(desk, member)
    with time_machine.travel(NOW, tick=False):
        statuses = [choose(Client(), member, "BCDF-GHJK-2345-6789").status_code for _try in range(6)]
        assert statuses == [422] * 5 + [429]
        assert choose(Client(), member, code).status_code == 429


def test_poor_password_uses_no_code_up(desk: Client, member: User) -> None:
    code = issued(desk, member)
    assert choose(Client(), member, code, "short").status_code == 422
    assert choose(Client(), member, code, NEW, "another").status_code == 422
    assert choose(Client(), member, code).status_code == 302


def test_second_factor_stays_asked_for_after_a_new_password(desk: Client, secretary: User) -> None:
    telephone, _paper = enrolled(secretary)
    client = Client()
    assert choose(client, secretary, issued(desk, secretary))["Location"] == "/dang-nhap/ma-xac-thuc/"
    assert not entered(client)
    client.post("/dang-nhap/ma-xac-thuc/", {"code": telephone.code()})
    assert entered(client)


def test_new_password_ends_every_session(desk: Client, member: User) -> None:
    there = signed_in(member)
    choose(Client(), member, issued(desk, member))
    assert not entered(there)


def test_owner_sees_that_a_code_was_issued_and_by_whom(desk: Client, member: User) -> None:
    client = signed_in(member)
    code = issued(desk, member)
    shown = texts(client.get("/tai-khoan/"))
    kept = EntryCode.objects.get()
    assert f"A one-time code for this log-in was issued by {kept.issued_by} at" in shown
    assert f"It was confirmed by {kept.confirmed_by} at" in shown
    assert code not in shown


def test_administrator_signs_a_log_in_out_everywhere(desk: Client, member: User) -> None:
    there = [signed_in(member) for _each in range(2)]
    desk.post(of(member), {"end": "1"})
    assert [entered(one) for one in there] == [False, False]
    assert entered(desk)


def test_nobody_issues_his_own(desk: Client, root: User) -> None:
    answer = desk.post(of(root), {"issue": "1"}, follow=True)
    assert "Nobody does this for his own log-in" in texts(answer)
    assert not EntryCode.objects.exists()


def test_code_is_stored_hashed(desk: Client, member: User) -> None:
    code = issued(desk, member)
    assert EntryCode.objects.get().digest.startswith("argon2")
    assert code.replace("-", "") not in EntryCode.objects.get().digest


def test_who_does_not_administer_finds_no_such_page(member: User, secretary: User) -> None:
    client = signed_in(secretary, enrolled(secretary)[0])
    assert client.post(of(member), {"issue": "1"}, follow=True).status_code == 403
    assert not EntryCode.objects.exists()


def test_second_factor_is_given_up_by_two_and_not_by_one(desk: Client, other_desk: Client, secretary: User) -> None:
    telephone, _paper = enrolled(secretary)
    there = signed_in(secretary, telephone)
    desk.post(of(secretary), {"ask": "1"})
    assert "it takes another administrator" in texts(desk.post(of(secretary), {"grant": "1"}, follow=True))
    assert SecondFactor.objects.filter(user=secretary).exists()
    other_desk.post(of(secretary), {"grant": "1"})
    assert not SecondFactor.objects.filter(user=secretary).exists()
    assert not secretary.recovery_codes.exists()
    assert not entered(there)
    client = Client()
    assert password(client, secretary)["Location"] == "/dang-nhap/dien-thoai/"
    assert photographed(client).secret != telephone.secret


def test_nothing_is_given_up_that_nobody_asked_for(other_desk: Client, secretary: User) -> None:
    enrolled(secretary)
    assert "Nobody has asked for this." in texts(other_desk.post(of(secretary), {"grant": "1"}, follow=True))
    assert SecondFactor.objects.filter(user=secretary).exists()


def test_owner_takes_no_part_in_giving_up_his_own(desk: Client, other_desk: Client, root: User) -> None:
    other_desk.post(of(root), {"ask": "1"})
    desk.post(of(root), {"grant": "1"})
    assert SecondFactor.objects.filter(user=root).exists()


def test_database_too_refuses_that_one_person_is_both(root: User, member: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorReset.objects.create(user=member, asked_by=root, asked_at=NOW, granted_by=root, granted_at=NOW)


def test_administrator_proves_first_who_he_is(root: User, member: User) -> None:
    telephone, _paper = enrolled(root)
    with time_machine.travel(NOW, tick=False):
        desk = signed_in(root, telephone)
    with time_machine.travel(NOW + timedelta(minutes=11), tick=False):
        answer = desk.post(of(member), {"issue": "1"})
        assert answer["Location"] == f"/tai-khoan/xac-nhan/?next={of(member).replace('/', '%2F')}"
        assert not EntryCode.objects.exists()
        assert desk.post("/tai-khoan/xac-nhan/", {"next": of(member), "proof": "000"}).status_code == 422
        proved = desk.post("/tai-khoan/xac-nhan/", {"next": of(member), "proof": telephone.code()})
        assert proved["Location"] == of(member)
        assert desk.post(of(member), {"issue": "1"}).context["code"]
