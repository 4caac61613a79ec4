"""The data of the bench: the scenario, a million tasks, as many for the rival, and a small twin database."""

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, QuerySet

from admission import scenario_tasks
from admission.flows import AdmissionFlow
from admission.models import Dossier
from organization.clock import today
from organization.models import Body, BodyKind, Kind, Organization, Person, Role, Seat, User
from organization.queries import subtree_on
from tests.bench.stock.filling import fill_rival
from workflows.copying import COPY_OF
from workflows.models import Task

SCENARIO = os.environ.get("BENCH_SCENARIO", "s2")
COUNT = int(os.environ.get("BENCH_TASKS", "1000000"))
FEW = 10_000
#: One in so many tasks is open.
OPEN = 10
DAY = today()
BEGAN = perf_counter()


@dataclass(frozen=True)
class World:
    """User names of those who look; ``quiet`` ones sit where the second filling brings nothing. ``crowded``: the
    department of the officer."""

    secretary: str
    member: str
    officer: str
    inspector: str
    quiet_secretary: str
    quiet_member: str
    crowded: int
    url: str
    small_url: str


def say(text: str) -> None:
    sys.stderr.write(f"bench {perf_counter() - BEGAN:5.0f} s: {text}\n")
    sys.stderr.flush()


def build() -> World:
    """Fills the database of the settings, unless a run before left it full."""
    if not Organization.objects.exists():
        say(f"the scenario {SCENARIO}")
        call_command("scenario", SCENARIO, seed=1, verbosity=0, stdout=io.StringIO())
    busy, quiet = _bases()
    _people(busy, quiet)
    have = Task.objects.count()
    away = frozenset(subtree_on(quiet.pk, DAY).values_list("pk", flat=True))
    if have < FEW:
        say(f"{FEW:,} tasks")
        scenario_tasks.fill(FEW - have, (FEW - have) // OPEN, seed=1, day=DAY)
        _clone()
        have = Task.objects.count()
    if have < COUNT:
        say(f"{COUNT:,} tasks")
        left = COUNT - have
        scenario_tasks.fill(left, left // OPEN, seed=2, day=DAY, away=away, step=_progress(left))
    say("as many for the rival")
    fill_rival()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return _people(busy, quiet)


def _bases() -> tuple[Organization, Organization]:
    """Two grassroots organisations with cells right under them: one that grows and one that does not."""
    sections = Organization.objects.filter(kind=Kind.SECTION).values("placements__parent")
    plain = Organization.objects.filter(kind=Kind.BASE, powers__isnull=True).exclude(pk__in=sections)
    busy, quiet = plain.order_by("pk")[:2]
    return busy, quiet


def _people(busy: Organization, quiet: Organization) -> World:
    names = {}
    for sign, base in (("", busy), ("quiet_", quiet)):
        below = subtree_on(base.pk, DAY).values("pk")
        cells = Body.objects.filter(organization__in=below, kind=BodyKind.CELL).order_by("pk")
        names[f"{sign}secretary"] = _user(Seat.objects.on(DAY).filter(body=cells[0], role=Role.SECRETARY))
        committee = Seat.objects.on(DAY).filter(body__organization=base, body__kind=BodyKind.COMMITTEE)
        names[f"{sign}member"] = _user(committee.filter(role=Role.MEMBER).order_by("-pk"))
    names["officer"] = _user(Seat.objects.on(DAY).filter(body_id=_crowded(), role=Role.OFFICER))
    names["inspector"] = _inspector()
    return World(crowded=_crowded(), url=_url(), small_url=_url("_small"), **names)


def _crowded() -> int:
    """The organisation department in which most tasks wait."""
    waiting = Task.objects.open().filter(body__kind=BodyKind.ORGANIZATION_DEPARTMENT)
    return int(waiting.values_list("body").annotate(n=Count("pk")).order_by("-n", "body")[0][0])


def _user(seats: QuerySet[Seat]) -> str:
    """The log-in of the first holder; who has none gets one."""
    person = seats.select_related("person").order_by(*(seats.query.order_by or ["pk"]))[0].person
    user, _made = User.objects.get_or_create(person=person, defaults={"username": f"bench.{person.pk}"})
    return user.username


def _inspector() -> str:
    """Somebody who may act in one body of every organisation: the cell's, the committee's, the department's."""
    person, made = Person.objects.get_or_create(full_name="Bench Inspector", native_place="bench")
    user, _made = User.objects.get_or_create(person=person, defaults={"username": "bench.inspector"})
    if made:
        roles: dict[str, Role] = {BodyKind.ORGANIZATION_DEPARTMENT: Role.OFFICER}
        kinds: list[str] = [*roles, BodyKind.CELL, BodyKind.SECTION_COMMITTEE, BodyKind.COMMITTEE]
        bodies: dict[int, Body] = {}
        for body in sorted(Body.objects.on(DAY).filter(kind__in=kinds), key=lambda body: kinds.index(body.kind)):
            bodies.setdefault(body.organization_id, body)
        Seat.objects.bulk_create(
            Seat(person=person, body=body, role=roles.get(body.kind, Role.DEPUTY_SECRETARY), since=body.since)
            for body in bodies.values()
        )
    return user.username


def _url(suffix: str = "") -> str:
    where = connection.settings_dict
    secret = f":{where['PASSWORD']}" if where["PASSWORD"] else ""
    port = f":{where['PORT']}" if where["PORT"] else ""
    return f"postgres://{where['USER']}{secret}@{where['HOST']}{port}/{where['NAME']}{suffix}"


def _clone() -> None:
    """The small twin: the database as it is now, under another name."""
    name = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    connection.close()
    given = connection.settings_dict
    where: dict[str, Any] = {key.lower(): given[key] for key in ("HOST", "PORT", "USER", "PASSWORD") if given[key]}
    with psycopg.connect(dbname="postgres", autocommit=True, **where) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}_small"')
        server.execute(f'CREATE DATABASE "{name}_small" TEMPLATE "{name}"')


def _progress(total: int) -> Callable[[int], object]:
    """A line for each tenth."""
    done = 0

    def step(written: int) -> None:
        nonlocal done
        if (done + written) * 10 // total > done * 10 // total:
            say(f"  {done + written:,} of {total:,}")
        done += written

    return step


def original() -> Dossier:
    """A real dossier, papers and all, that waits for the appraisal."""
    real = Dossier.objects.filter(**{f"data__{COPY_OF}__isnull": True})
    waiting = Task.objects.open().filter(flow_task=AdmissionFlow.appraisal, process__in=real.values("pk"))
    return Dossier.objects.get(pk=waiting.filter(body_id=_crowded()).order_by("pk")[0].process_id)
