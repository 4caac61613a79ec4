"""The tree of a day: which levels stand open, and what is left out of a wide one."""

from datetime import date

import pytest

from organization.models import Kind, Organization, Placement
from organization.tree import WIDEST, Level, Node, deepest_open, level_under, paths, paths_of, top_of_tree
from tests.counting import statements
from tests.factories import SINCE, organization
from tests.organization.tree.trees import DAY, MOVED, move

pytestmark = pytest.mark.django_db


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


def test_empty_database_has_an_empty_top() -> None:
    assert top_of_tree([], DAY) == Level(None, (), 0)
