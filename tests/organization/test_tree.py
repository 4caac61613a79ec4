"""The tree of a day, the card of an organisation, the seats of a person, and what is found by name."""

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from organization.finding import Kinds, OrganizationHit, PersonHit, find
from organization.holders import holder, holdings, told_apart
from organization.models import Body, BodyKind, Kind, Organization, Person, Placement, Power, PowerGrant, Role
from organization.sizes import Counts
from organization.tree import WIDEST, Level, Node, deepest_open, level_under, paths, paths_of, period, top_of_tree
from organization.units import EXPECTED, Card, card, found_on
from tests.factories import SINCE, body, membership, organization, person, seat

pytestmark = pytest.mark.django_db

DAY = date(2025, 8, 20)
MOVED = date(2025, 7, 1)


@pytest.fixture
def units() -> dict[str, Organization]:
    """superior > base > cell and cell2; superior > base2."""
    superior = organization(Kind.SUPERIOR, name="superior", code="10")
    base = organization(Kind.BASE, parent=superior, name="base", code="10.1")
    base2 = organization(Kind.BASE, parent=superior, name="base2", code="10.2")
    cell = organization(Kind.CELL, parent=base, name="cell", code="10.1.1")
    cell2 = organization(Kind.CELL, parent=base, name="cell2", code="10.1.2")
    return {"superior": superior, "base": base, "base2": base2, "cell": cell, "cell2": cell2}


def path(of: Organization, on: date = DAY) -> list[Organization]:
    return list(paths(Organization.objects.filter(pk=of.pk), on))


def names(nodes: tuple[Node, ...]) -> list[str]:
    return [node.organization.name for node in nodes]


def shape(nodes: tuple[Node, ...]) -> list[object]:
    """Names, each followed by what stands open under it."""
    found: list[object] = []
    for node in nodes:
        found += [node.organization.name, *([shape(node.children)] if node.open else [])]
    return found


