"""A locked case writes what an act changed and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from admission.flows import AdmissionFlow
from tests.factories import case
from workflows.models import Case

pytestmark = pytest.mark.django_db


def _loaded() -> Case:
    made = case()
    made.flow_class = AdmissionFlow
    made.save()
    return Case.objects.get(pk=made.pk)


def _saved(row: Case) -> list[str]:
    with CaptureQueriesContext(connection) as sent:
        row.save_changes()
    return [query["sql"] for query in sent.captured_queries if query["sql"].startswith("UPDATE")]


def test_nothing_changed_sends_nothing() -> None:
    row = _loaded()
    row.remember()
    assert _saved(row) == []


def test_only_the_changed_columns_are_written() -> None:
    row = _loaded()
    row.remember()
    row.head_hash = "f" * 64
    Case.objects.filter(pk=row.pk).update(event_count=7)
    assert [sql.count(" = ") for sql in _saved(row)] == [2]
    other = Case.objects.get(pk=row.pk)
    assert (other.event_count, other.head_hash) == (7, "f" * 64)


def test_a_list_changed_in_place_is_written() -> None:
    row = _loaded()
    row.data = {"levels": ["cell"]}
    row.save()
    row.remember()
    row.data["levels"].append("grassroots")
    assert len(_saved(row)) == 1
    assert Case.objects.get(pk=row.pk).data == {"levels": ["cell", "grassroots"]}


def test_what_was_not_remembered_is_saved_whole() -> None:
    row = _loaded()
    row.event_count = 3
    row.save_changes()
    assert Case.objects.get(pk=row.pk).event_count == 3
