"""A form that somebody writes: what is known of it, what it keeps when it is handed in, the questions besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from admission.codes import Document as Code
from admission.cv.drafts import Draft
from admission.cv.forms import head_of
from admission.forms import FilePaperForm
from admission.papers.doors import PaperDoor
from admission.papers.known import (
    cv_known,
    file_known,
    first_typed,
    list_known,
    other_known,
    stage_known,
)
from admission.papers.models import PaperDraft
from organization.models import Person
from workflows.actions import Result, act
from workflows.papers.checking import Reading, Typed
from workflows.papers.fields import Part
from workflows.papers.keeping import Known, narrowed
from workflows.papers.reading import read_form
from workflows.papers.schema import Form
from workflows.papers.writing import Writing
from workflows.routes import NoRoute
from workflows.verbs import Verb


class DossierWriting(Writing):
    """A form in the hands of one writer. ``other``: the introducer or helper whose paper it is, else None."""

    model = PaperDraft

    def __init__(self, door: PaperDoor, form: Form, other: Person | None) -> None:
        self.door, self.form, self.other = door, form, other
        self.user, self.on, self.back = door.user, door.on, door.address()
        self.key = other.public_id if other else ""
        self.where = {**door.drafts, "code": form.code, "key": self.key}

    def address(self, page: str = "paper", **more: str) -> str:
        return paper_address(self.door, self.form, self.key, page, **more)

    @property
    def verb(self) -> Verb | None:
        task = self.door.task
        return task.flow_task.doings[self.door.verb].verb if task and not self.form.signed else None

    def do(self, key: UUID, data: dict[str, Any]) -> Result:
        assert self.door.task is not None
        return act(self.door.task, self.door.verb, by=self.user, on=self.on, key=key, data=data)

    def onward(self, result: Result) -> str:
        return self.back

    @cached_property
    def known(self) -> Known:
        dossier, on = self.door.dossier, self.door.on
        try:
            levels = dossier.route(on).levels
        except NoRoute:
            levels = {}
        with translation.override("vi"):
            found = (
                cv_known(self._cv_answers) | file_known(dossier, levels) | list_known(dossier) | stage_known(dossier)
            )
            return found | (other_known(self.other, self._assigned_on) if self.other else {})

    @cached_property
    def first(self) -> dict[str, str]:
        return first_typed(self.form.fields, self.known)

    @property
    def part(self) -> Part:
        return self.form.part(former=self.former)

    def handing_in(self, reading: Reading, request: HttpRequest | None = None) -> HandInForm:
        sent = (request.POST, request.FILES) if request else (None, None)
        door = self.door
        return HandInForm(
            *sent,
            verb=door.verb,
            on=door.on,
            user=door.user,
            case=door.dossier,
            task=door.task,
            writing=self,
            reading=reading,
        )

    def reading(self, typed: Typed) -> Reading:
        person = self.door.dossier.subject
        return read_form(self.form, typed, self.door.on, born_on=person.born_on, former=self.former)

    @property
    def former(self) -> bool:
        return self.door.dossier.former is not None

    def kept(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the paper keeps of the answers (see compose.py)."""
        sign = dict(self.form.sign)
        if "name" in sign:
            sign["name"] = self.known.get(sign["name"], "")
        tables = {item.table: self._cv_answers.get(item.table, []) for item in self.form.items if item.table}
        return {
            "form": self.form.form,
            "known": narrowed(self.form, self.known),
            "answers": dict(values),
            "tables": tables,
            "head": head_of(self.door.dossier, self.door.on),
            "sign": sign,
        }

    @cached_property
    def _cv_answers(self) -> Mapping[str, Any]:
        """As handed in; before that as far as it is written, for who writes it."""
        dossier = self.door.dossier
        cv = dossier.cvs.filter(replaced_on__isnull=True).first()
        if cv is None and (self.door.own or not dossier.applicant_has_account):
            return Draft.of(dossier, self.door.on).answers()
        return cv.answers if cv else {}

    @property
    def _assigned_on(self) -> Any:
        dossier = self.door.dossier
        if self.form.of == "introducer":
            return dossier.introducers.filter(person=self.other).values_list("assigned_on", flat=True).first()
        former = dossier.former_helpers.filter(person=self.other).values_list("assigned_on", flat=True).first()
        return former or dossier.probation_row.helper_since or dossier.ceremony_on


class HandInForm(FilePaperForm):
    """What is asked beside the form itself; ``act_data`` is that of the verb that files papers, with ``paper``."""

    prefix = "nop"
    declared = forms.BooleanField()

    def __init__(self, *args: Any, writing: DossierWriting, reading: Reading, **kwargs: Any) -> None:
        self.writing, self.reading = writing, reading
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        code, door = self.writing.form.code, self.writing.door
        for name in ("code", "issuer", *(name for name, paper in self.only_for.items() if paper != code)):
            del self.fields[name]
        if door.own or not (self.writing.form.transcribed or self.writing.form.sign.get("authority")):
            del self.fields["number"]
        self.fields["issued_on"].required = True
        self.initial.setdefault("issued_on", self.on)
        self.fields["file"].help_text = _("Of the signed paper, if there is one. %(about)s") % {
            "about": self.fields["file"].help_text
        }
        self.fields["declared"].label = self._declaration()

    def _declaration(self) -> str:
        if self.writing.door.own:
            return _("I have written this myself and answer for it")
        if self.writing.form.writer == "subject":
            return _("This is what the signed paper of the applicant says; he has no account")
        return _("This is what the signed paper says")

    def clean(self) -> dict[str, Any]:
        super().clean()
        data, form, other = self.cleaned_data, self.writing.form, self.writing.other
        data.pop("declared", None)
        answers = self.reading.values
        issuer = str(answers.get("office") or answers.get("organization") or "")
        if other is not None:
            issuer = other.full_name
        elif form.writer == "subject":
            issuer = self.writing.door.dossier.subject.full_name
        found = {**data, "code": str(form.code), "issuer": issuer, "paper": self.writing.kept(answers)}
        if other is not None:
            found[form.of] = other.public_id
        if form.code in (Code.CLASS_CERTIFICATE, Code.NEW_MEMBER_CERTIFICATE):
            found["number"] = found.get("number") or str(answers.get("certificate_number") or "")
        return found


def paper_address(door: PaperDoor, form: Form, key: str, page: str = "paper", **more: str) -> str:
    if key:
        return door.address(f"{page}_of", code=form.code, key=key, **more)
    return door.address(page, code=form.code, **more)
