import unicodedata
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organization.models import (
    ALPHABET,
    CELLS,
    PARENTS,
    Body,
    BodyKind,
    Kind,
    Membership,
    Organization,
    Person,
    Placement,
    Power,
    PowerGrant,
    Role,
    Seat,
    Standing,
    administrable,
    new_public_id,
)
from organization.text import sort_key
from tests.factories import body, membership, organization, person, seat, user

pytestmark = pytest.mark.django_db

#: child -> parents, written out from the types table (T1 to T11).
ALLOWED = {
    ("direct", "central"),
    ("superior", "direct"),
    ("base", "direct"),
    ("base", "superior"),
    ("base", "base"),
    ("commune_base", "superior"),
    ("base_cell", "direct"),
    ("base_cell", "superior"),
    ("base_cell", "base"),
    ("section", "base"),
    ("section", "commune_base"),
    ("cell", "base"),
    ("cell", "commune_base"),
    ("cell", "section"),
    ("cell", "superior"),
    ("group", "cell"),
    ("group", "base_cell"),
    ("temporary_cell", "direct"),
    ("temporary_cell", "superior"),
    ("temporary_cell", "base"),
    ("reserve_cell", "direct"),
    ("reserve_cell", "superior"),
    ("reserve_cell", "base"),
}


def problems(row: Placement | PowerGrant | Membership | Seat | Organization) -> list[str]:
    """The fields a form would mark."""
    try:
        row.full_clean()
    except ValidationError as error:
        return sorted(error.message_dict)
    return []


def test_public_id_has_twelve_letters_without_look_alikes() -> None:
    made = {new_public_id() for _i in range(200)}
    assert len(made) == 200
    assert {len(public_id) for public_id in made} == {12}
    assert set("".join(made)) <= set(ALPHABET)
    assert not set("01AEIOUL") & set(ALPHABET)


def test_row_is_true_from_its_first_day_until_the_day_before_its_end() -> None:
    row = seat(since=date(2024, 1, 1), until=date(2024, 3, 1))
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 29), date(2024, 3, 1)]
    assert [Seat.objects.on(day).filter(pk=row.pk).exists() for day in days] == [False, True, True, False]


def test_row_may_not_end_before_it_begins() -> None:
    row = Seat(person=person(), body=body(), role=Role.MEMBER, since=date(2024, 3, 1), until=date(2024, 3, 1))
    assert problems(row) == ["until"]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_kinds_stand_only_under_the_kinds_of_the_table() -> None:
    assert {(child, parent) for child, parents in PARENTS.items() for parent in parents} == ALLOWED


@pytest.mark.parametrize(("child", "parent"), [("cell", "direct"), ("section", "superior"), ("base", "section")])
def test_placement_under_a_wrong_kind_is_refused(child: str, parent: str) -> None:
    row = Placement(organization=organization(child), parent=organization(parent), since=date(2024, 1, 1))
    assert problems(row) == ["parent"]


def test_placement_of_an_unsaved_organization_is_checked_too() -> None:
    row = Placement(
        organization=Organization(kind=Kind.SECTION), parent=organization(Kind.SUPERIOR), since=date(2024, 1, 1)
    )
    with pytest.raises(ValidationError) as caught:
        row.clean()
    assert list(caught.value.message_dict) == ["parent"]


def test_placement_under_itself_is_refused() -> None:
    outer, inner = organization(Kind.BASE), organization(Kind.BASE)
    Placement.objects.create(organization=inner, parent=outer, since=date(2024, 1, 1))
    assert problems(Placement(organization=outer, parent=inner, since=date(2024, 2, 1))) == ["parent"]


@pytest.mark.parametrize(
    ("until", "expected"),
    [(None, ["parent"]), (date(2026, 1, 2), ["parent"]), (date(2026, 1, 1), [])],
)
def test_placement_that_comes_to_stand_under_itself_later_is_refused(until: date | None, expected: list[str]) -> None:
    first, second, between = (organization(Kind.BASE) for _i in range(3))
    Placement.objects.create(organization=first, parent=between, since=date(2024, 1, 1))
    Placement.objects.create(organization=between, parent=second, since=date(2026, 1, 1))
    new = Placement(organization=second, parent=first, since=date(2025, 6, 1), until=until)
    assert problems(new) == expected


