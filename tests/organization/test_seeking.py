"""Choosing one of many: only what is offered, narrowed by what was typed, in Vietnamese order."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from organization.models import Body, Organization, Person
from organization.seeking import SHOWN, BodySought, OrganizationSought, PersonSought
from tests.factories import body, membership, organization, person

pytestmark = pytest.mark.django_db


def labels(field: PersonSought | OrganizationSought | BodySought) -> list[str]:
    choices: Any = field.choices
    return [str(label) for value, label in choices if value]


def test_persons_of_one_name_are_told_apart_by_birthday_cell_and_id() -> None:
    first, second = organization(name="Chi bộ Một"), organization(name="Chi bộ Hai")
    twins = [person("Đỗ Thị Mai", born_on=date(1990, 5, 4)) for _twice in range(2)]
    membership(twins[0], first)
    membership(twins[1], second)
    field = PersonSought()
    field.queryset = Person.objects.all()
    found = labels(field)
    assert len(set(found)) == 2
    assert all(any(part in label for label in found) for part in ("Chi bộ Một", "Chi bộ Hai", twins[0].public_id))


def test_the_list_is_in_vietnamese_order_of_given_names() -> None:
    for name in ("Lê Văn Đạt", "Trần Thị Em", "Phan Văn Dũng", "Nguyễn Văn Ân", "Võ An"):
        person(name)
    field = PersonSought()
    field.queryset = Person.objects.all()
    order = [label.split(" · ")[0] for label in labels(field)]
    assert order == ["Võ An", "Nguyễn Văn Ân", "Phan Văn Dũng", "Lê Văn Đạt", "Trần Thị Em"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dao", ["Đào Văn Tú", "Lê Thị Đào"]),
        ("ĐÀO tú", ["Đào Văn Tú"]),
        ("  van  ", ["Đào Văn Tú"]),
        ("xyz", []),
        ("\x00‮dao", ["Đào Văn Tú", "Lê Thị Đào"]),
        ("%", []),
        ("a" * 5000, []),
    ],
)
def test_what_is_typed_narrows_the_list(typed: str, found: list[str]) -> None:
    for name in ("Lê Thị Đào", "Đào Văn Tú"):
        person(name)
    field = PersonSought()
    field.queryset = Person.objects.all()
    field.look_for(typed)
    assert sorted(label.split(" · ")[0] for label in labels(field)) == sorted(found)


def test_nobody_is_listed_or_accepted_who_is_not_offered() -> None:
    inside, outside = person("Đào Văn Trong"), person("Đào Văn Ngoài")
    field = PersonSought()
    field.queryset = Person.objects.filter(pk=inside.pk)
    field.look_for("dao", outside.public_id)
    assert [label.split(" · ")[0] for label in labels(field)] == ["Đào Văn Trong"]
    assert field.clean(inside.public_id) == inside
    with pytest.raises(ValidationError):
        field.clean(outside.public_id)


def test_a_long_list_is_cut_and_says_so_and_keeps_what_was_chosen() -> None:
    Person.objects.bulk_create(Person(full_name=f"Lê Văn {n:04}").fill_keys() for n in range(SHOWN + 5))
    last = person("Võ Yên")
    field = PersonSought()
    field.queryset = Person.objects.all()
    assert (len(field.listed), field.more, field.seeks) == (SHOWN, True, True)
    field.look_for("", last.public_id)
    assert labels(field)[0].startswith("Võ Yên")
    field.look_for("võ yên")
    assert (len(field.listed), field.more) == (1, False)


@pytest.mark.parametrize("chosen", ["", "no-such", "\x00", "9" * 40])
def test_a_choice_that_is_no_row_leads_to_no_error(chosen: str) -> None:
    made = body()
    field = BodySought()
    field.queryset = Body.objects.all()
    field.look_for("", chosen)
    assert labels(field) == [f"{made} · {made.organization.code}"]


def test_organizations_are_found_by_code_and_name_and_sorted_by_number() -> None:
    for code, name in (("10.2", "Chi bộ 10"), ("10.1", "Chi bộ 2"), ("9", "Đảng ủy Xã"), ("8", "Công an")):
        organization(code=code, name=name)
    field = OrganizationSought()
    field.queryset = Organization.objects.all()
    assert [label.split(" · ")[0] for label in labels(field)] == ["Chi bộ 2", "Chi bộ 10", "Công an", "Đảng ủy Xã"]
    field.look_for("10.")
    assert len(labels(field)) == 2


def test_a_choice_with_a_nul_in_it_is_none_of_those_offered() -> None:
    field = PersonSought()
    field.queryset = Person.objects.filter(pk=person().pk)
    field.look_for("", "ABC\x00")
    assert len(field.listed) == 1
    with pytest.raises(ValidationError):
        field.clean("ABC\x00")
