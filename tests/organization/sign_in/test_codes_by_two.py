"""One administrator alone takes over no log-in: a code counts once another confirmed it, and all is recorded."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organization.models import EntryCode, User
from organization.sign_in import entry_codes
from tests.factories import user
from tests.organization.sign_in.telephone import SECRET, enrolled, entered, of, password, signed_in, texts
from workflows.audit import administration
from workflows.models import AdministrationEvent

pytestmark = pytest.mark.django_db
NEW = "ba con voi qua cầu"


def issue(desk: Client, who: User) -> str:
    return str(desk.post(of(who), {"issue": "1"}).context["code"])


def opens(who: User, code: str) -> bool:
    sent = {"username": who.username, "code": code, "new": NEW, "again": NEW}
    client = Client()
    client.post("/dang-nhap/ma-mot-lan/", sent)
    return entered(client)


def tick(desk: Client, codes: list[EntryCode]) -> Any:
    sent = {"action": "confirm_ticked", "_selected_action": [code.pk for code in codes]}
    return desk.post(reverse("admin:organization_entrycode_changelist"), sent, follow=True)


def test_code_of_one_administrator_opens_nothing(desk: Client, member: User) -> None:
    code = issue(desk, member)
    assert not opens(member, code)
    assert password(Client(), member, SECRET).status_code == 302


def test_code_opens_once_another_administrator_confirmed_it(desk: Client, other_desk: Client, member: User) -> None:
    code = issue(desk, member)
    assert "waits for a second administrator" in texts(other_desk.get(of(member)))
    assert "counts from now on" in texts(other_desk.post(of(member), {"confirm": "1"}, follow=True))
    assert opens(member, code)


def test_issuer_does_not_confirm_on_the_page_nor_in_the_list(desk: Client, member: User) -> None:
    code = issue(desk, member)
    assert 'name="confirm"' not in desk.get(of(member)).content.decode()
    assert "You issued this code yourself" in texts(desk.post(of(member), {"confirm": "1"}, follow=True))
    assert "You issued this code yourself" in texts(tick(desk, [EntryCode.objects.get()]))
    assert not opens(member, code)


def test_whom_the_code_is_for_does_not_confirm_it(desk: Client, other_desk: Client, other_root: User) -> None:
    issue(desk, other_root)
    assert "Nobody does this for his own log-in" in texts(
        other_desk.post(of(other_root), {"confirm": "1"}, follow=True)
    )
    assert "Nobody does this for his own log-in" in texts(tick(other_desk, [EntryCode.objects.get()]))
    assert EntryCode.objects.get().confirmed_at is None


def test_who_is_no_administrator_confirms_nothing(desk: Client, member: User, secretary: User) -> None:
    issue(desk, member)
    with pytest.raises(entry_codes.NotIssued):
        entry_codes.confirm(EntryCode.objects.get().pk, by=secretary)
    client = signed_in(secretary, enrolled(secretary)[0])
    assert tick(client, [EntryCode.objects.get()]).status_code == 403
    assert EntryCode.objects.get().confirmed_at is None


def test_replaced_code_is_not_confirmed(desk: Client, other_root: User, member: User) -> None:
    older = issue(desk, member)
    first = EntryCode.objects.get()
    issue(desk, member)
    with pytest.raises(entry_codes.NotIssued):
        entry_codes.confirm(first.pk, by=other_root)
    assert not opens(member, older)


def test_database_too_refuses_one_person_as_both(desk: Client, root: User, member: User) -> None:
    issue(desk, member)
    code = EntryCode.objects.get()
    for who in (root, member):
        with pytest.raises(IntegrityError), transaction.atomic():
            EntryCode.objects.filter(pk=code.pk).update(confirmed_by=who, confirmed_at=code.issued_at)


def test_ticked_codes_are_confirmed_at_once_and_the_others_wait(desk: Client, other_desk: Client) -> None:
    people = [user() for _each in range(4)]
    codes = {who: issue(desk, who) for who in people}
    shown = texts(other_desk.get(reverse("admin:organization_entrycode_changelist")))
    assert all(str(who) in shown for who in people)
    assert not any(code in shown for code in codes.values())
    ticked = list(EntryCode.objects.filter(user__in=people[:3]))
    assert "3 one-time codes count now." in texts(tick(other_desk, ticked))
    assert [opens(who, code) for who, code in codes.items()] == [True, True, True, False]


def test_list_of_waiting_codes_asks_as_much_for_many_as_for_one(desk: Client, other_desk: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert other_desk.get(reverse("admin:organization_entrycode_changelist")).status_code == 200
        return len(asked)

    issue(desk, user())
    one = statements()
    for _more in range(3):
        issue(desk, user())
    assert statements() == one


def test_no_page_shows_what_is_kept_of_a_code(desk: Client, other_desk: Client, member: User) -> None:
    issue(desk, member)
    code = EntryCode.objects.get()
    for name in ("change", "history", "delete"):
        answer = other_desk.get(reverse(f"admin:organization_entrycode_{name}", args=[code.pk]), follow=True)
        assert code.digest not in answer.content.decode()
    assert EntryCode.objects.filter(pk=code.pk).exists()


def test_everything_stands_in_the_record_of_the_administration_and_no_code(
    desk: Client, other_desk: Client, root: User, other_root: User, secretary: User
) -> None:
    enrolled(secretary)
    code = issue(desk, secretary)
    other_desk.post(of(secretary), {"confirm": "1"})
    desk.post(of(secretary), {"ask": "1"})
    other_desk.post(of(secretary), {"grant": "1"})
    desk.post(of(secretary), {"end": "1"})
    events = list(AdministrationEvent.objects.order_by("sequence"))
    assert [(event.kind, event.actor) for event in events] == [
        ("entry_code.issued", root),
        ("entry_code.confirmed", other_root),
        ("factor_reset.asked", root),
        ("factor_reset.granted", other_root),
        ("sessions.ended", root),
    ]
    assert {event.fields["user"]["value"] for event in events} == {secretary.pk}
    assert administration.verify().ok
    kept = EntryCode.objects.get()
    for secret in (code, code.replace("-", ""), kept.digest):
        assert not any(secret in f"{event.canonical}{event.fields}" for event in events)


def test_owner_is_told_at_his_next_signing_in_by_which_two(
    desk: Client, other_desk: Client, root: User, other_root: User, member: User
) -> None:
    signed_in(member)
    issue(desk, member)
    other_desk.post(of(member), {"confirm": "1"})
    client = Client()
    told = f"was issued by {root} and confirmed by {other_root}"
    answer = client.post("/dang-nhap/", {"username": member.username, "password": SECRET}, follow=True)
    assert told in texts(answer)
    again = Client().post("/dang-nhap/", {"username": member.username, "password": SECRET}, follow=True)
    assert told not in texts(again)
