"""The pages of the tree of a day: tree, organisation, holder of seats. Whoever may not look finds no page at all."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from organization.asking import may_look, my_seats
from organization.clock import today
from organization.finding import Found, Kinds, find
from organization.holders import holder, holdings, name_with_year, rank, valid
from organization.kept_searches import keep, kept
from organization.models import Organization
from organization.tree import deepest_open, last_day, level_under, paths, period, top_of_tree
from organization.tree_forms import DayForm, FindForm
from organization.units import card, found_on

UNPROCESSABLE = 422


@dataclass(frozen=True)
class Day:
    """The day looked at, its form, and what links add to keep it: "ngay=2024-12-31", nothing for today."""

    on: date
    form: DayForm
    keep: str

    @property
    def status(self) -> int:
        return UNPROCESSABLE if self.form.errors else 200

    @property
    def context(self) -> dict[str, Any]:
        query, more = (f"?{self.keep}", f"&{self.keep}") if self.keep else ("", "")
        return {"on": self.on, "day_form": self.form, "keep": query, "and_keep": more}


@require_http_methods(["GET", "HEAD", "POST"])
def tree(request: HttpRequest) -> HttpResponse:
    """The tree of the day: ``mo`` names the organisation that stands open, ``tim`` a search. A search is posted."""
    day = _day(request)
    if request.method == "POST":
        form = FindForm(request.POST)
        if form.is_valid():
            return redirect(
                f"{reverse('tree')}?{_with(day, tim=keep(request.session, 'tree', form.cleaned_data['q']))}"
            )
        return _tree_page(request, day, form, status=UNPROCESSABLE)
    opened = request.GET.get("mo")
    if opened and request.headers.get("HX-Request") == "true":
        level = level_under(_path(opened, day.on), day.on)
        return render(request, "organization/level.html", {"level": level} | day.context)
    text = kept(request.session, "tree", request.GET.get("tim", ""))
    if text:
        found = find(text, day.on, kind=_kind(request), number=request.GET.get("trang"))
        return _found_page(request, day, text, found)
    return _tree_page(request, day, FindForm(), status=day.status)


@require_safe
def unit(request: HttpRequest, public_id: str) -> HttpResponse:
    """An organisation on the day, or from when to when it exists."""
    day = _day(request)
    path, powers = found_on(public_id, day.on)
    if not path:
        raise Http404
    context = {"organization": path[0], "period": period(path[0])} | day.context
    if not valid(path[0], day.on):
        later = path[0].since > day.on
        context |= {"later": later, "other_day": path[0].since if later else last_day(path[0])}
        return render(request, "organization/absent.html", context, status=day.status)
    here = {place.pk for place in path}
    counted = _is_administrator(request) or any(seat.body.organization_id in here for seat in my_seats(request))
    context["card"] = card(path, powers, day.on, counted=counted, number=request.GET.get("trang"))
    return render(request, "organization/unit.html", context, status=day.status)


@require_safe
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """The seats of a person over time, those of the day first; nothing else of him."""
    day = _day(request)
    until = max(day.on, today())
    found = holder(public_id, until)
    if found is None:
        raise Http404
    seats = holdings(found, day.on, until)
    context = {
        "name": name_with_year(found) if found.namesake else found.full_name,  # type: ignore[attr-defined]
        "held": [one for one in seats if one.held],
        "others": [one for one in seats if not one.held],
    }
    return render(request, "organization/person.html", context | day.context, status=day.status)


def _tree_page(request: HttpRequest, day: Day, find_form: FindForm, *, status: int) -> HttpResponse:
    path = _opened(request, day.on)
    absent = path[0] if path and not valid(path[0], day.on) else None
    level = top_of_tree([] if absent else path, day.on)
    current = deepest_open(level)
    context = {
        "level": level,
        "current": current,
        "absent": absent,
        "find_form": find_form,
        **_carried(request, "mo"),
    }
    return render(request, "organization/tree.html", context | day.context, status=status)


def _found_page(request: HttpRequest, day: Day, text: str, found: Found) -> HttpResponse:
    context = {
        "found": found,
        "kinds": [(kind, found.counts[kind]) for kind in Kinds],
        "text": text,
        "search": request.GET["tim"],
        "find_form": FindForm(initial={"q": text}),
        **_carried(request, "tim", "loai"),
    }
    return render(request, "organization/found.html", context | day.context, status=day.status)


def _day(request: HttpRequest) -> Day:
    """The day asked for, today when none is; 404 for whoever may not look. Every page begins with it."""
    if not may_look(request):
        raise Http404
    now = today()
    form = DayForm(request.GET)
    if not form.is_valid():
        return Day(now, form, "")
    on = form.cleaned_data["ngay"] or now
    return Day(on, DayForm(initial={"ngay": on}), "" if on == now else urlencode({"ngay": on.isoformat()}))


def _carried(request: HttpRequest, *names: str) -> dict[str, Any]:
    """What the form of the day hands on besides the day, and the query of the same page of today."""
    values = [(name, request.GET[name]) for name in names if name in request.GET]
    return {"carried": values, "now": f"?{urlencode(values)}" if values else ""}


def _is_administrator(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_staff)


def _opened(request: HttpRequest, on: date) -> list[Organization]:
    """The path of what stands open: asked for, else where the asker has his highest seat; "mo=" closes everything."""
    asked = request.GET.get("mo")
    if asked:
        return _path(asked, on)
    seats = sorted(my_seats(request), key=rank) if asked is None else []
    return list(paths(Organization.objects.filter(pk=seats[0].body.organization_id), on)) if seats else []


def _path(public_id: str, on: date) -> list[Organization]:
    found = list(paths(Organization.objects.filter(public_id=public_id), on))
    if not found:
        raise Http404
    return found


def _kind(request: HttpRequest) -> Kinds | None:
    asked = request.GET.get("loai")
    return Kinds(asked) if asked in Kinds.values else None


def _with(day: Day, **values: str) -> str:
    return "&".join(part for part in (urlencode(values), day.keep) if part)
