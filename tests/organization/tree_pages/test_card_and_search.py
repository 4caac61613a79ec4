"""The card, the person, the search, and how many statements each page takes."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organization.models import BodyKind, Kind, Organization, Person, Role
from tests.factories import body, membership, organization, person, seat, user
from tests.organization.tree_pages.pages import ENDED, seated, signed_in, text, unit

pytestmark = pytest.mark.django_db


# the card and the person


def test_empty_card_says_what_there_is_not(units: dict[str, Organization]) -> None:
    shown = text(signed_in(seated(units["cell"])), unit(units["other"]))
    assert "There is no body yet." in shown
    assert "No organisation stands under it." in shown


def test_card_shows_vacancies_and_folds_what_ended(units: dict[str, Organization]) -> None:
    committee = body(units["other"], BodyKind.COMMITTEE)
    seat(person("Gone Lately"), committee, until=ENDED)
    shown = text(signed_in(seated(units["cell"])), unit(units["other"]))
    assert "No secretary" in shown
    assert "1 seat ended in the last twelve months" in shown
    assert "Gone Lately" in shown


def test_person_page_tells_namesakes_apart_by_the_year_alone(units: dict[str, Organization]) -> None:
    cell = body(units["cell"])
    first = seat(person("Nguyễn Thị Bình", born_on=date(1984, 3, 5)), cell).person
    client = signed_in(seated(units["base"]))
    address = reverse("person", args=[first.public_id])
    assert "1984" not in text(client, address)
    seat(person("Nguyễn Thị Bình", born_on=date(1990, 3, 5)), cell, Role.MEMBER)
    assert "Nguyễn Thị Bình (born in 1984)" in text(client, address)
    shown = text(client, unit(units["cell"]))
    assert "(born in 1984)" in shown
    assert "(born in 1990)" in shown


def test_person_page_parts_seats_held_from_others(units: dict[str, Organization]) -> None:
    who = seated(units["base"])
    assert who.person is not None
    seat(who.person, body(units["cell"]), Role.CLERK, until=ENDED)
    address = reverse("person", args=[who.person.public_id])
    client = signed_in(who)
    now, before = text(client, address), text(client, f"{address}?ngay=2025-06-30")
    assert "Seats at other times Clerk" in now
    assert "Seats at other times" not in before
    assert "No seat is held on this day." in text(client, f"{address}?ngay=2019-12-31")


# finding


def test_words_of_a_search_are_in_no_address(units: dict[str, Organization]) -> None:
    client = signed_in(seated(units["base"]))
    response = client.post(f"{reverse('tree')}?ngay=2025-07-01", {"q": "Other base"})
    assert re.fullmatch(r"/to-chuc/\?tim=[0-9A-Z]{12}&ngay=2025-07-01", response["Location"])
    shown = client.get(response["Location"]).content.decode()
    assert "Other base" in shown
    assert [link for link in re.findall(r'href="([^"]*)"', shown) if "base" in link.lower()] == []


def test_search_of_another_session_is_only_the_tree(units: dict[str, Organization]) -> None:
    location = signed_in(seated(units["base"])).post(reverse("tree"), {"q": "Other"})["Location"]
    assert "Found for" not in text(signed_in(seated(units["cell"])), location)


@pytest.mark.parametrize("words", ["", "   ", "\u0301", "x" * 101, "\u200b"])
def test_search_for_nothing_is_told_at_its_place(units: dict[str, Organization], words: str) -> None:
    response = signed_in(seated(units["base"])).post(reverse("tree"), {"q": words})
    assert response.status_code == 422
    assert 'id="id_q_error"' in response.content.decode()


def test_search_keeps_the_latest_ones_only(units: dict[str, Organization]) -> None:
    client = signed_in(seated(units["base"]))
    locations = [client.post(reverse("tree"), {"q": f"base {n}"})["Location"] for n in range(11)]
    assert ["Found for" in text(client, location) for location in (locations[0], locations[1])] == [False, True]


def test_names_are_written_as_text(units: dict[str, Organization]) -> None:
    Organization.objects.filter(pk=units["other"].pk).update(name="<script>x</script>", search="script")
    client = signed_in(seated(units["base"]))
    location = client.post(reverse("tree"), {"q": "<script>"})["Location"]
    for address in (reverse("tree"), unit(units["other"]), location):
        assert "<script>x" not in client.get(address).content.decode()


# statements


def fill(units: dict[str, Organization], number: int) -> None:
    committee = body(units["base"], BodyKind.OFFICE)
    for _number in range(number):
        made = organization(Kind.CELL, parent=units["base"], name="Found cell")
        membership(lies_in=made)
        holder = seat(person("Found Holder"), committee, Role.OFFICER).person
        seat(holder, body(made), until=ENDED)


@pytest.mark.parametrize("asker", ["officer", "administrator"])
@pytest.mark.parametrize("number", [1, 40])
def test_pages_stay_within_their_statements(units: dict[str, Organization], number: int, asker: str) -> None:
    fill(units, number)
    who = seated(units["superior"]) if asker == "officer" else user(is_superuser=True)
    client = signed_in(who)
    client.get("/")  # writes the session once
    search = client.post(reverse("tree"), {"q": "found"})["Location"]
    holder = Person.objects.filter(full_name="Found Holder")[0]
    for _number in range(number):
        seat(holder, body(organization(), BodyKind.OFFICE), Role.OFFICER)
    opened = f"{reverse('tree')}?mo={units['base'].public_id}"
    budgets = {
        reverse("tree"): 8,
        opened: 8,
        f"{search}&loai=to-chuc": 8,
        f"{search}&loai=nguoi": 8,
        unit(units["base"]): 10,
        reverse("person", args=[holder.public_id]): 6,
    }
    counted = {}
    for address in budgets:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counted[address] = len(captured)
    assert {address: count for address, count in counted.items() if count > budgets[address]} == {}
    with CaptureQueriesContext(connection) as captured:
        assert client.get(opened, headers={"HX-Request": "true"}).status_code == 200
    assert len(captured) == 4
