"""The forms of a meeting: convening, attendance, opening a box, the count entered twice, the keys of two tellers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organization.models import Body, Person
from workflows.audit.chain import canonical, digest
from workflows.documents.inspection import EXTENSIONS
from workflows.forms import ActForm, CountField, DayField, LongTextField, TextField
from workflows.meetings.ballots import received
from workflows.meetings.models import AgendaItem, Attendance, Medium, Meeting
from workflows.models import Task
from workflows.verbs import Secret

#: Words for the codes of ``vote.forms``.
FORM_LABELS = {"secret": _("Secret ballot"), "card": _("By raising the party card")}


class HourField(forms.TimeField):
    """An hour and minute, typed as 8:30."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"placeholder": "8:30", "autocomplete": "off", "maxlength": 5, "inputmode": "numeric"}
        kwargs.setdefault("error_messages", {"invalid": _("Write hour and minute, for example 8:30.")})
        super().__init__(
            widget=forms.TimeInput(format="%H:%M", attrs=attrs), input_formats=["%H:%M", "%Hh%M"], **kwargs
        )


class SecretField(forms.CharField):
    """A passphrase: told to the act, kept nowhere, never shown again."""

    widget = forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"})

    def clean(self, value: Any) -> Secret:
        return Secret(super().clean(value))


class PersonField(forms.TypedChoiceField):
    """One of the persons offered, by public id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=self._person, empty_value=None, **kwargs)

    @staticmethod
    def _person(public_id: str) -> Person:
        return Person.objects.get(public_id=public_id)


class MeetingForm(ActForm):
    """A form about the meeting itself. ``body``; ``meeting``: None while it is being convened."""

    def __init__(self, *args: Any, body: Body, meeting: Meeting | None = None, **kwargs: Any) -> None:
        self.body, self.meeting = body, meeting
        super().__init__(*args, **kwargs)


class _Frame(MeetingForm):
    """What of a meeting can still be changed before it opens."""

    starts_at = HourField(label=_("Begins at"))
    place = TextField(label=_("Place"))
    chair = PersonField(label=_("Chair"), help_text=_("Not the person concerned."))
    chair_sent_by = TextField(
        label=_("Paper by which the superior sent the chair"),
        max_length=120,
        required=False,
        help_text=_("Only where nobody of the body itself can preside: number and day."),
    )
    secretary = PersonField(label=_("Takes the minutes"))
    notice_sent_on = DayField(label=_("Members summoned on"))
    representatives = LongTextField(
        label=_("Representatives of the superior body"),
        required=False,
        help_text=_("One a line, with the office. They attend and do not vote."),
    )

    def offer(self, presiding: list[Any], members: list[tuple[str, str]]) -> None:
        """``presiding``: choices of who may preside, in groups; ``members``: [(public id, name)]."""
        empty = ("", gettext("– choose –"))
        chair, secretary = self.fields["chair"], self.fields["secretary"]
        assert isinstance(chair, forms.ChoiceField)
        assert isinstance(secretary, forms.ChoiceField)
        chair.choices = [empty, *presiding]
        secretary.choices = [empty, *members]


class ConveneForm(_Frame):
    held_on = DayField(label=_("Day of the meeting"))
    tasks = forms.MultipleChoiceField(
        label=_("Agenda"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The cases that wait for this body, the nearest deadline first; one at a time is voted on."),
    )
    field_order = ["key", "tasks", "held_on", "starts_at", "place", "chair", "secretary", "notice_sent_on"]

    waiting: list[Task]

    def offer_tasks(self, waiting: list[Task]) -> None:
        self.waiting = waiting
        field = self.fields["tasks"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(task.public_id, _named(task)) for task in waiting]
        self.initial.setdefault("tasks", [task.public_id for task in waiting])

    def clean_tasks(self) -> list[Task]:
        chosen = set(self.cleaned_data["tasks"])
        return [task for task in self.waiting if task.public_id in chosen]


def _named(task: Task) -> str:
    due = gettext(", due %(day)s") % {"day": task.due_on.strftime("%d/%m/%Y")} if task.due_on else ""
    return f"{task.title}: {task.process.subject} ({task.process.organization}){due}"


class ChangeForm(_Frame):
    """Filled with what stands."""

    def prepare(self) -> None:
        assert self.meeting is not None
        for name in ("starts_at", "place", "chair_sent_by", "notice_sent_on", "representatives"):
            self.initial.setdefault(name, getattr(self.meeting, name))
        self.initial.setdefault("chair", self.meeting.chair.public_id)
        self.initial.setdefault("secretary", self.meeting.secretary.public_id)


class AttendanceForm(MeetingForm):
    """One line for each member: present, absent with a reason, absent without. ``seen``: what stood there when the
    page was made, so that nobody overwrites what another has noted meanwhile."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.initial["seen"] = self._now

    @property
    def _now(self) -> str:
        return digest(canonical(self.meeting.attendance if self.meeting else {}))

    def clean_seen(self) -> str:
        if self.cleaned_data["seen"] != self._now:
            raise ValidationError(gettext("Somebody has noted attendance meanwhile. Look at it again, then save."))
        return self._now

    def offer(self, members: list[tuple[str, str]]) -> None:
        known = self.meeting.attendance if self.meeting else {}
        for public_id, name in members:
            self.fields[f"at_{public_id}"] = forms.ChoiceField(
                label=name,
                choices=Attendance.choices,
                widget=forms.RadioSelect,
                initial=known.get(public_id, Attendance.PRESENT),
            )

    @property
    def attendance(self) -> dict[str, str]:
        """{public id: Attendance} of the cleaned data."""
        return {name.removeprefix("at_"): value for name, value in self.act_data.items() if name.startswith("at_")}


