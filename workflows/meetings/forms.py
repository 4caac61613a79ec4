"""The forms about a meeting as a whole: convening, what still changes before it opens, attendance, its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organization.models import Body, Person
from workflows.audit.chain import canonical, digest, plain
from workflows.forms import ActForm, DayField, LongTextField, TextField
from workflows.meetings.models import AgendaItem, Attendance, Meeting
from workflows.models import Task

#: In the address of the page: every case that waits is ticked.
ALL = "tat-ca"


class HourField(forms.TimeField):
    """An hour and minute, typed as 8:30."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"placeholder": "8:30", "autocomplete": "off", "maxlength": 5, "inputmode": "numeric"}
        kwargs.setdefault("error_messages", {"invalid": _("Write hour and minute, for example 8:30.")})
        super().__init__(
            widget=forms.TimeInput(format="%H:%M", attrs=attrs), input_formats=["%H:%M", "%Hh%M"], **kwargs
        )


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
    needed = {"chair_sent_by": _("needed when the superior sent the chair")}

    def offer(self, presiding: list[Any], members: list[tuple[str, str]]) -> None:
        """``presiding``: choices of who may preside, in groups; ``members``: [(public id, name)]."""
        empty = ("", gettext("– choose –"))
        self.fill_choices("chair", [empty, *presiding])
        self.fill_choices("secretary", [empty, *members])


class ConveneForm(_Frame):
    held_on = DayField(label=_("Day of the meeting"))
    tasks = forms.MultipleChoiceField(
        label=_("Agenda"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The cases that wait for this body, the nearest deadline first; one at a time is voted on."),
    )
    field_order = ["key", "tasks", "held_on", "starts_at", "place", "chair", "secretary", "notice_sent_on"]

    waiting: list[Task]

    def offer_tasks(self, waiting: list[Task], ticked: str = "") -> None:
        """``ticked``: the public id of the case's step from which the user came, or ALL; nothing else is ticked."""
        self.waiting = waiting
        self.fill_choices("tasks", [(task.public_id, _named(task)) for task in waiting])
        self.initial["tasks"] = [task.public_id for task in waiting if ticked in (ALL, task.public_id)]

    def clean_tasks(self) -> list[Task]:
        chosen = set(self.cleaned_data["tasks"])
        return [task for task in self.waiting if task.public_id in chosen]


def _named(task: Task) -> str:
    due = gettext(", due %(day)s") % {"day": task.due_on.strftime("%d/%m/%Y")} if task.due_on else ""
    return f"{task.title}: {task.process.whom} ({task.process.organization}){due}"


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
    """Nothing to ask. ``seen``: the rosters that the page of the review showed, so that no other ones are frozen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def show(self, items: list[AgendaItem]) -> None:
        """What is sent on from the page of the review."""
        self.data = self._with("seen", _shown(items))

    def saw(self, items: list[AgendaItem]) -> bool:
        """Whether the person opening it was shown exactly these rosters."""
        return bool(self.cleaned_data["seen"] == _shown(items))


def _shown(items: list[AgendaItem]) -> str:
    return digest(canonical({item.public_id: plain(item.roster) for item in items}))
