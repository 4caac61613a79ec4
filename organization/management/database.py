"""Whether the database that a command is about to use is there and has its tables, asked before it is opened."""

from pathlib import Path

from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

#: What `make run` makes unless another Khối or day is asked for.
DEMONSTRATION = "DEMO=1 TODAY=2025-11-14 DATABASE_URL=sqlite:///var/demo-s1-2025-11-14.sqlite3"


def require_tables() -> None:
    """Raises CommandError when the database cannot be reached or is not migrated. A missing SQLite file is not made."""
    if connection.vendor == "sqlite" and not _holds_anything():
        raise _unprepared()
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        told = _("The database %(database)s cannot be reached: %(reason)s")
        reason = " ".join(str(error).split())
        raise CommandError(told % {"database": _name(), "reason": reason}) from error
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _unprepared()


def _holds_anything() -> bool:
    name = str(connection.settings_dict["NAME"])
    path = Path(name)
    return ":memory:" in name or (path.is_file() and path.stat().st_size > 0)


def _unprepared() -> CommandError:
    told = _(
        "The database %(database)s has not all its tables. DATABASE_URL names another one;"
        " `manage.py migrate` makes the tables in this one.\n"
        'The data of the demonstration (`make run`): make manage CMD="…", or set %(demonstration)s'
    )
    return CommandError(told % {"database": _name(), "demonstration": DEMONSTRATION})


def _name() -> str:
    """The file, or name and host; never the password."""
    where = connection.settings_dict
    return f"{where['NAME']} ({where['HOST']})" if where["HOST"] else str(where["NAME"])
