"""The pages of the tree: who may look, which day they show, what they keep to themselves, how many statements."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from organization.models import BodyKind, Kind, Organization, Person, Placement, Role, Standing, User
from tests.factories import body, case, membership, organization, person, seat, user

pytestmark = pytest.mark.django_db

TODAY = date(2025, 8, 20)
ENDED = date(2025, 7, 1)
As = Callable[[User], Client]


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def units() -> dict[str, Organization]:
    """superior > base > cell; superior > other."""
    superior = organization(Kind.SUPERIOR, name="Superior", code="10")
    base = organization(Kind.BASE, parent=superior, name="Base", code="10.1")
    other = organization(Kind.BASE, parent=superior, name="Other base", code="10.2")
    cell = organization(Kind.CELL, parent=base, name="Cell", code="10.1.1")
    return {"superior": superior, "base": base, "other": other, "cell": cell}


def seated(of: Organization, kind: str = BodyKind.COMMITTEE, role: str = Role.SECRETARY) -> User:
    return user(seat(of=body(of, kind), role=role).person)


def signed_in(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def addresses(of: Organization, holder: Person) -> list[str]:
    return [reverse("tree"), reverse("unit", args=[of.public_id]), reverse("person", args=[holder.public_id])]


def text(client: Client, address: str, status: int = 200) -> str:
    """What the page says, without tags."""
    response = client.get(address)
    assert response.status_code == status
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def unit(of: Organization, day: str = "") -> str:
    return reverse("unit", args=[of.public_id]) + (f"?ngay={day}" if day else "")


def found(client: Client, words: str, *, follow: str = "") -> str:
    response = client.post(reverse("tree"), {"q": words})
    assert response.status_code == 302
    return text(client, response["Location"] + follow)


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


# the day


def test_tree_opens_at_the_askers_own_organisation(units: dict[str, Organization]) -> None:
    shown = signed_in(seated(units["base"])).get(reverse("tree")).content.decode()
    assert re.findall(r'aria-level="(\d)"', shown) == ["1", "2", "3", "2"]
    assert re.search(r'aria-current="true" href="([^"]+)"', shown).group(1) == unit(units["base"])  # type: ignore[union-attr]


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
    assert len(captured) == 5