def statements(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as context:
        ask()
    return len(context)


def shown(of: Organization, on: date = DAY, *, counted: bool = False, number: str | None = None) -> Card:
    found, powers = found_on(of.public_id, on)
    return card(found, powers, on, counted=counted, number=number)


def move(of: Organization, to: Organization) -> None:
    Placement.objects.filter(organization=of).update(until=MOVED)
    Placement.objects.create(organization=of, parent=to, since=MOVED, decision="12-QĐ")


# levels


def test_tree_opens_the_way_to_what_was_asked_for_and_nothing_else(units: dict[str, Organization]) -> None:
    level = top_of_tree(path(units["base"]), DAY)
    assert shape(level.nodes) == ["superior", ["base", ["cell", "cell2"], "base2"]]
    superior = level.nodes[0]
    base, base2 = superior.children
    assert [(node.level, node.branches, node.here, node.above) for node in (superior, base, base2)] == [
        (1, True, False, ""),
        (2, True, True, units["superior"].public_id),
        (2, False, False, units["superior"].public_id),
    ]


def test_tree_without_a_path_shows_the_top_alone(units: dict[str, Organization]) -> None:
    assert shape(top_of_tree([], DAY).nodes) == ["superior"]


@pytest.mark.parametrize(("asked", "deepest"), [("base", "base"), ("cell", "base"), ("superior", "superior")])
def test_narrow_level_is_that_of_what_has_something_under_it(
    units: dict[str, Organization], asked: str, deepest: str
) -> None:
    found = deepest_open(top_of_tree(path(units[asked]), DAY))
    assert found is not None
    assert found.organization == units[deepest]


def test_narrow_level_is_the_top_when_nothing_is_open(units: dict[str, Organization]) -> None:
    assert deepest_open(top_of_tree([], DAY)) is None


def test_level_under_an_organisation_knows_its_depth(units: dict[str, Organization]) -> None:
    level = level_under(path(units["base"]), DAY)
    assert [(node.organization.name, node.level, node.open) for node in level.nodes] == [
        ("cell", 3, False),
        ("cell2", 3, False),
    ]


def test_tree_is_the_one_of_the_day(units: dict[str, Organization]) -> None:
    move(units["cell2"], units["base2"])
    before = top_of_tree(path(units["base"], date(2025, 6, 30)), date(2025, 6, 30))
    after = top_of_tree(path(units["base"], MOVED), MOVED)
    assert shape(before.nodes) == ["superior", ["base", ["cell", "cell2"], "base2"]]
    assert shape(after.nodes) == ["superior", ["base", ["cell"], "base2"]]
    assert [node.branches for node in before.nodes[0].children] == [True, False]
    assert [node.branches for node in after.nodes[0].children] == [True, True]


def test_organisation_that_ended_is_not_in_the_tree_though_its_place_was_left_open(
    units: dict[str, Organization],
) -> None:
    Organization.objects.filter(pk=units["cell"].pk).update(until=MOVED)
    assert shape(top_of_tree(path(units["base"]), DAY).nodes) == ["superior", ["base", ["cell2"], "base2"]]


def test_organisation_whose_superior_ended_stands_at_the_top(units: dict[str, Organization]) -> None:
    Organization.objects.filter(pk=units["superior"].pk).update(until=MOVED)
    assert names(top_of_tree([], DAY).nodes) == ["base", "base2"]
    assert [place.name for place in path(units["cell"])] == ["cell", "base"]


def test_wide_level_says_how_many_it_leaves_out_and_keeps_what_was_asked_for(units: dict[str, Organization]) -> None:
    many = [Organization(kind=Kind.CELL, name=f"n{n}", code=f"10.3.{n:04}", since=SINCE) for n in range(WIDEST + 5)]
    Organization.objects.bulk_create(many)
    Placement.objects.bulk_create([Placement(organization=one, parent=units["base2"], since=SINCE) for one in many])
    level = level_under(path(units["base2"]), DAY)
    assert (len(level.nodes), level.more) == (WIDEST, 5)
    opened = top_of_tree(path(many[-1]), DAY).nodes[0].children[1]
    assert (len(opened.children), opened.more) == (WIDEST + 1, 4)
    assert opened.children[-1].here


def test_paths_of_many_are_found_at_once(units: dict[str, Organization]) -> None:
    asked = [units[name].pk for name in ("cell", "cell2", "base2", "superior")]
    found = paths_of(asked, DAY)
    assert {units[name].name: [place.name for place in found[units[name].pk]] for name in ("cell", "base2")} == {
        "cell": ["superior", "base"],
        "base2": ["superior"],
    }
    assert units["superior"].pk not in found
    assert statements(lambda: paths_of(asked, DAY)) == 1


@pytest.mark.parametrize("children", [1, 40])
def test_tree_takes_three_statements_whatever_its_size(units: dict[str, Organization], children: int) -> None:
    for _number in range(children):
        organization(Kind.CELL, parent=units["base2"])
    assert statements(lambda: top_of_tree(path(units["base2"]), DAY)) == 3
    assert statements(lambda: level_under(path(units["base2"]), DAY)) == 2


# the card


def test_card_has_the_path_from_the_top(units: dict[str, Organization]) -> None:
    assert [place.name for place in shown(units["cell"]).path] == ["superior", "base"]


def test_powers_are_those_of_the_day_with_their_decision(units: dict[str, Organization]) -> None:
    for power, since, until in ((Power.AUTHORISED, SINCE, None), (Power.UPPER_LEVEL, SINCE, MOVED)):
        PowerGrant.objects.create(
            organization=units["base"],
            power=power,
            decision_number="7-QĐ",
            decided_on=SINCE,
            decided_by=units["superior"],
            since=since,
            until=until,
        )
    assert [(one.power, one.number, one.decided_by) for one in shown(units["base"]).powers] == [
        (Power.AUTHORISED, "7-QĐ", "superior")
    ]
    assert len(shown(units["base"], date(2025, 6, 30)).powers) == 2
    assert shown(units["cell"]).powers == []


def test_seats_are_read_out_by_rank_then_name(units: dict[str, Organization]) -> None:
    committee = body(units["base"], BodyKind.COMMITTEE)
    for name, role in (
        ("Trần Văn An", Role.CLERK),
        ("Lê Thị Út", Role.MEMBER),
        ("Phạm Văn Bền", Role.MEMBER),
        ("Đỗ Thị Cam", Role.DEPUTY_SECRETARY),
        ("Vũ Văn Xuân", Role.SECRETARY),
    ):
        seat(person(name), committee, role)
    (part,) = shown(units["base"]).bodies
    assert [line.name for line in part.lines] == [
        "Vũ Văn Xuân",
        "Đỗ Thị Cam",
        "Phạm Văn Bền",
        "Lê Thị Út",
        "Trần Văn An",
    ]


@pytest.mark.parametrize("kind", list(BodyKind))
def test_body_without_its_head_says_so(units: dict[str, Organization], kind: str) -> None:
    role, text = EXPECTED[BodyKind(kind)]
    made = body(units["base"], kind)
    seat(of=made, role=Role.MEMBER)
    seat(of=made, role=role, until=DAY)
    assert [part.vacancy for part in shown(units["base"]).bodies] == [str(text)]
    assert [part.vacancy for part in shown(units["base"], date(2025, 8, 19)).bodies] == [""]


def test_bodies_are_those_of_the_day(units: dict[str, Organization]) -> None:
    body(units["base"], BodyKind.COMMITTEE, name="old", until=MOVED)
    body(units["base"], BodyKind.COMMITTEE, name="new", since=MOVED)
    body(units["cell"], BodyKind.CELL, name="elsewhere")
    assert [part.body.name for part in shown(units["base"]).bodies] == ["new"]
    assert [part.body.name for part in shown(units["base"], date(2025, 6, 30)).bodies] == ["old"]


def test_seats_that_ended_within_a_year_are_kept_apart(units: dict[str, Organization]) -> None:
    committee = body(units["base"], BodyKind.COMMITTEE)
    seat(person("Just Ended"), committee, until=DAY)
    seat(person("Ended A Year Ago"), committee, until=date(2024, 8, 21))
    seat(person("Ended Longer Ago"), committee, Role.MEMBER, until=date(2024, 8, 20))
    seat(person("Not Yet"), committee, Role.MEMBER, since=date(2025, 8, 21))
    found = shown(units["base"])
    assert [line.name for line in found.ended] == ["Just Ended", "Ended A Year Ago"]
    assert found.bodies[0].lines == []


def test_seats_left_open_in_a_body_that_ended_have_ended_with_it(units: dict[str, Organization]) -> None:
    seat(person("Left Open"), body(units["base"], BodyKind.COMMITTEE, until=MOVED))
    found = shown(units["base"])
    assert (found.bodies, [line.name for line in found.ended]) == ([], ["Left Open"])


def test_year_before_the_last_of_february_is_counted(units: dict[str, Organization]) -> None:
    seat(person("Ended"), body(units["base"], BodyKind.COMMITTEE), until=date(2023, 3, 1))
    assert [line.name for line in shown(units["base"], date(2024, 2, 29)).ended] == ["Ended"]


def test_places_over_time_are_the_latest_first(units: dict[str, Organization]) -> None:
    move(units["cell2"], units["base2"])
    found = shown(units["cell2"])
    assert [(one.placement.parent.name, one.period, one.now) for one in found.places] == [
        ("base2", "from 01/07/2025", True),
        ("base", "01/01/2020 – 30/06/2025", False),
    ]
    assert [one.now for one in shown(units["cell2"], date(2025, 6, 30)).places] == [False, True]


def test_children_come_in_pages_and_none_is_lost(units: dict[str, Organization]) -> None:
    made = [organization(Kind.CELL, parent=units["base2"], code=f"10.2.{n:03}") for n in range(52)]
    first, second = (shown(units["base2"], number=number).children for number in ("1", "2"))
    assert (len(first), len(second), first.paginator.count, first.paginator.num_pages) == (50, 2, 52, 2)
    assert [row.organization for row in [*first, *second]] == made
    for odd in ("3", "0", "-1", "x", "²", "9999999999", None):
        assert list(shown(units["base2"], number=odd).children) == list(first)


def test_members_are_counted_only_for_those_who_may_know(units: dict[str, Organization], settings: Settings) -> None:
    membership(lies_in=units["cell"])
    membership(lies_in=units["cell"], standing="probationary")
    allowed, others = shown(units["base"], counted=True), shown(units["base"])
    assert (allowed.counts, others.counts) == (Counts(1, 1), None)
    assert [warning.provision for warning in allowed.warnings] == ["size.base.members_min"]
    assert others.warnings == []


def test_sizes_of_bodies_are_warned_of_only_where_counts_are_allowed(units: dict[str, Organization]) -> None:
    committee = body(units["cell"], BodyKind.CELL_COMMITTEE)
    for _number in range(12):
        seat(of=committee, role=Role.MEMBER)
    provisions = {"size.cell_committee.seats_max", "size.cell_committee.officials_min"}
    allowed = shown(units["cell"], counted=True).bodies[0].warnings
    assert {warning.provision for warning in allowed} == provisions
    assert shown(units["cell"]).bodies[0].warnings == []


@pytest.mark.parametrize("number", [1, 40])
def test_card_takes_six_statements_whatever_its_size(units: dict[str, Organization], number: int) -> None:
    committee = body(units["base2"], BodyKind.COMMITTEE)
    for _number in range(number):
        organization(Kind.CELL, parent=units["base2"])
        seat(of=committee, role=Role.MEMBER)
        seat(of=committee, role=Role.CLERK, until=DAY)
    assert statements(lambda: shown(units["base2"], counted=True)) == 6
    assert statements(lambda: shown(units["base2"])) == 5


def test_card_of_nothing_is_nothing() -> None:
    assert found_on("BBBBBBBBBBBB", DAY) == ([], [])


# holders of seats


def test_seats_held_come_first_by_rank_then_the_latest_past_ones() -> None:
    who = person("Lê Văn Sơn")
    committee, department = body(kind=BodyKind.COMMITTEE), body(kind=BodyKind.ORGANIZATION_DEPARTMENT)
    seat(who, committee, Role.MEMBER, until=date(2022, 1, 1))
    seat(who, department, Role.OFFICER, since=date(2023, 1, 1))
    seat(who, committee, Role.DEPUTY_SECRETARY, since=date(2024, 1, 1))
    seat(who, department, Role.CLERK, since=date(2021, 1, 1), until=date(2023, 1, 1))
    found = holdings(who, DAY, DAY)
    assert [(one.seat.role, one.held) for one in found] == [
        (Role.DEPUTY_SECRETARY, True),
        (Role.OFFICER, True),
        (Role.CLERK, False),
        (Role.MEMBER, False),
    ]
    assert found[2].period == "01/01/2021 – 31/12/2022"


def test_seat_in_a_body_that_ended_is_not_held() -> None:
    who = seat(of=body(until=MOVED)).person
    assert [one.held for one in holdings(who, DAY, DAY)] == [False]


def test_holder_is_who_had_a_seat_by_the_day() -> None:
    held, coming, never = seat().person, seat(since=date(2025, 9, 1)).person, person()
    assert [holder(one.public_id, DAY) for one in (held, coming, never)] == [held, None, None]
    assert holder(coming.public_id, date(2025, 9, 1)) == coming


def test_holder_has_a_namesake_only_among_holders() -> None:
    first = seat(person("Nguyễn Thị Bình")).person
    person("Nguyễn Thị Bình")
    found = holder(first.public_id, DAY)
    assert found is not None
    assert not found.namesake  # type: ignore[attr-defined]
    seat(person("Nguyễn Thị Bình"))
    found = holder(first.public_id, DAY)
    assert found is not None
    assert found.namesake  # type: ignore[attr-defined]


def test_namesakes_are_told_apart_by_the_year_and_then_by_the_id() -> None:
    alone = person("Lê Văn Sơn", born_on=date(1970, 1, 2))
    elder = person("Nguyễn Thị Bình", born_on=date(1971, 3, 4))
    first, second = (person("Nguyễn Thị Bình", born_on=date(1984, 5, n)) for n in (6, 7))
    unknown = Person.objects.create(full_name="Nguyễn Thị Bình")
    assert told_apart([alone, elder, first, second, unknown, elder]) == {
        alone.pk: "Lê Văn Sơn",
        elder.pk: "Nguyễn Thị Bình (born in 1971)",
        first.pk: f"Nguyễn Thị Bình (born in 1984) · {first.public_id}",
        second.pk: f"Nguyễn Thị Bình (born in 1984) · {second.public_id}",
        unknown.pk: f"Nguyễn Thị Bình · {unknown.public_id}",
    }


def test_periods_name_the_first_and_the_last_day() -> None:
    row = Body(since=date(2024, 2, 1), until=date(2024, 3, 1))
    assert period(row) == "01/02/2024 – 29/02/2024"
    assert period(Body(since=date(2024, 2, 1))) == "from 01/02/2024"


# finding


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
    assert (names(text, Kinds.PERSONS)[0], names("ha", Kinds.PERSONS)[0]) == ("Lê Hà", "Lê Há")


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
        assert statements(lambda text=text: find(text, DAY, kind=kind, number=None)) == expected  # type: ignore[misc]


def test_empty_database_has_an_empty_top() -> None:
    assert top_of_tree([], DAY) == Level(None, (), 0)
