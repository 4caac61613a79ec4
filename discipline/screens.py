"""What discipline brings to the pages: forms, words, papers; of each of its flows, by the model of the case."""

from collections.abc import Callable, Container
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from discipline.clocks_of_case import clocks_of
from discipline.complaints import sentences as complaint_sentences
from discipline.complaints import words as complaint_words
from discipline.complaints.models import Complaint
from discipline.complaints.own_words import own_line as complaint_line
from discipline.complaints.page_links import page_links
from discipline.complaints.panels import complaint_panels
from discipline.denunciations.own_words import denunciation_line
from discipline.denunciations.panels import denunciation_pages, denunciation_panels
from discipline.denunciations.sentences import DENUNCIATION_SENTENCES
from discipline.denunciations.words import DENUNCIATION_CLOCKS, DENUNCIATION_PAPERS
from discipline.forms import FORMS
from discipline.inspections import sentences as inspection_sentences
from discipline.inspections import words as inspection_words
from discipline.inspections.models import Inspection
from discipline.inspections.own_words import own_inspection_line
from discipline.inspections.panels import inspection_panels, linked_pages
from discipline.models import Denunciation, DisciplineCase
from discipline.near_limits import limits_of
from discipline.own_words import own_line
from discipline.panels import panels
from discipline.papers.checklist import checklist
from discipline.papers.keeping import day_of, form_as_kept
from discipline.sentences import SENTENCES
from discipline.spoken import EVERY_LABEL, LABELS, spoken
from discipline.supervision.models import Supervision
from discipline.supervision.panels import supervision_panels
from discipline.words import CLOCKS, PERIODS
from organization.models import User
from workflows.calendar import Calendar
from workflows.clocks import ClockLine
from workflows.documents.models import Document
from workflows.documents.rendering.paper import Paper as Printed
from workflows.models import Task
from workflows.papers.compose import compose
from workflows.screens import OwnLine, PageLink, Panel, Paper, Screen


def _pages_of_case(case: Any, user: User, on: date) -> list[PageLink]:
    """Its papers, the complaints about it, and the cases it came from or led to."""
    papers = PageLink(_("Papers of the case: write, print"), reverse("case_papers", args=[case.public_id]))
    return [papers, *page_links(case, user, on), *linked_pages(case, user, on)]


class Flow(NamedTuple):
    """What a flow of the procedure brings: panels, pages, the line in one's own file."""

    panels: Callable[[Any, date], list[Panel]]
    pages: Callable[[Any, User, date], list[PageLink]]
    own_line: Callable[[Any, Task | None, date, Calendar], OwnLine]


FLOWS: dict[type, Flow] = {
    DisciplineCase: Flow(panels, _pages_of_case, own_line),
    Complaint: Flow(complaint_panels, page_links, complaint_line),
    Denunciation: Flow(denunciation_panels, denunciation_pages, denunciation_line),
    Inspection: Flow(inspection_panels, linked_pages, own_inspection_line),
    Supervision: Flow(supervision_panels, linked_pages, own_inspection_line),
}
#: The paper with which a case of another flow begins, and the papers of that flow.
BEGINS_WITH = {
    "complaint": complaint_words.PAPER_LABELS,
    "sign_information": inspection_words.INSPECTION_LABELS,
    "programme_proposal": inspection_words.SUPERVISION_LABELS,
    "programme_entry": inspection_words.SUPERVISION_LABELS,
}
#: Papers of no other case than a denunciation.
ONLY_THERE = DENUNCIATION_PAPERS.keys() - {
    *LABELS,
    *complaint_words.RESTORING_LABELS,
    *(code for labels in BEGINS_WITH.values() for code in labels),
}


def papers(documents: list[Document]) -> list[Paper]:
    """The dossier in the order of discipline.md 4.1; what is awaited and not there yet is shown as missing."""
    codes = {paper.code for paper in documents}
    labels = next((labels for code, labels in BEGINS_WITH.items() if code in codes), LABELS)
    if labels is LABELS and codes & ONLY_THERE:
        labels = DENUNCIATION_PAPERS
    elif labels is LABELS:
        return checklist(documents)
    rows = [(code, Paper(_(label), [one for one in documents if one.code == code])) for code, label in labels.items()]
    awaited: Container[str] = complaint_words.STRAIGHT_PAPERS if labels is complaint_words.PAPER_LABELS else labels
    return [paper for code, paper in rows if paper.documents or code in awaited]


def own_papers(documents: list[Document]) -> list[Paper]:
    """What the person concerned reads in his own file: the papers that are there."""
    found = {code: [paper for paper in documents if paper.code == code] for code in EVERY_LABEL}
    return [Paper(_(EVERY_LABEL[code]), rows) for code, rows in found.items() if rows]


def printed(document: Document) -> Printed:
    """The form of a paper, from what was kept of it."""
    form = form_as_kept(document)
    if form is None:
        raise LookupError(document.code)
    return compose(form, document.data["paper"], number=document.number, day=day_of(document))


def clocks_of_matter(case: Any, on: date, calendar: Calendar) -> list[ClockLine] | None:
    """Of a discipline case; the others have only the clocks that acts have started."""
    return clocks_of(case, on, calendar) if isinstance(case, DisciplineCase) else None


SCREEN = Screen(
    forms=FORMS,
    clocks={**CLOCKS, **complaint_words.CLOCKS, **DENUNCIATION_CLOCKS, **inspection_words.CLOCKS},
    sentences={
        **SENTENCES,
        **complaint_sentences.SENTENCES,
        **DENUNCIATION_SENTENCES,
        **inspection_sentences.INSPECTION_SENTENCES,
    },
    papers=papers,
    own_papers=own_papers,
    printed=printed,
    spoken=spoken,
    own_line=lambda case, task, on, calendar: FLOWS[type(case)].own_line(case, task, on, calendar),
    asked={"cell": "case.returned", "verifying": "case.returned"},
    windows={
        "inspection": (15, 7),
        "supervision": (15, 7),
        "remedy": (15, 7),
        "automatic_end": (30, 7),
        "suspension": (15, 7, 1),
        "announcement": (7, 3),
        "winding_up": (7, 3),
        "complaint": (7,),
        "denunciation": (30, 7),
    },
    periods=PERIODS,
    panels=lambda case, on: FLOWS[type(case)].panels(case, on),
    pages=lambda case, user, on: FLOWS[type(case)].pages(case, user, on),
    clocks_of=clocks_of_matter,
    matrix="object_matrix",
    beside=limits_of,
)
