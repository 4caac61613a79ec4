"""Who has read a case: the log of readings of one case, for who keeps its record."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from organization.clock import today
from organization.holders import valid
from organization.roles import role_label
from organization.typed_days import DayField
from permissions.catalogue import GRANTS, Perm
from workflows.audit.chain import REDACTED
from workflows.audit.models import Access, Reading
from workflows.audit.readings import readings_of
from workflows.context import asker
from workflows.models import Case, CaseAccess
from workflows.reads import Purpose, shown

PAGE_SIZE = 50


class ReadingFilter(forms.Form):
    """Its fields are words of the address. ``nguoi``: the public id of a person, to whom the names on the page lead."""

    cach = forms.ChoiceField(label=gettext_lazy("Kind of reading"), required=False)
    tu = DayField(label=gettext_lazy("From day"), required=False)
    den = DayField(label=gettext_lazy("To day"), required=False)
    nguoi = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cach"].choices = [("", _("all")), *Access.choices]  # type: ignore[attr-defined]

    def narrowed(self, rows: QuerySet[Reading]) -> QuerySet[Reading]:
        """The rows that fit what was filled in correctly."""
        meant = self.cleaned_data
        if meant.get("cach"):
            rows = rows.filter(kind=meant["cach"])
        if meant.get("nguoi"):
            rows = rows.filter(actor__person__public_id=meant["nguoi"])
        if meant.get("tu"):
            rows = rows.filter(at__gte=_start(meant["tu"]))
        if meant.get("den"):
            rows = rows.filter(at__lte=timezone.make_aware(datetime.combine(meant["den"], time.max)))
        return rows


@dataclass(frozen=True)
class Line:
    """A reading in words. ``seats``: those by which he saw the case, as held then; ``person``: who, for the filter."""

    reading: Reading
    who: str
    person: str
    kind: str
    purpose: str
    seats: list[str]


def keeps_record(seats: Any, seeing: set[int]) -> bool:
    """Whether one of the seats, in a body that sees the case (ids), lets its holder look who has read it."""
    return any(seat.body_id in seeing and (seat.body.kind, seat.role) in GRANTS[Perm.KEEP_RECORD] for seat in seats)


@require_safe
def case_readings(request: HttpRequest, public_id: str) -> HttpResponse:
    """The last readings first, fifty at a time. For others, the person concerned above all, there is no such page."""
    user, on = asker(request), today()
    cases = Case.objects.read_in_full(user, on, Perm.KEEP_RECORD).select_related("subject", "organization")
    case = get_object_or_404(cases, public_id=public_id)
    shown(request, case)
    form = ReadingFilter(request.GET or None)
    found = _found(case, form if form.is_bound and form.is_valid() else None, _before(request))
    rows, older = found[:PAGE_SIZE], found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None
    bodies = list(CaseAccess.objects.filter(case_id=case.pk).select_related("body__organization"))
    asked = {name: value for name, value in request.GET.items() if name in form.fields and value}
    context = {
        "case": case,
        "form": form,
        "lines": [_line(row, bodies) for row in rows],
        "older": urlencode({**asked, "truoc": older}) if older else "",
        "newer": "truoc" in request.GET,
        "asked": urlencode({name: value for name, value in asked.items() if name != "nguoi"}),
        "of_person": bool(asked.get("nguoi")),
    }
    return render(request, "workflows/readings.html", context)


def _found(case: Case, form: ReadingFilter | None, before: int | None) -> list[Reading]:
    """One more than a page. Two statements: which, through either way of finding them, and what they say."""
    ways = [form.narrowed(rows) if form else rows for rows in readings_of(case)]
    if before is not None:
        ways = [rows.filter(pk__lt=before) for rows in ways]
    first, second = (rows.order_by().values_list("pk", flat=True) for rows in ways)
    keys = list(first.union(second, all=True).order_by("-pk")[: PAGE_SIZE + 1])
    return list(Reading.objects.filter(pk__in=keys).select_related("actor__person").order_by("-pk"))


def _before(request: HttpRequest) -> int | None:
    asked = request.GET.get("truoc")
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404
    return int(asked)


def _line(row: Reading, bodies: list[CaseAccess]) -> Line:
    seen, person = row.seen, row.actor.person if row.actor else None
    on = timezone.localdate(row.at)
    held = [(body, role) for body, role in seen.get("seats", [])]
    let = {access.body_id: access.body for access in bodies if valid(access, on)}
    seats = [f"{role_label(role, let[body].kind)}, {let[body]}" for body, role in held if body in let]
    if not seats and row.kind != Access.OWN:
        seats = [_("named on the case")]
    purpose = seen.get("purpose", "")
    return Line(
        row,
        str(person or row.actor or _("erased")),
        person.public_id if person else "",
        _("erasure") if row.kind == REDACTED else str(Access(row.kind).label),
        str(Purpose(purpose).label) if purpose in Purpose.values else purpose,
        seats,
    )


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