def test_placement_under_what_once_stood_below_is_accepted() -> None:
    first, second = organization(Kind.BASE), organization(Kind.BASE)
    Placement.objects.create(organization=first, parent=second, since=date(2020, 1, 1), until=date(2025, 1, 1))
    assert problems(Placement(organization=second, parent=first, since=date(2025, 1, 1))) == []


def test_statements_of_a_placement_grow_with_the_levels_not_with_the_places(
    django_assert_max_num_queries: Any,
) -> None:
    top, moving, under = organization(Kind.SUPERIOR), organization(Kind.BASE), organization(Kind.BASE)
    for year in range(2000, 2020):
        Placement.objects.create(organization=under, parent=top, since=date(year, 1, 1), until=date(year + 1, 1, 1))
    placed = Placement(organization=moving, parent=under, since=date(2000, 1, 1))
    with django_assert_max_num_queries(4):
        placed.clean()


def test_second_place_at_the_same_time_is_refused_but_a_later_one_is_not() -> None:
    cell, old, new = organization(Kind.CELL), organization(Kind.BASE), organization(Kind.BASE)
    first = Placement.objects.create(organization=cell, parent=old, since=date(2020, 1, 1))
    moved = Placement(organization=cell, parent=new, since=date(2024, 1, 1))
    assert problems(moved) == ["__all__"]
    first.until = date(2024, 1, 1)
    first.save()
    assert problems(moved) == []


def test_kind_of_an_organization_may_not_leave_those_below_it_without_a_parent() -> None:
    base = organization(Kind.BASE)
    organization(Kind.SECTION, parent=base)
    base.kind = Kind.SUPERIOR
    assert problems(base) == ["kind"]


def test_code_is_used_again_only_after_its_organization_ended() -> None:
    first = organization(code="38.001")
    with pytest.raises(IntegrityError), transaction.atomic():
        organization(code="38.001")
    first.until = date(2024, 1, 1)
    first.save()
    assert organization(code="38.001").code == first.code


def test_one_open_body_of_a_kind_in_an_organization() -> None:
    base = organization(Kind.BASE)
    body(base, BodyKind.COMMITTEE)
    with pytest.raises(IntegrityError), transaction.atomic():
        body(base, BodyKind.COMMITTEE)


def test_power_is_granted_to_a_base_only() -> None:
    papers = {"decision_number": "01-QĐ", "decided_on": date(2024, 1, 1), "since": date(2024, 1, 1)}
    granted = PowerGrant(organization=organization(Kind.BASE), power=Power.AUTHORISED, **papers)
    misplaced = PowerGrant(organization=organization(Kind.CELL), power=Power.AUTHORISED, **papers)
    assert (problems(granted), problems(misplaced)) == ([], ["power"])


def test_person_is_stored_in_one_spelling_with_keys_for_search_and_order() -> None:
    made = Person.objects.create(full_name=unicodedata.normalize("NFD", "Đặng  Thị Ý"))
    assert (made.full_name, made.search, made.sort_name) == ("Đặng Thị Ý", "dang thi y", sort_key("Đặng Thị Ý"))


def test_organization_is_found_by_code_and_by_folded_name() -> None:
    assert organization(code="38.168", name="Chi bộ Kế hoạch").search == "38.168 chi bo ke hoach"


def test_namesakes_are_two_persons() -> None:
    first = person("Nguyễn Thị Bình", born_on=date(1984, 3, 5))
    second = person("Nguyễn Thị Bình", born_on=date(1984, 3, 5))
    assert first != second
    assert first.public_id != second.public_id


def test_base_standings_exclude_each_other_on_a_day() -> None:
    row = membership(standing=Standing.PROBATIONARY, since=date(2024, 1, 1))
    again = Membership(
        person=row.person, organization=row.organization, standing=Standing.OFFICIAL, since=date(2025, 1, 1)
    )
    assert problems(again) == ["__all__", "since"]
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    row.until = date(2025, 1, 1)
    row.save()
    assert problems(again) == []


