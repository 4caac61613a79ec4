"""The table of discipline of members, counted by hand."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from discipline.codes import Form, SubjectKind
from discipline.codes_complaint import Level, Organ
from discipline.codes_content import Action, Counted, MemberContent, OrganizationContent
from discipline.statistics import FORMS_OF_ORGANIZATIONS, Disciplined, by_kind, disciplined_between, table
from tests.counting import statements
from tests.discipline import collective_walks, walks
from tests.discipline.matters import Matter, build_matter_chain

VM = MemberContent


def decided(
    subject: str, form: Form, *contents: MemberContent, level: Level = Level.CELL, organ: Organ = Organ.CELL
) -> Disciplined:
    row = Counted(Action.DISCIPLINE, subject, SubjectKind.OFFICIAL, date(2025, 8, 4), level, organ, frozenset(contents))
    return Disciplined(row, form)


def counts(rows: list[Disciplined], part: str, level: Level | None = None, form: Form | None = None) -> Any:
    """(total, {content: number}) of one line."""
    found = [line for line in table(rows) if (line.part, line.level, line.form) == (part, level, form)]
    return [(line.total, dict(line.contents)) for line in found]


ROWS = [
    decided("A", Form.REPRIMAND, VM.VM01, VM.VM02),
    decided("A", Form.WARNING, VM.VM01),
    decided("B", Form.WARNING, VM.VM04),
    decided("C", Form.WARNING, VM.VM06, VM.VM07, VM.VM09, level=Level.ABOVE_GRASSROOTS, organ=Organ.INSPECTION),
    decided("D", Form.EXPULSION, VM.VM06, level=Level.ABOVE_GRASSROOTS, organ=Organ.STANDING),
]


def test_member_disciplined_twice_counts_twice_and_a_case_once_in_the_total() -> None:
    assert counts(ROWS, "committees") == [(4, {VM.VM01: 2, VM.VM02: 1, VM.VM04: 1, VM.VM06: 1})]
    assert counts(ROWS, "committees", Level.CELL) == [(3, {VM.VM01: 2, VM.VM02: 1, VM.VM04: 1})]
    assert counts(ROWS, "committees", Level.CELL, Form.WARNING) == [(2, {VM.VM01: 1, VM.VM04: 1})]
    assert counts(ROWS, "committees", None, Form.EXPULSION) == [(1, {VM.VM06: 1})]


def test_inspection_commissions_are_a_part_of_their_own() -> None:
    assert counts(ROWS, "inspection") == [(1, {VM.VM06: 1, VM.VM07: 1, VM.VM09: 1})]
    assert counts(ROWS, "inspection", Level.CELL) == []


def test_forms_and_levels_add_up_to_the_sums() -> None:
    for part, whole in (("committees", 4), ("inspection", 1)):
        lines = [line for line in table(ROWS) if line.part == part]
        assert sum(line.total for line in lines if line.level is None and line.form) == whole
        assert sum(line.total for line in lines if line.level and line.form is None) == whole
        assert sum(line.total for line in lines if line.level and line.form) == whole


def test_nothing_gives_a_line_of_noughts_for_each_form() -> None:
    assert [(line.part, line.total) for line in table([])] == [("committees", 0)] * 5 + [("inspection", 0)] * 5


@pytest.mark.django_db
def test_cases_count_where_they_were_decided_on_the_day_of_effect() -> None:
    cell = walks.decided_by_cell()
    day = cell.case.effective_on
    assert day is not None
    Matter(cell.chain, start=cell.day, code="VM02").to("cell")
    assert [(row.form, row.counted.level, row.counted.organ) for row in disciplined_between(day, day)] == [
        (Form.WARNING, Level.CELL, Organ.CELL)
    ]
    assert list(disciplined_between(date(2025, 1, 1), date(2025, 8, 4))) == []


@pytest.mark.django_db
def test_decision_of_a_superior_counts_at_the_superior() -> None:
    matter = walks.in_force()
    (row,) = disciplined_between(date(2025, 1, 1), date(2026, 12, 31))
    issuer = matter.case.issuer
    assert issuer is not None
    assert (row.form, row.counted.counted_on) == (Form.EXPULSION, matter.case.effective_on)
    assert row.counted.level is {"base": Level.GRASSROOTS, "superior": Level.ABOVE_GRASSROOTS}[issuer.organization.kind]
    assert row.counted.contents == {VM.VM01}


@pytest.mark.django_db
def test_same_member_twice_and_several_contents_from_cases() -> None:
    chain = build_matter_chain()
    first = Matter(chain).to("verifying")
    first.do("add_violation", described="Again", code="VM02", started_on=date(2025, 7, 1))
    for row in first.case.violations.all():
        first.do("conclude_violation", violation=row, established=True, conclusion="So.", form="warning")
    first.hear()
    first.do("put_before_cell", number="04-BC/CB", proposed_form="warning", remarks="")
    first.vote_forms(first.all_for("warning"))
    second = Matter(chain, start=first.day, code="VM04", started_on=date(2025, 7, 20)).to("cell")
    second.vote_forms(second.all_for("warning"))

    def count() -> list[Disciplined]:
        return list(disciplined_between(date(2025, 1, 1), date(2025, 12, 31)))

    assert counts(count(), "committees", Level.CELL, Form.WARNING) == [(2, {VM.VM01: 1, VM.VM02: 1, VM.VM04: 1})]
    assert statements(count) == 2


@pytest.mark.django_db
def test_command_prints_the_table() -> None:
    matter = walks.decided_by_cell()
    out = StringIO()
    call_command("discipline_statistics", "--from", "01/01/2025", "--to", "31/12/2025", stdout=out)
    head, total, _reprimand, warning, *_rest = csv.reader(StringIO(out.getvalue()))
    assert head == ["Decided by", "Level", "Form of discipline", "Total", *VM]
    assert total == ["Committees and cells", "all levels", "all forms", "1", "1", *["0"] * 10]
    assert warning[2:5] == ["Warning", "1", "1"]
    assert matter.case.subject.full_name not in out.getvalue()


def test_command_refuses_days_in_the_wrong_order() -> None:
    with pytest.raises(CommandError):
        call_command("discipline_statistics", "--from", "02/01/2025", "--to", "01/01/2025")


@pytest.mark.django_db
def test_organisations_are_counted_in_a_table_of_their_own() -> None:
    matter = collective_walks.in_force()
    day = matter.case.effective_on
    assert day is not None
    assert list(disciplined_between(day, day)) == []
    (row,) = disciplined_between(day, day, organizations=True)
    assert (row.form, row.kind, row.counted.level) == (Form.WARNING, "cell", Level.GRASSROOTS)
    assert row.counted.contents == {OrganizationContent.VO03}
    assert [(of.kind, of.total, of.forms[Form.WARNING]) for of in by_kind([row, row])] == [("cell", 2, 2)]
    lines = [line for line in table([row], FORMS_OF_ORGANIZATIONS) if line.part == "committees" and not line.level]
    assert [(line.form, line.total) for line in lines] == [
        (None, 1),
        (Form.REPRIMAND, 0),
        (Form.WARNING, 1),
        (Form.DISSOLUTION, 0),
    ]


@pytest.mark.django_db
def test_command_prints_the_table_of_organisations() -> None:
    matter = collective_walks.in_force()
    out = StringIO()
    days = ("--from", "01/01/2025", "--to", "31/12/2026")
    call_command("discipline_statistics", *days, "--organizations", stdout=out)
    head, total, *_rest, of_cells = csv.reader(StringIO(out.getvalue()))
    assert head[4:] == [code.value for code in OrganizationContent]
    assert total[3] == "1"
    assert of_cells[:4] == ["of all", "Cell", "all forms", "1"]
    assert matter.organization.name not in out.getvalue()
    assert matter.case.subject.full_name not in out.getvalue()
