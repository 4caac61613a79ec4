"""The pages on which a CV is written: its parts, the persons of item 21; each sending is kept as typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from admission.cv import drafts, showing
from admission.cv.checking import read_person
from admission.cv.doors import Door, through_a_door
from admission.cv.models import CvPart
from admission.cv.schema import schema
from permissions.checks import NotPermitted
from workflows.papers.checking import Reading, blocking
from workflows.papers.saving import Stale, number, save
from workflows.papers.showing import SPARE, shown
from workflows.sending import CONFLICT, UNPROCESSABLE


@require_http_methods(["GET", "HEAD", "POST"])
@through_a_door
def part_page(request: HttpRequest, door: Door, *, part: str) -> HttpResponse:
    """A part that is not the family: shown, and kept as typed with every sending."""
    if part not in {one.code for one in schema().parts} - {"family"}:
        raise Http404
    _require_writer(door)
    draft = drafts.Draft.of(door.dossier, door.on)
    saved = draft.parts.get(part)
    if request.method != "POST":
        typed = saved.typed if saved else drafts.first_typed(part, door.dossier.subject)
        reading = draft.reading(part, typed)
        reading = reading if "kiem-tra" in request.GET else blocking(reading)
        return _show_part(request, door, part, saved, typed, reading)
    typed = drafts.typed_from(request.POST, part)
    return _keep(request, door, part, "", typed, lambda row: _after_part(request, door, part, row))


@require_http_methods(["GET", "HEAD", "POST"])
@through_a_door
def family_page(request: HttpRequest, door: Door) -> HttpResponse:
    """The persons of item 21 with what is missing of each; one more is added here."""
    _require_writer(door)
    if request.method == "POST":
        relation = request.POST.get("relation", "")
        people = CvPart.objects.filter(dossier=door.dossier, part="family").count()
        if relation in schema().relations and people < schema().family.most:
            row = drafts.add_person(door.dossier, relation, by=door.user)
            return redirect(door.address("cv_person", key=row.key))
    draft = drafts.Draft.of(door.dossier, door.on)
    state = next(state for state in draft.states() if state.code == "family")
    people_shown = [
        (row, schema().relations.get(reading.values["relation"]), reading) for row, reading in draft.person_readings()
    ]
    keys = {row.key for row in draft.people}
    whole = [one for one in state.reading.problems if one.key.partition(".")[0] not in keys]
    context = frame(door, draft) | {
        "people": [
            (row, relation.label if relation else "", reading, door.address("cv_person", key=row.key))
            for row, relation, reading in people_shown
        ],
        "whole": whole,
        "relations": schema().relations.values(),
        "part": schema().part("family"),
        "next": _next_address(door, "family"),
        "refused": request.method == "POST",
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "admission/cv/family.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@through_a_door
def person_page(request: HttpRequest, door: Door, *, key: str) -> HttpResponse:
    """One person of item 21: shown, kept as typed, taken out."""
    _require_writer(door)
    row = CvPart.objects.filter(dossier=door.dossier, part="family", key=key).first()
    if request.method != "POST":
        if row is None:
            raise Http404
        reading = read_person(row.typed, door.on)
        return _show_person(request, door, row, row.typed, reading if "kiem-tra" in request.GET else blocking(reading))
    if "remove" in request.POST and row is not None:
        try:
            drafts.remove_person(door.dossier, key, version=number(request.POST.get("version")))
        except Stale as error:
            return _stale(request, door, "family", key, drafts.typed_from(request.POST, "family"), error)
        messages.success(request, _("Taken out of the CV."))
        return redirect(door.address("cv_family"))
    relation = row.typed.get("relation", "") if row else ""
    typed = drafts.typed_from(request.POST, "family") | {"relation": relation}
    return _keep(request, door, "family", key, typed, lambda kept: _after_person(request, door, kept))


def _require_writer(door: Door) -> None:
    """Officials who do not write have no such page; the applicant is told why he cannot any more."""
    if door.writes:
        return
    if door.own:
        raise NotPermitted(door.closed)
    raise Http404


def _keep(
    request: HttpRequest,
    door: Door,
    part: str,
    key: str,
    typed: dict[str, Any],
    after: Callable[[CvPart], HttpResponse],
) -> HttpResponse:
    """Save what was typed; a page's script gets a line about it, a person the next page."""
    by_script = request.headers.get("HX-Request") == "true"
    writer = request.POST.get("window", "")[:40]
    try:
        row = save(
            CvPart,
            {"dossier_id": door.dossier.pk, "part": part, "key": key},
            typed,
            by=door.user,
            version=number(request.POST.get("version")),
            writer=writer,
            leaving=not by_script,
            overwrite="overwrite" in request.POST,
            anew=part != "family",
        )
    except Stale as error:
        return _stale(request, door, part, key, typed, error)
    if by_script:
        return render(request, "papers/saved.html", {"row": row})
    return after(row)


