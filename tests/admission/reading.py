"""What tests read of a dossier: who sees it, which clocks run, what its acts were judged by."""

from datetime import date
from typing import Any

from admission.models import Dossier
from organization.models import User
from tests.chain import Journey
from workflows.actions import Result
from workflows.models import Deadline, Judgement


def sees(journey: Journey, who: User, on: date | None = None) -> bool:
    return Dossier.objects.visible_to(who, on or journey.day).filter(pk=journey.case_id).exists()


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
