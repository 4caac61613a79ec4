"""Who may look at the tree, and what its pages keep to themselves."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from organization.models import BodyKind, Organization, Person, Placement, Role, Standing
from tests.factories import body, case, membership, person, seat, user
from tests.organization.tree_pages.pages import ENDED, TODAY, addresses, found, seated, signed_in, text, unit

pytestmark = pytest.mark.django_db


# who may look


@pytest.mark.parametrize("role", list(Role))
def test_whoever_holds_a_seat_today_may_look(units: dict[str, Organization], role: str) -> None:
    who = seated(units["other"], role=role)
    assert who.person is not None
    client = signed_in(who)
    assert [client.get(address).status_code for address in addresses(units["cell"], who.person)] == [200, 200, 200]


def test_administrator_may_look_without_a_seat(units: dict[str, Organization]) -> None:
    client = signed_in(user(is_superuser=True))
    assert [client.get(address).status_code for address in addresses(units["cell"], seat().person)] == [200, 200, 200]


@pytest.mark.parametrize("relation", ["nobody", "applicant", "member", "former", "coming", "body ended"])
def test_others_find_no_page_the_same_as_one_that_never_was(units: dict[str, Organization], relation: str) -> None:
    who = user()
    assert who.person is not None
    cell = body(units["cell"])
    if relation == "applicant":
        case(who.person, units["cell"])
    elif relation == "member":
        membership(who.person, units["cell"])
    elif relation == "former":
        seat(who.person, cell, until=TODAY)
    elif relation == "coming":
        seat(who.person, cell, since=date(2025, 8, 21))
    elif relation == "body ended":
        seat(who.person, body(units["base"], BodyKind.OFFICE, until=ENDED))
    client = signed_in(who)
    missing = client.get("/to-chuc/BBBBBBBBBBBB/")
    for address in addresses(units["cell"], seat(of=cell).person):
        for day in ("", "?ngay=01/01/2025", "?ngay=x"):
            response = client.get(address + day)
            assert (response.status_code, response.content) == (404, missing.content)
    assert client.post(reverse("tree"), {"q": "cell"}).status_code == 404
    assert reverse("tree") not in client.get("/").content.decode()


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in(client: Client, units: dict[str, Organization]) -> None:
    for address in addresses(units["cell"], seat().person):
        assert client.get(address)["Location"] == f"/dang-nhap/?next={address}"


def test_menu_leads_those_to_the_tree_who_may_look(units: dict[str, Organization]) -> None:
    for who in (seated(units["cell"]), user(is_superuser=True)):
        assert f'href="{reverse("tree")}"' in signed_in(who).get("/").content.decode()


@pytest.mark.parametrize("address", ["/to-chuc/BBBBBBBBBBBB/", "/nguoi/BBBBBBBBBBBB/", "/to-chuc/?mo=BBBBBBBBBBBB"])
def test_what_does_not_exist_is_not_found(units: dict[str, Organization], address: str) -> None:
    assert signed_in(seated(units["cell"])).get(address).status_code == 404


def test_person_without_a_seat_has_no_page_though_he_is_a_member(units: dict[str, Organization]) -> None:
    member = membership(lies_in=units["cell"]).person
    response = signed_in(seated(units["cell"])).get(reverse("person", args=[member.public_id]))
    assert response.status_code == 404


# members and sizes


@pytest.mark.parametrize(
    ("seated_in", "looks_at", "told"),
    [
        ("cell", "cell", True),
        ("base", "cell", True),
        ("superior", "cell", True),
        ("other", "cell", False),
        ("cell", "base", False),
        ("cell", "superior", False),
        ("base", "other", False),
    ],
)
def test_members_are_told_to_those_in_the_organisation_and_above_it(
    units: dict[str, Organization], seated_in: str, looks_at: str, told: bool
) -> None:
    who = seated(units[seated_in])
    before = text(signed_in(who), unit(units[looks_at]))
    membership(lies_in=units[looks_at])
    membership(lies_in=units[looks_at], standing=Standing.PROBATIONARY)
    shown = text(signed_in(who), unit(units[looks_at]))
    assert ("Official members 1 Probationary members 1" in shown) is told
    assert ("294-QĐ/TW" in shown) is (told and looks_at != "superior")
    assert (shown == before) is not told


def test_administrator_is_told_the_members(units: dict[str, Organization]) -> None:
    membership(lies_in=units["cell"])
    assert "Official members 1" in text(signed_in(user(is_superuser=True)), unit(units["base"]))


def test_members_follow_the_path_of_the_day(units: dict[str, Organization]) -> None:
    Placement.objects.filter(organization=units["cell"]).update(until=ENDED)
    Placement.objects.create(organization=units["cell"], parent=units["other"], since=ENDED)
    old, new = signed_in(seated(units["base"])), signed_in(seated(units["other"]))
    for day, told in (("2025-06-30", [True, False]), ("2025-07-01", [False, True])):
        assert ["Official members" in text(client, unit(units["cell"], day)) for client in (old, new)] == told


def test_no_page_names_who_is_only_a_member_or_an_applicant(units: dict[str, Organization]) -> None:
    hidden = person("Hidden Nameless")
    membership(hidden, units["cell"])
    case(hidden, units["cell"])
    client = signed_in(seated(units["superior"]))
    for address in [reverse("tree"), *(unit(one) for one in units.values())]:
        assert "Hidden" not in text(client, address)
    assert "No organisation has such a name" not in found(client, "hidden")
    assert "No holder of a seat has such a name." in found(client, "hidden")


def test_day_and_place_of_birth_are_on_no_page(units: dict[str, Organization]) -> None:
    born = date(1971, 3, 4)
    holders = [seat(person("Same Name", born_on=born), body(units["cell"], kind)).person for kind in ("cell", "office")]
    Person.objects.update(native_place="Native Village")
    client = signed_in(seated(units["superior"]))
    pages = [text(client, address) for address in addresses(units["cell"], holders[0])] + [found(client, "same")]
    assert [("04/03/1971" in page, "Native Village" in page) for page in pages] == [(False, False)] * 4