def _stale(request: HttpRequest, door: Door, part: str, key: str, typed: dict[str, Any], error: Stale) -> HttpResponse:
    """Another window was quicker: nothing is overwritten, both versions can be seen, the person chooses."""
    if request.headers.get("HX-Request") == "true":
        return render(request, "papers/saved.html", {"stale": True, "other": error.current})
    if part == "family" and error.current is None:
        messages.error(request, _("This person was taken out in another window. Add the person again if needed."))
        return redirect(door.address("cv_family"))
    if part == "family":
        assert error.current is not None
        reading = blocking(read_person(typed, door.on))
        typed = {"relation": error.current.typed.get("relation", "")} | typed
        return _show_person(request, door, error.current, typed, reading, other=error.current)
    reading = blocking(drafts.Draft.of(door.dossier, door.on).reading(part, typed))
    return _show_part(request, door, part, error.current, typed, reading, other=error.current)


def _after_part(request: HttpRequest, door: Door, part: str, row: CvPart) -> HttpResponse:
    """On to the next part; but not past what is wrong, and not when one more line was asked for."""
    if "more" in request.POST:
        rows = request.POST["more"]
        return redirect(f"{door.address('cv_part', part=part)}?them={rows}#f-{rows}")
    reading = blocking(drafts.Draft.of(door.dossier, door.on).reading(part))
    if not reading.complete:
        return _show_part(request, door, part, row, row.typed, reading)
    if "onward" in request.POST:
        return redirect(_next_address(door, part))
    messages.success(request, _("The draft is saved."))
    return redirect(door.address())


def _after_person(request: HttpRequest, door: Door, row: CvPart) -> HttpResponse:
    reading = blocking(read_person(row.typed, door.on))
    if not reading.complete:
        return _show_person(request, door, row, row.typed, reading)
    messages.success(request, _("The draft is saved."))
    return redirect(door.address("cv_family"))


def frame(door: Door, draft: drafts.Draft) -> dict[str, Any]:
    """What every page of the writing has."""
    return {"door": door, "dossier": door.dossier, "steps": _steps(door, draft), "window": uuid4().hex}


def _steps(door: Door, draft: drafts.Draft) -> list[tuple[drafts.PartState, str]]:
    """Each part with its address."""
    return [
        (state, door.address("cv_family") if state.code == "family" else door.address("cv_part", part=state.code))
        for state in draft.states()
    ]


def _show_part(
    request: HttpRequest,
    door: Door,
    part: str,
    saved: CvPart | None,
    typed: dict[str, Any],
    reading: Reading,
    other: CvPart | None = None,
) -> HttpResponse:
    draft = drafts.Draft.of(door.dossier, door.on)
    cells = shown(schema().part(part).items, typed, reading, spare=_spare(request))
    context = frame(door, draft) | {
        "part": schema().part(part),
        "shown": cells,
        "saved": saved,
        "version": saved.version if saved else 0,
        "problems": showing.listed(reading.problems, part),
        "other": other,
        "differs": _differences(part, typed, other),
        "action": door.address("cv_part", part=part),
    }
    return render(request, "admission/cv/part.html", context, status=_status(reading, other, request))


def _show_person(
    request: HttpRequest,
    door: Door,
    row: CvPart,
    typed: dict[str, Any],
    reading: Reading,
    other: CvPart | None = None,
) -> HttpResponse:
    draft = drafts.Draft.of(door.dossier, door.on)
    relation = schema().relations.get(typed.get("relation", ""))
    context = frame(door, draft) | {
        "part": schema().part("family"),
        "row": row,
        "relation": relation,
        "cells": showing.person_cells(typed, reading),
        "saved": row,
        "version": row.version,
        "problems": showing.listed(reading.problems, "family"),
        "other": other,
        "differs": _differences("family", typed, other),
        "action": door.address("cv_person", key=row.key),
    }
    return render(request, "admission/cv/person.html", context, status=_status(reading, other, request))


def _status(reading: Reading, other: CvPart | None, request: HttpRequest) -> int:
    if other is not None:
        return CONFLICT
    return UNPROCESSABLE if request.method == "POST" and not reading.complete else 200


def _differences(part: str, typed: dict[str, Any], other: CvPart | None) -> list[tuple[str, str]]:
    """[(label, what the other window saved)] of every field that this window has otherwise."""
    if other is None:
        return []
    labels = dict(showing.labels_of(part))
    return [
        (label, _as_text(other.typed.get(name)))
        for name, label in labels.items()
        if _as_text(other.typed.get(name)) != _as_text(typed.get(name))
    ]


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(" – ".join(text for text in line.values() if text) for line in value)
    return str(value or "")


def _spare(request: HttpRequest) -> int:
    return 3 if "them" in request.GET else SPARE


def _next_address(door: Door, part: str) -> str:
    codes = [one.code for one in schema().parts]
    after = codes[codes.index(part) + 1 :]
    if not after:
        return door.address()
    return door.address("cv_family") if after[0] == "family" else door.address("cv_part", part=after[0])
