"""A judgement stays as it was given: the database refuses a change, and `record verify` finds what got past it."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.chain import Journey, build_chain
from workflows.audit import chain, verifying
from workflows.audit.triggers import JUDGEMENTS
from workflows.audit.verifying import verify_all
from workflows.models import Case, Event, Judgement

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey() -> Journey:
    """A dossier on which the cell has voted: acts with facts and findings, one of them with a certificate."""
    journey = Journey(build_chain()).to("cell")
    journey.vote()
    return journey


def run(sql: str, *params: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def forge(sql: str, *params: Any) -> None:
    """What a database administrator could do, the triggers out of the way."""
    with JUDGEMENTS.suspended(connection):
        run(sql, *params)


def report() -> chain.Report:
    [(_case, found)] = verify_all(Case.objects.all())
    return found


def opening() -> Judgement:
    return Judgement.objects.get(verb="open_vote")


def sequence_of(judgement: Judgement) -> int:
    return Event.objects.get(case=judgement.case_id, kind=f"{judgement.step}.{judgement.verb}").sequence


def test_untouched_judgements_verify(journey: Journey) -> None:
    assert (opening().certificate != {}, opening().facts != {}) == (True, True)
    assert (report().ok, report().count) == (True, journey.dossier.event_count)


# the triggers


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE workflows_judgement SET certificate = '{{}}' WHERE id = {pk}",
        "UPDATE workflows_judgement SET facts = facts WHERE id = {pk}",
        "UPDATE workflows_judgement SET by_id = NULL WHERE id = {pk}",
        "DELETE FROM workflows_judgement WHERE id = {pk}",
    ],
)
def test_database_refuses_to_change_a_judgement(journey: Journey, sql: str) -> None:
    before = list(Judgement.objects.order_by("pk").values())
    with pytest.raises(DatabaseError, match=JUDGEMENTS.refusal):
        run(sql.format(pk=opening().pk))
    assert list(Judgement.objects.order_by("pk").values()) == before


def test_database_refuses_to_empty_or_replace_judgements(journey: Journey) -> None:
    connection.check_constraints()
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match=JUDGEMENTS.refusal):
            run("TRUNCATE workflows_judgement CASCADE")
        return
    run("PRAGMA recursive_triggers=OFF")
    try:
        with pytest.raises(DatabaseError, match=JUDGEMENTS.refusal):
            run("REPLACE INTO workflows_judgement SELECT * FROM workflows_judgement WHERE id = %s", opening().pk)
    finally:
        run("PRAGMA recursive_triggers=ON")


# what got past them


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("certificate = replace(CAST(certificate AS text), '\"base\": 5', '\"base\": 4')", "judged"),
        ("certificate = '{}'", "judged"),
        ("facts = '{}'", "judged"),
        ("findings = '[]'", "judged"),
        ("law = '{}'", "law"),
        ("entered_on = '2025-01-01'", "entered_on"),
        ("\"on\" = '2025-01-01'", "on"),
        ("verb = 'seal_box'", "on"),
        ("outcome = 'passed'", "outcome"),
        ("by_id = NULL", "_actor"),
        ("body_id = NULL", "_body"),
    ],
)
def test_changed_judgement_is_found_at_its_act(journey: Journey, change: str, named: str) -> None:
    act = opening()
    if connection.vendor == "postgresql":
        change = change.replace("'\"base\": 4')", "'\"base\": 4')::jsonb")
    forge(f"UPDATE workflows_judgement SET {change} WHERE id = %s", act.pk)
    found = report()
    assert (found.ok, found.broken_at) == (False, sequence_of(act))
    assert named in found.problem


def test_missing_and_added_judgements_are_found(journey: Journey) -> None:
    last = Judgement.objects.latest("pk")
    columns = ", ".join(f'"{field.column}"' for field in Judgement._meta.concrete_fields)
    copied = columns.replace('"id"', "id + 1000").replace('"key"', f"'{'0' * 32}'")
    if connection.vendor == "postgresql":
        copied = copied.replace(f"'{'0' * 32}'", f"'{'0' * 32}'::uuid")
    run(f"INSERT INTO workflows_judgement ({columns}) SELECT {copied} FROM workflows_judgement WHERE id = %s", last.pk)
    assert report().broken_at == journey.dossier.event_count + 1
    forge("DELETE FROM workflows_judgement WHERE id > %s", last.pk)
    assert report().ok
    filed = Judgement.objects.order_by("pk").filter(verb="file_paper")[0]
    forge("UPDATE workflows_judgement SET case_id = %s WHERE id = %s", _other_case().pk, filed.pk)
    broken = [found.broken_at for _case, found in verify_all(Case.objects.all())]
    assert broken[0] is not None
    assert broken[0] <= Event.objects.filter(kind="draft.file_paper").order_by("-sequence")[0].sequence + 3


def _other_case() -> Case:
    return Case.objects.get(pk=Journey(build_chain()).case_id)


@pytest.mark.parametrize(("name", "column"), [("_actor", "by_id = NULL"), ("judged", "facts = '{}'")])
def test_what_was_erased_from_the_event_is_compared_with_nothing(journey: Journey, name: str, column: str) -> None:
    """As it is for events: the erasure is recorded, and nothing is left to compare with."""
    act, case = opening(), journey.dossier
    event = Event.objects.get(case=case, sequence=sequence_of(act))
    chain.append(case, [chain.redact(event, [name], case.last_day)], timezone.now())
    case.save()
    assert report().ok
    forge(f"UPDATE workflows_judgement SET {column} WHERE id = %s", act.pk)
    assert report().ok


def test_judgement_of_an_act_in_between_is_looked_at_again(journey: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judgements are read, then somebody acts, then the events are read."""
    acted: list[object] = []

    def later(cases: Any) -> Any:
        if not acted:
            acted.append(journey.do("appraise_section", held_on=journey.day, report_number="1", remarks="đủ"))
        return chain.rows_of(cases)

    monkeypatch.setattr(verifying, "rows_of", later)
    assert report().ok
    assert len(acted) == 1


def test_statements_do_not_grow_with_cases(journey: Journey) -> None:
    with CaptureQueriesContext(connection) as one:
        list(verify_all(Case.objects.all()))
    for _number in range(3):
        Journey(build_chain())
    with CaptureQueriesContext(connection) as four:
        assert len(list(verify_all(Case.objects.all()))) == 4
    assert len(one) == len(four) == 3


def test_command_names_the_case_whose_certificate_was_changed(journey: Journey, settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"
    forge("UPDATE workflows_judgement SET certificate = '{}' WHERE id = %s", opening().pk)
    out = StringIO()
    with pytest.raises(CommandError, match=r"1 cases, 1 broken\."):
        call_command("record", "verify", stdout=out)
    where = f"BROKEN at event {sequence_of(opening())}. The judgement of the act is not what was recorded: judged."
    assert out.getvalue().splitlines()[0] == f"{journey.dossier.code}: {where}"


def test_command_fails_when_judgements_are_not_guarded(journey: Journey) -> None:
    with JUDGEMENTS.suspended(connection), pytest.raises(CommandError):
        call_command("record", "verify", stdout=StringIO())
