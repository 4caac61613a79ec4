"""A form that somebody writes: what is known of it, what it keeps when it is handed in, the questions besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from admission.codes import Document as Code
from admission.cv.checking import Reading, Typed
from admission.cv.drafts import Draft
from admission.cv.forms import head_of
from admission.cv.saving import kept
from admission.forms import FilePaperForm
from admission.papers.doors import PaperDoor
from admission.papers.keeping import narrowed
from admission.papers.known import (
    Known,
    cv_known,
    file_known,
    first_typed,
    list_known,
    other_known,
    stage_known,
)
from admission.papers.models import PaperDraft
from admission.papers.reading import read_form
from admission.papers.schema import Form
from organization.models import Person
from workflows.routes import NoRoute


@dataclass(frozen=True)
class Writing:
    """A form in the hands of one writer. ``other``: the introducer or helper whose paper it is, else None."""

    door: PaperDoor
    form: Form
    other: Person | None

    @property
    def where(self) -> dict[str, Any]:
        """Which draft."""
        key = self.other.public_id if self.other else ""
        return {**self.door.drafts, "code": self.form.code.value, "key": key}

    @cached_property
    def saved(self) -> PaperDraft | None:
        return PaperDraft.objects.filter(**self.where).first()

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

    @property
    def typed(self) -> Mapping[str, Any]:
        """As saved; before the first saving what is known."""
        return self.saved.typed if self.saved else first_typed(self.form.fields, self.known)

    def typed_from(self, data: Mapping[str, Any]) -> dict[str, str]:
        return {one.name: kept(data.get(one.name, "")) for one in self.form.fields}

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

    def __init__(self, *args: Any, writing: Writing, reading: Reading, **kwargs: Any) -> None:
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
        found = {**data, "code": form.code.value, "issuer": issuer, "paper": self.writing.kept(answers)}
        if other is not None:
            found[form.of] = other.public_id
        if form.code in (Code.CLASS_CERTIFICATE, Code.NEW_MEMBER_CERTIFICATE):
            found["number"] = found.get("number") or str(answers.get("certificate_number") or "")
        return found
