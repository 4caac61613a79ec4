"""A paper of a case in the hands of who writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from discipline.forms import FORMS
from discipline.papers.doors import CaseDoor
from discipline.papers.drafts import read_case_form
from discipline.papers.keeping import kept_of
from discipline.papers.models import CasePaperDraft
from discipline.papers.telling import Telling
from permissions.checks import NotPermitted
from workflows.actions import AlreadyDone, Refused, act, rehearse
from workflows.findings import RuleBroken
from workflows.papers.checking import Reading
from workflows.papers.keeping import Known
from workflows.papers.schema import Form
from workflows.papers.writing import Writing
from workflows.sending import review_page
from workflows.step_up import proof_owed


class CaseWriting(Writing):
    """Handed in by the act that makes the paper, on the page of that act."""

    model = CasePaperDraft

    def __init__(self, door: CaseDoor, form: Form) -> None:
        self.door, self.form = door, form
        self.user, self.on, self.back = door.user, door.on, door.address()
        self.where = {"case_id": door.case.pk, "code": form.code, "body_id": door.body.pk if door.body else None}

    def address(self, page: str = "paper", **more: str) -> str:
        return self.door.address(f"case_{page}", code=self.form.code, **more)

    @property
    def elsewhere(self) -> str:
        return self.door.act_address(self.form.code) if self.form.code in self.door.verbs else ""

    def before_act(self, request: HttpRequest) -> HttpResponse | None:
        """His own paper, where it is all that the act asks."""
        door, code = self.door, self.form.code
        if not door.own or door.task is None or code not in door.verbs:
            return None
        doing = door.task.flow_task.doings[door.verbs[code]]
        data = {"key": str(uuid4()), "day": f"{self.on:%d/%m/%Y}", "written": f"{code}:{self.saved.version}"}
        form = FORMS[doing.verb.code](
            data, verb=doing.verb.code, on=self.on, user=self.user, case=door.case, task=door.task
        )
        if not form.is_valid():
            return None
        task, given = door.task, {**form.act_data, "acknowledge": True}
        try:
            result = rehearse(
                lambda: act(task, doing.verb.code, by=self.user, on=self.on, key=form.cleaned_data["key"], data=given)
            )
        except (Refused, RuleBroken, AlreadyDone, NotPermitted):
            return None
        return review_page(
            request,
            form,
            doing.verb,
            result,
            back=self.address(),
            action=reverse("act_on_own_discipline", args=[door.case.public_id, doing.verb.code]),
            unread=door.case.law(self.on).notice if doing.binding else "",
            proof=proof_owed(request, self.user, doing.verb),
        )

    @cached_property
    def telling(self) -> Telling:
        case = self.door.case
        return Telling(case, self.on, case.law(self.on), self.door.body)

    @cached_property
    def known(self) -> Known:
        found: Known = self.kept({})["known"]
        return found

    @property
    def told(self) -> list[tuple[str, str]]:
        """What is printed without being asked."""
        lines = []
        for item in self.form.items:
            if item.known and not (item.if_known and not any(self.known.get(key) for key in item.known)):
                lines.append((item.label, "\n".join(filter(None, (self.known.get(key, "") for key in item.known)))))
        return [*lines, *((_("Note at the foot of the paper"), note) for note in self.kept({}).get("notes", ()))]

    @property
    def first(self) -> Mapping[str, str]:
        return {}

    @property
    def typed(self) -> Mapping[str, Any]:
        """As saved; of a paper that an act has made already, nothing: the next one is a new one."""
        return self.saved.typed if self.saved and self.saved.waiting else {}

    def reading(self, typed: Mapping[str, Any]) -> Reading:
        return read_case_form(self.form, typed, self.on)

    def kept(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return kept_of(self.form, self.telling, values)
