"""The page of the numbers of cases. Every number leads to the list of just those cases."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organization.clock import today
from organization.models import Organization
from organization.queries import path_on
from workflows import case_words
from workflows.case_filter import ADDRESS, days_ahead
from workflows.case_list import Due, Status
from workflows.case_numbers import Numbers, report
from workflows.context import asker

#: In the address: the organisation.
UNDER = "to_chuc"
#: Columns of the table of organisations that are always shown: open, overdue.
ALWAYS = 2


@dataclass(frozen=True)
class Cell:
    """``address``: of the list that shows these very cases; empty where there is none."""

    label: str
    number: int
    address: str


@dataclass(frozen=True)
class Line:
    """``alone``: counted without what is below it, which no list shows."""

    organization: Organization | None
    alone: bool
    cells: list[Cell]


@require_safe
def case_numbers(request: HttpRequest) -> HttpResponse:
    """Of everything the user sees, or of one organisation with all below it."""
    user, on = asker(request), today()
    under = _under(request)
    found = report(user, on, case_words.windows(), under)
    if under is not None and not found.rows:
        raise Http404  # nothing there is for him to see, so nothing is said of it
    lines = _told(
        [
            Line(row.organization, row.alone, _cells(row.numbers, None if row.alone else row.organization))
            for row in found.rows
        ]
    )
    context = {
        "under": under,
        "path": path_on(under.pk, on)[:0:-1] if under else [],
        "whole": found.whole,
        "stages": _stages(found.whole, under),
        "clocks": _clocks(found.whole, under),
        "head": [cell.label for cell in lines[0].cells] if lines else [],
        "lines": lines,
    }
    return render(request, "workflows/numbers.html", context)


def _under(request: HttpRequest) -> Organization | None:
    asked = request.GET.get(UNDER, "")
    if not asked:
        return None
    found = Organization.objects.filter(public_id=asked).first()
    if found is None:
        raise Http404
    return found


def _list_of(under: Organization | None, **asked: object) -> str:
    """The address of the list for these answers."""
    given = {ADDRESS[name]: value for name, value in asked.items() if value}
    if under is not None:
        given[ADDRESS["organization"]] = under.public_id
    return f"{reverse('cases')}?{urlencode(given)}" if given else reverse("cases")


def _stages(numbers: Numbers, under: Organization | None) -> list[tuple[str, list[Cell]]]:
    """[(procedure, its states that occur, in their order)]."""
    found = []
    for kind, label in case_words.procedures().items():
        cells = [
            Cell(words, numbers.states[kind, state], _list_of(under, kind=kind, state=state))
            for state, words in case_words.states()[kind].items()
            if numbers.states.get((kind, state))
        ]
        found.append((label, cells))
    return [row for row in found if row[1]]


def _clocks(numbers: Numbers, under: Organization | None) -> list[tuple[str, list[Cell]]]:
    """[(kind of clock, how many are late and how many end within each of its windows)]."""
    words, found = case_words.clocks(), {line.kind: line for line in numbers.clocks}
    rows = []
    for kind, label in words.items():
        if kind not in found:
            continue
        line = found[kind]
        late = _("The time is over") if kind in case_words.periods() else _("Overdue")
        cells = [Cell(late, line.overdue, _list_of(under, clock=kind, due=Due.OVERDUE))]
        cells += [
            Cell(_within(length), number, _list_of(under, clock=kind, within=length))
            for length, number in line.within.items()
        ]
        rows.append((label, cells))
    return rows


def _cells(numbers: Numbers, place: Organization | None) -> list[Cell]:
    """The columns of the table of organisations. Without ``place`` there is no list to lead to."""

    def cell(label: str, number: int, **asked: object) -> Cell:
        return Cell(label, number, _list_of(place, **asked) if place is not None and number else "")

    found, names = {line.kind: line for line in numbers.clocks}, case_words.clocks()
    cells = [
        cell(_("Open"), numbers.open, status=Status.OPEN),
        cell(_("Overdue"), numbers.overdue, due=Due.OVERDUE),
    ]
    for kind, lengths in case_words.windows().items():
        for length in lengths:
            number = found[kind].within[length] if kind in found else 0
            label = _("%(clock)s: %(within)s") % {"clock": names[kind], "within": _within(length)}
            cells.append(cell(label, number, clock=kind, within=length))
    return cells


def _told(lines: list[Line]) -> list[Line]:
    """The lines with what is open and overdue, and those windows in which a dossier of any organisation lies."""
    kept = [
        place
        for place, column in enumerate(zip(*(line.cells for line in lines), strict=True))
        if place < ALWAYS or any(cell.number for cell in column)
    ]
    return [Line(line.organization, line.alone, [line.cells[place] for place in kept]) for line in lines]


def _within(length: int) -> str:
    return _("within %(days)s") % {"days": days_ahead(length)}
