"""Organisations, bodies, persons, seats, users for the administrator. Rows end by a date, none is deleted; no case.

Nothing is stored before a second administrator has confirmed it (organization/proposals).
"""

from itertools import combinations
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import BaseInlineFormSet, ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from organization.clock import today
from organization.dated import share_a_day
from organization.limits import limits_on
from organization.log_in_forms import LogInForm, NewLogInForm
from organization.models import (
    BASE_STANDINGS,
    VOTING_ROLES,
    Body,
    Membership,
    Organization,
    Person,
    Placement,
    PowerGrant,
    Seat,
    Standing,
    User,
)
from organization.person_choice import PersonChoiceView, person_field
from organization.proposals.admin import TwoPersons
from organization.queries import seats_in, standing_counts
from organization.roles import clash
from organization.sign_in.admin_views import codes
from organization.sizes import Counts, SizeWarning, body_warnings, organization_warnings
from organization.text import fold


class Kept:
    """History matters: a row ends by its date and is never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class PersonFields:
    """Persons are chosen by name, birthday and cell, never by name alone."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.remote_field.model is Person:
            return person_field(db_field, self.admin_site, **kwargs)  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class Folded:
    """Searches ``search`` columns: with or without diacritics, in either Unicode spelling."""

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, fold(search_term))  # type: ignore[misc]


class DatedRows(BaseInlineFormSet):
    """Refuses two rows entered at once that are true on one day; each row alone is checked by its model."""

    def clean(self) -> None:
        super().clean()
        rows = [form.instance for form in self.forms if form.is_valid() and (form.has_changed() or form.instance.pk)]
        for first, second in combinations(rows, 2):
            if reason := self.wrong(first, second):
                raise ValidationError(reason)

    def wrong(self, first: Any, second: Any) -> str:
        """Why two rows cannot both be; empty when they can."""
        if _same(first) is None or _same(first) != _same(second) or not share_a_day(first, second):
            return ""
        return str(_("Two rows are valid on the same day; end the first one before the second begins."))


