"""The administrator's pages: what they find, refuse and warn of, and that nothing is deleted."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from organization.models import Body, BodyKind, Kind, Organization, Person, Placement, Role, Seat, Standing, User
from tests.factories import body, membership, organization, person, seat, user
from tests.organization.second import decide

pytestmark = pytest.mark.django_db

MODELS = ["organization", "body", "person", "user"]


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.TODAY = date(2025, 8, 20)


@pytest.fixture
def client() -> Client:
    signed_in = Client()
    signed_in.force_login(user(username="root", is_superuser=True))
    return signed_in


def page(name: str, *args: object) -> str:
    return reverse(f"admin:organization_{name}", args=args)


def empty(*prefixes: str) -> dict[str, str]:
    """The management forms of inlines without rows."""
    return {f"{prefix}-{part}": "0" for prefix in prefixes for part in ("TOTAL_FORMS", "INITIAL_FORMS")}


def row(prefix: str, number: int, **fields: object) -> dict[str, object]:
    return {f"{prefix}-{number}-{name}": value for name, value in fields.items()}


def warnings(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"] if message.level_tag == "warning"]


@pytest.mark.parametrize("model", MODELS)
def test_lists_and_forms_open(client: Client, model: str) -> None:
    held = seat(person("Lê Văn Sơn"))
    membership(held.person, held.body.organization)
    shown = {
        "organization": held.body.organization,
        "body": held.body,
        "person": held.person,
        "user": user(held.person),
    }
    for url in (page(f"{model}_changelist"), page(f"{model}_add"), page(f"{model}_change", shown[model].pk)):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_nothing_can_be_deleted(client: Client, model: str) -> None:
    held = seat()
    shown = {
        "organization": held.body.organization,
        "body": held.body,
        "person": held.person,
        "user": user(held.person),
    }
    assert client.post(page(f"{model}_delete", shown[model].pk), {"post": "yes"}).status_code == 403
    response = client.get(page(f"{model}_changelist"))
    assert "delete_selected" not in dict(response.context["cl"].model_admin.get_actions(response.wsgi_request))


@pytest.mark.parametrize("term", ["Đặng Thị Ý", "dang thi y", "ĐẶNG", unicodedata.normalize("NFD", "Đặng Thị Ý")])
def test_persons_are_found_in_every_spelling(client: Client, term: str) -> None:
    wanted = person("Đặng Thị Ý")
    person("Trần Văn Bình")
    response = client.get(page("person_changelist"), {"q": term})
    assert list(response.context["cl"].queryset) == [wanted]


def test_organizations_and_bodies_are_found_by_code_and_name(client: Client) -> None:
    wanted = body(organization(Kind.CELL, code="38.168", name="Chi bộ Kế hoạch"))
    body()
    for term in ("38.168", "ke hoach"):
        found = client.get(page("organization_changelist"), {"q": term}).context["cl"].queryset
        assert list(found) == [wanted.organization]
        assert list(client.get(page("body_changelist"), {"q": term}).context["cl"].queryset) == [wanted]


def statements(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as context:
        client.get(url)
    return len(context)


def test_lists_take_the_same_statements_for_one_row_and_for_many(client: Client) -> None:
    user(seat().person)
    for model in MODELS:  # content types are asked for once
        client.get(page(f"{model}_changelist"))
    before = [statements(client, page(f"{model}_changelist")) for model in MODELS]
    for _number in range(12):
        user(seat().person)
    assert [statements(client, page(f"{model}_changelist")) for model in MODELS] == before


def test_choice_of_a_person_tells_namesakes_apart(client: Client, settings: Settings) -> None:
    settings.LANGUAGE_CODE = "vi"  # for its way of writing days
    first, second = (person("Nguyễn Thị Bình", born_on=date(1984, 3, 5)) for _i in range(2))
    cell = organization(Kind.CELL, name="Chi bộ Kho")
    membership(first, cell, Standing.OFFICIAL)
    asked = {"term": "nguyen thi binh", "app_label": "organization", "model_name": "seat", "field_name": "person"}
    found = client.get(reverse("admin:organization_person_choice"), asked).json()["results"]
    assert [result["text"] for result in found] == [
        f"Nguyễn Thị Bình · 05/03/1984 · Chi bộ Kho · {first.public_id}",
        f"Nguyễn Thị Bình · 05/03/1984 · {second.public_id}",
    ]


def test_choice_of_a_person_is_for_administrators(client: Client) -> None:
    client.force_login(user())
    asked = {"term": "a", "app_label": "organization", "model_name": "seat", "field_name": "person"}
    assert client.get(reverse("admin:organization_person_choice"), asked).status_code in (302, 403)


def new_organization(**rows: object) -> dict[str, object]:
    fields = {"code": "38.1", "name": "Chi bộ Kho", "kind": Kind.CELL, "since": "01/01/2024", "until": ""}
    return {**fields, **empty("placements", "powers", "bodies"), **rows}


def test_organization_with_its_place_and_body_is_added(client: Client) -> None:
    base = organization(Kind.BASE)
    data = new_organization() | {
        "placements-TOTAL_FORMS": "1",
        "bodies-TOTAL_FORMS": "1",
        **row("placements", 0, parent=base.pk, since="01/01/2024"),
        **row("bodies", 0, kind=BodyKind.CELL, name="Chi bộ Kho", symbol="CB", since="01/01/2024"),
    }
    client.post(page("organization_add"), data)
    decide()
    made = Organization.objects.get(code="38.1")
    assert Placement.objects.get(organization=made).parent == base
    assert Body.objects.get(organization=made).since == date(2024, 1, 1)


def test_organization_under_a_wrong_kind_is_refused_when_added(client: Client) -> None:
    superior = organization(Kind.SUPERIOR)
    data = new_organization(kind=Kind.SECTION) | {
        "placements-TOTAL_FORMS": "1",
        **row("placements", 0, parent=superior.pk, since="01/01/2024"),
    }
    response = client.post(page("organization_add"), data)
    assert response.status_code == 200
    assert response.context["inline_admin_formsets"][0].formset.errors[0].keys() == {"parent"}
    assert Organization.objects.filter(code="38.1").exists() is False


def test_two_open_bodies_of_a_kind_at_once_are_refused_and_nothing_is_stored(client: Client) -> None:
    data = new_organization() | {
        "bodies-TOTAL_FORMS": "2",
        **row("bodies", 0, kind=BodyKind.CELL, name="Một", since="01/01/2024"),
        **row("bodies", 1, kind=BodyKind.CELL, name="Hai", since="01/02/2024"),
    }
    response = client.post(page("organization_add"), data)
    assert response.status_code == 200
    assert len(response.context["inline_admin_formsets"][2].formset.non_form_errors()) == 1
    assert Organization.objects.filter(code="38.1").exists() is False


def test_size_that_the_law_does_not_expect_is_warned_of_after_saving(client: Client) -> None:
    response = client.post(page("organization_add"), new_organization(), follow=True)
    decide()
    assert Organization.objects.filter(code="38.1").exists()
    (warning,) = warnings(response)
    assert warning.endswith("(Mục 20.2.2, Quy định 294-QĐ/TW)")


def seats_of_committee(client: Client, count: int) -> Mapping[str, Any]:
    cell = organization(Kind.CELL)
    for _number in range(9):
        membership(lies_in=cell)
    committee = body(cell, BodyKind.CELL_COMMITTEE)
    data: dict[str, Any] = {
        "organization": cell.pk,
        "kind": BodyKind.CELL_COMMITTEE,
        "name": "Chi ủy",
        "since": "01/01/2020",
        "seats-TOTAL_FORMS": str(count),
        "seats-INITIAL_FORMS": "0",
    }
    for number in range(count):
        data |= row("seats", number, person=person().pk, role=Role.MEMBER, since="01/01/2024")
    response = client.post(page("body_change", committee.pk), data, follow=True)
    decide()
    return {"seats": Seat.objects.filter(body=committee).count(), "warnings": len(warnings(response))}


def test_committee_of_too_many_seats_is_stored_and_warned_of(client: Client) -> None:
    assert seats_of_committee(client, 7) == {"seats": 7, "warnings": 0}
    assert seats_of_committee(client, 8) == {"seats": 8, "warnings": 1}


def body_page(client: Client, of: Body, *rows: Mapping[str, object]) -> Any:
    """The page of a body after its form was sent with these rows of seats; a stored one has its ``id``."""
    data = {
        "organization": of.organization_id,
        "kind": of.kind,
        "name": of.name,
        "since": "01/01/2020",
        "seats-TOTAL_FORMS": str(len(rows)),
        "seats-INITIAL_FORMS": str(sum("id" in one for one in rows)),
    }
    for number, one in enumerate(rows):
        data |= row("seats", number, body=of.pk, **one)
    return client.post(page("body_change", of.pk), data)


def test_secretary_is_followed_by_another_in_one_go(client: Client) -> None:
    held = seat()
    stored = {"id": held.pk, "person": held.person_id, "role": Role.SECRETARY, "since": "01/01/2020"}
    new = {"person": person().pk, "role": Role.SECRETARY, "since": "2025-06-01"}
    response = body_page(client, held.body, stored, new)
    forms = response.context["inline_admin_formsets"][0].formset
    assert "The body has this role once" in str(forms.non_form_errors())
    assert Seat.objects.count() == 1
    assert body_page(client, held.body, {**stored, "until": "2025-06-01"}, new).status_code == 302
    decide()
    assert list(Seat.objects.order_by("since").values_list("until", flat=True)) == [date(2025, 6, 1), None]


def test_two_seats_of_one_person_at_once_are_refused(client: Client) -> None:
    made, holder = body(), person("Lê Văn Sơn")
    rows = [{"person": holder.pk, "role": role, "since": "01/01/2024"} for role in (Role.SECRETARY, Role.MEMBER)]
    response = body_page(client, made, *rows)
    (told,) = response.context["inline_admin_formsets"][0].formset.non_form_errors()
    assert told == (
        "Lê Văn Sơn sits in this body already (Secretary, from 01/01/2024): one person, one seat. End that one first."
    )
    assert Seat.objects.count() == 0


def test_user_form_gives_no_permission_and_no_group(client: Client) -> None:
    form = client.get(page("user_change", user().pk)).context["adminform"].form
    assert sorted(form.fields) == ["is_active", "is_staff", "is_superuser", "person", "username"]


def test_user_is_added_with_a_person(client: Client) -> None:
    holder = person()
    client.post(page("user_add"), {"username": "moi", "person": holder.pk})
    decide()
    assert User.objects.get(username="moi").person == holder


def test_administration_shows_organizations_people_and_the_calendar_alone(client: Client) -> None:
    listed = client.get(reverse("admin:index")).context["app_list"]
    shown = {model["object_name"] for app in listed for model in app["models"]}
    assert shown - {"CalendarDay"} == {"Organization", "Body", "Person", "User", "ProposedChange"}


def test_pages_of_registered_models_beyond_these_are_refused(client: Client) -> None:
    for model in admin.site._registry:
        if model._meta.label.partition(".")[0] not in ("organization", "workflows"):
            url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            assert client.get(url).status_code == 403


def test_person_without_a_permission_does_not_enter(client: Client) -> None:
    client.force_login(user(seat().person))
    assert client.get(page("organization_changelist")).status_code == 302
    assert Person.objects.count() == 2
