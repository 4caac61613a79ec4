"""What discipline brings to the pages: forms, words, papers."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from discipline.codes import DECIDER_LABELS, FORM_LABELS, MATTER_LABELS, NO_DISCIPLINE
from discipline.codes_content import MEMBER_CONTENT_LABELS
from discipline.facts.criminal import PENALTY_LABELS
from discipline.facts.deferral import DEFERRAL_LABELS
from discipline.forms import FORMS
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
from workflows.documents.models import Document
from workflows.documents.rendering.paper import Paper as Printed
from workflows.meetings.results import ENDING_LABELS
from workflows.screens import Paper, Screen

LABELS = {**PAPER_LABELS, **MADE_LABELS}
_FORMS: dict[str, str] = {form.value: label for form, label in FORM_LABELS.items()}
#: {name of a value in an event: {code: its words}}
_SPOKEN: dict[str, Any] = {
    "source": SOURCE_LABELS,
    "form": {**_FORMS, "secret": gettext_noop("secret ballot"), "card": gettext_noop("raising the party card")},
    "votes": {**_FORMS, NO_DISCIPLINE: gettext_noop("No discipline")},
    "adopted": {**_FORMS, NO_DISCIPLINE: ""},
    "matter": {matter.value: label for matter, label in MATTER_LABELS.items()},
    "decider": {decider.value: label for decider, label in DECIDER_LABELS.items()},
    "ending": {ending.value: label for ending, label in ENDING_LABELS.items()},
    "ground": DEFERRAL_LABELS,
    "penalty": PENALTY_LABELS,
    "purpose": PURPOSE_LABELS,
    "side": SIDE_LABELS,
    "receipt": RECEIPT_LABELS,
    "circumstance": {str(code): label for code, label in CIRCUMSTANCE_LABELS.items()},
}


def papers(documents: list[Document]) -> list[Paper]:
    """The dossier in the order of discipline.md 4.1; what is filed by hand and not there yet is shown as missing."""
    rows = [(code, Paper(_(label), [one for one in documents if one.code == code])) for code, label in LABELS.items()]
    return [paper for code, paper in rows if paper.documents or code in PAPER_LABELS]


def own_papers(documents: list[Document]) -> list[Paper]:
    """What the person concerned reads in his own file: the papers that are there."""
    return [paper for paper in papers(documents) if paper.documents]


def spoken(name: str, value: Any) -> str:
    """A value of an event in words; of several values, each."""
    if isinstance(value, dict):
        return ", ".join(f"{spoken(name, key)} {number}" for key, number in value.items()) or "–"
    if isinstance(value, list):
        return ", ".join(spoken(name, one) for one in value) or "–"
    if name == "code":
        label = LABELS.get(str(value)) or MEMBER_CONTENT_LABELS.get(value)
        return _(label) if label else str(value)
    labels = _SPOKEN.get(name, {})
    return _(labels[value]) if value in labels else str(value)


def printed(document: Document) -> Printed:
    """No paper of discipline has a form of its own yet."""
    raise LookupError(document.code)


SCREEN = Screen(
    forms=FORMS,
    clocks=CLOCKS,
    sentences=SENTENCES,
    papers=papers,
    own_papers=own_papers,
    printed=printed,
    spoken=spoken,
    own_line=own_line,
    asked={"cell": "case.returned"},
    windows={"automatic_end": (30, 7), "announcement": (7, 3), "complaint": (7,)},
    periods=frozenset({"complaint", "automatic_end"}),
    panels=panels,
)
