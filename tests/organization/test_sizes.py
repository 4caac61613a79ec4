from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from organization.models import BodyKind, Kind, Power
from organization.sizes import Counts, body_warnings, organization_warnings
from workflows.law import law_on

LAW = Path(__file__).resolve().parents[2] / "organization" / "law"
LIMITS = law_on(LAW, date(2025, 8, 1))
BEFORE = law_on(LAW, date(2025, 6, 30))


@dataclass(frozen=True)
class Limit:
    value: int
    article: str
    regulation: str


@pytest.mark.parametrize(
    ("kind", "counts", "provisions"),
    [
        (Kind.SUPERIOR, Counts(500), []),
        (Kind.SUPERIOR, Counts(499), ["size.superior.members_min"]),
        (Kind.BASE, Counts(20, 10), []),
        (Kind.BASE, Counts(20, 9), ["size.base.members_min"]),
        (Kind.BASE_CELL, Counts(3), []),
        (Kind.BASE_CELL, Counts(2), ["size.base_cell.members_min"]),
        (Kind.BASE_CELL, Counts(29), []),
        (Kind.BASE_CELL, Counts(30), ["size.base_cell.members_below"]),
        (Kind.CELL, Counts(3), []),
        (Kind.CELL, Counts(2, 5), ["size.cell.officials_min"]),
        (Kind.CELL, Counts(30), []),
        (Kind.CELL, Counts(30, 1), ["size.cell.members_max"]),
        (Kind.TEMPORARY_CELL, Counts(2, 1), ["size.temporary_cell.officials_min"]),
        (Kind.RESERVE_CELL, Counts(2, 1), []),
        (Kind.RESERVE_CELL, Counts(3), ["size.reserve_cell.officials_below"]),
        (Kind.RESERVE_CELL, Counts(1, 1), ["size.reserve_cell.members_min"]),
        (Kind.SECTION, Counts(1), []),
        (Kind.DIRECT, Counts(1), []),
    ],
)
def test_size_of_a_kind_is_warned_of(kind: str, counts: Counts, provisions: list[str]) -> None:
    assert [warning.provision for warning in organization_warnings(kind, counts, LIMITS)] == provisions


@pytest.mark.parametrize(
    ("power", "parent", "members", "provisions"),
    [
        (Power.AUTHORISED, Kind.SUPERIOR, 101, []),
        (Power.AUTHORISED, Kind.SUPERIOR, 100, ["size.authorised.members_above"]),
        (Power.UPPER_LEVEL, Kind.SUPERIOR, 399, ["size.upper_level.members_min"]),
        (Power.UPPER_LEVEL, Kind.SUPERIOR, 400, []),
        (Power.UPPER_LEVEL, Kind.DIRECT, 200, []),
        (Power.UPPER_LEVEL, Kind.DIRECT, 199, ["size.upper_level.members_min_direct"]),
        (Power.UPPER_LEVEL_PILOT, Kind.SUPERIOR, 50, []),
    ],
)
def test_size_for_a_granted_power_is_warned_of(power: str, parent: str, members: int, provisions: list[str]) -> None:
    found = organization_warnings(Kind.BASE, Counts(members), LIMITS, parent_kind=parent, powers=[power])
    assert [warning.provision for warning in found] == provisions


@pytest.mark.parametrize(
    ("kind", "seats", "officials", "provisions"),
    [
        (BodyKind.CELL_COMMITTEE, 7, 9, []),
        (BodyKind.CELL_COMMITTEE, 8, 9, ["size.cell_committee.seats_max"]),
        (BodyKind.CELL_COMMITTEE, 3, 8, ["size.cell_committee.officials_min"]),
        (BodyKind.SECTION_COMMITTEE, 8, 40, ["size.section_committee.seats_max"]),
        (BodyKind.COMMITTEE, 40, 40, []),
    ],
)
def test_size_of_a_body_is_warned_of(kind: str, seats: int, officials: int, provisions: list[str]) -> None:
    found = body_warnings(kind, seats, LIMITS, counts=Counts(officials))
    assert [warning.provision for warning in found] == provisions


def test_warning_names_the_numbers_the_article_and_the_certainty() -> None:
    (warning,) = organization_warnings(Kind.BASE_CELL, Counts(2), LIMITS)
    assert (warning.count, warning.limit) == (2, 3)
    assert (warning.article, warning.regulation, warning.certainty) == ("Mục 20", "Quy định 294-QĐ/TW", "secondary")
    assert str(warning).endswith("(Mục 20, Quy định 294-QĐ/TW)")


def test_limits_may_be_any_mapping() -> None:
    limits = {"size.base.members_min": Limit(50, "Điều 1", "quy-dinh-x")}
    (warning,) = organization_warnings(Kind.BASE, Counts(49), limits)
    assert (warning.limit, warning.article, warning.regulation) == (50, "Điều 1", "quy-dinh-x")


def test_no_warning_on_a_day_without_a_limit() -> None:
    assert organization_warnings(Kind.BASE, Counts(1), BEFORE) == []
    assert body_warnings(BodyKind.CELL_COMMITTEE, 20, BEFORE, counts=Counts(1)) == []
