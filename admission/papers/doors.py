"""The two doors to the forms of a dossier, as to its CV: one's own file, and the official view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from admission.actions.dossier import FILED_PAPERS, OWN_PAPERS
from admission.actions.member_papers import MEMBER_RECORDS
from admission.actions.probation import papers_taken
from admission.codes import Document as Code
from admission.doors import DossierDoor, entering
from admission.models import Dossier
from admission.papers.schema import forms
from organization.clock import today
from organization.models import Body, Person
from permissions.checks import NotPermitted, may
from workflows.context import asker
from workflows.models import Task
from workflows.papers.schema import Form
from workflows.reads import shown
from workflows.recusal import recused_because

#: The verbs that file papers.
FILING = ("file_paper", "file_member_paper")


@dataclass(frozen=True)
class PaperDoor(DossierDoor):
    """``verb``: what files papers at the open step, "" where none are taken now. ``body``: who writes on the official
    side.

    The member's CV and record card are written as long as they may be filed, whatever step is open (ADM-63).
    """

    front = "papers"

    verb: str
    body: Body | None

    @property
    def forms(self) -> list[Form]:
        """Those that this user writes here today."""
        if self.closed:
            return []
        taken = self._taken()
        return [form for code, form in forms().items() if code in taken and self._writes(form)]

    def _taken(self) -> tuple[Code, ...]:
        """What the open step takes from this side, and what is written to be signed and filed beside the steps."""
        beside = MEMBER_RECORDS if _records_are_filed(self.dossier) else ()
        if self.verb == "file_member_paper":
            return (*papers_taken(self.dossier, own=self.own), *beside)
        if self.verb == "file_paper":
            return (*(code for code in FILED_PAPERS if code in OWN_PAPERS or not self.own), *beside)
        return beside

    def _writes(self, form: Form) -> bool:
        if self.own:
            return form.writer == "subject"
        return form.writer == "cell" or not self.dossier.applicant_has_account

    def form(self, code: str) -> Form:
        """The form to be written. Raises Http404; NotPermitted with the reason where it was his to write."""
        for form in self.forms:
            if form.code == code:
                return form
        if self.closed:
            raise NotPermitted(self.closed)
        raise Http404

    def others(self, form: Form) -> list[Person]:
        """Who writes one of his own, of a form that several write."""
        if form.of == "introducer":
            rows = self.dossier.introducers.filter(left_on__isnull=True).select_related("person").order_by("pk")
            return [row.person for row in rows]
        helpers = [row.person for row in self.dossier.former_helpers.select_related("person").order_by("pk")]
        if self.dossier.helper is not None:
            helpers.append(self.dossier.helper)
        return list(dict.fromkeys(helpers))

    @property
    def drafts(self) -> dict[str, Any]:
        """Which drafts are found through this door: one's own, or those of the body that writes."""
        return {"dossier_id": self.dossier.pk, "body_id": None if self.own or self.body is None else self.body.pk}


def door_of(request: HttpRequest, public_id: str, *, own: bool) -> PaperDoor:
    """404 for whoever the file is not about, or who may not see the case."""
    user, on = asker(request), today()
    rows = Dossier.objects.own_file_of(user.person) if own else Dossier.objects.visible_to(user, on)
    dossier = get_object_or_404(rows.select_related("subject", "organization", "helper"), public_id=public_id)
    shown(request, dossier)
    task, verb = _filing(dossier)
    beside = _records_node(dossier)
    body, perm = (task.body, task.flow_task.perm) if task else (dossier.cell_body(on), beside.perm)
    open_here = task is not None or _records_are_filed(dossier)
    closed = "" if open_here else _("At this stage no paper is taken.")
    if open_here and body is not None and not own:
        answer: Any = may(user, perm, body, on)
        closed = recused_because(user, dossier, on) or ("" if answer else answer.reason)
    return PaperDoor(dossier, user, on, own, task, closed, verb, body)


through_a_door = entering(door_of)


def _records_node(dossier: Dossier) -> Any:
    return dossier.flow_class.anytime("file_member_record")


def _records_are_filed(dossier: Dossier) -> bool:
    """From the ceremony on, as long as he is a member (ADM-63)."""
    return dossier.state in _records_node(dossier).states


def _filing(dossier: Dossier) -> tuple[Task | None, str]:
    for task in Task.objects.open().filter(process=dossier).select_related("body"):
        for verb in FILING:
            if verb in task.flow_task.doings:
                return task, verb
    return None, ""
