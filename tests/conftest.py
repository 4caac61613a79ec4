"""What the suite stands on: which database, which services, and one loud line for each that is missing.

The database is the one of DATABASE_URL, as everywhere else; `make test` runs the suite on SQLite and on PostgreSQL.
With REQUIRE_ALL=1 a test that is skipped, for whatever reason, fails the run.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from django.test.signals import setting_changed
from pytest_django import DjangoDbBlocker

from workflows import days
from workflows.guarded import GUARDS

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/0")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def on_postgres() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def postgres_fault() -> str | None:
    """Why PostgreSQL cannot be used, in one line; None when it answers."""
    where = settings.DATABASES["default"]
    try:
        psycopg.connect(
            host=where["HOST"],
            port=where["PORT"] or None,
            user=where["USER"],
            password=where["PASSWORD"],
            dbname="postgres",
            connect_timeout=5,
        ).close()
    except psycopg.OperationalError as error:
        return " ".join(str(error).split())
    return None


def redis_fault() -> str | None:
    try:
        with redis.Redis.from_url(REDIS_URL, socket_connect_timeout=2) as client:
            client.ping()
    except (redis.RedisError, OSError) as error:
        return " ".join(str(error).split())
    return None


def chromium() -> str | None:
    """The system's Chromium: the path in CHROMIUM, or the first of the usual names."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def pytest_configure(config: pytest.Config) -> None:
    # Texts are asserted in the language of the sources; the browser tests see the Vietnamese of the catalogue.
    settings.LANGUAGE_CODE = "en"
    # Django has asked its catalogue once by now and would keep the language of then.
    setting_changed.send(sender=type(settings), setting="LANGUAGE_CODE", value="en", enter=True)
    # `force_login` brings neither a second factor nor a proof; what is tested of them turns them on.
    settings.SECOND_FACTOR = settings.STEP_UP = False
    # What a page costs is counted also where a minute ends in between.
    settings.SESSION_NOTED_SECONDS = 24 * 3600
    # The key signs what a test writes and reads again; subprocesses of a test inherit it.
    settings.SECRET_KEY = os.environ.setdefault(
        "SECRET_KEY", "the-suite-signs-with-this-and-nothing-else-does-0123456789"
    )
    # … and the key of stored files; what no test has put elsewhere is stored apart from the demonstration's.
    home = Path(tempfile.mkdtemp(prefix="dangvu-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    settings.DATA_KEY_FILE, settings.MEDIA_ROOT = home / "data.key", home / "files"
    settings.DATA_KEY_FILE.write_text("5a" * 32)
    settings.DATA_KEY_FILE.chmod(0o600)
    os.environ["DATA_KEY_FILE"] = str(settings.DATA_KEY_FILE)
    if not on_postgres() or hasattr(config, "workerinput"):
        return
    if fault := postgres_fault():
        pytest.exit(f"SKIPPED PostgreSQL: the suite did not run on it ({fault})", returncode=1 if REQUIRE_ALL else 0)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what this database cannot show, and the heavy runs that nobody asked for by `-m`."""
    unwanted = set() if on_postgres() else {"postgres"}
    unwanted |= {name for name in ("prove", "bench") if name not in config.option.markexpr}
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in unwanted)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


@cache
def missing_services() -> dict[str, str]:
    """The marker of each service that this machine lacks, with the line that says so."""
    found = {}
    if fault := redis_fault():
        found["redis"] = f"Redis: no answer at {REDIS_URL} ({fault})"
    if chromium() is None:
        found["browser"] = "Chromium: not installed (Debian: chromium); CHROMIUM may name another"
    return found


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for name, line in missing_services().items():
        if item.get_closest_marker(name):
            pytest.skip(line)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The executable for Playwright's `launch(executable_path=…)`."""
    path = chromium()
    assert path is not None
    return path


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite: a file of this run, shared by threads and processes. PostgreSQL: UTF-8, whatever the cluster is."""
    database = connections["default"].settings_dict
    if on_postgres():
        database["TEST"] |= {"CHARSET": "UTF8", "TEMPLATE": "template0"}
    else:
        database["TEST"]["NAME"] = str(Path(tmp_path_factory.mktemp("database")) / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Ends, before the database is dropped, what threads of websocket tests still hold open on PostgreSQL."""
    yield
    if on_postgres():
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
            cursor.execute(f"{others} AND pid <> pg_backend_pid()")


@pytest.fixture(scope="session", autouse=True)
def flush_as_the_record_allows() -> Iterator[None]:
    """A transactional test empties every table: the record's triggers step aside for that, and the calendar is filled
    again.
    """
    patched: Any = TransactionTestCase  # a private method, so the stubs do not know it
    emptied = patched._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        database = connections["default"]
        with ExitStack() as aside:
            for guard in GUARDS:
                aside.enter_context(guard.suspended(database))
            emptied(case)
        days.seed()

    patched._fixture_teardown = teardown
    yield
    patched._fixture_teardown = emptied


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = {report.longrepr[2].removeprefix("Skipped: ") for report in skipped if isinstance(report.longrepr, tuple)}
    for reason in sorted(reasons):
        terminalreporter.write_line(f"SKIPPED {reason}", red=True, bold=True)
    if skipped and REQUIRE_ALL:
        terminalreporter.write_line(
            f"{len(skipped)} skipped although REQUIRE_ALL=1: the run fails", red=True, bold=True
        )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if (
        REQUIRE_ALL
        and reporter is not None
        and reporter.stats.get("skipped")
        and session.exitstatus == pytest.ExitCode.OK
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
