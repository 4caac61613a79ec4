"""How a denunciation is told to the person denounced: the allegations, his own words, the conclusion once told."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from discipline.codes_inspection import ALLEGATION_LABELS, AllegationConclusion
from discipline.denunciations.models import Denunciation
from discipline.denunciations.states import TOLD_AS, DenunciationState
from workflows.calendar import Calendar
from workflows.models import Task
from workflows.screens import OwnLine


def told_state(case: Denunciation) -> DenunciationState:
    """The state as he may know it: of a conclusion nothing before it is told to him."""
    state = DenunciationState(case.state)
    return state if case.accused_told_on else TOLD_AS.get(state, state)


def denunciation_line(case: Denunciation, task: Task | None, on: date, calendar: Calendar) -> OwnLine:
    """The denunciation in the list of his own files; the time of the body is none of his."""
    turn: Any = task.body if task else None
    return OwnLine(case, reverse("own_denunciation", args=[case.public_id]), str(told_state(case).label), turn, None)


def written(case: Denunciation) -> list[tuple[date, str, str]]:
    """[(day, what it is, its words)] of what he has written in the system."""
    rows = case.documents.filter(code="explanation", own=True).order_by("pk")
    return [
        (row.issued_on, _("Explanation"), row.data["account"])
        for row in rows
        if row.issued_on and row.data.get("account")
    ]


def told(case: Denunciation, code: str, name: str) -> str:
    """What the latest paper of the code, given to him, says under the name."""
    paper = case.documents.filter(code=code, own=True).order_by("-pk").first()
    return str(paper.data.get(name, "")) if paper else ""


def conclusions(case: Denunciation) -> list[tuple[int, str]]:
    """[(number of the allegation, what is concluded of it)] as it was told to him; empty before."""
    paper = case.documents.filter(code="denunciation_result", own=True).order_by("-pk").first()
    rows = paper.data["conclusions"] if paper else []
    return [(number, _(ALLEGATION_LABELS[AllegationConclusion(code)])) for number, code in rows]
