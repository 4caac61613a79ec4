"""Which day and which branches the pages of the tree show."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from organization.models import Kind, Organization
from tests.factories import organization
from tests.organization.tree_pages.pages import ENDED, addresses, seated, signed_in, text, unit

pytestmark = pytest.mark.django_db


def test_tree_opens_at_the_askers_own_organisation(units: dict[str, Organization]) -> None:
    shown = signed_in(seated(units["base"])).get(reverse("tree")).content.decode()
    assert re.findall(r'aria-level="(\d)"', shown) == ["1", "2", "3", "2"]
    assert re.findall(r'aria-current="true" href="([^"]+)"', shown) == [unit(units["base"])]


def test_branches_are_opened_and_closed_by_address_alone(units: dict[str, Organization]) -> None:
    client = signed_in(seated(units["other"]))
    opened = client.get(f"{reverse('tree')}?mo={units['base'].public_id}").content.decode()
    assert re.findall(r'aria-expanded="(\w+)"', opened) == ["true", "true"]
    assert (
        f'href="/to-chuc/?mo={units["superior"].public_id}" hx-get="/to-chuc/?mo={units["base"].public_id}"' in opened
    )
    closed = client.get(f"{reverse('tree')}?mo=").content.decode()
    assert re.findall(r'aria-expanded="(\w+)"', closed) == ["false"]
    assert f'href="/to-chuc/?mo={units["superior"].public_id}"' in closed


def test_branch_fetched_alone_is_its_level_and_nothing_more(units: dict[str, Organization]) -> None:
    address = f"{reverse('tree')}?mo={units['base'].public_id}&ngay=2025-07-01"
    response = signed_in(seated(units["other"])).get(address, headers={"HX-Request": "true"})
    shown = response.content.decode()
    assert "<html" not in shown
    assert re.findall(r'aria-level="(\d)"', shown) == ["3"]
    assert f'href="{unit(units["cell"], "2025-07-01")}"' in shown


@pytest.mark.parametrize("typed", ["30/06/2025", "30-06-2025", "30.6.2025", "2025-06-30", " 30/06/2025 "])
def test_day_is_read_in_the_ways_people_write_it(units: dict[str, Organization], typed: str) -> None:
    Organization.objects.filter(pk=units["cell"].pk).update(until=ENDED)
    client = signed_in(seated(units["base"]))
    shown = text(client, f"{reverse('tree')}?ngay={typed}")
    assert "Shown as on" in shown
    assert "Cell" in shown
    assert "Cell" not in text(client, reverse("tree"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("31/02/2025", "There is no such day in the calendar: “31/02/2025”."),
        ("hôm qua", "Write the day as dd/mm/yyyy"),
        ("01/01/0001", "Write a day not before 01/01/1900."),
        ("0000-00-00", "There is no such day in the calendar: “0000-00-00”."),
    ],
)
def test_day_that_cannot_be_read_is_kept_and_told_at_its_place(
    units: dict[str, Organization], typed: str, told: str
) -> None:
    who = seated(units["cell"])
    assert who.person is not None
    client = signed_in(who)
    for address in addresses(units["cell"], who.person):
        response = client.get(address, {"ngay": typed})
        shown = response.content.decode()
        assert response.status_code == 422
        assert re.search(rf'class="errorlist" id="id_ngay_error"><li>{told}', shown)
        assert f'value="{typed}"' in shown
        assert "ngay=" not in shown.partition("Reload</a>")[2]


@pytest.mark.parametrize("typed", ["29/02/2024", "31/12/9999", "01/01/1900"])
def test_far_days_are_answered(units: dict[str, Organization], typed: str) -> None:
    who = seated(units["cell"])
    assert who.person is not None
    client = signed_in(who)
    for address in addresses(units["cell"], who.person):
        assert client.get(address, {"ngay": typed}).status_code == 200


def test_links_keep_the_day(units: dict[str, Organization]) -> None:
    who = seated(units["base"])
    assert who.person is not None
    client = signed_in(who)
    for address in addresses(units["base"], who.person):
        main = (
            client.get(f"{address}?ngay=30/06/2025").content.decode().partition("Reload</a>")[2].partition("</main>")[0]
        )
        links = [unescape(link) for link in re.findall(r'href="(/(?:to-chuc|nguoi)/[^"]*)"', main)]
        back = [link for link in links if "ngay=2025-06-30" not in link]
        assert len(links) > 2
        assert back == [address]


@pytest.mark.parametrize(
    ("since", "until", "told", "link"),
    [
        (date(2020, 1, 1), ENDED, "It exists no more on this day.", "2025-06-30"),
        (date(2025, 9, 1), None, "It does not exist yet on this day.", "2025-09-01"),
    ],
)
def test_organisation_of_another_time_says_from_when_to_when(
    units: dict[str, Organization], since: date, until: date | None, told: str, link: str
) -> None:
    gone = organization(Kind.CELL, parent=units["base"], name="Elsewhen", since=since, until=until)
    client = signed_in(seated(units["cell"]))
    assert told in text(client, unit(gone))
    assert f"?ngay={link}" in client.get(unit(gone)).content.decode()
    assert "About the organisation" in text(client, unit(gone, link))
    shown = text(client, f"{reverse('tree')}?mo={gone.public_id}")
    assert "Elsewhen does not exist on this day." in shown


def test_changing_the_day_keeps_what_stands_open(units: dict[str, Organization]) -> None:
    shown = signed_in(seated(units["cell"])).get(f"{reverse('tree')}?mo={units['base'].public_id}&ngay=2025-07-01")
    assert f'<input type="hidden" name="mo" value="{units["base"].public_id}">' in shown.content.decode()
