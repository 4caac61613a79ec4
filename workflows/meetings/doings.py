"""What is done to a meeting as a whole: which forms it offers by its state, and what each of them does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from organization.clock import today
from organization.models import User
from workflows.actions import Refused, rehearse
from workflows.findings import RuleBroken
from workflows.mandates import sent_to
from workflows.meetings import convening
from workflows.meetings.forms import (
    AttendanceForm,
    CancelForm,
    ChangeForm,
    CloseForm,
    MeetingForm,
    OpenMeetingForm,
)
from workflows.meetings.models import AgendaItem, Meeting, MeetingState
from workflows.meetings.pages import presiding
from workflows.meetings.rosters import members_of

#: What a meeting offers as a whole, by its state.
OFFERED: dict[str, tuple[str, ...]] = {
    MeetingState.PLANNED: ("attend", "open", "change", "cancel"),
    MeetingState.OPEN: ("close",),
}
#: … and where nothing is left on its agenda that its leader may see.
ENDINGS = ("cancel", "close")
_FORMS: dict[str, type[MeetingForm]] = {
    "change": ChangeForm,
    "attend": AttendanceForm,
    "open": OpenMeetingForm,
    "close": CloseForm,
    "cancel": CancelForm,
}


def forms_of(
    meeting: Meeting, doings: Iterable[str], user: User, first: AgendaItem | None, data: Any = None
) -> dict[str, MeetingForm]:
    """{doing: its form}; ``first``: an item of the agenda the user may see, whose case knows the law."""
    given: dict[str, Any] = {"on": today(), "user": user, "body": meeting.body, "meeting": meeting}
    forms = {doing: _FORMS[doing](data, verb=doing, **given) for doing in doings}
    if first is None or not forms.keys() & {"change", "attend"}:
        return forms
    day = min(meeting.held_on, today())
    members = list(members_of(meeting.body, day).items())
    sent = sent_to([first.case], meeting.body, today())
    for form in forms.values():
        if isinstance(form, ChangeForm):
            form.offer(presiding(meeting.body, day, first.case.coerced.law(today()), sent), members)
        if isinstance(form, AttendanceForm):
            form.offer(members)
    return forms


def _change(meeting: Meeting, form: Any, user: User) -> None:
    convening.change(meeting, by=user, on=today(), key=form.cleaned_data["key"], data=form.act_data)


def _attend(meeting: Meeting, form: Any, user: User) -> None:
    convening.attend(meeting, form.attendance, by=user, on=today(), key=form.cleaned_data["key"])


def _opened(meeting: Meeting, form: Any, user: User) -> list[AgendaItem]:
    try:
        return convening.open_meeting(meeting, by=user, on=today(), key=form.cleaned_data["key"])
    except RuleBroken as error:
        raise Refused({"": "; ".join(found.text for found in error.findings)}) from error


def foresee_opening(meeting: Meeting, form: OpenMeetingForm, user: User) -> list[AgendaItem]:
    """The items with the rosters that the opening would freeze now; nothing is stored. Raises as the opening does."""
    items = rehearse(lambda: _opened(meeting, form, user))
    form.show(items)
    return items


@transaction.atomic
def _open(meeting: Meeting, form: Any, user: User) -> None:
    items = _opened(meeting, form, user)
    if items and not form.saw(items):
        raise Refused({"": _("Who is there or who counts has changed meanwhile. Look at the roster again.")})


def _close(meeting: Meeting, form: Any, user: User) -> None:
    convening.close_meeting(meeting, by=user, on=today(), ended_at=form.cleaned_data["ended_at"])


def _cancel(meeting: Meeting, form: Any, user: User) -> None:
    key, reason = form.cleaned_data["key"], form.cleaned_data["reason"]
    convening.cancel_meeting(meeting, by=user, on=today(), key=key, reason=reason)


DOINGS: dict[str, Callable[[Meeting, Any, User], None]] = {
    "change": _change,
    "attend": _attend,
    "open": _open,
    "close": _close,
    "cancel": _cancel,
}
