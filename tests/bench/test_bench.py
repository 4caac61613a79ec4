"""`make bench`: inboxes and steps with a million tasks, beside stock viewflow with guardian and beside bare SQL."""

import sys
from datetime import datetime
from statistics import median
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client as Browser
from viewflow.workflow.models import Task as StockTask

from admission.flows import AdmissionFlow
from organization.clock import today
from organization.models import Role, Seat, User
from tests.bench import bare, steps, world
from tests.bench.clients import clients, together
from tests.bench.measuring import Report, interleaved
from tests.bench.stock.flows import StockFlow
from tests.bench.twins import make_twins
from tests.bench.world import World, say
from workflows.actions import act, rehearse
from workflows.audit.chain import Entry, append
from workflows.models import Case, Task

pytestmark = pytest.mark.bench
DAY = today()
#: Repetitions of an inbox, of one that grows, of a step, and steps of each client where two work at once.
INBOXES, GROWTH, STEPS, EACH = (15, 60, 60, 150) if world.COUNT >= 1_000_000 else (5, 15, 15, 20)
WARM = 4
#: Statements a page or a step may take, whatever the size (architecture, budgets).
INBOX_BUDGET, STEP_BUDGET = 8, 25


@pytest.mark.django_db
def test_the_figures_are_those_of_postgresql() -> None:
    """Asking for the database, it also makes pytest-django create it."""
    assert connection.vendor == "postgresql"


def test_measurements(database: None) -> None:
    report = Report()
    there = world.build()
    inboxes(there, report)
    growth(there, report)
    long_records(report)
    one_step(there, report)
    sys.stdout.write(f"\n{report}\n")


def inboxes(there: World, report: Report) -> None:
    rows = []
    for what, name in (
        ("cell secretary", there.secretary),
        ("grassroots member", there.member),
        ("Khối officer", there.officer),
        ("inspector everywhere", there.inspector),
    ):
        say(f"inbox of the {what}")
        browser = Browser()
        browser.force_login(User.objects.get(username=name), backend=settings.AUTHENTICATION_BACKENDS[0])
        found = interleaved(
            {
                "ours": lambda name=name: steps.our_inbox(name),  # type: ignore[misc]
                "stock": lambda name=name: steps.stock_inbox(name),  # type: ignore[misc]
                "page": lambda browser=browser: browser.get("/"),  # type: ignore[misc]
            },
            runs=INBOXES,
        )
        ours, stock = found["ours"], found["stock"]
        assert ours.answer == stock.answer, what
        assert found["page"].sql <= INBOX_BUDGET
        ratio = stock.ms / ours.ms
        rows.append([f"{what} ({ours.answer:,} tasks)", str(ours), str(stock), f"{ratio:,.0f}×", str(found["page"])])
        report.aim(f"inbox of the {what}, stock / ours", ratio, least=100)
    heads = ["inbox", "ours", "stock viewflow + guardian", "stock / ours", "our whole page"]
    report.table("Inboxes", heads, rows)


def growth(there: World, report: Report) -> None:
    """The same seats in a small database and in the large one: their own work is the same, all else has grown."""
    rows = []
    with clients(there.small_url, there.url) as (small, large):
        for what, name in (
            ("cell secretary, own work unchanged", there.quiet_secretary),
            ("grassroots member, own work unchanged", there.quiet_member),
            ("cell secretary, own work grown", there.secretary),
            ("Khối officer, own work grown", there.officer),
        ):
            say(f"growth for the {what}")
            times: tuple[list[float], list[float]] = ([], [])
            for number in range(GROWTH + WARM):
                for client, taken in zip((small, large), times, strict=True):
                    ms = client.ask("inbox", user=name)
                    taken.extend([ms] if number >= WARM else [])
            before, after = median(times[0]), median(times[1])
            rows.append([what, f"{before:.1f} ms", f"{after:.1f} ms", f"{after / before:.2f}×"])
            if "unchanged" in what:
                report.aim(f"growth of the inbox, {what}", after / before, most=1.2)
    report.table(
        "Inbox as the database grows", ["inbox", f"{world.FEW:,} tasks", f"{world.COUNT:,} tasks", "ratio"], rows
    )


