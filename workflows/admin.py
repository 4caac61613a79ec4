"""Django admin: the calendar. Cases, papers and the record are not administered."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from organization.proposals.admin import TwoPersons
from workflows.models import CalendarDay

admin.site.site_header = gettext_lazy("Administration")
admin.site.site_title = gettext_lazy("Administration")
admin.site.index_title = gettext_lazy("Organisations, seats, users and calendar")


@admin.register(CalendarDay)
class CalendarDayAdmin(TwoPersons, admin.ModelAdmin):
    """Holidays and working Saturdays. A day confirmed by the second administrator recounts every running deadline that
    it moves (audit/administration.py).
    """

    list_display = ("day", "working", "name", "source", "certainty")
    list_filter = ("working", "certainty")
    date_hierarchy = "day"
    search_fields = ("name",)
