"""What the list of cases is asked: its form, the words it has in the address, and which organisation was meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case as SqlCase
from django.db.models import IntegerField, Q, QuerySet, Value, When
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organization.accents import accented
from organization.models import Organization, valid_on
from organization.text import fold
from workflows import case_words
from workflows.case_list import Due, Listing, Sort, Status, Wanted, stripped, words_of
from workflows.forms import DayField, TextField

#: {field: its word in the address}.
ADDRESS = {
    "text": "q",
    "kind": "loai",
    "state": "giai_doan",
    "organization": "to_chuc",
    "due": "han",
    "clock": "dong_ho",
    "within": "trong",
    "status": "tinh_trang",
    "opened_from": "tu",
    "opened_to": "den",
    "sort": "sap_xep",
}
LONGEST_TEXT = 100
#: Each word is one more comparison with every case seen.
MOST_WORDS = 8
#: So many organisations are offered when several are meant.
MOST_CHOICES = 20

Choices = list[tuple[str, Any]]
UNKNOWN_CODE = gettext_lazy("“%(value)s” is not one of the choices of this list.")


class CaseFilter(forms.Form):
    """The one form of the list. Nothing is required; an unknown value is an error at its field and stays there."""

    text = TextField(
        label=gettext_lazy("Search"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=gettext_lazy(
            "Code of the dossier, name of the person or of the organisation; accents may be left out."
        ),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )
    sort = forms.ChoiceField(label=gettext_lazy("Sort by"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Procedure"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Open or ended"), required=False)
    organization = TextField(
        label=gettext_lazy("Organisation and all below it"),
        required=False,
        help_text=gettext_lazy("Code or name"),
    )
    due = forms.ChoiceField(label=gettext_lazy("Deadline"), required=False)
    clock = forms.ChoiceField(label=gettext_lazy("Kind of deadline"), required=False)
    within = forms.ChoiceField(label=gettext_lazy("Ends within"), required=False)
    opened_from = DayField(label=gettext_lazy("Opened from"), required=False)
    opened_to = DayField(label=gettext_lazy("Opened until"), required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, auto_id="loc-%s")
        every = _("All")
        states = case_words.states()
        self._offer("sort", [(code.value, code.label) for code in Sort])
        self._offer("kind", [("", every), *case_words.procedures().items()])
        self._offer("state", [("", every), *_grouped(states)])
        self._offer("status", [("", every), *Status.choices])
        self._offer("due", [("", every), *Due.choices])
        self._offer("clock", [("", every), *case_words.clocks().items()])
        lengths = sorted({length for lengths in case_words.windows().values() for length in lengths})
        self._offer("within", [("", every), *((str(length), days_ahead(length)) for length in lengths)])
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.error_messages["invalid_choice"] = UNKNOWN_CODE

    def add_prefix(self, field_name: str) -> str:
        return ADDRESS.get(field_name, field_name)

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        words = words_of(text)
        if text and not words:
            raise ValidationError(_("There is no letter and no digit to search for."))
        if len(words) > MOST_WORDS:
            raise ValidationError(_("At most %(n)s words are searched at once.") % {"n": MOST_WORDS})
        return text

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("opened_from"), self.cleaned_data.get("opened_to")
        if first and last and last < first:
            self.add_error("opened_to", ValidationError(_("This day lies before the first one.")))
        return self.cleaned_data

    def wanted(self, organization: Organization | None) -> Wanted:
        """Of valid data."""
        asked = {name: value for name, value in self.cleaned_data.items() if name not in ("text", "organization")}
        asked["sort"] = asked["sort"] or Sort.DEADLINE
        asked["within"] = int(asked["within"] or 0)
        words = words_of(self.cleaned_data["text"])
        return Wanted(words=words, accented=self.accented, organization=organization, **asked)

    @property
    def accented(self) -> tuple[str, ...]:
        """The words of valid data that were typed with diacritics."""
        return tuple(filter(None, map(stripped, accented(self.cleaned_data["text"]))))

    def count(self, found: Listing) -> None:
        """Write behind each kind, state and status how many there are."""
        for name, counts in (("kind", found.kinds), ("state", found.states), ("status", found.statuses)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            choices: Any = field.choices
            field.choices = [_counted(choice, counts) for choice in choices]

    def answers(self, organization: Organization | None) -> list[tuple[str, str]]:
        """[(label, value in words)] of what narrows the list, for the printed page and the folded form."""
        found = []
        for name in self.fields:
            value = self.cleaned_data.get(name)
            if value and name != "sort":
                found.append((str(self.fields[name].label), self._spoken(name, value, organization)))
        return found

    def _spoken(self, name: str, value: Any, organization: Organization | None) -> str:
        field = self.fields[name]
        if name == "organization" and organization is not None:
            return f"{organization.name} ({organization.code})"
        if isinstance(field, forms.ChoiceField):
            return next((str(label) for code, label in _flat(field.choices) if code == value), str(value))
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)

    @property
    def folded_out(self) -> bool:
        """Whether a field beside the text and the order is wrong: what is right stands above the list in words."""
        return any(name not in ("text", "sort") for name in self.errors)


def days_ahead(length: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", length) % {"n": length}


def _grouped(states: dict[str, dict[str, str]]) -> Choices:
    """The states under the name of their procedure, where there are several."""
    if len(states) == 1:
        return [*next(iter(states.values())).items()]
    names = case_words.procedures()
    return [(names[kind], [*labels.items()]) for kind, labels in states.items()]


def _counted(choice: tuple[Any, Any], counts: dict[str, int]) -> tuple[Any, Any]:
    code, label = choice
    if isinstance(label, list | tuple):
        return code, [_counted(inner, counts) for inner in label]
    number = counts.get(code, 0) if code else sum(counts.values())
    return code, f"{label} ({number_format(number, use_l10n=True)})"


def _flat(choices: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for code, label in choices:
        found += _flat(label) if isinstance(label, list | tuple) else [(code, label)]
    return found


@dataclass(frozen=True)
class Meant:
    """Which organisation a text means: ``organization``, or ``choices`` when several fit, or neither.

    ``more``: there are more than the choices listed.
    """

    organization: Organization | None = None
    choices: tuple[Organization, ...] = ()
    more: bool = False


def meant_by(text: str, on: date, among: QuerySet[Organization]) -> Meant:
    """By public id, by the code or name as it stands, or by words of both. One statement.

    What exists on the day goes before what has ended.
    """
    exactly = Q(public_id=text) | Q(code__iexact=text) | Q(name__iexact=text)
    rows = among.filter(exactly | _words(text)).annotate(
        distance=SqlCase(
            When(Q(public_id=text), then=Value(0)),
            When(valid_on(on) & Q(code__iexact=text), then=Value(1)),
            When(valid_on(on) & Q(name__iexact=text), then=Value(2)),
            When(valid_on(on), then=Value(3)),
            default=Value(4),
            output_field=IntegerField(),
        )
    )
    found = list(rows.order_by("distance", "code", "pk")[: MOST_CHOICES + 1])
    nearest = [row for row in found if row.distance == found[0].distance < 3] or found
    if len(nearest) == 1:
        return Meant(nearest[0])
    return Meant(None, tuple(nearest[:MOST_CHOICES]), len(nearest) > MOST_CHOICES)


def _words(text: str) -> Q:
    condition = Q()
    for word in fold(text).split():
        condition &= Q(search__startswith=word) | Q(search__contains=f" {word}")
    return condition
