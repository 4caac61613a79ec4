"""The pages of lists: upload, what would happen, confirm, result; and the same lists as files. Administrators only."""

import tempfile
from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organization.asking import posted
from organization.clock import today
from organization.form_addresses import takes_forms
from organization.import_forms import UploadForm
from organization.imports import progress, running
from organization.imports.columns import Column, Layout
from organization.imports.exporting import CONTENT_TYPES, WRITERS, Rows
from organization.imports.lists import LISTS, lists_of
from organization.imports.models import ListImport, State
from organization.models import User
from organization.tree_forms import DayForm

UNPROCESSABLE = 422
CONFLICT = 409
#: Problems on one page; past imports shown.
PROBLEMS_SHOWN = 50
IMPORTS_SHOWN = 10

View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    """The page is not there for whoever may import no list."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not lists_of(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def lists(request: HttpRequest) -> HttpResponse:
    """Choose a list and a file; the lists to download; what was imported lately."""
    listings = lists_of(request.user)
    form = UploadForm(posted(request), request.FILES or None, listings=listings)
    if request.method == "POST" and form.is_valid():
        file, listing = form.cleaned_data["file"], LISTS[form.cleaned_data["listing"]]
        row = running.receive(file, file.name, listing, by=cast(User, request.user), on=today())
        return redirect("list_import", row.public_id)
    return _show_lists(request, form, DayForm({"ngay": f"{today():%d/%m/%Y}"}))


def _show_lists(request: HttpRequest, form: UploadForm, day_form: DayForm) -> HttpResponse:
    listings = lists_of(request.user)
    running.settle_stale()
    shown = ListImport.objects.filter(listing__in=[listing.key for listing in listings])
    context = {
        "form": form,
        "day_form": day_form,
        "listings": listings,
        "imports": [
            (row, LISTS[row.listing]) for row in shown.select_related("by__person").defer("preview")[:IMPORTS_SHOWN]
        ],
        "writers": list(WRITERS),
    }
    status = UNPROCESSABLE if form.errors or day_form.errors else 200
    return render(request, "organization/imports.html", context, status=status)


def _page(public_id: UUID) -> str:
    return reverse("list_import", args=[public_id])


@require_safe
@for_administrators
def list_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What has become of one import: on its way, to be corrected, to be confirmed, stored."""
    running.settle_stale()
    row = _row(request, public_id)
    return render(request, "organization/import.html", _context(request, row))


@takes_forms(_page)
@for_administrators
def confirm_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Store a checked list. Asked twice, the second time only tells how far it is."""
    row = _row(request, public_id)
    try:
        if not running.confirm(row, by=cast(User, request.user), on=today()):
            row.refresh_from_db()
            if row.state in (State.WRITING, State.DONE):
                messages.info(request, _("This list was confirmed already; it is stored once only."))
            elif row.state == State.READY:
                messages.info(request, _("Everything in this list is stored already."))
            else:
                messages.info(request, _("This list is not ready to be stored."))
    except running.SecondNeeded as error:
        messages.info(request, str(error))
    except running.Busy:
        context = _context(request, row) | {"busy": True}
        return render(request, "organization/import.html", context, status=CONFLICT)
    return redirect("list_import", public_id)


@takes_forms(_page)
@for_administrators
def check_import_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    running.check_again(_row(request, public_id), on=today())
    return redirect("list_import", public_id)


@takes_forms(_page)
@for_administrators
def give_up_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    if running.give_up(_row(request, public_id)):
        messages.success(request, _("Given up. Nothing of the list was stored and the file is deleted."))
        return redirect("lists")
    return redirect("list_import", public_id)


@require_safe
@for_administrators
def import_problems(request: HttpRequest, public_id: UUID, extension: str) -> HttpResponse:
    """Every problem of the list as a file."""
    row = _row(request, public_id)
    if extension not in WRITERS:
        raise Http404
    layout = Layout("problems", (Column("line"), Column("column"), Column("reason")))
    found = ({"line": str(one.line), "column": one.column, "reason": one.reason} for one in row.problems.iterator())
    return _file(layout, found, extension, f"{layout.file}-{LISTS[row.listing].layout.file}")


@require_safe
@for_administrators
def export_list(request: HttpRequest, key: str, extension: str) -> HttpResponse:
    """A list of a day (``ngay``; today) as a file; with ``mau=1`` its headings alone, to be filled in.

    A day that is none is shown again at its field.
    """
    listing = next((one for one in lists_of(request.user) if one.key == key), None)
    form = DayForm(request.GET)
    if listing is None or extension not in WRITERS:
        raise Http404
    if not form.is_valid():
        return _show_lists(request, UploadForm(listings=lists_of(request.user)), form)
    if request.GET.get("mau"):
        return _file(listing.layout, (), extension, f"mau-{listing.layout.file}")
    on = form.cleaned_data["ngay"] or today()
    return _file(listing.layout, listing.stored(on), extension, f"{listing.layout.file}-{on:%Y-%m-%d}")


def _file(layout: Layout, rows: Rows, extension: str, name: str) -> HttpResponse:
    # built on disk row by row; not a FileResponse: an ASGI server would gather it anyway, with a warning
    with tempfile.TemporaryFile() as file:
        WRITERS[extension](file, layout, rows)
        file.seek(0)
        response = HttpResponse(file.read(), content_type=CONTENT_TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _row(request: HttpRequest, public_id: UUID) -> ListImport:
    allowed = [listing.key for listing in lists_of(request.user)]
    rows = ListImport.objects.filter(listing__in=allowed).select_related("by__person", "confirmed_by__person")
    return get_object_or_404(rows, public_id=public_id)


def _previews(row: ListImport) -> list[dict[str, Any]]:
    """The first rows that would be stored, of those that are new and of those that fill something in."""
    if row.state != State.READY:
        return []
    titles = {"added": _("New rows"), "changed": _("Rows that fill in what was empty")}
    return [
        {
            "key": key,
            "title": titles[key],
            "left": getattr(row, key) - len(row.preview[key]["rows"]),
            **row.preview[key],
        }
        for key in titles
        if key in row.preview
    ]


def _context(request: HttpRequest, row: ListImport) -> dict[str, Any]:
    page = Paginator(row.problems.all(), PROBLEMS_SHOWN).get_page(request.GET.get("trang"))
    return {
        "row": row,
        "second_needed": running.second_needed(row, cast(User, request.user)),
        "list": LISTS[row.listing],
        "page": page,
        "problem_count": page.paginator.count,
        "previews": _previews(row),
        "progress": progress.ask(row) if row.is_running else None,
        "writers": list(WRITERS),
    }
