"""Choosing a person in the admin: two people may share a name, so each is offered with birthday, cell and id."""

from typing import Any

from django.contrib.admin.sites import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey, Model, Prefetch, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.formats import date_format

from organization.models import BASE_STANDINGS, Membership, Person

URL_NAME = "organization_person_choice"


def described(person: Person) -> str:
    """ "Name · birthday · organisation · id": enough to tell two people of one name apart."""
    born = date_format(person.born_on, "SHORT_DATE_FORMAT") if person.born_on else ""
    open_rows = [row for row in person.memberships.all() if row.until is None and row.standing in BASE_STANDINGS]
    place = open_rows[0].organization.name if open_rows else ""
    return " · ".join(part for part in (person.full_name, born, place, person.public_id) if part)


class PersonChoiceView(AutocompleteJsonView):
    """Django's autocomplete with the longer description."""

    def get_queryset(self) -> QuerySet[Person]:
        memberships = Membership.objects.filter(until__isnull=True).select_related("organization")
        return super().get_queryset().prefetch_related(Prefetch("memberships", memberships))

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        assert isinstance(obj, Person)
        return super().serialize_result(obj, to_field_name) | {"text": described(obj)}

    @classmethod
    def path(cls, site: AdminSite) -> URLPattern:
        def view(request: HttpRequest) -> HttpResponseBase:
            return cls.as_view(admin_site=site)(request)

        return path("choice/", site.admin_view(view), name=URL_NAME)


class PersonSelect(AutocompleteSelect):
    url_name = f"%s:{URL_NAME}"


class PersonField(ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return described(obj)


def person_field(db_field: ForeignKey, site: AdminSite, **kwargs: Any) -> ModelChoiceField:
    """The form field of a foreign key to a person."""
    kwargs.setdefault("queryset", Person.objects.all())
    widget = PersonSelect(db_field, site)
    field = db_field.formfield(**kwargs, form_class=PersonField, widget=widget)
    assert isinstance(field, ModelChoiceField)
    return field
