"""The codes of the contents and the unit that the tables count."""

from datetime import date
from typing import Any

import pytest

from discipline.codes import SubjectKind
from discipline.codes_complaint import Level, Organ
from discipline.codes_content import (
    MEMBER_CONTENT_LABELS,
    ORGANIZATION_CONTENT_LABELS,
    Action,
    Bucket,
    Counted,
    MemberContent,
    OrganizationContent,
    by_content,
    contents_open,
)
from discipline.intake_forms import AddViolationForm
from tests.discipline.matters import Matter
from workflows.acting import Refused
from workflows.law import law_on
from workflows.procedures import law_folder

VM = MemberContent


def counted(subject: str, *contents: MemberContent, level: Level = Level.CELL) -> Counted:
    kind, day = SubjectKind.OFFICIAL, date(2025, 8, 4)
    return Counted(Action.DISCIPLINE, subject, kind, day, level, Organ.CELL, frozenset(contents))


@pytest.mark.parametrize(
    ("day", "open_"),
    [(date(2025, 3, 19), True), (date(2025, 3, 20), False), (date(2025, 3, 21), False), (date(2026, 11, 26), False)],
)
def test_population_takes_no_new_case_since_the_guidance_of_2025(day: date, open_: bool) -> None:
    codes = contents_open(SubjectKind.PROBATIONARY, law_on(law_folder("discipline"), day))
    assert codes == tuple(code for code in MemberContent if open_ or code is not VM.VM05)


def test_organisation_has_codes_of_its_own() -> None:
    law = law_on(law_folder("discipline"), date(2025, 8, 4))
    assert contents_open(SubjectKind.ORGANIZATION, law) == tuple(OrganizationContent)


def test_every_code_has_its_label() -> None:
    assert list(MEMBER_CONTENT_LABELS) == list(MemberContent)
    assert list(ORGANIZATION_CONTENT_LABELS) == list(OrganizationContent)


def test_case_of_several_contents_counts_once_in_all_and_once_in_each() -> None:
    rows = [counted("A", VM.VM01, VM.VM02), counted("A", VM.VM01), counted("B")]
    assert by_content(rows) == (3, {VM.VM01: 2, VM.VM02: 1})


def test_every_level_stands_in_a_bucket() -> None:
    assert [counted("A", level=level).bucket for level in Level] == [
        Bucket.CELL,
        Bucket.GRASSROOTS,
        Bucket.ABOVE_GRASSROOTS,
        Bucket.UNDER_CENTRE,
        Bucket.CENTRE,
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["VM05", "VO01", "VM11", ""])
def test_violation_is_entered_only_under_a_content_that_is_open(code: str) -> None:
    matter = Matter().to("screening")
    with pytest.raises(Refused) as refused:
        matter.do("add_violation", described="Again", code=code, started_on=date(2025, 7, 1))
    assert list(refused.value.errors) == ["code"]
    assert [row.code for row in matter.case.violations.all()] == ["VM01"]
    matter.do("add_violation", described="Again", code="VM99", started_on=date(2025, 7, 1))
    assert [row.code for row in matter.case.violations.all()] == ["VM01", "VM99"]


@pytest.mark.django_db
def test_form_offers_the_contents_of_the_day() -> None:
    matter = Matter()
    form = AddViolationForm(verb="add_violation", on=matter.day, user=matter.actor(), case=matter.case)
    field: Any = form.fields["code"]
    assert [code for code, _label in field.choices] == ["", *(code for code in MemberContent if code is not VM.VM05)]
