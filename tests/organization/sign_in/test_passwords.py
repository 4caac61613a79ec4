"""What a password must be, and how its owner changes it."""

import unicodedata

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from organization.models import User
from tests.factories import person, user
from tests.organization.sign_in.telephone import SECRET, entered, password, signed_in, texts

pytestmark = pytest.mark.django_db
CHANGE = "/tai-khoan/mat-khau/"
NEW = "ba con voi qua cầu"


@pytest.fixture
def owner() -> User:
    return user(person("Nguyễn Thị Hoà"), username="hoa.nguyen")


@pytest.mark.parametrize(
    "fine",
    ["bốn con ngựa đi chợ", "correct horse battery staple", "aaaa bbbb cccc", "x" * 128, "一二三四五六七八九十一二"],
)
def test_length_alone_is_asked_for_and_no_kind_of_characters(owner: User, fine: str) -> None:
    validate_password(fine, owner)


@pytest.mark.parametrize(
    ("poor", "code"),
    [
        ("eleven char", "password_too_short"),
        ("x" * 129, "password_too_long"),
        ("startfinding", "password_too_common"),
        ("nguyenthihoa1975", "password_own_words"),
        ("HOA.NGUYEN-2026!", "password_own_words"),
        ("Nguyễn Thị Hòa 1", "password_own_words"),
        ("chi bộ đảng ủy 2026", "password_own_words"),
        ("matkhau123456789", "password_own_words"),
        ("1234567890123", "password_own_words"),
    ],
)
def test_short_common_and_obvious_ones_are_refused(owner: User, poor: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(poor, owner)
    assert code in [error.code for error in refused.value.error_list]


def test_owner_changes_it_with_the_old_one_and_is_signed_out_everywhere_else(member: User) -> None:
    here, there = signed_in(member), signed_in(member)
    answer = here.post(CHANGE, {"old": SECRET, "new": NEW, "again": NEW}, follow=True)
    assert "signed out everywhere else" in texts(answer)
    assert [entered(here), entered(there)] == [True, False]
    assert password(Client(), member, SECRET).status_code == 200
    assert password(Client(), member, NEW).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"old": "wrong", "new": NEW, "again": NEW}, "old", "The password is not right."),
        ({"old": SECRET, "new": NEW, "again": "another one here"}, "again", "The two are not the same."),
        ({"old": SECRET, "new": "short", "again": "short"}, "new", "too short"),
        ({"old": SECRET, "new": "", "again": ""}, "new", "required"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_changed(member: User, typed, field: str, told: str) -> None:
    client = signed_in(member)
    answer = client.post(CHANGE, typed)
    assert answer.status_code == 422
    assert told in str(answer.context["form"].errors[field])
    assert NEW not in answer.content.decode()
    assert User.objects.get(pk=member.pk).check_password(SECRET)


def test_old_password_is_guessed_five_times_and_no_more(member: User) -> None:
    client = signed_in(member)
    for _try in range(5):
        client.post(CHANGE, {"old": "wrong", "new": NEW, "again": NEW})
    answer = client.post(CHANGE, {"old": SECRET, "new": NEW, "again": NEW})
    assert "Too many attempts" in texts(answer)
    assert User.objects.get(pk=member.pk).check_password(SECRET)


def test_password_set_in_one_spelling_is_typed_in_the_other(member: User) -> None:
    composed, decomposed = unicodedata.normalize("NFC", NEW), unicodedata.normalize("NFD", NEW)
    for first, second in ((decomposed, composed), (composed, decomposed)):
        member.set_password(first)
        member.save()
        assert password(Client(), member, second).status_code == 302
