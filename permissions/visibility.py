"""The only question about seeing. Asked of the queryset handed in; this module knows no case model.

The model behind the queryset has ``subject`` (Person), ``accesses`` (dated rows body x case) and ``named_persons``
(dated rows user x case).
"""

from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from organization.models import Person, User, valid_on

M = TypeVar("M", bound=Model)


def visible_to(cases: QuerySet[M], user: User, on: date) -> QuerySet[M]:
    """The cases ``user`` may see officially on the day: through a body he sits in, or by name. Never his own."""
    if not user.is_active or user.person_id is None:
        return cases.none()
    accesses = cases.model._meta.get_field("accesses").related_model
    named = cases.model._meta.get_field("named_persons").related_model
    through_bodies = accesses.objects.filter(  # type: ignore[union-attr]
        valid_on(on), valid_on(on, "body__"), valid_on(on, "body__seats__"), body__seats__person_id=user.person_id
    )
    by_name = named.objects.filter(valid_on(on), user=user, permission__codename="view_case")  # type: ignore[union-attr]
    seen = Q(pk__in=through_bodies.values("case_id")) | Q(pk__in=by_name.values("content_object_id"))
    return cases.filter(seen).exclude(subject_id=user.person_id)


def own_file_of(cases: QuerySet[M], person: Person | None) -> QuerySet[M]:
    """The cases about ``person`` that he follows himself: the other door, a projection without remarks and votes."""
    return cases.none() if person is None else cases.filter(subject=person)
