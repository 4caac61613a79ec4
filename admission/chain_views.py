"""The page of the chains of competence on a day. It shows law alone, nothing of any case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from admission.chains import chain_rows
from admission.law_of_day import law_of
from organization.clock import today
from organization.tree_forms import DayForm


@require_safe
def chains(request: HttpRequest) -> HttpResponse:
    """``ngay``: the day asked for; today when none is."""
    form, now = DayForm(request.GET), today()
    on = (form.cleaned_data["ngay"] or now) if form.is_valid() else now
    status = 422 if form.errors else 200
    context = {
        "rows": chain_rows(on),
        "notice": law_of(on).notice,
        "on": on,
        "day_form": form if form.errors else DayForm(initial={"ngay": on}),
        "keep": on != now,
    }
    return render(request, "admission/chains.html", context, status=status)