def long_records(report: Report) -> None:
    """The same step in a case of about ten events and in one of ten thousand; each is undone again."""
    say("a step in a case of 10,000 events")
    waiting = Task.objects.open().filter(flow_task=AdmissionFlow.receipt, process__event_count__lt=20)
    short, long = waiting.order_by("pk").select_related("process", "body")[:2]
    missing = 10_000 - long.process.event_count
    if missing > 0:
        case = Case.objects.get(pk=long.process_id)
        moment = datetime.now(ZoneInfo(settings.TIME_ZONE))
        entries = [Entry("note", case.last_day, fields={"n": number}) for number in range(missing)]
        with transaction.atomic():
            append(case, entries, at=moment)
            case.save()
    report_of = interleaved(
        {"short": lambda: _rehearse_receipt(short), "long": lambda: _rehearse_receipt(long)}, runs=STEPS, warm_up=5
    )
    counts = [Case.objects.get(pk=task.process_id).event_count for task in (short, long)]
    ratio = report_of["long"].ms / report_of["short"].ms
    heads = ["step", f"case of {counts[0]} events", f"case of {counts[1]:,} events", "ratio"]
    report.table(
        "A step as the record grows",
        heads,
        [["receive the decision", str(report_of["short"]), str(report_of["long"]), f"{ratio:.2f}×"]],
    )
    report.aim("growth of the step with the record", ratio, most=1.2)


def _rehearse_receipt(task: Task) -> None:
    seat = Seat.objects.on(DAY).filter(body=task.body, role=Role.SECRETARY).select_related("person__user")[0]
    fresh = Task.objects.select_related("process").get(pk=task.pk)
    data = {"received_on": DAY, "acknowledge": True}
    rehearse(lambda: act(fresh, "receive_decision", by=seat.person.user, on=DAY, key=uuid4(), data=data))


def one_step(there: World, report: Report) -> None:
    officer = User.objects.select_related("person").get(username=there.officer)
    say("twins of a real case")
    needed = 2 * (STEPS + WARM) + 2 + 4 * (EACH + 4)
    twins = make_twins(world.original(), needed)
    stock = list(
        StockTask.objects.filter(
            status="NEW", flow_task=StockFlow.appraisal, owner_permission_obj_pk=str(there.crowded)
        )
        .order_by("pk")
        .values_list("pk", flat=True)[: STEPS + WARM + 2 * (EACH + 4)]
    )
    say("one completed step")
    statements = bare.capture(lambda task: steps.our_step(task, officer), twins.pop(), twins.pop())
    raw = bare.connect()
    ready = {task: bare.known(task) for task in [twins.pop() for _number in range(STEPS + WARM)]}
    checked = next(iter(ready))
    try:
        found = interleaved(
            {
                "ours": lambda: steps.our_step(twins.pop(), officer),
                "stock": lambda: steps.stock_step(stock.pop(), officer),
                "bare": lambda: bare.send(statements, raw, ready.popitem()[1]),
            },
            runs=STEPS,
            warm_up=WARM,
        )
    finally:
        raw.close()
    done = Task.objects.get(public_id=checked)
    assert (done.status, done.leading.get().flow_task) == ("DONE", AdmissionFlow.standing)
    ours, rival = found["ours"], found["stock"]
    assert ours.sql <= STEP_BUDGET
    rates = {}
    for kind, tasks in (("ours", twins), ("bare", twins), ("stock", stock)):
        say(f"two clients, {kind}")
        own = [[tasks.pop() for _number in range(EACH)] for _client in range(2)]
        samples = [[tasks.pop() for _number in range(2)] for _client in range(2)]
        with clients(there.url, there.url) as two:
            rates[kind] = together(two, kind, own, officer.username, samples)
    rows = [
        ["ours: lock, seat, recusal, law, state, task, record, access, clocks", str(ours), f"{rates['ours']:,.0f}"],
        ["stock viewflow + guardian", str(rival), f"{rates['stock']:,.0f}"],
        ["the SQL of ours, bare", f"{found['bare'].ms:,.1f} ms ({len(statements)} SQL)", f"{rates['bare']:,.0f}"],
    ]
    report.table("One completed step", ["step", "median", "per second, two clients"], rows)
    report.aim("our step / stock step", ours.ms / rival.ms, most=1)
    report.aim("throughput of ours / its bare SQL", rates["ours"] / rates["bare"], least=0.5)
