"""The page of the chains of competence on a day: those of the law, and those of the reader's own cells; nothing of any
case.
"""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from admission.chains import chain_rows, place_row
from admission.law_of_day import law_of
from organization.clock import today
from organization.models import CELLS, Organization
from organization.queries import seats_of
from organization.tree_forms import DayForm
from workflows.context import asker


@require_safe
def chains(request: HttpRequest) -> HttpResponse:
    """``ngay``: the day asked for; today when none is."""
    form, now = DayForm(request.GET), today()
    on = (form.cleaned_data["ngay"] or now) if form.is_valid() else now
    status = 422 if form.errors else 200
    context = {
        "rows": chain_rows(on),
        "places": [place_row(place, on) for place in _own_cells(request, on)],
        "notice": law_of(on).notice,
        "on": on,
        "day_form": form if form.errors else DayForm(initial={"ngay": on}),
        "keep": on != now,
    }
    return render(request, "admission/chains.html", context, status=status)


def _own_cells(request: HttpRequest, on: date) -> list[Organization]:
    """The cells in which the reader holds a seat on the day."""
    places = {seat.body.organization_id: seat.body.organization for seat in seats_of(asker(request).person, on)}
    return [place for place in places.values() if place.kind in CELLS]
