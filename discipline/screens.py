"""What discipline brings to the pages: forms, words, papers."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from discipline.codes import DECIDER_LABELS, FORM_LABELS, MATTER_LABELS
from discipline.codes_content import MEMBER_CONTENT_LABELS
from discipline.codes_inspection import ALLEGATION_LABELS, DENUNCIATION_BAR_LABELS
from discipline.denunciations.own_words import denunciation_line
from discipline.denunciations.panels import denunciation_pages, denunciation_panels
from discipline.denunciations.sentences import DENUNCIATION_SENTENCES
from discipline.denunciations.words import DENUNCIATION_CLOCKS, DENUNCIATION_PAPERS, PARTY_LABELS
from discipline.facts.criminal import PENALTY_LABELS, SUSPENDED_LABELS
from discipline.facts.deferral import DEFERRAL_LABELS
from discipline.forms import FORMS
from discipline.models import Denunciation, DisciplineCase
from discipline.own_words import own_line
from discipline.panels import panels
from discipline.sentences import SENTENCES
from discipline.words import (
    CIRCUMSTANCE_LABELS,
    CLOCKS,
    MADE_LABELS,
    PAPER_LABELS,
    PURPOSE_LABELS,
    RECEIPT_LABELS,
    SIDE_LABELS,
    SOURCE_LABELS,
)
from organization.models import User
from workflows.calendar import Calendar
from workflows.documents.models import Document
from workflows.documents.rendering.paper import Paper as Printed
from workflows.meetings.results import ENDING_LABELS
from workflows.models import Task
from workflows.screens import OwnLine, PageLink, Panel, Paper, Screen

LABELS = {**PAPER_LABELS, **MADE_LABELS}
EVERY_LABEL = {**DENUNCIATION_PAPERS, **LABELS}
#: Papers of no case of discipline.
ONLY_THERE = DENUNCIATION_PAPERS.keys() - LABELS.keys()
#: {name of a value in an event: {code: its words}}
_SPOKEN: dict[str, Any] = {
    "source": SOURCE_LABELS,
    "form": {form.value: label for form, label in FORM_LABELS.items()},
    "adopted": {form.value: label for form, label in FORM_LABELS.items()},
    "matter": {matter.value: label for matter, label in MATTER_LABELS.items()},
    "decider": {decider.value: label for decider, label in DECIDER_LABELS.items()},
    "ending": {ending.value: label for ending, label in ENDING_LABELS.items()},
    "ground": DEFERRAL_LABELS,
    "penalty": PENALTY_LABELS,
    "purpose": PURPOSE_LABELS,
    "side": SIDE_LABELS,
    "suspended_from": SUSPENDED_LABELS,
    "receipt": RECEIPT_LABELS,
    "bars": {bar.value: label for bar, label in DENUNCIATION_BAR_LABELS.items()},
    "conclusion": {one.value: label for one, label in ALLEGATION_LABELS.items()},
    "party": PARTY_LABELS,
    "circumstance": {str(code): label for code, label in CIRCUMSTANCE_LABELS.items()},
}


def papers(documents: list[Document]) -> list[Paper]:
    """The dossier in the order of discipline.md 4.1; what is not there yet is shown as missing."""
    denounced = any(paper.code in ONLY_THERE for paper in documents)
    labels = DENUNCIATION_PAPERS if denounced else LABELS
    return [Paper(_(label), [paper for paper in documents if paper.code == code]) for code, label in labels.items()]


def own_papers(documents: list[Document]) -> list[Paper]:
    """What the person concerned reads in his own file: the papers that are there."""
    return [paper for paper in papers(documents) if paper.documents]


def spoken(name: str, value: Any) -> str:
    """A value of an event in words."""
    if name == "code":
        label = EVERY_LABEL.get(str(value)) or MEMBER_CONTENT_LABELS.get(value)
        return _(label) if label else str(value)
    if isinstance(value, list):
        return ", ".join(spoken(name, one) for one in value) or "–"
    labels = _SPOKEN.get(name, {})
    return _(labels[value]) if value in labels else str(value)


def printed(document: Document) -> Printed:
    """No paper of discipline has a form of its own yet."""
    raise LookupError(document.code)


def panels_of(case: DisciplineCase | Denunciation, on: date) -> list[Panel]:
    """Of each flow of the procedure."""
    return denunciation_panels(case, on) if isinstance(case, Denunciation) else panels(case, on)


def pages_of(case: DisciplineCase | Denunciation, user: User, on: date) -> list[PageLink]:
    """Of each flow of the procedure."""
    return denunciation_pages(case, user, on) if isinstance(case, Denunciation) else []


def own_line_of(case: DisciplineCase | Denunciation, task: Task | None, on: date, calendar: Calendar) -> OwnLine:
    """Of each flow of the procedure."""
    if isinstance(case, Denunciation):
        return denunciation_line(case, task, on, calendar)
    return own_line(case, task, on, calendar)


SCREEN = Screen(
    forms=FORMS,
    clocks={**CLOCKS, **DENUNCIATION_CLOCKS},
    sentences={**SENTENCES, **DENUNCIATION_SENTENCES},
    papers=papers,
    own_papers=own_papers,
    printed=printed,
    spoken=spoken,
    own_line=own_line_of,
    asked={"cell": "case.returned"},
    windows={
        "automatic_end": (30, 7),
        "suspension": (15, 7, 1),
        "announcement": (7, 3),
        "complaint": (7,),
        "denunciation": (30, 7),
    },
    panels=panels_of,
    pages=pages_of,
)
