"""Organisations and persons found by code and name."""

import unicodedata
from datetime import date
from functools import partial

import pytest

from organization.finding import Kinds, OrganizationHit, PersonHit, find
from organization.models import BodyKind, Kind, Organization, Role
from tests.counting import statements
from tests.factories import body, organization, person, seat
from tests.organization.tree.trees import DAY, MOVED

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["kế hoạch", "KE HOACH", "hoach ke", "38.168", "38 kế"])
def test_organisations_are_found_by_words_of_code_and_name(units: dict[str, Organization], text: str) -> None:
    wanted = organization(Kind.CELL, parent=units["base"], code="38.168", name="Chi bộ Kế hoạch")
    found = find(text, DAY, kind=None, number=None)
    assert (found.kind, found.counts) == (Kinds.ORGANIZATIONS, {Kinds.ORGANIZATIONS: 1, Kinds.PERSONS: 0})
    (hit,) = found.hits
    assert isinstance(hit, OrganizationHit)
    assert (hit.organization, [place.name for place in hit.path], hit.period) == (wanted, ["superior", "base"], "")


def test_organisation_of_another_time_is_found_with_its_days() -> None:
    organization(name="Chi bộ Kho", until=MOVED)
    (hit,) = find("kho", DAY, kind=None, number=None).hits
    assert isinstance(hit, OrganizationHit)
    assert hit.period == "01/01/2020 – 30/06/2025"


def test_persons_are_found_by_beginnings_of_words_and_only_if_they_hold_or_held_a_seat(
    units: dict[str, Organization],
) -> None:
    cell, base = body(units["cell"]), body(units["base"], BodyKind.COMMITTEE)
    now, past = person("Đặng Thị Ý Lan"), person("Đặng Văn Ý")
    seat(now, cell)
    seat(now, base, Role.MEMBER, until=MOVED)
    seat(past, cell, Role.CLERK, until=date(2021, 1, 1))
    seat(past, base, Role.CLERK, until=date(2022, 1, 1))
    person("Đặng Thị Ý Nhi")
    seat(person("Đặng Thị Ý Xa"), cell, since=date(2025, 9, 1))
    found = find("dang y", DAY, kind=None, number=None)
    assert found.counts == {Kinds.ORGANIZATIONS: 0, Kinds.PERSONS: 2}
    hits = [hit for hit in found.hits if isinstance(hit, PersonHit)]
    assert [
        (hit.name, hit.held, [(one.seat.role, [p.name for p in one.path]) for one in hit.seats]) for hit in hits
    ] == [
        ("Đặng Thị Ý Lan", True, [(Role.SECRETARY, ["superior", "base", "cell"])]),
        ("Đặng Văn Ý", False, [(Role.CLERK, ["superior", "base"])]),
    ]
    assert find("ang", DAY, kind=None, number=None).counts[Kinds.PERSONS] == 0


@pytest.mark.parametrize("text", ["Hà", "hà", "HÀ", unicodedata.normalize("NFD", "hà")])
def test_names_with_the_accents_that_were_typed_come_first(units: dict[str, Organization], text: str) -> None:
    """Beginnings of words alone: “Thành” holds these letters too."""
    cell = body(units["cell"])
    for number, name in enumerate(("Hạ Thành", "Há", "Hà")):
        seat(person(f"Lê {name}"), cell, Role.MEMBER)
        organization(name=f"Chi bộ {name}", code=f"9{number}")

    def names(text: str, kind: Kinds) -> list[str]:
        hits = find(text, DAY, kind=kind, number=None).hits
        return [hit.organization.name if isinstance(hit, OrganizationHit) else hit.name for hit in hits]

    assert names(text, Kinds.ORGANIZATIONS) == ["Chi bộ Hà", "Chi bộ Hạ Thành", "Chi bộ Há"]
    assert names("ha", Kinds.ORGANIZATIONS) == ["Chi bộ Hạ Thành", "Chi bộ Há", "Chi bộ Hà"]
    assert (names(text, Kinds.PERSONS)[0], names("há", Kinds.PERSONS)[0]) == ("Lê Hà", "Lê Há")
    assert names("ha", Kinds.PERSONS) == ["Lê Hà", "Lê Há", "Lê Hạ Thành"]


@pytest.mark.parametrize("text", ["%", "_", "10%"])
def test_signs_of_the_database_are_only_letters(units: dict[str, Organization], text: str) -> None:
    assert set(find(text, DAY, kind=None, number=None).counts.values()) == {0}


@pytest.mark.parametrize("kind", list(Kinds))
def test_hits_come_in_pages_of_fifty_with_exact_numbers(units: dict[str, Organization], kind: Kinds) -> None:
    cell = body(units["cell"])
    for number in range(51):
        seat(person(f"Found Number {number}"), cell, Role.MEMBER)
        organization(name=f"Found {number}", parent=units["base"])
    first, second = (find("found", DAY, kind=kind, number=number) for number in ("1", "2"))
    assert first.counts == {Kinds.ORGANIZATIONS: 51, Kinds.PERSONS: 51}
    assert (len(first.hits), len(second.hits)) == (50, 1)


@pytest.mark.parametrize(("kind", "expected"), [(Kinds.ORGANIZATIONS, 3), (Kinds.PERSONS, 4)])
@pytest.mark.parametrize("number", [1, 40])
def test_finding_takes_the_same_statements_for_one_hit_and_for_forty(
    units: dict[str, Organization], kind: Kinds, expected: int, number: int
) -> None:
    for _number in range(number):
        made = organization(name="Found", parent=units["base"])
        seat(person("Found"), body(made))
    for text in ("found", "fòund"):
        assert statements(partial(find, text, DAY, kind=kind, number=None)) == expected
