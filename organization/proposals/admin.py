"""The administration proposes; what waits, what it would change, and the second administrator's decision."""

from collections.abc import Callable
from typing import Any, cast

from django.apps import apps
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from organization.clock import today
from organization.proposals.capturing import captured
from organization.proposals.deciding import NotConfirmed, confirm, hindrance, propose, refuse
from organization.proposals.models import ProposedChange
from organization.users import User


def proposed(request: HttpRequest, work: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The answer of ``work`` where it writes nothing; otherwise what it would write is taken back and proposed."""
    if request.method != "POST":
        return work()
    with transaction.atomic():
        with captured() as steps:
            answer = work()
        if not steps:
            return answer
        transaction.set_rollback(True)
    change = propose(steps, by=cast(User, request.user), on=today())
    # what the framework says of its own is not true yet; warnings are
    kept = [message for message in messages.get_messages(request) if message.level >= messages.WARNING]
    for message in kept:
        messages.add_message(request, message.level, message.message)
    messages.info(
        request, _("Not stored yet: a second administrator has to confirm it. You see here what is proposed.")
    )
    return redirect("admin:organization_proposedchange_change", change.pk)


class TwoPersons:
    """A model of the administration whose every change takes a second administrator."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return proposed(request, lambda: super(TwoPersons, self).changeform_view(request, *args, **kwargs))  # type: ignore[misc]

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return proposed(request, lambda: super(TwoPersons, self).delete_view(request, *args, **kwargs))  # type: ignore[misc]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """None: they would write many rows by another way."""
        return {}


@admin.register(ProposedChange)
class ProposedChangeAdmin(admin.ModelAdmin):
    list_display = ("summary", "state", "proposed_by", "proposed_at", "decided_by", "decided_at")
    list_filter = ("state",)
    list_select_related = ("proposed_by__person", "decided_by__person")
    ordering = ("-pk",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProposedChange]:
        return super().get_queryset(request).defer("steps")

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return redirect("admin:organization_proposedchange_change", object_id)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_change_permission(request):
            return redirect("admin:index")
        rows = ProposedChange.objects.select_related("proposed_by__person", "decided_by__person")
        change = rows.filter(pk=object_id).first() if object_id.isdecimal() else None
        if change is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        user = cast(User, request.user)
        if request.method == "POST":
            self._decide(request, change.pk, user)
            return redirect("admin:organization_proposedchange_change", change.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Proposed change"),
            "opts": self.opts,
            "change": change,
            "steps": _lines(change),
            "hindrance": hindrance(change, user),
            "own": change.proposed_by_id == user.pk,
            "about_proposer": change.proposed_by.person_id in change.persons or change.proposed_by_id in change.users,
        }
        return TemplateResponse(request, "admin/organization/proposedchange/change.html", context)

    def _decide(self, request: HttpRequest, pk: int, user: User) -> None:
        try:
            if "confirm" in request.POST:
                told = confirm(pk, by=user, on=today())
                messages.success(request, _("Confirmed and stored."))
                for text in told:
                    messages.info(request, text)
            elif "refuse" in request.POST:
                refuse(pk, by=user, on=today())
                messages.success(request, _("Nothing was changed; the proposal is closed."))
        except NotConfirmed as error:
            messages.error(request, str(error))


#: Fields that are drawn from others, and tell nobody anything.
_DERIVED = frozenset({"search", "sort_name", "sort_key", "public_id", "date_joined", "last_login"})


def _lines(change: ProposedChange) -> list[dict[str, Any]]:
    """What the page shows of each row: its label, what is done, and (field, before, after)."""
    words = {"add": _("new"), "change": _("changed"), "delete": _("deleted")}
    return [
        {
            "label": step["label"],
            "does": words[step["does"]],
            "fields": [
                (apps.get_model(step["model"])._meta.get_field(name).verbose_name, before, after)
                for name, (_before, _after, before, after) in step["fields"].items()
                if name not in _DERIVED and (before or after)
            ],
        }
        for step in change.steps
    ]
