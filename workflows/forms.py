"""What every form of an act shares: one spelling of text, Vietnamese days, a key per rendering."""

import unicodedata
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date, time
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import ErrorDict
from django.forms.widgets import Input
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from organization.models import User
from organization.seeking import FIND, Sought, find_box
from organization.typed_days import DayField as DayField
from workflows.documents.chosen import bring_back, keep
from workflows.documents.inspection import UploadRefused
from workflows.models import Case, Task

#: Characters nobody types: controls, and marks that turn or hide text.
_FORBIDDEN = {"Cc", "Cf", "Co", "Cn", "Cs"}
#: Longest texts, in characters.
LINE, SHORT, LONG = 200, 60, 4000
#: The largest count a form accepts: more than any body has members.
MOST = 9999
YES, NO = _("Yes"), _("No")


def clean_text(value: str, *, lines: bool = False) -> str:
    """``value`` in NFC without control and formatting characters; line breaks survive only with ``lines``."""
    kept = "".join(
        char if char == "\n" and lines else " " if char in "\t\r\n" else char
        for char in value.replace("\r\n", "\n")
        if char in "\t\r\n" or unicodedata.category(char) not in _FORBIDDEN
    )
    return unicodedata.normalize("NFC", kept).strip()


class TextField(forms.CharField):
    """One line of text."""

    def __init__(self, *, max_length: int = LINE, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class LongTextField(forms.CharField):
    """Several lines of plain text."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, max_length: int = LONG, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "", lines=True)


class CountField(forms.IntegerField):
    """A whole number, not negative."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "count"})
        super().__init__(min_value=0, max_value=MOST, widget=widget, **kwargs)


class YesNoField(forms.TypedChoiceField):
    """Yes or no, to be chosen; nothing is preset. With ``unknown``, a third answer gives None."""

    def __init__(self, *, unknown: bool = False, yes: Any = YES, no: Any = NO, **kwargs: Any) -> None:
        choices = [("yes", yes), ("no", no), *([("", _("Not known yet"))] if unknown else [])]
        kwargs.setdefault("required", not unknown)
        super().__init__(
            choices=choices, coerce=lambda code: code == "yes", empty_value=None, widget=forms.RadioSelect, **kwargs
        )


class ChosenFileBox(Input):
    """A ticked box that stands for a file chosen before; its value is the token of the file."""

    input_type = "checkbox"

    def __init__(self) -> None:
        super().__init__(attrs={"checked": True})


class ActForm(forms.Form):
    """The form of one verb. ``cleaned_data`` without the key is the ``data`` of the act.

    ``notice``: a sentence on draft law; when there is one, the person acting has to acknowledge it. A browser sends a
    chosen file once: after ``keep_files`` or ``hold_files`` the form sends a token in its place, until another file is
    chosen.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    #: {field that may be left empty: when the act asks for it, in words}, beside what the forms above it say; the page
    #: says so in place of "optional".
    needed: Mapping[str, Any] = {}

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        verb: str,
        on: date,
        user: User,
        case: Case | None = None,
        task: Task | None = None,
        notice: str = "",
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, auto_id=f"{verb}-%s", initial={"key": uuid4(), **(initial or {})})
        self.verb, self.on, self.user, self.case, self.task, self.notice = verb, on, user, case, task, notice
        self._kept: dict[str, str] = {}
        self._lost: list[str] = []
        self.prepare()
        for name, field in self.fields.items():
            if isinstance(field, Sought):
                field.look_for(str(self.data.get(find_box(name), "")), str(self.data.get(name, "")))
        self._bring_files_back()
        needed = {
            name: told
            for form in reversed(type(self).__mro__)
            for name, told in form.__dict__.get("needed", {}).items()
        }
        for name, field in self.fields.items():
            _dress(field)
            field.needed = needed.get(name, "")  # type: ignore[attr-defined]
        if notice:
            self.ask_acknowledgement(notice)

    def prepare(self) -> None:
        """Where a form fills its choices and starting values from the case."""

    def fill_choices(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """What a field offers, from the case or the law; in groups, as Django takes them."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def ask_acknowledgement(self, notice: str) -> None:
        """Add the box that acknowledges a sentence on draft law."""
        label = _("I have read this and act in the knowledge of it")
        self.fields["acknowledge"] = forms.BooleanField(label=label, help_text=notice)
        _dress(self.fields["acknowledge"])

    @property
    def act_data(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "key" and not self._stands_in(name)}

    @property
    def has_files(self) -> bool:
        return bool(self._file_fields)

    @property
    def _file_fields(self) -> list[str]:
        return [name for name, field in self.fields.items() if isinstance(field, forms.FileField)]

    def keep_files(self) -> None:
        """Keep the chosen files of the valid form while a page comes in between. Raises UploadRefused."""
        for name in self._file_fields:
            upload = self.cleaned_data.get(name)
            if upload and not self._stands_in(_box_of(name)):
                self._kept[_box_of(name)] = keep(upload, self._own_name(name))

    def hold_files(self) -> None:
        """Keep the chosen files for the form that comes back with errors: each has its box beside it. What is wrong
        with a file is said at its field, and that file is not kept.
        """
        for name in self._file_fields:
            upload, box = self.cleaned_data.get(name), _box_of(name)
            if not upload or self._stands_in(box):
                continue
            try:
                token = keep(upload, self._own_name(name))
            except UploadRefused as error:
                self.add_error(name, ValidationError(str(error)))
                continue
            self.data = self._with(box, token)
            self._offer_box(name, upload)

    def renew(self) -> None:
        """Under a key of its own from now on: what it would do has not been done."""
        self.data = self._with("key", str(uuid4()))
        for name in self._file_fields:
            self.fields.pop(_box_of(name), None)

    def _with(self, name: str, value: str) -> Any:
        data: Any = copy(self.data)
        data[name] = value
        return data

    def _bring_files_back(self) -> None:
        """Put the files of an earlier page among those sent now, and note which are no longer there."""
        for name in self._file_fields:
            token = self.data.get(_box_of(name))
            if not token or name in self.files:
                continue
            upload = bring_back(str(token), self._own_name(name))
            if upload is None:
                self._lost.append(name)
                continue
            self.files = copy(self.files)
            self.files[name] = upload
            self._offer_box(name, upload)

    def _offer_box(self, name: str, upload: UploadedFile) -> None:
        """The box that stands for the file, right behind its field."""
        label = _("The chosen file goes with it: %(name)s") % {"name": upload.name}
        self.fields[_box_of(name)] = forms.CharField(label=label, required=False, widget=ChosenFileBox)
        order = list(self.fields)
        order.insert(order.index(name) + 1, order.pop())
        self.order_fields(order)

    def _own_name(self, field: str) -> str:
        """Of one field of this rendering of the form, for this person."""
        return f"{self.user.pk} {self.verb} {field} {self.data.get('key')}"

    def _stands_in(self, name: str) -> bool:
        return name in self.fields and isinstance(self.fields[name].widget, ChosenFileBox)

    @property
    def looking(self) -> bool:
        """Whether it was sent for another list to choose from: nothing of it is checked or done then."""
        return FIND in self.data

    @property
    def status(self) -> int:
        """Of the page that shows it: 422 because of what was sent, 200 otherwise."""
        return 422 if self.is_bound and not self.looking else 200

    def is_valid(self) -> bool:
        if self.looking:
            self.full_clean()
            return False
        return super().is_valid()

    def full_clean(self) -> None:
        if self.looking:
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()
        for name in self._lost:
            self.add_error(name, ValidationError(_("The chosen file is not kept any more. Choose it again.")))

    @property
    def has_questions(self) -> bool:
        """Whether there is anything to fill in; the box of the acknowledgement alone is none."""
        return any(field.name != "acknowledge" for field in self.visible_fields())

    def refuse(self, errors: Mapping[str, str]) -> None:
        """Put the engine's objections at their fields; what belongs to no field of this form goes on top."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, ValidationError(text))

    def answers(self) -> list[tuple[str, str]]:
        """[(label, value in words)] of the cleaned data, for the page that shows an act before it is sent."""
        return [
            (str(self[name].label), self._spoken(name, value))
            for name, value in self.act_data.items()
            if self._shown(name)
        ]

    def sent(self) -> list[tuple[str, str]]:
        """[(name, value)] exactly as sent, to be sent again: a page in between keeps nothing on the server but files,
        each with its token.
        """
        lists = (
            self.data.lists() if hasattr(self.data, "lists") else ((name, [value]) for name, value in self.data.items())
        )
        typed = [(name, value) for name, values in lists if name in self.fields for value in values]
        return [*typed, *self._kept.items()]

    def foreseen(self, case: Any) -> Any:
        """What the case, as the act would leave it, comes to by its count, for the page that shows the act before it
        is sent: a workflows.meetings.results.Outcome, or None.
        """
        return None

    def _shown(self, name: str) -> bool:
        hidden = isinstance(self.fields[name].widget, forms.HiddenInput) or self._stands_in(name)
        return not hidden and name != "acknowledge"

    def _spoken(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, Sought):
            return field.label_from_instance(value) if value is not None else "–"
        if isinstance(value, bool) and not isinstance(field, forms.ChoiceField):
            return str(YES if value else NO)
        if isinstance(field, forms.ChoiceField):
            several = isinstance(value, list | tuple)
            chosen = {str(item) for item in value} if several else {str(self.data.get(name, ""))}
            return ", ".join(str(label) for code, label in _flat(field.choices) if str(code) in chosen)
        if isinstance(value, date):
            return value.strftime("%d/%m/%Y")
        if isinstance(value, time):
            return value.strftime("%H:%M")
        return "–" if value in (None, "") else str(value)


def _box_of(field: str) -> str:
    """The box beside the field of a file."""
    return f"{field}_chosen"


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices without their groups."""
    found: list[tuple[Any, Any]] = []
    for code, label in choices:
        found += label if isinstance(label, list | tuple) else [(code, label)]
    return found


def _dress(field: forms.Field) -> None:
    """The classes of the style sheet, and no suggestion of what others typed on a shared computer."""
    widget = field.widget
    plain = forms.HiddenInput | forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple | ChosenFileBox
    if isinstance(widget, plain):
        return
    css = "form-select" if isinstance(widget, forms.Select) else "form-control"
    if css == "form-control":
        widget.attrs.setdefault("autocomplete", "off")
    widget.attrs["class"] = f"{css} {widget.attrs.get('class', '')}".strip()
