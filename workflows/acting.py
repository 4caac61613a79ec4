"""One act in hand: what the verb's function may use, and what it leaves to be saved with the act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NoReturn

from django.db.models import Model
from django.utils.translation import gettext as _

from organization.models import Body, Seat, User
from organization.prepared import Prepared
from workflows import days
from workflows.audit.chain import Entry
from workflows.calendar import BeyondCalendar, Calendar, due_on
from workflows.deadlines import clock, earliest
from workflows.findings import Finding
from workflows.law import Law, NotInForce, Provision
from workflows.mandates import Mandate
from workflows.models import Deadline, Judgement, Task
from workflows.nodes import Doing, VerbNode
from workflows.routes import Route

_OPEN_CLOCKS = Prepared(lambda case_id: Deadline.objects.filter(case_id=case_id, closed_on__isnull=True), int)


class Refused(Exception):
    """Data that cannot be accepted: ``errors`` is {field: message in words}, "" for the whole. Nothing was stored."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {text}" if name else text for name, text in errors.items()))
        self.errors = dict(errors)


@dataclass(frozen=True)
class Named:
    """A person who sees the case by name from the act on, until the day before ``until``, and why, in words."""

    user: User
    reason: str
    until: date


@dataclass
class Act:
    """What a verb's function is given.

    ``on``: the day it is entered; ``day``: the legal day, whose law and route apply; ``seat``: None for the person
    concerned; ``data``: the cleaned data of the form. What the function records with ``record``, ``add`` and the clocks
    is saved by the act itself, in one go, after the judgement. ``opened``: tasks the act created; ``touched``: those it
    cancelled or gave another day; ``leaving``: bodies that see the case no longer, each from its day on; ``settled``:
    nor does any body that lies on no level of the way from where the case has been put. ``lending``: bodies that see
    it until a day. ``telling``: bodies it is reported to, which see it from the act on. ``naming``: persons who see it
    by name; ``unnaming``: ids of persons who do so no longer from the day of entry on. ``mandate``: by which who
    holds no seat in the body acts, sent to lead it in this case.
    """

    case: Any
    node: VerbNode
    doing: Doing
    by: User | None
    seat: Seat | None
    body: Body | None
    on: date
    day: date
    data: Mapping[str, Any]
    law: Law
    judgement: Judgement
    findings: list[Finding] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    additions: list[Model] = field(default_factory=list)
    opened: list[Task] = field(default_factory=list)
    touched: list[Task] = field(default_factory=list)
    moved: list[Deadline] = field(default_factory=list)
    leaving: dict[Body, date] = field(default_factory=dict)
    settled: bool = False
    lending: dict[Body, date] = field(default_factory=dict)
    telling: list[Body] = field(default_factory=list)
    naming: list[Named] = field(default_factory=list)
    unnaming: list[int] = field(default_factory=list)
    mandate: Mandate | None = None

    @cached_property
    def route(self) -> Route:
        return self.case.route(self.day)

    @property
    def by_himself(self) -> bool:
        """Whether the person concerned does it in his own file."""
        return self.seat is None and self.mandate is None

    def reroute(self) -> None:
        """The act has put the case elsewhere: what follows goes by the way from there."""
        self.__dict__.pop("route", None)

    @cached_property
    def calendar(self) -> Calendar:
        return days.calendar()

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """The open clocks of the case, those started or stopped by this act included."""
        return _OPEN_CLOCKS(self.case.pk) if self.case.pk else []

    def due_at(self, step: Any) -> date | None:
        """Until when the step has to be done: by its own clocks, where it names them; else by the first of all but
        those that run beside the steps.
        """
        own, aside = getattr(step, "clocks", ()), self.case.flow_class.clocks_aside
        counted = (row for row in self.deadlines if (row.kind in own if own else row.kind not in aside))
        return earliest(counted)

    def refuse(self, message: str, field_name: str = "") -> NoReturn:
        raise Refused({field_name: message})

    def require_seat_on_day(self, field_name: str) -> None:
        """Who signs held his seat on the day of the signature. Raises Refused."""
        held = self.seat or self.mandate
        if held is not None and held.since > self.day:
            since = held.since.strftime("%d/%m/%Y")
            self.refuse(
                _("On that day you did not hold this seat yet (since %(since)s).") % {"since": since}, field_name
            )

    def record(self, kind: str, **fields: Any) -> None:
        """One more line of the record: JSON values; days as ISO text."""
        self.entries.append(Entry(kind=kind, on=self.day, actor=self.by, body=self.body, fields=fields))

    def add(self, row: Model) -> None:
        """A row to be saved with the act (its ``judgement`` is set, if it has one)."""
        self.additions.append(row)

    def name(self, user: User, reason: str, until: date) -> None:
        """Let a person see the case by name from the act on, until the day before ``until``."""
        self.naming.append(Named(user, reason, until))

    def start_clock(
        self,
        kind: str,
        provision: str,
        started_on: date,
        reference: str = "",
        law: Law | None = None,
        length: int | None = None,
    ) -> Deadline:
        """Start a clock under the law of the act's day, or under ``law``. ``length``: where the act itself says how
        long, in the unit of the provision.
        """
        try:
            ground = (law or self.law)[provision]
            ground = ground if length is None else replace(ground, value=length)
            row = clock(self.case, kind, ground, started_on, self.calendar, reference)
        except NotInForce as error:
            raise Refused({"": str(error)}) from error
        except BeyondCalendar as error:
            raise Refused({"": self._calendar_ends()}) from error
        self.deadlines.append(row)
        self.record(
            f"clock.{kind}.started", due_on=row.due_on.isoformat(), article=row.article, regulation=row.regulation
        )
        return row

    def stop_clock(self, kind: str, reference: str = "") -> None:
        """Stop a running clock on the act's day; nothing happens when none runs."""
        for row in self.deadlines:
            if row.kind == kind and row.reference == reference and row.closed_on is None:
                self._stop(row, self.day)

    def end_period(self, kind: str) -> Deadline | None:
        """Stop a running clock that is a length of time and no deadline, on its own last day; None when none runs."""
        row = next((row for row in self.deadlines if row.kind == kind and row.closed_on is None), None)
        if row is not None:
            self._stop(row, row.due_on)
        return row

    def _stop(self, row: Deadline, on: date) -> None:
        row.closed_on = on
        late = max(0, (on - row.due_on).days)
        self.record(f"clock.{row.kind}.stopped", due_on=row.due_on.isoformat(), days_late=late)

    def extend_clock(self, kind: str, by: Provision) -> Deadline | None:
        """Make a running clock longer by a provision of its own unit; None when none of the kind runs."""
        row = next((row for row in self.deadlines if row.kind == kind and row.closed_on is None), None)
        if row is None:
            return None
        before, row.length = row.due_on, row.length + by.value
        try:
            row.due_on = due_on(row.unit, row.length, row.started_on, self.calendar)
        except BeyondCalendar as error:
            raise Refused({"": self._calendar_ends()}) from error
        self.moved.append(row)
        self.record(
            f"clock.{kind}.extended",
            before=before.isoformat(),
            due_on=row.due_on.isoformat(),
            days=by.value,
            article=by.article,
            regulation=by.title,
        )
        return row

    def _calendar_ends(self) -> str:
        last = self.calendar.known[1].strftime("%d/%m/%Y")
        return _("The calendar of working days is known only until %(last)s; extend it first.") % {"last": last}

    def move_clock(self, row: Deadline, due_on: date) -> None:
        """The derivation of a running clock gives another day than before."""
        self.record(f"clock.{row.kind}.moved", before=row.due_on.isoformat(), due_on=due_on.isoformat())
        row.due_on = due_on
        self.moved.append(row)

    def stop_all_clocks(self, but: tuple[str, ...] = ()) -> None:
        """``but``: kinds that go on."""
        for row in list(self.deadlines):
            if row.kind not in but:
                self.stop_clock(row.kind, row.reference)
