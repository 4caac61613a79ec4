"""`make bench`: three hundred voters put their ballots into one box within a minute, through the real server."""

import http.client
import os
import random
import re
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Barrier
from time import perf_counter, sleep
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from organization.models import User
from tests.bench.measuring import Report
from tests.factories import user
from tests.workflows.meetings import boxes
from tests.workflows.meetings.boxes import OPTIONS

pytestmark = pytest.mark.bench
#: Voters, and seconds in which all of them are through.
VOTERS, GOAL = 300, 60
#: Of the server: processes and threads of each.
WORKERS, THREADS = 2, 8
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_RECEIPT = re.compile(r'<p class="receipt">([0-9a-f ]+)</p>')


@dataclass(frozen=True)
class Cast:
    """What one voter got. ``seconds``: of the whole way, and of the request that put the ballot into the box."""

    receipt: str
    seconds: float
    confirming: float


@pytest.fixture
def address(database: None) -> Iterator[str]:
    """The address of an empty database of its own, in which the test process works as well."""
    where, kept = connection.settings_dict, connection.settings_dict["NAME"]
    name = f"{kept}_ballots"
    given = {key.lower(): where[key] for key in ("HOST", "PORT", "USER", "PASSWORD") if where[key]}
    connection.close()
    with psycopg.connect(dbname="postgres", autocommit=True, **given) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING "UTF8"')
        where["NAME"] = name
        try:
            call_command("migrate", verbosity=0)
            secret, port = (
                f"{sign}{where[key]}" if where[key] else "" for sign, key in ((":", "PASSWORD"), (":", "PORT"))
            )
            yield f"postgres://{where['USER']}{secret}@{where['HOST']}{port}/{name}"
        finally:
            connection.close()
            where["NAME"] = kept
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def running(address: str) -> Iterator[int]:
    """The port of gunicorn with the project's own settings."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "project.settings", "SECRET_KEY": settings.SECRET_KEY}
    command = ["gunicorn", "project.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS)]
    command += ["--threads", str(THREADS), "--log-level", "warning"]
    server = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=settings.BASE_DIR,
        env={**os.environ, **own, "DEMO": "", "TODAY": boxes.DAY.isoformat(), "REDIS_URL": ""},
    )
    try:
        for _try in range(100):
            if server.poll() is not None or _answers(port):
                break
            sleep(0.2)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def _answers(port: int) -> bool:
    try:
        return Browser(port, "").ask("/song/")[0] == 200
    except OSError:
        return False


@dataclass(frozen=True)
class Browser:
    """A voter's session; each request on a connection of its own."""

    port: int
    session: str

    def ask(self, path: str, sent: dict[str, str] | None = None) -> tuple[int, str]:
        headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={self.session}", "Connection": "close"}
        body = None if sent is None else urlencode(sent)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=GOAL)) as asked:
            asked.request("GET" if body is None else "POST", path, body, headers)
            answer = asked.getresponse()
            return answer.status, answer.read().decode()


def vote(browser: Browser, public_id: str, choice: str, together: Barrier) -> Cast:
    """From the list of open ballots to the receipt: five requests."""
    path, number = reverse("ballot", args=[public_id]), f"{OPTIONS.index(choice):02}"
    together.wait(60)
    began = perf_counter()
    assert path in browser.ask(reverse("ballots"))[1]
    page = browser.ask(path)[1]
    page = browser.ask(path, {"csrfmiddlewaretoken": _found(_TOKEN, page), "choice": number})[1]
    confirmed = {"csrfmiddlewaretoken": _found(_TOKEN, page), "choice": number, "confirmed": "1"}
    before = perf_counter()
    assert browser.ask(path, confirmed)[0] == 302
    confirming = perf_counter() - before
    receipt = _found(_RECEIPT, browser.ask(path)[1]).replace(" ", "")
    return Cast(receipt, perf_counter() - began, confirming)


def _found(pattern: re.Pattern[str], page: str) -> str:
    """What stands last in the page: the head has a form of its own."""
    return pattern.findall(page)[-1]


def session_of(voter: User) -> str:
    client = Client()
    client.force_login(voter, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.mark.django_db
def test_the_figures_are_those_of_postgresql() -> None:
    """Asking for the database, it also makes pytest-django create it."""
    assert connection.vendor == "postgresql"


def test_three_hundred_voters_cast_within_a_minute(address: str) -> None:
    voters = [user() for _number in range(VOTERS)]
    box = boxes.opened(voters)
    chance = random.Random(VOTERS)
    choices = [chance.choice(OPTIONS) for _voter in voters]
    sessions = [session_of(voter) for voter in voters]
    together = Barrier(VOTERS + 1)
    with running(address) as port, ThreadPoolExecutor(VOTERS) as pool:
        browsers = [Browser(port, session) for session in sessions]
        votes = [
            pool.submit(vote, browser, box.public_id, choice, together)
            for browser, choice in zip(browsers, choices, strict=True)
        ]
        together.wait(60)
        began = perf_counter()
        cast = [one.result() for one in votes]
        seconds = perf_counter() - began
    boxes.seal(box)
    before = perf_counter()
    found = boxes.count(box)
    counting = perf_counter() - before
    times = Counter(choices)
    assert found["votes"] == {"yes": times["yes"], "no": times["no"]}
    assert (found["returned"], found["invalid"]) == (VOTERS, times["blank"])
    assert box.fresh().receipts == sorted(one.receipt for one in cast)
    report = Report()
    rows = []
    for what, taken in (
        ("the whole way, five requests", [one.seconds for one in cast]),
        ("the request that casts", [one.confirming for one in cast]),
    ):
        ordered = sorted(taken)
        marks = [ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100], ordered[-1]]
        rows.append([what, *(f"{mark * 1000:,.0f} ms" for mark in marks)])
    report.table(f"{VOTERS} voters at the same moment", ["", "median", "95 %", "longest"], rows)
    report.aim(f"seconds until {VOTERS} voters are through", seconds, most=GOAL)
    report.aim("seconds of the counting, two passphrases included", counting, most=5)
    sys.stdout.write(f"\n{report}\n")
    assert seconds <= GOAL
