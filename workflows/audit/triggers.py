"""What the database itself refuses: changing or deleting an event, deleting a payload or moving it to another event.

``install`` and ``remove`` are the two directions of a migration (``migrations.RunPython(install, remove)``). On SQLite
a migration that alters one of the two tables builds it anew and silently loses its triggers: it must end with
``install`` again. ``missing`` tells, and ``manage.py record verify`` asks.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EVENT, PAYLOAD = "workflows_event", "workflows_eventpayload"
_FUNCTION = "workflows_record_refuses"

#: {trigger: (table, what it refuses)}
_POSTGRESQL = {
    "event_is_never_changed": (EVENT, "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"),
    "event_is_never_truncated": (EVENT, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    "payload_is_never_deleted": (PAYLOAD, "BEFORE DELETE ON {table} FOR EACH ROW"),
    "payload_is_never_truncated": (PAYLOAD, "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    "payload_keeps_its_event": (
        PAYLOAD,
        "BEFORE UPDATE ON {table} FOR EACH ROW WHEN (OLD.event_id IS DISTINCT FROM NEW.event_id)",
    ),
}
# The two "replaced" triggers stop INSERT OR REPLACE also where recursive_triggers is off, as in the sqlite3 shell.
_SQLITE = {
    "event_is_never_updated": (EVENT, "BEFORE UPDATE ON {table}"),
    "event_is_never_deleted": (EVENT, "BEFORE DELETE ON {table}"),
    "event_is_never_replaced": (
        EVENT,
        "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id"
        " OR (case_id = NEW.case_id AND sequence = NEW.sequence))",
    ),
    "payload_is_never_deleted": (PAYLOAD, "BEFORE DELETE ON {table}"),
    "payload_is_never_replaced": (
        PAYLOAD,
        "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE event_id = NEW.event_id)",
    ),
    "payload_keeps_its_event": (PAYLOAD, "BEFORE UPDATE ON {table} WHEN OLD.event_id IS NOT NEW.event_id"),
}


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Forwards; installing twice is the same as once."""
    _run(schema_editor.connection, [*_drops(schema_editor.connection), *_creates(schema_editor.connection)])


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Backwards."""
    connection = schema_editor.connection
    _run(connection, _drops(connection))
    if connection.vendor == "postgresql":
        _run(connection, [f"DROP FUNCTION IF EXISTS {_FUNCTION}()"])


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that should guard the record and do not (absent or disabled)."""
    if connection.vendor == "postgresql":
        found = (
            "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
            f" AND tgrelid IN ('{EVENT}'::regclass, '{PAYLOAD}'::regclass)"
        )
    else:
        found = f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('{EVENT}', '{PAYLOAD}')"
    with connection.cursor() as cursor:
        cursor.execute(found)
        present = {name for (name,) in cursor.fetchall()}
    return sorted(_triggers(connection).keys() - present)


@contextmanager
def suspended(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let the test suite empty or forge the record. Nothing outside ``tests/`` may call it.

    Tests that commit end with a flush, which deletes every row; those of the verifier play the database administrator.
    """
    if connection.vendor == "postgresql":
        off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in (EVENT, PAYLOAD)]
        back = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in (EVENT, PAYLOAD)]
        # PostgreSQL alters no table while checks of foreign keys wait for the commit
        settle = ["SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"] if connection.in_atomic_block else []
        off, back = settle + off, settle + back
    else:
        off, back = _drops(connection), _creates(connection)
    _run(connection, off)
    try:
        yield
    finally:
        _run(connection, back)


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str]]:
    if connection.vendor not in ("postgresql", "sqlite"):
        raise NotImplementedError(f"The record is guarded on PostgreSQL and SQLite only, not on {connection.vendor}.")
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


def _creates(connection: BaseDatabaseWrapper) -> list[str]:
    if connection.vendor == "postgresql":
        function = (
            f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'The record only grows: % of % is refused.', TG_OP, TG_TABLE_NAME"
            " USING ERRCODE = 'restrict_violation'; END $$"
        )
        head, action = [function], f"EXECUTE FUNCTION {_FUNCTION}()"
    else:
        head, action = [], "BEGIN SELECT RAISE(ABORT, 'The record only grows: this change is refused.'); END"
    return head + [
        f"CREATE TRIGGER {name} {when.format(table=table)} {action}"
        for name, (table, when) in _triggers(connection).items()
    ]


def _drops(connection: BaseDatabaseWrapper) -> list[str]:
    on_table = connection.vendor == "postgresql"
    return [
        f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if on_table else "")
        for name, (table, _when) in _triggers(connection).items()
    ]


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