class ItemForm(ActForm):
    """A form about the case's item of the agenda."""

    @property
    def item(self) -> AgendaItem:
        assert self.case is not None
        item = self.case.agenda_item
        assert item is not None
        return item


class OpenVoteForm(ItemForm):
    form = forms.ChoiceField(label=_("Form of the vote"), widget=forms.RadioSelect)
    medium = forms.ChoiceField(
        label=_("Ballots"),
        choices=Medium.choices,
        widget=forms.RadioSelect,
        initial=Medium.PAPER,
        help_text=_("Electronic: secret ballots only, everybody from his own account; two tellers open them."),
    )
    tellers = forms.MultipleChoiceField(
        label=_("Tellers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Named by the meeting for a secret ballot, two at least."),
    )

    def prepare(self) -> None:
        assert self.task is not None
        assert self.case is not None
        allowed = self.case.ballot(self.task.flow_task.level, self.item.meeting.held_on).forms
        form, tellers = self.fields["form"], self.fields["tellers"]
        assert isinstance(form, forms.ChoiceField)
        assert isinstance(tellers, forms.ChoiceField)
        form.choices = [(code, FORM_LABELS.get(code, code)) for code in allowed]
        tellers.choices = [(row["person"], row["name"]) for row in self.item.roster if row["votes"]]
        self.initial.setdefault("tellers", [key.person.public_id for key in self.item.teller_keys.all()])


class TakeOffForm(ItemForm):
    reason = TextField(label=_("Reason"), max_length=300)


class SealForm(ItemForm):
    """Nothing to ask; of an electronic box, how many have voted."""

    def answers(self) -> list[tuple[str, str]]:
        if not self.item.electronic:
            return []
        numbers = {"count": received(self.item), "all": self.item.expected}
        return [(gettext("Ballots received"), gettext("%(count)s of %(all)s") % numbers)]


