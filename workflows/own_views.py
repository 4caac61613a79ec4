"""The list of the files that a person follows himself, of every procedure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from organization.clock import today
from workflows import days
from workflows.context import asker
from workflows.models import Case, Task
from workflows.reads import shown
from workflows.screens import screen_of


@require_safe
def own_files(request: HttpRequest) -> HttpResponse:
    """The files about the user himself that he has been told of; with one, straight to it."""
    user, on = asker(request), today()
    whole = [str(child.get_accessor_name()) for child in Case._meta.related_objects if child.parent_link]
    own = Case.objects.own_file_of(user.person, on).select_related("organization", *whole)
    cases = []
    for row in own.order_by("-opened_on", "-pk"):
        case = row.coerced
        case.organization = row.organization  # read along with the row: the list names whom it is about
        cases.append(case)
    turns = {task.process_id: task for task in Task.objects.open().filter(process__in=cases).select_related("body")}
    calendar = days.calendar()
    lines = [screen_of(case.kind).own_line(case, turns.get(case.pk), on, calendar) for case in cases]
    if len(lines) == 1:
        return redirect(lines[0].address)
    shown(request, *cases)
    return render(request, "workflows/own_files.html", {"lines": lines})
