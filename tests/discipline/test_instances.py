"""The ladder of a complaint over a real tree: its bodies in order, and what stands in the way."""

from datetime import date, timedelta
from typing import Any

import pytest

from discipline.codes import Form
from discipline.instances import Instance, instances, levels_on
from organization.models import Body, BodyKind, Kind, Organization
from tests.factories import body, organization
from workflows.law import Law, law_on
from workflows.procedures import law_folder
from workflows.routes import NoRoute

pytestmark = pytest.mark.django_db
DAY = date(2025, 8, 4)
LAW = law_on(law_folder("discipline"), DAY)
COMMITTEES = (BodyKind.INSPECTION, BodyKind.STANDING_COMMITTEE, BodyKind.COMMITTEE)


def seated(kind: str, parent: Organization, *bodies: str) -> dict[str, Body]:
    made = organization(kind, parent=parent)
    return {one: body(made, one) for one in bodies or COMMITTEES}


@pytest.fixture
def tree() -> list[dict[str, Body]]:
    """Bodies by kind of the levels below the Centre, highest first."""
    found: list[dict[str, Body]] = []
    parent = organization(Kind.CENTRAL)
    for kind in (Kind.DIRECT, Kind.SUPERIOR, Kind.BASE):
        found.append(seated(kind, parent))
        parent = found[-1][BodyKind.COMMITTEE].organization
    return [*found, seated(Kind.CELL, parent, BodyKind.CELL)]


def ladder(law: Law, place: Organization, **given: Any) -> list[Instance]:
    """Of a decision about somebody of the place, on the day of the law."""
    return instances(law, levels_on(place, law.on), **given)


def test_cells_decision_climbs_every_body_of_the_tree(
    tree: list[dict[str, Body]], django_assert_num_queries: Any
) -> None:
    direct, superior, base, cell = tree
    with django_assert_num_queries(1):
        found = ladder(LAW, cell["cell"].organization, decided_by=cell["cell"], form=Form.WARNING)
    below = [level[kind] for level in (base, superior, direct) for kind in COMMITTEES]
    assert [one.body for one in found] == [*below, None]
    assert [one.step.final for one in found] == [False] * len(below) + [True]


def test_decision_of_an_inspection_commission_goes_to_the_standing_committee_beside_it(
    tree: list[dict[str, Body]],
) -> None:
    _direct, superior, base, cell = tree
    found = ladder(LAW, cell["cell"].organization, decided_by=superior["inspection"], form=Form.REPRIMAND)
    assert found[0].body == superior["standing_committee"]
    again = ladder(
        LAW,
        cell["cell"].organization,
        decided_by=superior["inspection"],
        form=Form.REPRIMAND,
        took_part=[superior["standing_committee"], base["committee"]],
    )
    assert again[0].body == superior["committee"]


def test_body_that_is_not_on_the_path_has_no_ladder(tree: list[dict[str, Body]]) -> None:
    cell = tree[-1]["cell"]
    elsewhere = body(organization(Kind.CELL), BodyKind.CELL)
    with pytest.raises(NoRoute, match="lies on no level"):
        ladder(LAW, cell.organization, decided_by=elsewhere, form=Form.WARNING)


def test_section_is_passed_over_and_a_body_that_has_ended_too(tree: list[dict[str, Body]]) -> None:
    base = tree[2]
    section = seated(Kind.SECTION, base["committee"].organization, BodyKind.SECTION_COMMITTEE)
    cell = seated(Kind.CELL, section["section_committee"].organization, BodyKind.CELL)["cell"]
    ended = base["inspection"]
    ended.until = DAY
    ended.save()
    found = ladder(LAW, cell.organization, decided_by=cell, form=Form.WARNING)
    assert found[0].body == base["standing_committee"]
    eve = law_on(law_folder("discipline"), DAY - timedelta(days=1))
    assert ladder(eve, cell.organization, decided_by=cell, form=Form.WARNING)[0].body == ended


def test_grassroots_organisation_that_leads_another_stands_above_it() -> None:
    upper = seated(Kind.BASE, organization(Kind.DIRECT, parent=organization(Kind.CENTRAL)))
    base = seated(Kind.BASE, upper["committee"].organization)
    found = ladder(LAW, base["committee"].organization, decided_by=base["committee"], form=Form.WARNING)
    assert found[0].body == upper["inspection"]


def test_level_that_stands_twice_on_the_path_is_told(tree: list[dict[str, Body]]) -> None:
    base = seated(Kind.BASE, tree[2]["committee"].organization)
    with pytest.raises(NoRoute, match="already"):
        ladder(LAW, base["committee"].organization, decided_by=base["committee"], form=Form.WARNING)
