"""Django admin: the calendar. Cases, papers and the record are not administered."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organization.clock import today
from workflows.models import CalendarDay
from workflows.recounting import recount_all

admin.site.site_header = gettext_lazy("Administration")
admin.site.site_title = gettext_lazy("Administration")
admin.site.index_title = gettext_lazy("Organisations, seats, users and calendar")


@admin.register(CalendarDay)
class CalendarDayAdmin(admin.ModelAdmin):
    """Holidays and working Saturdays. Saving or deleting a day recounts every running deadline it moves."""

    list_display = ("day", "working", "name", "source", "certainty")
    list_filter = ("working", "certainty")
    date_hierarchy = "day"
    search_fields = ("name",)
    readonly_fields = ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            self._recount(request)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with transaction.atomic():
            super().delete_model(request, obj)
            self._recount(request)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            self._recount(request)

    def _recount(self, request: HttpRequest) -> None:
        moved = recount_all(today())
        text = ngettext(
            "%(n)s case has a deadline on another day now.", "%(n)s cases have deadlines on other days now.", moved
        )
        messages.info(request, text % {"n": moved} if moved else _("No running deadline is moved by this day."))
