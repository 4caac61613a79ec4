"""The list of one-time codes that wait for a second administrator, who confirms those he ticks."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy, ngettext

from organization.models import User
from organization.sign_in import entry_codes
from organization.sign_in.admin_views import unproved
from organization.sign_in.models import EntryCode


class EntryCodeList(admin.ModelAdmin):
    """Codes are issued, and can be confirmed one by one, on the page of their log-in (admin_views.codes)."""

    list_display = ("user", "issued_by", "issued_at", "until")
    list_display_links = None
    list_select_related = ("user__person", "issued_by__person")
    ordering = ("issued_at", "pk")
    actions = ("confirm_ticked",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[EntryCode]:
        return entry_codes.waiting().defer("digest")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        # before anything: a proof asked for half-way would lose what was ticked
        if self.has_change_permission(request) and (answer := unproved(request)):
            return answer
        return super().changelist_view(request, extra_context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A code has no page: its log-in has."""
        return redirect("admin:organization_entrycode_changelist")

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return redirect("admin:organization_entrycode_changelist")

    @admin.action(description=gettext_lazy("Confirm the ticked one-time codes (second person)"), permissions=["change"])
    def confirm_ticked(self, request: HttpRequest, codes: QuerySet[EntryCode]) -> HttpResponse:
        """Each for itself: one that may not be confirmed is told, and holds up none of the others."""
        confirmed = 0
        for code in codes:
            try:
                entry_codes.confirm(code.pk, by=cast(User, request.user))
                confirmed += 1
            except entry_codes.NotIssued as error:
                messages.error(request, f"{code.user}: {error}")
        if confirmed:
            told = ngettext("%(n)s one-time code counts now.", "%(n)s one-time codes count now.", confirmed)
            messages.success(request, told % {"n": confirmed})
        return redirect("admin:organization_entrycode_changelist")
