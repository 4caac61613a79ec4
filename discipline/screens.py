"""What discipline brings to the pages: forms, words, papers."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from discipline.clocks_of_case import clocks_of
from discipline.codes import DECIDER_LABELS, FORM_LABELS, MATTER_LABELS, NO_DISCIPLINE
from discipline.codes_complaint import (
    APOLOGISER_LABELS,
    ASPECT_LABELS,
    BAR_LABELS,
    HEARD_LABELS,
    LEVEL_LABELS,
    ORGAN_LABELS,
    OUTCOME_LABELS,
    RESTORED_LABELS,
)
from discipline.codes_content import MEMBER_CONTENT_LABELS
from discipline.codes_inspection import ALLEGATION_LABELS, DENUNCIATION_BAR_LABELS
from discipline.complaints import sentences as complaint_sentences
from discipline.complaints import words as complaint_words
from discipline.complaints.models import Complaint
from discipline.complaints.own_words import own_line as complaint_line
from discipline.complaints.page_links import page_links
from discipline.complaints.panels import complaint_panels
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
from workflows.clocks import ClockLine
from workflows.documents.models import Document
from workflows.documents.rendering.paper import Paper as Printed
from workflows.meetings.results import ENDING_LABELS
from workflows.models import Task
from workflows.screens import OwnLine, PageLink, Panel, Paper, Screen

LABELS = {**PAPER_LABELS, **MADE_LABELS}
#: What a paper of either flow is called.
EVERY_LABEL = {**DENUNCIATION_PAPERS, **LABELS, **complaint_words.PAPER_LABELS, **complaint_words.RESTORING_LABELS}
_FORMS: dict[str, str] = {form.value: label for form, label in FORM_LABELS.items()}
#: Papers of no other case than a denunciation.
ONLY_THERE = DENUNCIATION_PAPERS.keys() - (
    LABELS.keys() | complaint_words.PAPER_LABELS.keys() | complaint_words.RESTORING_LABELS.keys()
)
#: {name of a value in an event: {code: its words}}
_SPOKEN: dict[str, Any] = {
    "source": SOURCE_LABELS,
    "form": {**_FORMS, "secret": gettext_noop("secret ballot"), "card": gettext_noop("raising the party card")},
    "votes": {**_FORMS, NO_DISCIPLINE: gettext_noop("No discipline")},
    "adopted": {**_FORMS, NO_DISCIPLINE: ""},
    "matter": {matter.value: label for matter, label in MATTER_LABELS.items()},
    "decider": {decider.value: label for decider, label in DECIDER_LABELS.items()},
    "ending": {ending.value: label for ending, label in ENDING_LABELS.items()},
    "penalty": PENALTY_LABELS,
    "purpose": PURPOSE_LABELS,
    "side": SIDE_LABELS,
    "suspended_from": SUSPENDED_LABELS,
    "receipt": RECEIPT_LABELS,
    "result": {one.value: label for one, label in OUTCOME_LABELS.items()},
    "ground": {**DEFERRAL_LABELS, **{one.value: label for one, label in BAR_LABELS.items()}},
    "party": {**PARTY_LABELS, **{one.value: label for one, label in HEARD_LABELS.items()}},
    "bars": {bar.value: label for bar, label in DENUNCIATION_BAR_LABELS.items()},
    "conclusion": {one.value: label for one, label in ALLEGATION_LABELS.items()},
    "body": {one.value: label for one, label in APOLOGISER_LABELS.items()},
    "level": {label: label for label in LEVEL_LABELS.values()},
    "organ": {label: label for label in ORGAN_LABELS.values()},
    "grounds": {one.value: label for one, label in BAR_LABELS.items()},
    "verified": {one.value: label for one, label in ASPECT_LABELS.items()},
    "restored": {one.value: label for one, label in RESTORED_LABELS.items()},
    "circumstance": {str(code): label for code, label in CIRCUMSTANCE_LABELS.items()},
}


def papers(documents: list[Document]) -> list[Paper]:
    """The dossier in the order of discipline.md 4.1; what is filed by hand and not there yet is shown as missing."""
    labels = LABELS
    if any(paper.code == "complaint" for paper in documents):  # a complaint begins with its paper
        labels = complaint_words.PAPER_LABELS
    elif any(paper.code in ONLY_THERE for paper in documents):
        labels = DENUNCIATION_PAPERS
    elif any(paper.code in complaint_words.RESTORING_LABELS for paper in documents):
        labels = {**LABELS, **complaint_words.RESTORING_LABELS}
    rows = [(code, Paper(_(label), [one for one in documents if one.code == code])) for code, label in labels.items()]
    return [paper for code, paper in rows if paper.documents or labels is not LABELS or code in PAPER_LABELS]


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
        label = EVERY_LABEL.get(str(value)) or MEMBER_CONTENT_LABELS.get(value)
        return _(label) if label else str(value)
    labels = _SPOKEN.get(name, {})
    if value not in labels:
        return str(value)
    return _(labels[value]) if labels[value] else ""  # the empty string is the heading of the catalogue


def printed(document: Document) -> Printed:
    """No paper of discipline has a form of its own yet."""
    raise LookupError(document.code)


Matter = DisciplineCase | Complaint | Denunciation


def panels_of(case: Matter, on: date) -> list[Panel]:
    """Of each flow of the procedure."""
    if isinstance(case, Denunciation):
        return denunciation_panels(case, on)
    return complaint_panels(case, on) if isinstance(case, Complaint) else panels(case, on)


def pages_of(case: Matter, user: User, on: date) -> list[PageLink]:
    """Of each flow of the procedure."""
    return denunciation_pages(case, user, on) if isinstance(case, Denunciation) else page_links(case, user, on)


def clocks_of_matter(case: Matter, on: date, calendar: Calendar) -> list[ClockLine] | None:
    """Of a discipline case; the others have only the clocks that acts have started."""
    return clocks_of(case, on, calendar) if isinstance(case, DisciplineCase) else None


def own_line_of(case: Matter, task: Task | None, on: date, calendar: Calendar) -> OwnLine:
    """Of each flow of the procedure."""
    if isinstance(case, Denunciation):
        return denunciation_line(case, task, on, calendar)
    line = complaint_line if isinstance(case, Complaint) else own_line
    return line(case, task, on, calendar)


SCREEN = Screen(
    forms=FORMS,
    clocks={**CLOCKS, **complaint_words.CLOCKS, **DENUNCIATION_CLOCKS},
    sentences={**SENTENCES, **complaint_sentences.SENTENCES, **DENUNCIATION_SENTENCES},
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
    periods=frozenset({"complaint", "automatic_end", "suspension"}),
    panels=panels_of,
    pages=pages_of,
    clocks_of=clocks_of_matter,
)