class SeatForms(DatedRows):
    """Seats are compared as the form leaves them, so that one may end and the next begin in one go."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        form.instance.beside = [seat.pk for seat in self.get_queryset()]
        return form

    def wrong(self, first: Seat, second: Seat) -> str:
        found = clash(second, first)
        return found[1] if found else ""


def _same(row: Any) -> tuple[object, ...] | None:
    """What two rows of one kind may not share on one day; None when they may share anything."""
    if isinstance(row, Membership):
        return (row.person_id,) if row.standing in BASE_STANDINGS else None
    return (row.kind,) if isinstance(row, Body) else (row.power,) if isinstance(row, PowerGrant) else ()


class Rows(Kept, PersonFields, admin.TabularInline):
    formset = DatedRows
    extra = 0


class PlacementRows(Rows):
    model = Placement
    fk_name = "organization"
    fields = ("parent", "decision", "since", "until")
    autocomplete_fields = ("parent",)


class PowerGrantRows(Rows):
    model = PowerGrant
    fk_name = "organization"
    fields = ("power", "decision_number", "decided_on", "decided_by", "scope", "since", "until")
    autocomplete_fields = ("decided_by",)


class BodyRows(Rows):
    model = Body
    fields = ("kind", "name", "symbol", "since", "until")
    show_change_link = True


class SeatRows(Rows):
    """The seats of a body."""

    model = Seat
    formset = SeatForms
    fields = ("person", "role", "basis", "since", "until")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Seat]:
        return super().get_queryset(request).select_related("person", "body")


class SeatsOfPerson(Rows):
    model = Seat
    formset = SeatForms
    fields = ("body", "role", "basis", "since", "until")
    autocomplete_fields = ("body",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Seat]:
        return super().get_queryset(request).select_related("person", "body")


class MembershipRows(Rows):
    model = Membership
    fields = ("organization", "standing", "basis", "since", "until")
    autocomplete_fields = ("organization",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).select_related("person", "organization")


@admin.register(Organization)
class OrganizationAdmin(TwoPersons, Kept, Folded, admin.ModelAdmin):
    list_display = ("code", "name", "kind", "since", "until")
    list_display_links = ("code", "name")
    list_filter = ("kind", "force", "since", "until")
    search_fields = ("search",)
    search_help_text = _("Code or name, with or without diacritics")
    ordering = ("code",)
    date_hierarchy = "since"
    readonly_fields = ("public_id",)
    inlines = (PlacementRows, PowerGrantRows, BodyRows)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        tell_sizes(request, size_warnings(form.instance))


@admin.register(Body)
class BodyAdmin(TwoPersons, Kept, Folded, admin.ModelAdmin):
    list_display = ("name", "kind", "organization", "symbol", "since", "until")
    list_filter = ("kind", "since", "until")
    list_select_related = ("organization",)
    search_fields = ("organization__search",)
    search_help_text = _("Code or name of the organisation, with or without diacritics")
    ordering = ("organization__code", "kind")
    autocomplete_fields = ("organization",)
    inlines = (SeatRows,)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        tell_sizes(request, seat_warnings(form.instance))


@admin.register(Person)
class PersonAdmin(TwoPersons, Kept, Folded, admin.ModelAdmin):
    list_display = ("full_name", "born_on", "sex", "native_place", "public_id")
    list_filter = ("sex", "memberships__standing")
    search_fields = ("search",)
    search_help_text = _("Name, with or without diacritics")
    ordering = ("sort_name", "pk")
    readonly_fields = ("public_id",)
    inlines = (MembershipRows, SeatsOfPerson)

    def get_urls(self) -> list[Any]:
        return [PersonChoiceView.path(self.admin_site), *super().get_urls()]


@admin.register(User)
class SeatUserAdmin(TwoPersons, Kept, PersonFields, UserAdmin):
    """Log-ins and whose they are. What their owners may do follows from seats, so no permission is given here."""

    list_display = ("username", "person", "is_active", "is_staff", "is_superuser", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser", "date_joined")
    list_select_related = ("person",)
    search_fields = ("username", "person__search")
    search_help_text = _("User name or name of the person, with or without diacritics")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("signing_in", "last_login", "date_joined")
    form, add_form = LogInForm, NewLogInForm
    fieldsets = (
        (None, {"fields": ("username", "person", "signing_in")}),
        (_("Access"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("username", "person")}),)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, fold(search_term))

    @admin.display(description=_("Signing in"))
    def signing_in(self, user: User) -> str:
        address = reverse("admin:auth_user_password_change", args=[user.pk])
        return format_html('<a href="{}">{}</a>', address, _("One-time code, second factor"))

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Nobody sets the password of another: a one-time code lets its owner choose one."""
        user = self.get_object(request, unquote(id))
        if user is None or not self.has_change_permission(request, user):
            raise PermissionDenied
        return codes(request, user, self.admin_site.each_context(request))


def size_warnings(organization: Organization) -> list[SizeWarning]:
    """What the size of the organisation lacks today for its kind and its powers."""
    on = today()
    placement = organization.placements.on(on).select_related("parent").first()
    return organization_warnings(
        organization.kind,
        _counts(organization),
        limits_on(on),
        parent_kind=placement.parent.kind if placement else "",
        powers=list(organization.powers.on(on).values_list("power", flat=True)),
    )


def seat_warnings(body: Body) -> list[SizeWarning]:
    """What the size of the body lacks today."""
    on = today()
    voting = seats_in(body, on).filter(role__in=VOTING_ROLES).values("person").distinct().count()
    return body_warnings(body.kind, voting, limits_on(on), counts=_counts(body.organization))


def _counts(organization: Organization) -> Counts:
    found = standing_counts(organization.pk, today())
    return Counts(found.get(Standing.OFFICIAL, 0), found.get(Standing.PROBATIONARY, 0))


def tell_sizes(request: HttpRequest, warnings: list[SizeWarning]) -> None:
    for warning in warnings:
        messages.warning(request, str(warning))
