"""Tables the database itself guards: triggers that refuse a change, whoever asks for it and by whatever door."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

#: {trigger: (table, when it refuses)}
Triggers = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Guard:
    """The triggers of one subject. ``install`` and ``remove`` are the two directions of a migration.

    On SQLite a migration that alters a guarded table builds it anew and silently loses its triggers: it must end with
    ``install`` again. ``missing`` tells, and ``manage.py record verify`` asks. One that alters a table which triggers
    of other tables read must begin with ``remove``: SQLite refuses it otherwise, naming the trigger. ``function``: its
    name on PostgreSQL; ``refusal``: what the error says; ``asked``: {function with its arguments: its body}, asked by
    conditions on PostgreSQL, which may hold no query of their own; ``passed_over``: triggers of SQLite that leave the
    row as it was without an error, as its INSERT OR IGNORE expects; ``done``: {trigger: the statement it carries out
    instead of refusing}.
    """

    function: str
    refusal: str
    postgresql: Triggers
    sqlite: Triggers
    asked: Mapping[str, str] = field(default_factory=dict)
    passed_over: frozenset[str] = frozenset()
    done: Mapping[str, str] = field(default_factory=dict)

    def install(self, apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Forwards; installing twice is the same as once."""
        connection = schema_editor.connection
        _run(connection, [*self._drops(connection), *self._creates(connection)])

    def remove(self, apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Backwards."""
        connection = schema_editor.connection
        _run(connection, self._drops(connection))
        if connection.vendor == "postgresql":
            own = [f"{self.function}()", *(f"{self.function}_{name}()" for name in self.done), *self.asked]
            _run(connection, [f"DROP FUNCTION IF EXISTS {name}" for name in own])

    def missing(self, connection: BaseDatabaseWrapper) -> list[str]:
        """The names of the triggers that should be there and are not (absent or disabled)."""
        if connection.vendor == "postgresql":
            tables = ", ".join(f"'{table}'::regclass" for table in self._tables(connection))
            found = f"SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND tgrelid IN ({tables})"
        else:
            tables = ", ".join(f"'{table}'" for table in self._tables(connection))
            found = f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({tables})"
        with connection.cursor() as cursor:
            cursor.execute(found)
            present = {name for (name,) in cursor.fetchall()}
        return sorted(self._triggers(connection).keys() - present)

    @contextmanager
    def suspended(self, connection: BaseDatabaseWrapper) -> Iterator[None]:
        """Let the test suite empty or forge what is guarded. Nothing outside ``tests/`` may call it.

        Tests that commit end with a flush, which deletes every row; those of the verifier play the administrator of
        the database.
        """
        if connection.vendor == "postgresql":
            tables = self._tables(connection)
            off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
            back = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
            # PostgreSQL alters no table while checks of foreign keys wait for the commit
            inside = connection.in_atomic_block
            settle = ["SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"] if inside else []
            off, back = settle + off, settle + back
        else:
            off, back = self._drops(connection), self._creates(connection)
        _run(connection, off)
        try:
            yield
        finally:
            _run(connection, back)

    def _triggers(self, connection: BaseDatabaseWrapper) -> Triggers:
        if connection.vendor not in ("postgresql", "sqlite"):
            raise NotImplementedError(f"Guarded on PostgreSQL and SQLite only, not on {connection.vendor}.")
        return self.postgresql if connection.vendor == "postgresql" else self.sqlite

    def _tables(self, connection: BaseDatabaseWrapper) -> list[str]:
        return list(dict.fromkeys(table for table, _when in self._triggers(connection).values()))

    def _creates(self, connection: BaseDatabaseWrapper) -> list[str]:
        if connection.vendor == "postgresql":
            function = (
                f"CREATE OR REPLACE FUNCTION {self.function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" RAISE EXCEPTION '{self.refusal}: % of % is refused.', TG_OP, TG_TABLE_NAME"
                " USING ERRCODE = 'restrict_violation'; END $$"
            )
            asked = [f"CREATE OR REPLACE FUNCTION {name} {body}" for name, body in self.asked.items()]
            asked += [
                f"CREATE OR REPLACE FUNCTION {self.function}_{name}() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN {statement}; RETURN NULL; END $$"
                for name, statement in self.done.items()
            ]
            head, action = [function, *asked], f"EXECUTE FUNCTION {self.function}()"
            others = {name: f"EXECUTE FUNCTION {self.function}_{name}()" for name in self.done}
        else:
            head, action = [], f"BEGIN SELECT RAISE(ABORT, '{self.refusal}: this change is refused.'); END"
            others = dict.fromkeys(self.passed_over, "BEGIN SELECT RAISE(IGNORE); END")
            others |= {name: f"BEGIN {statement}; END" for name, statement in self.done.items()}
        return head + [
            f"CREATE TRIGGER {name} {when.format(table=table)} {others.get(name, action)}"
            for name, (table, when) in self._triggers(connection).items()
        ]

    def _drops(self, connection: BaseDatabaseWrapper) -> list[str]:
        on_table = connection.vendor == "postgresql"
        return [
            f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if on_table else "")
            for name, (table, _when) in self._triggers(connection).items()
        ]


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
