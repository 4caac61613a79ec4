"""Every guard is asked, every trigger of it is in a migrated database, and one that is missing is told."""

import pkgutil
from contextlib import suppress
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.db.backends.sqlite3.schema import DatabaseSchemaEditor as SqliteEditor

import admission
import organization
import permissions
import workflows
from workflows.audit.guards import Guard
from workflows.guarded import GUARDS

pytestmark = pytest.mark.django_db
PACKAGES = (organization, permissions, workflows, admission)
by_name = pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.function)


def test_every_guard_of_the_program_is_asked() -> None:
    names = [
        name for package in PACKAGES for _f, name, _p in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    found = [value for name in names for value in vars(import_module(name)).values() if isinstance(value, Guard)]
    assert {guard.function for guard in found} == {guard.function for guard in GUARDS}


@by_name
def test_migrated_database_has_every_trigger(guard: Guard) -> None:
    """On SQLite a migration that builds a guarded table anew loses them, unless it ends with ``install``."""
    assert guard.missing(connection) == []


def _drop(name: str, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


@by_name
def test_each_trigger_that_is_missing_is_told(guard: Guard, settings) -> None:
    settings.LANGUAGE_CODE = "en"
    triggers = guard.postgresql if connection.vendor == "postgresql" else guard.sqlite
    for name, (table, _when) in triggers.items():
        out = StringIO()
        with transaction.atomic():
            _drop(name, table)
            with pytest.raises(CommandError):
                call_command("record", "verify", stdout=out)
            transaction.set_rollback(True)
        assert out.getvalue() == f"The database does not guard the record: {name}.\n"
    call_command("record", "verify", stdout=StringIO())


def _built_anew(table: str, *, by_the_book: bool) -> list[str]:
    """As a migration that alters the table does on SQLite; what is missing afterwards."""
    (model,) = (model for model in apps.get_models() if model._meta.db_table == table)
    with connection.schema_editor() as editor:
        if by_the_book:
            for guard in GUARDS:
                guard.remove(apps, editor)
        if isinstance(editor, SqliteEditor):
            editor._remake_table(model)  # type: ignore[attr-defined]
        if by_the_book:
            for guard in GUARDS:
                guard.install(apps, editor)
    return [name for guard in GUARDS for name in guard.missing(connection)]


TABLES = sorted({table for guard in GUARDS for table, _when in guard.sqlite.values()})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", TABLES)
def test_guarded_table_that_is_built_anew_keeps_its_triggers_by_remove_and_install(table: str) -> None:
    """And loses them on SQLite without, or is not built: that is why."""
    try:
        if connection.vendor == "sqlite":
            with suppress(OperationalError):
                assert _built_anew(table, by_the_book=False) != []
    finally:
        assert _built_anew(table, by_the_book=True) == []
