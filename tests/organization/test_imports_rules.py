"""What an import may store: the rules of the tree, of bodies and persons, each told at its row and column."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from organization.models import BodyKind, Membership, Organization, Person, Placement, Standing
from tests.factories import body, membership, organization, person, seat
from tests.organization.lists import SINCE, checked, figures, human, imported, problems, unit, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_apart")]

BASE = unit("01", "Đảng bộ cơ sở")
END = date(2024, 6, 1)


def found(key: str, *rows: dict[str, Any]) -> list[tuple[int, str]]:
    return problems(checked(key, xlsx(key, rows)))


def test_tree_is_stored_with_its_places() -> None:
    row = imported("organizations", [unit("01.1", "Chi bộ", "01", decision="5-QĐ"), BASE])
    assert figures(row) == {"added": 2, "changed": 0, "same": 0, "faulty": 0}
    place = Placement.objects.get()
    assert (place.organization.code, place.parent.code, place.since, place.decision) == ("01.1", "01", SINCE, "5-QĐ")
    assert Organization.objects.get(code="01.1").search == "01.1 to chuc 01.1"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([BASE, unit("01.1", "Tổ đảng", "01")], [(3, "Mã tổ chức cấp trên")], id="kinds"),
        pytest.param([BASE, unit("01", "Chi bộ")], [(3, "Mã tổ chức")], id="code twice"),
        pytest.param([unit("01.1", "Chi bộ", "09")], [(2, "Mã tổ chức cấp trên")], id="unknown parent"),
        pytest.param(
            [unit("01", "Đảng bộ cơ sở", "02"), unit("02", "Đảng bộ cơ sở", "03"), unit("03", "Đảng bộ cơ sở", "01")],
            [(2, "Mã tổ chức cấp trên"), (3, "Mã tổ chức cấp trên"), (4, "Mã tổ chức cấp trên")],
            id="circle",
        ),
        pytest.param([unit("01", "Đảng bộ cơ sở", "01")], [(2, "Mã tổ chức cấp trên")], id="under itself"),
        pytest.param(
            [unit("01", "Đảng bộ cơ sở", since=date(2021, 1, 1)), unit("01.1", "Chi bộ", "01")],
            [(3, "Mã tổ chức cấp trên")],
            id="parent begins later",
        ),
        pytest.param(
            [unit("01", "Đảng bộ cơ sở", until=END), unit("01.1", "Chi bộ", "01")],
            [(3, "Mã tổ chức cấp trên")],
            id="parent ends before",
        ),
        pytest.param(
            [BASE, unit("01.1", "Chi bộ", "01", placed=date(2019, 1, 1))],
            [(3, "Mã tổ chức cấp trên")],
            id="placed before there is a parent",
        ),
        pytest.param([unit("01.1", "Chi bộ", decision="5-QĐ")], [(2, "Mã tổ chức cấp trên")], id="decision alone"),
    ],
)
def test_tree_that_the_model_forbids_is_refused(rows: list[dict[str, Any]], expected: list[tuple[int, str]]) -> None:
    assert found("organizations", *rows) == expected
    assert Organization.objects.count() == 0


def test_a_faulty_parent_does_not_make_its_children_faulty() -> None:
    assert found("organizations", unit("01", "Đảng đoàn"), unit("01.1", "Chi bộ", "01")) == [(2, "Loại tổ chức")]


def test_chain_of_very_many_levels_is_refused() -> None:
    rows = [unit("0", "Đảng bộ cơ sở")] + [unit(str(n), "Đảng bộ cơ sở", str(n - 1)) for n in range(1, 14)]
    assert found("organizations", *rows) == [(14, "Mã tổ chức cấp trên"), (15, "Mã tổ chức cấp trên")]


def crossing(*later: dict[str, Any]) -> list[tuple[int, str]]:
    """Two organisations that have lost their places at a day; what is wrong with new ones."""
    top = organization("superior", code="00")
    for code, until in (("01", date(2024, 1, 1)), ("02", END)):
        made = organization("base", code=code, name=f"Tổ chức {code}", parent=top)
        Placement.objects.filter(organization=made).update(until=until)
    return found("organizations", *later)


def under(code: str, parent: str, day: date) -> dict[str, Any]:
    return unit(code, "Đảng bộ cơ sở", parent, placed=day)


def test_circle_that_only_closes_on_a_later_day_is_refused_within_one_list() -> None:
    rows = [under("01", "02", date(2024, 1, 1)), under("02", "01", date(2025, 1, 1))]
    assert crossing(*rows) == [(2, "Mã tổ chức cấp trên"), (3, "Mã tổ chức cấp trên")]


def test_circle_with_a_stored_later_place_is_refused() -> None:
    assert crossing(under("01", "00", date(2024, 1, 1))) == []
    first, second = Organization.objects.get(code="01"), Organization.objects.get(code="02")
    Placement.objects.create(organization=second, parent=first, since=date(2026, 1, 1))
    assert found("organizations", under("01", "02", date(2024, 1, 1))) == [(2, "Mã tổ chức cấp trên")]


def test_places_that_change_without_a_circle_are_stored() -> None:
    top = organization("superior", code="00")
    first, second = (organization("base", code=code, name=f"Tổ chức {code}", parent=top) for code in ("01", "02"))
    Placement.objects.all().update(until=END)
    Placement.objects.create(organization=second, parent=first, since=END, until=date(2025, 1, 1))
    Placement.objects.create(organization=first, parent=top, since=END, until=date(2025, 1, 1))
    row = imported("organizations", [under("01", "02", date(2025, 1, 1)), under("02", "00", date(2025, 1, 1))])
    assert (row.changed, Placement.objects.count()) == (2, 6)


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"name": "Tên khác"}, "Tên tổ chức"),
        ({"kind": "Chi bộ cơ sở"}, "Loại tổ chức"),
        ({"parent": "02"}, "Mã tổ chức cấp trên"),
        ({"parent": ""}, "Mã tổ chức cấp trên"),
        ({"since": date(2021, 1, 1)}, "Từ ngày"),
    ],
)
def test_stored_organization_is_not_overwritten(change: dict[str, Any], column: str) -> None:
    rows = [BASE, unit("02", "Đảng bộ cơ sở"), unit("01.1", "Chi bộ", "01")]
    imported("organizations", rows)
    again = checked("organizations", xlsx("organizations", [*rows[:2], {**rows[2], **change}]))
    assert problems(again) == [(4, column)]
    assert figures(again) == {"added": 0, "changed": 0, "same": 2, "faulty": 1}


def test_end_is_added_to_an_organization_and_its_place() -> None:
    rows = [BASE, unit("01.1", "Chi bộ", "01")]
    imported("organizations", rows)
    row = imported("organizations", [rows[0], {**rows[1], "until": END}])
    assert figures(row) == {"added": 0, "changed": 1, "same": 1, "faulty": 0}
    assert Organization.objects.get(code="01.1").until == Placement.objects.get().until == END


def test_code_of_an_ended_organization_may_be_used_again() -> None:
    imported("organizations", [BASE, unit("01.1", "Chi bộ", "01", until=END)])
    assert imported("organizations", [unit("01.1", "Chi bộ", "01", since=END)]).added == 1
    assert found("organizations", unit("01.1", "Chi bộ", "01", since=date(2024, 5, 1))) == [
        (2, "Từ ngày"),
        (2, "Hết hiệu lực từ ngày"),
    ]


def child(of: Organization) -> None:
    organization(parent=of)


@pytest.mark.parametrize("hang", [child, lambda of: body(of), lambda of: membership(lies_in=of)])
def test_organization_with_something_left_in_it_does_not_end(hang: Callable[[Organization], Any]) -> None:
    made = organization("base", code="01", name="Tổ chức 01")
    ending = {**BASE, "until": END}
    assert found("organizations", ending) == []
    hang(made)
    assert found("organizations", ending) == [(2, "Hết hiệu lực từ ngày")]


def committee(**more: Any) -> dict[str, Any]:
    return {"organization": "01", "kind": "Đảng ủy", "name": "Đảng ủy 01", "symbol": "ĐU", "since": SINCE, **more}


def test_bodies_are_stored_compared_and_ended() -> None:
    organization("base", code="01")
    assert imported("bodies", [committee()]).added == 1
    assert imported("bodies", [committee(until=END)]).changed == 1
    assert checked("bodies", xlsx("bodies", [committee(until=END)])).same == 1
    assert imported("bodies", [committee(until=END), committee(since=END, name="Đảng ủy khóa mới")]).added == 1


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([committee(organization="09")], [(2, "Mã tổ chức")], id="unknown organisation"),
        pytest.param([committee(since=date(2019, 1, 1))], [(2, "Mã tổ chức")], id="before the organisation"),
        pytest.param([committee(), committee()], [(3, "Loại tập thể")], id="twice"),
        pytest.param([committee(), committee(since=END)], [(3, "Từ ngày")], id="two at once"),
        pytest.param([committee(kind="Tổ công tác")], [(2, "Loại tập thể")], id="unknown kind"),
    ],
)
def test_bodies_that_cannot_be_are_refused(rows: list[dict[str, Any]], expected: list[tuple[int, str]]) -> None:
    organization("base", code="01")
    assert found("bodies", *rows) == expected


def test_body_in_which_somebody_sits_does_not_end() -> None:
    made = body(organization("base", code="01"), BodyKind.COMMITTEE, name="Đảng ủy 01", symbol="ĐU")
    assert found("bodies", committee(until=END)) == []
    seat(of=made)
    assert found("bodies", committee(until=END)) == [(2, "Hết hiệu lực từ ngày")]


def test_persons_are_stored_with_their_standing() -> None:
    organization(code="01.1")
    assert imported("persons", [human(1, "01.1"), human(2)]).added == 2
    first = Person.objects.get(number="000000000001")
    assert (first.full_name, first.sex, first.search) == ("Nguyễn Văn 1", "m", "nguyen van 1")
    assert Membership.objects.get().standing == Standing.OFFICIAL
    assert figures(checked("persons", xlsx("persons", [human(1, "01.1"), human(2)])))["same"] == 2


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([human(1), human(1, full_name="Trần Thị Hai")], [(3, "Số định danh")], id="two with one number"),
        pytest.param([human(1, number="")], [(2, "Số định danh")], id="no number"),
        pytest.param([human(1, born_on=date(2025, 8, 21))], [(2, "Ngày sinh")], id="born tomorrow"),
        pytest.param([human(1, born_on="30/02/1990")], [(2, "Ngày sinh")], id="impossible birthday"),
        pytest.param([human(1, public_id="KHONGCO")], [(2, "Mã trong hệ thống")], id="unknown id"),
        pytest.param([human(1, sex="?")], [(2, "Giới tính")], id="unknown word"),
        pytest.param([human(1, "09")], [(2, "Mã chi bộ")], id="unknown cell"),
        pytest.param([human(1, "01.1", since=date(2019, 1, 1))], [(2, "Mã chi bộ")], id="cell not there yet"),
        pytest.param([human(1, "01.1", standing="")], [(2, "Tư cách")], id="half a standing"),
        pytest.param([human(1, "01.1", born_on=date(2021, 1, 1))], [(2, "Từ ngày")], id="before birth"),
        pytest.param([human(1, "01.1", since=date(2025, 8, 21))], [(2, "Từ ngày")], id="member from tomorrow"),
        pytest.param([human(1, "01")], [(2, "Mã chi bộ")], id="official in no cell"),
        pytest.param([human(1, "01", standing="Đảng viên dự bị")], [(2, "Mã chi bộ")], id="probationary in no cell"),
    ],
)
def test_persons_that_cannot_be_are_refused(rows: list[dict[str, Any]], expected: list[tuple[int, str]]) -> None:
    organization(code="01.1", parent=organization("base", code="01"))
    assert found("persons", *rows) == expected
    assert Person.objects.exclude(number="").count() == 0


def test_day_of_birth_after_a_stored_standing_is_refused() -> None:
    organization(code="01.1")
    imported("persons", [human(1, "01.1", born_on="")])
    late, early = human(1, born_on=date(2020, 1, 2)), human(1, born_on=date(1990, 1, 1))
    assert found("persons", late) == [(2, "Ngày sinh")]
    assert found("persons", {**human(1, "01.1"), "born_on": date(2020, 1, 2)}) == [(2, "Ngày sinh")]
    assert imported("persons", [early]).changed == 1


def test_people_around_the_party_may_be_counted_in_any_organization() -> None:
    organization("base", code="01")
    assert imported("persons", [human(1, "01", standing="Cảm tình Đảng")]).added == 1


def test_number_of_somebody_else_is_refused() -> None:
    imported("persons", [human(1)])
    assert found("persons", human(1, full_name="Trần Thị Hai")) == [(2, "Họ và tên")]
    other = person("Nguyễn Văn 1")
    assert found("persons", human(1, public_id=other.public_id)) == [(2, "Số định danh")]


def test_same_person_by_number_and_by_id_is_refused() -> None:
    imported("persons", [human(1)])
    stored = Person.objects.get(number="000000000001")
    rows = [human(1), human(1, number="", public_id=stored.public_id)]
    assert found("persons", *rows) == [(3, "Số định danh")]


def test_number_is_added_to_a_person_who_had_none() -> None:
    known = person("Nguyễn Văn 1", sex="m")
    assert imported("persons", [human(1, public_id=known.public_id)]).changed == 1
    known.refresh_from_db()
    assert known.number == "000000000001"


def test_second_standing_in_the_same_time_is_refused() -> None:
    organization(code="01.1")
    imported("persons", [human(1, "01.1", until=END)])
    assert found("persons", human(1, "01.1", since=date(2024, 1, 1))) == [(2, "Từ ngày")]
    assert imported("persons", [human(1, "01.1", since=END)]).changed == 1