class CountForm(ItemForm):
    """The count, entered twice: what the two tellers wrote down independently has to be the same."""

    minutes = forms.FileField(
        label=_("Signed minutes of the counting team"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(EXTENSIONS)}),
        help_text=_("A scan; needed of a secret ballot. It has to be chosen anew when the page reports an error."),
    )

    def prepare(self) -> None:
        labels: dict[str, str] = self.item.asked.get("labels", {})
        counts: dict[str, Any] = {
            "issued": _("Ballots issued"),
            "returned": _("Ballots returned"),
            "invalid": _("Invalid or blank"),
            **{f"votes_{code}": label for code, label in labels.items()},
        }
        if self.item.form != "secret":
            # cards are not handed out: who is present and counted has one
            counts = {f"votes_{code}": label for code, label in labels.items()} | {"invalid": _("Not raised")}
            del self.fields["minutes"]
        self.counts = counts
        minutes = self.fields.pop("minutes", None)
        for name, label in counts.items():
            self.fields[f"{name}_1"] = CountField(label=label)
            self.fields[f"{name}_2"] = CountField(label=label)
        if minutes is not None:
            minutes.required = True
            self.fields["minutes"] = minutes

    @property
    def pairs(self) -> list[tuple[Any, Any, Any]]:
        """[(label, field of the first teller, of the second)]."""
        return [(label, self[f"{name}_1"], self[f"{name}_2"]) for name, label in self.counts.items()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self.counts:
            first, second = data.get(f"{name}_1"), data.get(f"{name}_2")
            if first is not None and second is not None and first != second:
                text = gettext("The two tellers differ: %(first)s and %(second)s. Count again.")
                self.add_error(f"{name}_2", ValidationError(text % {"first": first, "second": second}))
        return data

    @property
    def act_data(self) -> dict[str, Any]:
        data = self.cleaned_data
        votes = {name.removeprefix("votes_"): data[f"{name}_1"] for name in self.counts if name.startswith("votes_")}
        invalid = data["invalid_1"]
        all_of_them = sum(votes.values()) + invalid
        return {
            "issued": data.get("issued_1", all_of_them),
            "returned": data.get("returned_1", all_of_them),
            "invalid": invalid,
            "votes": votes,
            "minutes": data.get("minutes"),
        }

    def answers(self) -> list[tuple[str, str]]:
        return [(str(label), str(self.cleaned_data.get(f"{name}_1", "–"))) for name, label in self.counts.items()]

    def refuse(self, errors: Any) -> None:
        """The engine speaks of the numbers as such; here each stands twice."""
        super().refuse({f"{name}_1" if f"{name}_1" in self.fields else name: text for name, text in errors.items()})


class CountBallotsForm(ItemForm):
    """Two tellers, each with the passphrase chosen before the box was opened."""

    first = forms.ChoiceField(label=_("First teller"))
    first_passphrase = SecretField(label=_("Passphrase of the first teller"))
    second = forms.ChoiceField(label=_("Second teller"))
    second_passphrase = SecretField(label=_("Passphrase of the second teller"))

    def prepare(self) -> None:
        names = {row["person"]: row["name"] for row in self.item.roster}
        keys = [(key.person.public_id, names.get(key.person.public_id, "")) for key in self.item.teller_keys.all()]
        for name in ("first", "second"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", gettext("– choose –")), *keys]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("first") == data.get("second"):
            self.add_error("second", ValidationError(gettext("It takes two different tellers.")))
        return data


class KeyForm(ItemForm):
    """A teller chooses the passphrase of his key, in his own session."""

    passphrase = SecretField(
        label=_("Passphrase"),
        min_length=12,
        help_text=_("At least 12 characters. Nobody can restore it: without it your key opens nothing."),
    )
    again = SecretField(label=_("Passphrase once more"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("passphrase") and data.get("again") and data["passphrase"] != data["again"]:
            self.add_error("again", ValidationError(gettext("The two passphrases differ.")))
        return data


class CloseForm(MeetingForm):
    ended_at = HourField(label=_("The meeting ended at"))

    def prepare(self) -> None:
        """As the minutes of its items have it."""
        assert self.meeting is not None
        papers = [paper for paper in self.meeting.items.values_list("paper", flat=True) if paper]
        self.initial.setdefault("ended_at", max((paper["meeting"]["ended_at"] for paper in papers), default=""))


class CancelForm(MeetingForm):
    reason = TextField(label=_("Reason"), max_length=300)


class OpenMeetingForm(MeetingForm):
    """Nothing to ask."""


#: Verb of an item -> its form.
ITEM_FORMS: dict[str, type[ItemForm]] = {
    "take_off_agenda": TakeOffForm,
    "open_vote": OpenVoteForm,
    "open_deciding_vote": OpenVoteForm,
    "seal_box": SealForm,
    "break_off_vote": TakeOffForm,
    "count_votes": CountForm,
    "count_ballots": CountBallotsForm,
}
