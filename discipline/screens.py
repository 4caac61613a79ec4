"""What discipline brings to the pages: forms, words, papers."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from discipline.codes import DECIDER_LABELS, FORM_LABELS, MATTER_LABELS
from discipline.codes_content import MEMBER_CONTENT_LABELS
from discipline.codes_inspection import INSPECTION_OUTCOME_LABELS, KIND_LABELS
from discipline.codes_inspection import SOURCE_LABELS as SIGN_SOURCE_LABELS
from discipline.facts.criminal import PENALTY_LABELS, SUSPENDED_LABELS
from discipline.facts.deferral import DEFERRAL_LABELS
from discipline.forms import FORMS
from discipline.inspections import sentences as inspection_sentences
from discipline.inspections import words as inspection_words
from discipline.inspections.models import Inspection
from discipline.inspections.own_words import own_inspection_line
from discipline.inspections.panels import inspection_panels, linked_pages
from discipline.own_words import own_line
from discipline.panels import panels
from discipline.sentences import SENTENCES
from discipline.supervision.models import Supervision
from discipline.supervision.panels import supervision_panels
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
from workflows.calendar import Calendar
from workflows.documents.models import Document
from workflows.documents.rendering.paper import Paper as Printed
from workflows.meetings.results import ENDING_LABELS
from workflows.models import Task
from workflows.screens import OwnLine, Panel, Paper, Screen

LABELS = {**PAPER_LABELS, **MADE_LABELS}
#: What a paper of any flow is called.
EVERY_LABEL = {**LABELS, **inspection_words.INSPECTION_LABELS, **inspection_words.SUPERVISION_LABELS}
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
    "sign_source": {one.value: label for one, label in SIGN_SOURCE_LABELS.items()},
    "inspection_outcome": {one.value: label for one, label in INSPECTION_OUTCOME_LABELS.items()},
    "inspection_kind": {one.value: label for one, label in KIND_LABELS.items()},
    "circumstance": {str(code): label for code, label in CIRCUMSTANCE_LABELS.items()},
}


def papers(documents: list[Document]) -> list[Paper]:
    """The dossier in the order of discipline.md 4.1; what is not there yet is shown as missing."""
    codes = {paper.code for paper in documents}
    labels = LABELS
    if "sign_information" in codes:  # an inspection begins with it
        labels = inspection_words.INSPECTION_LABELS
    elif "programme_entry" in codes:  # a supervision begins with it
        labels = inspection_words.SUPERVISION_LABELS
    return [Paper(_(label), [paper for paper in documents if paper.code == code]) for code, label in labels.items()]


def own_papers(documents: list[Document]) -> list[Paper]:
    """What the person concerned reads in his own file: the papers that are there."""
    found = {code: [paper for paper in documents if paper.code == code] for code in EVERY_LABEL}
    return [Paper(_(EVERY_LABEL[code]), rows) for code, rows in found.items() if rows]


def spoken(name: str, value: Any) -> str:
    """A value of an event in words."""
    if name == "code":
        label = EVERY_LABEL.get(str(value)) or MEMBER_CONTENT_LABELS.get(value)
        return _(label) if label else str(value)
    labels = _SPOKEN.get(name, {})
    return _(labels[value]) if value in labels else str(value)


def printed(document: Document) -> Printed:
    """No paper of discipline has a form of its own yet."""
    raise LookupError(document.code)


def panels_of(case: Any, on: date) -> list[Panel]:
    """Of any flow of the procedure."""
    if isinstance(case, Supervision):
        return supervision_panels(case, on)
    return inspection_panels(case, on) if isinstance(case, Inspection) else panels(case, on)


def own_line_of(case: Any, task: Task | None, on: date, calendar: Calendar) -> OwnLine:
    if isinstance(case, Inspection | Supervision):
        return own_inspection_line(case, task, on, calendar)
    return own_line(case, task, on, calendar)


SCREEN = Screen(
    forms=FORMS,
    clocks={**CLOCKS, **inspection_words.CLOCKS},
    sentences={**SENTENCES, **inspection_sentences.INSPECTION_SENTENCES},
    papers=papers,
    own_papers=own_papers,
    printed=printed,
    spoken=spoken,
    own_line=own_line_of,
    asked={"cell": "case.returned"},
    windows={
        "inspection": (15, 7),
        "supervision": (15, 7),
        "automatic_end": (30, 7),
        "suspension": (15, 7, 1),
        "announcement": (7, 3),
        "complaint": (7,),
    },
    panels=panels_of,
    pages=linked_pages,
)
