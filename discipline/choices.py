"""What a form of discipline chooses from and takes along: codes in words, rows of the case, papers written before."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from discipline.models import DisciplineCase
from discipline.papers.documents import FILING, paper_of
from discipline.papers.drafts import drafts_of, named, papers_of, read_case_form, versions, waiting, written
from discipline.papers.models import CasePaperDraft
from organization.models import ALPHABET
from workflows.forms import ActForm
from workflows.papers.schema import Form
from workflows.papers.showing import said_in

PLEASE = ("", _("– choose –"))


def coded(labels: Mapping[Any, str], *, empty: bool = True) -> list[tuple[str, Any]]:
    """Codes with their words, after the question to choose one."""
    found = [(str(code), gettext(label)) for code, label in labels.items()]
    return [PLEASE, *found] if empty else found


def row_key(row: Any) -> str:
    """How a page names a row of a case. Not by its place in the table: that counts the rows of every other case too,
    and jumps where one was written that nobody is to know of.
    """
    left = int.from_bytes(salted_hmac("row of a case", f"{row._meta.label}:{row.pk}", algorithm="sha256").digest())
    letters = []
    for _letter in range(12):
        left, place = divmod(left, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


class RowField(forms.ChoiceField):
    """A row of the case by its key; the cleaned value is the row itself."""

    rows: dict[str, Any]

    def offer(self, rows: Iterable[Any], named: Callable[[Any], str] = str) -> None:
        self.rows = {row_key(row): row for row in rows}
        self.choices = [PLEASE, *((key, named(row)) for key, row in self.rows.items())]

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return self.rows[chosen] if chosen else None


class PaperLine(NamedTuple):
    """A paper that the act makes, as its form names it. ``address``: where it is written, "" where nothing is."""

    form: Form
    address: str
    draft: CasePaperDraft | None


class CaseForm(ActForm):
    """A form of a verb of a discipline case. What was written of the paper that the act makes goes with it: the page
    says which version, ``act_data`` has it as ``paper``, {"answers", "draft"}.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.drafts or self.is_bound:
            self.fields["written"] = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
            self.initial.setdefault("written", named(self.drafts))

    @property
    def discipline(self) -> DisciplineCase:
        assert isinstance(self.case, DisciplineCase)
        return self.case

    @cached_property
    def made(self) -> list[Form]:
        """The forms of the papers that the act makes."""
        return papers_of(self.verb, self.case) if isinstance(self.case, DisciplineCase) and self.case.pk else []

    @property
    def _body_id(self) -> int | None:
        own = self.case is not None and self.case.own_of(self.user.person_id, self.on)
        return None if own or self.task is None else self.task.body_id

    @cached_property
    def drafts(self) -> dict[str, CasePaperDraft]:
        return waiting(self.case, self._body_id, self.made) if self.made and self.task is not None else {}

    @property
    def papers(self) -> list[PaperLine]:
        """For the page of the act."""
        own = self.task is not None and self._body_id is None
        name = "own_case_paper" if own else "case_paper"
        lines = []
        for form in self.made:
            writes = self.task is not None and written(form) and (form.writer == "subject") is own
            address = reverse(name, args=[self.discipline.public_id, form.code]) if writes else ""
            lines.append(PaperLine(form, address, self.drafts.get(form.code)))
        return lines

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        shown = versions(data.pop("written", "") or "")
        code = paper_of(self.verb, str(data.get("code") or "")) if self.verb == FILING else paper_of(self.verb)
        form = next((one for one in self.made if one.code == code), None)
        if code in shown and form is not None:
            self._take_along(data, form, shown[code])
        return data

    def _take_along(self, data: dict[str, Any], form: Form, version: int) -> None:
        rows = [row for row in drafts_of(self.case) if row.code == form.code and row.body_id == self._body_id]
        if not rows or rows[0].version != version:
            self.add_error(
                None,
                ValidationError(_("The paper was changed in another window meanwhile. Look it through once more.")),
            )
            return
        reading = read_case_form(form, rows[0].typed, self.on)
        if reading.complete:
            data["paper"] = {"answers": reading.values, "draft": rows[0]}
        elif not data.get("file"):
            values = {"paper": form.title, "count": len(reading.problems)}
            told = _("%(paper)s: still to be completed or corrected in what was written: %(count)s.")
            self.add_error(None, ValidationError(told % values))

    def answers(self) -> list[tuple[str, str]]:
        """With the paper that goes along: its version, and what is written in it."""
        told = [
            (str(self[name].label), self._spoken(name, value))
            for name, value in self.act_data.items()
            if name in self.fields and self._shown(name)
        ]
        if paper := self.cleaned_data.get("paper"):
            form = next((one for one in self.made if one.code == paper["draft"].code), None)
            values = {"at": f"{localtime(paper['draft'].saved_at):%d/%m/%Y %H:%M}"}
            told.append((form.title if form else "", str(_("as written here, saved %(at)s") % values)))
            told += said_in(form, paper["answers"]) if form else []
        return told
