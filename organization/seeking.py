"""Fields that choose one of many rows: what was typed narrows the list, with or without diacritics.

Only what the form offers is ever listed. Without script a button asks for the list anew; with it the list follows the
typing.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from organization.accents import accented, written_so_first
from organization.models import Body, Membership, Organization, Person
from organization.person_choice import described
from organization.text import fold

#: The button that asks for another list, and nothing else, carries this name; its value is that of the field.
FIND = "find"
#: So many rows are listed at once; a list of no more than FEW needs no narrowing.
SHOWN, FEW = 100, 12
#: The longest search, in characters and in words.
LONGEST, MOST_WORDS = 100, 8


def find_box(name: str) -> str:
    """The name of the box in which it is typed what to look for."""
    return f"{name}-{FIND}"


class _Listed(ModelChoiceIterator):
    """The empty choice, then what is listed."""

    field: "Sought"

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for row in self.field.listed:
            yield self.choice(row)

    def __len__(self) -> int:
        return len(self.field.listed) + (self.field.empty_label is not None)


class Sought(forms.ModelChoiceField):
    """One of the rows of ``queryset``, by public id. ``sought``: what was typed to narrow the list."""

    iterator = _Listed
    #: The column of the words to look for, the one of the name as written, and that of its order.
    words, written, ordered = "search", "name", "sort_name"
    model: type[Any] = Organization
    sought = ""
    chosen = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"to_field_name": "public_id", "empty_label": _("– choose –"), **kwargs}
        super().__init__(self.model._default_manager.none(), **kwargs)

    def to_python(self, value: Any) -> Any:
        self.refuse_nul(value)
        return super().to_python(value)

    def refuse_nul(self, value: Any) -> None:
        """PostgreSQL takes no text with a NUL in it: such a choice is none of those offered."""
        if isinstance(value, str) and "\x00" in value:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": ""})

    def look_for(self, text: str, chosen: str = "") -> None:
        """``chosen`` stays on the list whatever is looked for."""
        plain = "".join(char for char in text[:LONGEST] if unicodedata.category(char)[0] != "C")
        self.sought, self.chosen = " ".join(plain.split()[:MOST_WORDS]), chosen.replace("\x00", "")

    @property
    def listed(self) -> list[Any]:
        """The first of those that fit, in Vietnamese order; at most SHOWN. One statement for each queryset and text."""
        return self._found[:SHOWN]

    @property
    def more(self) -> bool:
        """Whether more fit than are listed."""
        return len(self._found) > SHOWN

    @property
    def seeks(self) -> bool:
        """Whether there is anything to narrow."""
        return bool(self.sought) or len(self._found) > FEW

    @property
    def _found(self) -> list[Any]:
        known: tuple[Any, ...] | None = self.__dict__.get("_known")
        if known is None or known[0] is not self.queryset or known[1] != (self.sought, self.chosen):
            known = self.queryset, (self.sought, self.chosen), self._look()
            self.__dict__["_known"] = known
        return list(known[2])

    def _look(self) -> list[Any]:
        rows: QuerySet[Any] = self.prepared(self.offered)
        fitting = rows.filter(self._fitting())
        first = [written_so_first(typed, self.written)] if (typed := accented(self.sought)) else []
        found = list(fitting.order_by(*first, self.ordered, "pk")[: SHOWN + 1])
        if self.chosen and all(str(self.prepare_value(row)) != self.chosen for row in found):
            found = [*self._kept(rows), *found]
        return found

    def _kept(self, rows: QuerySet[Any]) -> list[Any]:
        """The row chosen before, if it is one of those offered."""
        try:
            return list(rows.filter(**{str(self.to_field_name): self.chosen})[:1])
        except (TypeError, ValueError):
            return []

    @property
    def offered(self) -> QuerySet[Any]:
        """The rows among which there is a choice."""
        assert self.queryset is not None
        return self.queryset

    def _fitting(self) -> Q:
        condition = Q()
        for word in fold(self.sought).split():
            condition &= Q(**{f"{self.words}__startswith": word}) | Q(**{f"{self.words}__contains": f" {word}"})
        return condition

    def prepared(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """With what the label tells."""
        return rows


class PersonSought(Sought):
    """A person, told apart by birthday, cell and id."""

    model, written = Person, "full_name"

    def prepared(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        counted = Membership.objects.filter(until__isnull=True).select_related("organization")
        return rows.prefetch_related(Prefetch("memberships", counted))

    def label_from_instance(self, obj: Any) -> str:
        return described(obj)


class OrganizationSought(Sought):
    """An organisation with its code."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.code}"


class BodySought(Sought):
    """A body of an organisation, by id."""

    model, words, written = Body, "organization__search", "name"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"to_field_name": "pk", **kwargs})

    def prepared(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("organization")

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} · {obj.organization.code}"
