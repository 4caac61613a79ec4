import unicodedata
from datetime import date

import pytest
from django.contrib.auth import authenticate
from pytest_django import Settings

from organization.models import BodyKind, Role, User
from permissions.backend import SeatBackend
from permissions.catalogue import Perm
from tests.chain import Journey, build_chain
from tests.factories import body, person, seat, user
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings: Settings) -> date:
    settings.TODAY = day = date(2025, 8, 20)
    return day


def test_view_case_holds_exactly_for_those_who_see_it(today: date) -> None:
    chain = build_chain()
    case = Case.objects.get(pk=Journey(chain).case_id)
    everyone = [*chain.users.values(), user(is_superuser=True), user()]
    asked = {login.username: login.has_perm("workflows.view_case", case) for login in everyone}
    seen = {login.username: case in Case.objects.visible_to(login, today) for login in everyone}
    assert asked == seen
    assert sorted(seen.values()).count(True) == 2


def test_permission_on_a_body_follows_the_seat() -> None:
    cell = body(kind=BodyKind.CELL)
    login = user(seat(person(), cell, Role.CLERK).person)
    asked = [Perm.PREPARE_DOSSIER, Perm.HOLD_CEREMONY]
    assert [login.has_perm(f"workflows.{perm}", cell) for perm in asked] == [True, False]
    assert login.has_perm(f"workflows.{Perm.PREPARE_DOSSIER}", body(kind=BodyKind.CELL)) is False


def test_permission_in_general_is_nobodys_but_the_administrators_on_his_models() -> None:
    login = user(seat().person)
    asked = [f"workflows.{Perm.OPEN_DOSSIER}", "workflows.view_case", "organization.change_seat"]
    assert [login.has_perm(perm) for perm in asked] == [False, False, False]
    assert [user(is_superuser=True).has_perm(perm) for perm in asked] == [False, False, True]


def test_inactive_user_has_no_permission() -> None:
    held = seat(role=Role.SECRETARY)
    login = user(held.person)
    login.is_active = False
    assert login.has_perm(f"workflows.{Perm.OPEN_DOSSIER}", held.body) is False


def test_session_leads_to_its_user_while_he_is_active() -> None:
    backend, login, gone = SeatBackend(), user(), user()
    gone.is_active = False
    gone.save()
    assert [backend.get_user(pk) for pk in (login.pk, gone.pk, -1)] == [login, None, None]


def test_sign_in_accepts_both_spellings_of_a_name_and_a_password() -> None:
    made = User.objects.create_user(username="thưký", password=unicodedata.normalize("NFC", "mật khẩu dài"))
    for form in ("NFC", "NFD"):
        name, secret = (unicodedata.normalize(form, text) for text in ("thưký", "mật khẩu dài"))
        assert authenticate(None, username=name, password=secret) == made
    assert authenticate(None, username="thưký", password="mat khau dai") is None
    assert authenticate(None, username=None, password=None) is None
