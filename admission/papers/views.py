"""The forms of a dossier: which there are, writing one, its print."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from admission.codes import DOCUMENT_LABELS
from admission.codes import Document as Code
from admission.cv import showing
from admission.cv.checking import Reading, blocking
from admission.cv.saving import Stale, number, save
from admission.papers.compose import compose
from admission.papers.doors import PaperDoor, through_a_door
from admission.papers.handing_in import HandInForm, Writing
from admission.papers.models import PaperDraft
from admission.papers.schema import Form
from workflows.actions import act
from workflows.documents.models import Document
from workflows.documents.printing import printed
from workflows.findings import CERTAINTY_LABELS, Finding
from workflows.presenting import check_lines
from workflows.sending import CONFLICT, UNPROCESSABLE, deliver


@require_safe
@through_a_door
def papers_page(request: HttpRequest, door: PaperDoor) -> HttpResponse:
    """The forms to be written now, and those that are papers of the dossier already."""
    drafts = {(row.code, row.key): row for row in PaperDraft.objects.filter(**door.drafts)}
    filed = [row for row in _documents(door) if row.printable]
    current = {(row.code, row.data.get("introducer") or row.data.get("helper") or "") for row in filed}
    lines = []
    for form in door.forms:
        for other in door.others(form) if form.of else [None]:
            key = other.public_id if other else ""
            lines.append(
                {
                    "form": form,
                    "label": _(DOCUMENT_LABELS[form.code]),
                    "other": other,
                    "address": _address(door, form, key),
                    "draft": drafts.get((form.code.value, key)),
                    "filed": (form.code.value, key) in current,
                }
            )
    context = {
        "door": door,
        "dossier": door.dossier,
        "lines": lines,
        "filed": [(row, _(DOCUMENT_LABELS[Code(row.code)]), row.data["paper"]["form"]) for row in filed],
    }
    return render(request, "admission/papers/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@through_a_door
def write(request: HttpRequest, door: PaperDoor, *, code: str, key: str = "") -> HttpResponse:
    """A form: shown, kept as typed with every sending, handed in."""
    writing = _writing(door, code, key)
    if request.method != "POST":
        reading = writing.reading(writing.typed)
        return _show(request, writing, writing.typed, reading if "kiem-tra" in request.GET else blocking(reading))
    by_script = request.headers.get("HX-Request") == "true"
    typed = writing.typed_from(request.POST)
    reading = writing.reading(typed)
    try:
        row = save(
            PaperDraft,
            writing.where,
            typed,
            by=door.user,
            version=number(request.POST.get("version")),
            writer=request.POST.get("window", "")[:40],
            leaving=not by_script,
            overwrite="overwrite" in request.POST,
        )
    except Stale as error:
        if by_script:
            return render(request, "admission/cv/saved.html", {"stale": True, "other": error.current})
        return _show(request, writing, typed, blocking(reading), other=error.current)
    if by_script:
        return render(request, "admission/cv/saved.html", {"row": row})
    writing.__dict__["saved"] = row
    if "hand_in" in request.POST and not writing.form.signed:
        return _hand_in(request, writing, typed, reading)
    if not blocking(reading).complete:
        return _show(request, writing, typed, blocking(reading))
    messages.success(request, _("The draft is saved."))
    return redirect(_address(door, writing.form, key))


@require_safe
@through_a_door
def print_draft(request: HttpRequest, door: PaperDoor, *, code: str, extension: str, key: str = "") -> HttpResponse:
    """The form as far as it is saved, to be signed by hand; lines to write on where something is missing."""
    writing = _writing(door, code, key)
    kept = writing.kept(writing.reading(writing.typed).values)
    paper = compose(writing.form, kept, number="", day=door.on)
    return printed(request, paper, extension, name=writing.form.form, back=_address(door, writing.form, key))


def _writing(door: PaperDoor, code: str, key: str) -> Writing:
    form = door.form(code)
    others = {person.public_id: person for person in door.others(form)} if form.of else {}
    if bool(form.of) != bool(key) or (key and key not in others):
        raise Http404
    return Writing(door, form, others.get(key))


def _hand_in(request: HttpRequest, writing: Writing, typed: dict[str, str], reading: Reading) -> HttpResponse:
    door, task = writing.door, writing.door.task
    assert task is not None
    bound = _form(writing, reading, request)
    if not reading.complete:
        return _show(request, writing, typed, reading, bound=bound)
    return deliver(
        request,
        bound,
        task.flow_task.doings[door.verb].verb,
        do=lambda key, data: act(task, door.verb, by=door.user, on=door.on, key=key, data=data),
        again=lambda form, findings: _show(request, writing, typed, reading, bound=form, broken=findings),
        onward=lambda result: door.address(),
        back=door.address(),
    )


def _form(writing: Writing, reading: Reading, request: HttpRequest | None = None) -> HandInForm:
    sent = (request.POST, request.FILES) if request else (None, None)
    door = writing.door
    return HandInForm(
        *sent,
        verb=door.verb,
        on=door.on,
        user=door.user,
        case=door.dossier,
        task=door.task,
        writing=writing,
        reading=reading,
    )


def _show(
    request: HttpRequest,
    writing: Writing,
    typed: Any,
    reading: Reading,
    *,
    other: PaperDraft | None = None,
    bound: Any = None,
    broken: list[Finding] | None = None,
) -> HttpResponse:
    door, form, saved = writing.door, writing.form, writing.saved
    key = writing.where["key"]
    labels = {one.name: one.label for one in form.fields}
    context = {
        "door": door,
        "dossier": door.dossier,
        "paper": form,
        "certainty": _(CERTAINTY_LABELS[form.certainty]),
        "other_person": writing.other,
        "shown": showing.shown(form.part(former=writing.former).items, typed, reading),
        "known": writing.known,
        "saved": saved,
        "version": saved.version if saved else 0,
        "window": uuid4().hex,
        "problems": [
            showing.Told(labels.get(one.key, ""), one.text, f"f-{one.key.replace('.', '-')}")
            for one in reading.problems
        ],
        "other": other,
        "differs": [
            (labels[name], text) for name, text in (other.typed if other else {}).items() if typed.get(name) != text
        ],
        "action": _address(door, form, key),
        "prints": [_address(door, form, key, "paper_draft", extension=one) for one in ("pdf", "docx")],
        "form": None if form.signed else bound or _form(writing, reading),
        "bound": bound,
        "broken": check_lines(broken or []),
    }
    status = 200
    if other is not None:
        status = CONFLICT
    elif request.method == "POST":
        status = UNPROCESSABLE
    return render(request, "admission/papers/write.html", context, status=status)


def _address(door: PaperDoor, form: Form, key: str, page: str = "paper", **more: str) -> str:
    if key:
        return door.address(f"{page}_of", code=form.code.value, key=key, **more)
    return door.address(page, code=form.code.value, **more)


def _documents(door: PaperDoor) -> list[Document]:
    rows = door.dossier.documents.filter(replaced_on__isnull=True).order_by("pk")
    return list(rows.filter(own=True) if door.own else rows)
