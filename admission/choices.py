"""Lists to choose a person or a row from, made for one dossier; they work without script."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from admission.models import Dossier
from organization.models import Membership, Person, Standing
from workflows.models import Case


def choose(pairs: Any) -> list[tuple[Any, Any]]:
    return [("", _("– choose –")), *pairs]


class RowChoice(forms.ChoiceField):
    """A row by its id. ``known`` accepts what is no longer offered: a form sent twice is answered by the act."""

    known: Callable[[str], bool]

    def valid_value(self, value: Any) -> bool:
        return super().valid_value(value) or self.known(str(value))


class PersonChoice(forms.ChoiceField):
    """A person by public id, from a list made for the case; the day of birth tells namesakes apart."""

    def of(self, persons: list[Person]) -> None:
        names = told_apart(persons)
        self.choices = choose((person.public_id, names[person.pk]) for person in persons)


def named(person: Person) -> str:
    if person.born_on is None:
        return person.full_name
    return gettext("%(name)s (born %(day)s)") % {"name": person.full_name, "day": person.born_on.strftime("%d/%m/%Y")}


class PersonOfCell(forms.ModelChoiceField):
    """A person of the cell's lists, by public id, told apart by the day of birth."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Person.objects.none(), to_field_name="public_id", empty_label=_("– choose –"), **kwargs)

    def label_from_instance(self, obj: Person) -> str:
        return named(obj)

    def offer(self, listed: QuerySet[Person], busy: QuerySet[Case]) -> None:
        """Those with an open case are left out of the list, not of what is read: the act answers for them."""
        self.queryset = listed
        free = listed.exclude(pk__in=busy.values("subject_id"))
        self.choices = choose((person.public_id, named(person)) for person in free)


def told_apart(persons: Iterable[Person]) -> dict[int, str]:
    """{person id: name and day of birth}; who shares both with another on the list is told apart by his public id."""
    people = list(persons)
    names = {person.pk: named(person) for person in people}
    shared = {name for name, times in Counter(names.values()).items() if times > 1}
    return {
        person.pk: f"{names[person.pk]} · {person.public_id}" if names[person.pk] in shared else names[person.pk]
        for person in people
    }


def people_of(dossier: Dossier, on: date) -> list[Any]:
    """The official members of the cell on the day, and of the one where he is active for a time; and whoever introduces
    now, wherever he went. The applicant is not one.

    Persons with ``here`` (official member of the cell) and ``introduces`` (id of the introducer's row, or None), in the
    order of names. One statement for all forms of a page.
    """
    known: dict[date, list[Any]] = dossier.__dict__.setdefault("_people_by_day", {})
    if on not in known:
        official = Membership.objects.on(on).filter(
            organization_id__in=dossier.cells_on(on), standing=Standing.OFFICIAL
        )
        introducing = dossier.introducers.filter(left_on__isnull=True)
        persons = Person.objects.filter(
            Q(pk__in=official.values("person_id")) | Q(pk__in=introducing.values("person_id"))
        ).annotate(
            here=Exists(official.filter(person=OuterRef("pk"))),
            introduces=Subquery(introducing.filter(person=OuterRef("pk")).values("pk")[:1]),
        )
        known[on] = list(persons.exclude(pk=dossier.subject_id).order_by("sort_name", "pk"))
    return known[on]
