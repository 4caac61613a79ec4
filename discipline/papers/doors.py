"""The two doors to the papers of a case: one's own file, and the official view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from discipline.models import DisciplineCase
from discipline.papers.documents import computed
from discipline.papers.drafts import papers_of, written
from discipline.papers.schema import form_of
from organization.clock import today
from organization.models import Body, User
from permissions.checks import NotPermitted, may
from workflows.context import asker
from workflows.mandates import stands_in
from workflows.meetings.steps import MeetingStep
from workflows.models import Task
from workflows.papers.schema import Form
from workflows.reads import shown
from workflows.recusal import recused_because

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class CaseDoor:
    """``own``: of the person concerned. ``task``: the open step; ``closed``: why this user writes nothing, or ""."""

    case: DisciplineCase
    user: User
    on: date
    own: bool
    task: Task | None
    closed: str

    @property
    def body(self) -> Body | None:
        """In which it is written; None: by himself."""
        return None if self.own or self.task is None else self.task.body

    @cached_property
    def forms(self) -> list[Form]:
        """Those that the open step takes from this side, whether or not this user writes them."""
        if self.task is None:
            return []
        doings = self.task.flow_task.doings
        found = {form.code: form for verb in doings for form in papers_of(verb, self.case) if written(form)}
        wanted = "subject" if self.own else "office"
        return [form for form in found.values() if form.writer == wanted]

    @cached_property
    def verbs(self) -> dict[str, str]:
        """{code of a paper: verb of the open step that makes it}."""
        doings = self.task.flow_task.doings if self.task else {}
        return {form.code: verb for verb in doings for form in papers_of(verb, self.case)}

    @property
    def printed(self) -> list[Form]:
        """What is printed from the file itself: the index, and a ballot where the step votes."""
        if self.own:
            return []
        votes = self.task is not None and isinstance(self.task.flow_task, MeetingStep)
        of_organization = self.case.of_organization
        found = [
            form_of(code, of_organization=of_organization) for code in sorted(computed()) if code != "ballot" or votes
        ]
        return [form for form in found if form is not None]

    def form(self, code: str) -> Form:
        """To be written. Raises Http404; NotPermitted with the reason where the step takes it, but not from him."""
        for form in self.forms:
            if form.code == code:
                if self.closed:
                    raise NotPermitted(self.closed)
                return form
        raise Http404

    def address(self, page: str = "case_papers", **more: str) -> str:
        name = f"own_{page}" if self.own else page
        return reverse(name, kwargs={"public_id": self.case.public_id, **more})

    @property
    def back(self) -> str:
        return reverse("own_discipline" if self.own else "case", args=[self.case.public_id])

    def act_address(self, code: str) -> str:
        """The page on which the act stands that makes the paper."""
        verb = self.verbs[code]
        if self.own:
            return f"{reverse('own_discipline', args=[self.case.public_id])}?viec={verb}#do-{verb}"
        assert self.task is not None
        if self.task.flow_task.doings[verb].verb.day_of is not None:
            return reverse("task", args=[self.task.public_id])
        return f"{reverse('task', args=[self.task.public_id])}#do-{verb}"


def door_of(request: HttpRequest, public_id: str, *, own: bool) -> CaseDoor:
    """404 for whoever the file is not about, or who may not see the case."""
    user, on = asker(request), today()
    rows: Any = DisciplineCase.objects
    rows = rows.own_file_of(user.person, on) if own else rows.visible_to(user, on)
    case = get_object_or_404(
        rows.select_related("subject", "organization", "registrar", "issuer", "receiver"), public_id=public_id
    )
    shown(request, case)
    task = Task.objects.open().filter(process=case).select_related("body").first()
    closed = ""
    if not own and task is not None and task.body is not None:
        perm = task.flow_task.perm
        answer: Any = may(user, perm, task.body, on)
        seated = bool(answer) or stands_in(case, user, perm, task.body, on) is not None
        closed = recused_because(user, case, on) or ("" if seated else answer.reason)
    return CaseDoor(case, user, on, own, task, closed)


def through_a_door(view: View) -> View:
    """Puts the door in place of the id; ``own``: which of the two."""

    @wraps(view)
    def entered(request: HttpRequest, public_id: str, *, own: bool, **more: Any) -> HttpResponse:
        return view(request, door_of(request, public_id, own=own), **more)

    return entered
