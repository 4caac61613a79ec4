"""Writing a form on a page: shown, kept as typed with every sending, handed in by an act, printed as far as it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from organization.models import User
from workflows.actions import Result
from workflows.documents.printing import printed
from workflows.findings import CERTAINTY_LABELS, Finding
from workflows.forms import ActForm
from workflows.papers.checking import Reading, blocking
from workflows.papers.compose import compose
from workflows.papers.fields import Part
from workflows.papers.keeping import Known
from workflows.papers.saving import Stale, Typed, kept, number, save
from workflows.papers.schema import Form
from workflows.papers.showing import Told, shown
from workflows.presenting import check_lines
from workflows.sending import CONFLICT, UNPROCESSABLE, deliver
from workflows.verbs import Verb


class Writing(ABC):
    """A form in the hands of one writer. ``model``, ``where``: of his draft. ``known``: printed without being asked;
    ``verb``: by which it is handed in on the page itself, None where ``elsewhere`` names another page; ``back``: the
    page with all the forms.
    """

    model: type[Typed]
    form: Form
    user: User
    on: date
    where: Mapping[str, Any]
    back: str

    @property
    @abstractmethod
    def known(self) -> Known: ...

    @property
    @abstractmethod
    def first(self) -> Mapping[str, str]:
        """What stands in the fields before anybody has typed."""

    @property
    def verb(self) -> Verb | None:
        return None

    @property
    def elsewhere(self) -> str:
        """The page on which the act is done that hands it in, where that is not this one."""
        return ""

    def before_act(self, request: HttpRequest) -> HttpResponse | None:
        """The page that shows once more what would be handed in, ready to be sent; None: the act asks more."""
        return None

    @abstractmethod
    def address(self, page: str = "paper", **more: str) -> str:
        """Of the page, or with "paper_draft" and ``extension`` of the print."""

    @abstractmethod
    def reading(self, typed: Mapping[str, Any]) -> Reading: ...

    @abstractmethod
    def kept(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the paper keeps of the answers (see compose.py)."""

    def handing_in(self, reading: Reading, request: HttpRequest | None = None) -> ActForm:
        """What ``verb`` asks beside the form itself. This and the next two are asked only where there is a verb."""
        raise NotImplementedError

    def do(self, key: UUID, data: dict[str, Any]) -> Result:
        raise NotImplementedError

    def onward(self, result: Result) -> str:
        raise NotImplementedError

    @property
    def told(self) -> list[tuple[str, str]]:
        """[(label, text)] of what is printed without being asked, for a page that shows it."""
        return []

    @property
    def part(self) -> Part:
        return self.form.part()

    @cached_property
    def saved(self) -> Any:
        return self.model._default_manager.filter(**self.where).first()

    @property
    def typed(self) -> Mapping[str, Any]:
        """As saved; before the first saving what is known."""
        return self.saved.typed if self.saved else self.first

    def typed_from(self, data: Mapping[str, Any]) -> dict[str, str]:
        return {one.name: kept(data.get(one.name, "")) for one in self.form.fields}


def write_page(request: HttpRequest, writing: Writing, template: str, more: Mapping[str, Any]) -> HttpResponse:
    """``more``: what else the template shows."""
    if request.method != "POST":
        reading = writing.reading(writing.typed)
        reading = reading if "kiem-tra" in request.GET else blocking(reading)
        return _show(request, writing, template, more, writing.typed, reading)
    by_script = request.headers.get("HX-Request") == "true"
    typed = writing.typed_from(request.POST)
    reading = writing.reading(typed)
    try:
        row = save(
            writing.model,
            writing.where,
            typed,
            by=writing.user,
            version=number(request.POST.get("version")),
            writer=request.POST.get("window", "")[:40],
            leaving=not by_script,
            overwrite="overwrite" in request.POST,
        )
    except Stale as error:
        if by_script:
            return render(request, "papers/saved.html", {"stale": True, "other": error.current})
        return _show(request, writing, template, more, typed, blocking(reading), other=error.current)
    if by_script:
        return render(request, "papers/saved.html", {"row": row})
    writing.__dict__["saved"] = row
    if "hand_in" in request.POST and writing.verb is not None:
        return _hand_in(request, writing, template, more, typed, reading)
    if "hand_in" in request.POST and writing.elsewhere:
        if not reading.complete:
            return _show(request, writing, template, more, typed, reading)
        return writing.before_act(request) or redirect(writing.elsewhere)
    if not blocking(reading).complete:
        return _show(request, writing, template, more, typed, blocking(reading))
    messages.success(request, _("The draft is saved."))
    return redirect(writing.address())


def print_page(request: HttpRequest, writing: Writing, extension: str) -> HttpResponse:
    """The form as far as it is saved, to be signed by hand; lines to write on where something is missing."""
    kept_of_it = writing.kept(writing.reading(writing.typed).values)
    paper = compose(writing.form, kept_of_it, number="", day=writing.on)
    return printed(request, paper, extension, name=writing.form.form or writing.form.title, back=writing.address())


def _hand_in(
    request: HttpRequest,
    writing: Writing,
    template: str,
    more: Mapping[str, Any],
    typed: dict[str, str],
    reading: Reading,
) -> HttpResponse:
    assert writing.verb is not None
    bound = writing.handing_in(reading, request)
    if not reading.complete:
        return _show(request, writing, template, more, typed, reading, bound=bound)
    return deliver(
        request,
        bound,
        writing.verb,
        do=writing.do,
        again=lambda form, findings: _show(
            request, writing, template, more, typed, reading, bound=form, broken=findings
        ),
        onward=writing.onward,
        back=writing.back,
    )


def _show(
    request: HttpRequest,
    writing: Writing,
    template: str,
    more: Mapping[str, Any],
    typed: Mapping[str, Any],
    reading: Reading,
    *,
    other: Any = None,
    bound: Any = None,
    broken: list[Finding] | None = None,
) -> HttpResponse:
    form, saved = writing.form, writing.saved
    labels = {one.name: one.label for one in form.fields}
    context = {
        **more,
        "paper": form,
        "certainty": _(CERTAINTY_LABELS[form.certainty]),
        "shown": shown(writing.part.items, typed, reading),
        "told": writing.told,
        "saved": saved,
        "version": saved.version if saved else 0,
        "window": uuid4().hex,
        "problems": [
            Told(labels.get(one.key, ""), one.text, f"f-{one.key.replace('.', '-')}") for one in reading.problems
        ],
        "other": other,
        "differs": [
            (labels[name], text) for name, text in (other.typed if other else {}).items() if typed.get(name) != text
        ],
        "action": writing.address(),
        "elsewhere": writing.elsewhere,
        "back": writing.back,
        "prints": [writing.address("paper_draft", extension=one) for one in ("pdf", "docx")],
        "form": (bound or writing.handing_in(reading)) if writing.verb is not None else None,
        "bound": bound,
        "broken": check_lines(broken or []),
    }
    status = 200
    if other is not None:
        status = CONFLICT
    elif request.method == "POST":
        status = UNPROCESSABLE
    return render(request, template, context, status=status)