def test_overlay_lies_over_a_base_standing() -> None:
    row = membership(standing=Standing.OFFICIAL)
    away = Membership(
        person=row.person, organization=row.organization, standing=Standing.TEMPORARILY_AWAY, since=date(2025, 1, 1)
    )
    assert problems(away) == []


def test_seat_is_held_once_at_a_time() -> None:
    held = seat(since=date(2020, 1, 1), until=date(2025, 1, 1))
    same = {"person": held.person, "body": held.body, "role": held.role}
    assert problems(Seat(**same, since=date(2024, 1, 1))) == ["since"]
    assert problems(Seat(**same, since=date(2025, 1, 1))) == []


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.HEAD])
def test_body_is_led_by_one_person_at_a_time(role: str) -> None:
    held = seat(role=role, since=date(2020, 1, 1), until=date(2025, 1, 1))
    next_one = {"person": person(), "role": role}
    assert problems(Seat(**next_one, body=held.body, since=date(2024, 12, 31))) == ["role"]
    assert problems(Seat(**next_one, body=held.body, since=date(2025, 1, 1))) == []
    assert problems(Seat(**next_one, body=body(), since=date(2024, 12, 31))) == []


def test_person_has_one_seat_in_a_body_at_a_time() -> None:
    held = seat(role=Role.SECRETARY, since=date(2020, 1, 1), until=date(2025, 1, 1))
    other = {"person": held.person, "role": Role.MEMBER}
    assert problems(Seat(**other, body=held.body, since=date(2024, 12, 31))) == ["role"]
    assert problems(Seat(**other, body=held.body, since=date(2025, 1, 1))) == []
    assert problems(Seat(**other, body=body(), since=date(2024, 12, 31))) == []


def test_members_and_deputies_may_be_several() -> None:
    for role in (Role.DEPUTY_SECRETARY, Role.MEMBER, Role.CLERK, Role.DEPUTY_HEAD, Role.OFFICER):
        held = seat(role=role)
        assert problems(Seat(person=person(), body=held.body, role=role, since=held.since)) == []


def test_user_is_shown_by_the_name_of_the_person() -> None:
    assert str(user(person("Lê Văn Sơn"))) == "Lê Văn Sơn"


@pytest.mark.parametrize(
    ("perm", "answer"),
    [
        ("organization.change_seat", True),
        ("organization.add_user", True),
        ("workflows.change_calendarday", True),
        ("workflows.view_case", False),
        ("workflows.change_case", False),
        ("workflows.view_document", False),
        ("workflows.view_event", False),
        ("admission.change_dossier", False),
        ("auth.change_group", False),
    ],
)
def test_superuser_administers_organizations_users_and_the_calendar_alone(perm: str, answer: bool) -> None:
    admin = user(is_superuser=True)
    assert administrable(perm) is answer
    assert admin.has_perm(perm) is answer


def test_superuser_who_is_not_active_administers_nothing() -> None:
    admin = user(is_superuser=True)
    admin.is_active = False
    assert admin.has_perm("organization.change_seat") is False
    assert admin.has_module_perms("organization") is False


def test_cells_are_the_kinds_that_meet_themselves() -> None:
    assert {str(kind) for kind in CELLS} == {"cell", "base_cell", "temporary_cell", "reserve_cell"}


def test_body_keeps_its_name_in_one_spelling() -> None:
    assert Body.objects.get(pk=body(name=unicodedata.normalize("NFD", "Đảng ủy Sở")).pk).name == "Đảng ủy Sở"


@pytest.mark.parametrize(
    ("kind", "role", "title"),
    [
        (BodyKind.INSPECTION, Role.HEAD, "Chairperson of the commission"),
        (BodyKind.INSPECTION, Role.DEPUTY_HEAD, "Deputy chairperson of the commission"),
        (BodyKind.INSPECTION, Role.MEMBER, "Member"),
        (BodyKind.ORGANIZATION_DEPARTMENT, Role.HEAD, "Head"),
    ],
)
def test_seat_has_the_title_of_its_body(kind: BodyKind, role: Role, title: str) -> None:
    assert seat(person("An"), body(organization(Kind.SUPERIOR), kind), role).title == title
