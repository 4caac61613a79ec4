"""What tests read of a dossier: who sees it and what he is offered, which clocks run, what its acts were judged by."""

from datetime import date
from typing import Any

from django.test.utils import CaptureQueriesContext

from admission.models import Dossier
from organization.models import User
from tests.chain import Journey
from workflows.actions import Result
from workflows.case_acts import offers
from workflows.case_list import Wanted, listing, words_of
from workflows.days import calendar
from workflows.models import Deadline, Document, Judgement


def sees(journey: Journey, who: User, on: date | None = None) -> bool:
    return Dossier.objects.visible_to(who, on or journey.day).filter(pk=journey.case_id).exists()


def found_by(journey: Journey, who: User) -> tuple[int, int]:
    """(rows of the list, of a search for the applicant)"""
    named = Wanted(words=words_of("applicant"))
    return listing(who, journey.day, Wanted()).total, listing(who, journey.day, named).total


def offered(journey: Journey, who: str) -> set[str]:
    """The verbs of no open step that the user of this name is offered."""
    found = offers(journey.dossier, by=journey.chain.users[who], on=journey.day, calendar=calendar())
    return {prospect.verb.code for prospect in found}


def current(journey: Journey) -> set[str]:
    """The kinds of the papers that are not replaced."""
    rows = Document.objects.filter(case=journey.case_id, replaced_on__isnull=True)
    return set(rows.values_list("code", flat=True))


def statements(captured: CaptureQueriesContext) -> int:
    """Those of the work itself; a test's own transaction makes savepoints of the transactions in it."""
    return sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries)


def clocks(journey: Journey) -> dict[str, date]:
    """{kind of a running clock: the day it is due}"""
    rows = Deadline.objects.filter(case=journey.case_id, closed_on=None)
    return {row.kind: row.due_on for row in rows}


def findings(result: Result, name: str) -> list[tuple[str, bool]]:
    """(status, whether it blocks) of the rule in one act."""
    return [(row["status"], row["blocks"]) for row in result.judgement.findings if row["name"] == name]


def judged(verb: str) -> dict[str, dict[str, Any]]:
    """{name of a rule: what it found} of the latest act of the verb, in any case."""
    found = Judgement.objects.filter(verb=verb).order_by("pk").last()
    assert found is not None
    return {finding["name"]: finding for finding in found.findings}
