"""The record of a case in sentences, newest first: one entry per act, with what it recorded."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from workflows.audit.models import Event
from workflows.grounds import label_of
from workflows.law import regulations_in
from workflows.models import Case
from workflows.nodes import VerbNode
from workflows.procedures import law_folder
from workflows.screens import Screen
from workflows.votes import REASONS

#: What every procedure records.
SENTENCES = {
    "clock.started": gettext_noop("Clock started – %(clock)s, due on %(due_on)s (%(article)s %(regulation)s)."),
    "clock.moved": gettext_noop("Clock recounted after a change of the calendar – %(clock)s, now due on %(due_on)s."),
    "clock.extended": gettext_noop("Clock extended – %(clock)s, now due on %(due_on)s (%(article)s %(regulation)s)."),
    "clock.stopped": gettext_noop("Clock stopped – %(clock)s, due on %(due_on)s, days late: %(days_late)s."),
    "redacted": gettext_noop("Personal data in an earlier entry were removed."),
    "emergency_reading.granted": gettext_noop(
        "Emergency reading by %(reader)s, together with %(second)s, for the last time on %(last)s: %(reason)s"
    ),
    "meeting.agenda": gettext_noop("On the agenda of the meeting of %(held_on)s, %(place)s."),
    "meeting.postponed": gettext_noop("Taken off the agenda: %(reason)s"),
    "vote.broken_off": gettext_noop("The vote ended without an outcome: %(reason)s"),
    "meeting.changed": gettext_noop("The convened meeting was changed."),
    "meeting.opened": gettext_noop(
        "The meeting opened, chaired by %(chair)s: %(present)s present of %(base)s counted. Not counted: %(excluded)s."
    ),
    "aside.declared": gettext_noop("%(person)s asked to stand aside (%(recusal)s): %(reason)s"),
    "aside.decided": gettext_noop("Decided whether %(person)s stands aside: %(stands)s. %(reason)s"),
    "vote.opened": gettext_noop(
        "The vote opened (%(form)s): %(ballots)s may vote; %(base)s counted, %(minimum_yes)s needed."
    ),
    "vote.sealed": gettext_noop("The box was sealed."),
    "vote.ballots_counted": gettext_noop(
        "Counted: %(issued)s issued, %(returned)s returned, %(invalid)s invalid, %(unreturned)s not returned;"
        " %(votes)s."
    ),
    "minutes.filed": gettext_noop("Minutes filed: %(file)s."),
}


@dataclass(frozen=True)
class Entry:
    """One act. ``who`` and ``body`` are empty where nobody acted; ``on``: the legal day, ``at``: when entered."""

    at: datetime
    on: date
    title: str
    who: str = ""
    body: str = ""
    lines: list[str] = field(default_factory=list)
    number: int = 0

    @property
    def entered_later(self) -> bool:
        return timezone.localdate(self.at) != self.on


def events_of(case: Case) -> list[Event]:
    """Every event with its payload, oldest first: one statement."""
    rows = Event.objects.filter(case_id=case.pk).select_related("payload__actor__person", "payload__body")
    return list(rows.order_by("sequence"))


def entries(case: Case, events: Iterable[Event], screen: Screen, shut: Container[str] = ()) -> list[Entry]:
    """The acts of the case, newest first. The events of one act share their moment. ``shut``: kinds of events that are
    not told.
    """
    titles = titles_of(case)
    found, before = [], _Ground()
    for _at, rows in groupby(events, key=lambda event: event.at):
        of_act = list(rows)
        ground = _ground(of_act[0])
        entry = _entry([of_act[0], *(event for event in of_act[1:] if event.kind not in shut)], titles, screen)
        if ground is not None:
            entry = replace(entry, lines=entry.lines + _changed(before, ground, case, screen))
            before = ground
        found.append(entry)
    return found[::-1]


@dataclass(frozen=True)
class _Ground:
    """What an act rested on: ``law`` {axis: regulation code}, ``chain``: its profile; empty where it was none."""

    law: dict[str, str] = field(default_factory=dict)
    chain: str = ""


def _ground(event: Event) -> _Ground | None:
    """Of the event that is an act itself; None for what only follows one."""
    values = _values(event)
    law = values.get("law")
    return _Ground(law, str(values.get("chain") or "")) if isinstance(law, dict) else None


def _changed(before: _Ground, now: _Ground, case: Case, screen: Screen) -> list[str]:
    """A sentence where an act is judged by another law than the one before it, or goes another way."""
    lines = []
    if before.law and before.law != now.law:
        numbers = {regulation.code: regulation.number for regulation in regulations_in(law_folder(case.kind))}
        axes = [axis for axis in {**now.law, **before.law} if before.law.get(axis) != now.law.get(axis)]
        named = [
            ", ".join(numbers.get(law[axis], law[axis]) for axis in axes if axis in law) or "–"
            for law in (now.law, before.law)
        ]
        lines.append(_("The law has changed: from here on judged by %(now)s; before by %(then)s.") % _pair(named))
    if before.chain and now.chain and before.chain != now.chain:
        named = [screen.spoken("chain", chain) for chain in (now.chain, before.chain)]
        lines.append(_("The way has changed: from here on chain %(now)s; before chain %(then)s.") % _pair(named))
    return lines


def _pair(named: list[str]) -> dict[str, str]:
    return {"now": named[0], "then": named[1]}


def last_of(case: Case, events: list[Event], kind: str, screen: Screen) -> Entry | None:
    """The latest act that recorded an event of the kind, with that one sentence; None when none did."""
    found = next((event for event in reversed(events) if event.kind == kind), None)
    if found is None:
        return None
    entry = _entry([row for row in events if row.at == found.at], titles_of(case), screen)
    return replace(entry, lines=[sentence(found, screen)])


def reached_on(events: Iterable[Event]) -> dict[str, date]:
    """{state: the day the case last reached it}."""
    days: dict[str, date] = {}
    for event in events:
        values = _values(event)
        if values.get("to") and values.get("to") != values.get("from"):
            days[str(values["to"])] = event.on
    return days


def _entry(rows: list[Event], titles: dict[str, str], screen: Screen) -> Entry:
    first = rows[0]
    payload = getattr(first, "payload", None)
    title = titles.get(first.kind, "")
    lines = [sentence(event, screen) for event in (rows[1:] if title else rows)]
    return Entry(
        at=first.at,
        on=first.on,
        title=title or lines.pop(0),
        who=str(payload.actor) if payload and payload.actor else "",
        body=str(payload.body) if payload and payload.body else "",
        lines=[line for line in lines if line],
        number=first.sequence,
    )


def sentence(event: Event, screen: Screen) -> str:
    """One event in words; a value that was redacted is a dash."""
    values = _values(event)
    kind = event.kind
    if kind.startswith("clock."):
        _clock, name, what = kind.split(".", 2)
        values["clock"] = _(screen.clocks[name]) if name in screen.clocks else name
        kind = f"clock.{what}"
    template = screen.sentences.get(kind) or SENTENCES.get(kind)
    if template is None:
        return kind
    spoken = {name: _spoken(name, value, screen) for name, value in values.items()}
    if values.get("regulation") and not values.get("article"):
        spoken["article"] = ""  # a text seen in a secondary source only: its article is not known
    words = _(template)
    if values.get("number") == "":  # what has no number is named by what stands before it, without a dash
        words = words.replace(")s %(number)s", ")s")
    return re.sub(r"(?<=\() | (?= )", "", words % _Dashes(spoken))


class _Dashes(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def _spoken(name: str, value: object, screen: Screen) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "excluded" and isinstance(value, list):
        told = [str(line).rpartition(": ") for line in value]
        return "; ".join(f"{who}: {_(REASONS.get(why, why))}" for who, _colon, why in told) or _("nobody")
    if name == "recusal":
        grounds = value if isinstance(value, list) else [value]
        return ", ".join(label_of(str(ground)) for ground in grounds) or "–"
    text = screen.spoken(name, value)
    try:
        return date.fromisoformat(text).strftime("%d/%m/%Y")
    except ValueError:
        return text


def _values(event: Event) -> dict[str, object]:
    payload = getattr(event, "payload", None)
    return dict(payload.values) if payload else {}


def titles_of(case: Case) -> dict[str, str]:
    """{kind of event: label of the verb}: an act is recorded as ``step.verb``."""
    nodes = case.flow_class.instance.nodes() if case.flow_class else []
    return {
        f"{node.name}.{code}": str(doing.verb.label)
        for node in nodes
        if isinstance(node, VerbNode)
        for code, doing in node.doings.items()
    }
