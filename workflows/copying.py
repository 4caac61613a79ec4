"""A case that real acts made, copied in bulk to other bodies and days: history for scenarios and measurements.

A copy has the tasks of its original, the clocks (computed anew), the access of bodies, and one judgement and one event,
in an unbroken chain, for every act that completed a step. It lacks the papers, the votes and the acts that completed
nothing, and its judgements keep neither facts nor findings. ``Case.data`` names what it is a copy of.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from viewflow.workflow.status import STATUS

from organization.models import ALPHABET, Body, User
from workflows.audit.chain import GENESIS, Entry, digest, seal
from workflows.audit.judging import judged
from workflows.bulk import Bulk, Row, row_of
from workflows.calendar import Calendar, due_on
from workflows.models import Case, CaseAccess, Deadline, Event, EventPayload, Judgement, Task
from workflows.routes import Route

#: Where a body stands on a route: (level, kind of body).
Spot = tuple[str, str]
#: A profile and the bodies of its route: cases of one shape can be copied to one another's places.
Shape = tuple[str, frozenset[Spot]]
#: The key in ``Case.data`` under which a copy names its original.
COPY_OF = "copy_of"
#: Acts of one day are entered so many minutes apart, from the morning on.
PACE, MORNING = 7, time(8)
#: … and a copy's begin up to so many seconds later than its original's.
LATEST = 7200

NOTHING_FOUND = judged({}, [], {})


class Unlike(Exception):
    """The case cannot be copied: its bodies or actors are not those of its route today."""


@dataclass(frozen=True)
class Place:
    """Where a copy lives: an organisation, the bodies of its route and the users who act in them."""

    organization_id: int
    search: str
    profile: str
    bodies: Mapping[Spot, int]
    users: Mapping[tuple[Spot, str], User]

    @property
    def shape(self) -> Shape:
        return self.profile, frozenset(self.bodies)


@dataclass(frozen=True)
class Subject:
    """The person a copy is about: made by the procedure, with a log-in only where an act was the person's own."""

    id: int
    search: str
    user: User | None


@dataclass(frozen=True)
class _Act:
    """``event``: the id of its own event; ``spot`` and ``role``: the seat by which it was done; ``own``: it was the act
    of the person concerned."""

    judgement: Row
    kind: str
    fields: dict[str, Any]
    event: int
    moment: datetime
    spot: Spot | None
    role: str
    own: bool


def spots(route: Route) -> dict[Spot, int]:
    """The ids of the route's bodies by where they stand."""
    levels = {organization.pk: level for level, organization in reversed(list(route.levels.items()))}
    return {(levels[pk], kind): body.pk for (pk, kind), body in route.bodies.items()}


class Original:
    """A real case, read once, from which copies are made. Raises Unlike."""

    def __init__(self, case: Any, roles: Mapping[tuple[int, int], str], calendar: Calendar) -> None:
        """``case``: as its procedure keeps it; ``roles``: {(user id, body id): role} of all who may have acted."""
        self.calendar, self.child_model = calendar, type(case)
        self.case, self.child = row_of(case, Case), row_of(case)
        self.data, self.first = dict(case.data), min(case.opened_on, case.last_day)
        self.profile = case.route(case.last_day).profile
        self._spots = {pk: spot for spot, pk in spots(case.route(case.last_day)).items()}
        self._due_days: dict[tuple[str, int, date], date] = {}
        self.acts = list(self._acts(case, roles))
        self.tasks = [row_of(task) for task in Task.objects.filter(process_id=case.pk).order_by("pk")]
        links = Task.previous.through.objects.filter(from_task__process_id=case.pk)
        self.links = list(links.order_by("pk").values_list("from_task_id", "to_task_id"))
        #: the body in which it waits, and where that stands; None when it has ended
        self.waits_in = next((row["body_id"] for row in self.tasks if row["status"] == STATUS.NEW), None)
        self.waits_at = self.spot(self.waits_in)
        self.spans = self._spans()
        self.deadlines = [row_of(row) for row in Deadline.objects.filter(case_id=case.pk).order_by("pk")]
        by_event = {act.event: number for number, act in enumerate(self.acts)}
        accesses = CaseAccess.objects.filter(case_id=case.pk).order_by("pk")
        try:
            self.accesses = [(row_of(row), by_event[row.event_id]) for row in accesses]
        except KeyError as error:
            raise Unlike from error

    @property
    def shape(self) -> Shape:
        return self.profile, frozenset(self._spots.values())

    @property
    def by_subject(self) -> bool:
        """Whether the person concerned did one of the acts."""
        return any(act.own for act in self.acts)

    def fits(self, place: Place) -> bool:
        """Whether the place has this route, and a user for every act."""
        needed = {(act.spot, act.role) for act in self.acts if act.spot is not None}
        return place.shape == self.shape and needed <= place.users.keys()

    def copy(
        self, into: Bulk, place: Place, subject: Subject, *, weeks: int, lots: random.Random, child: Row | None = None
    ) -> int:
        """Add the rows of one copy, everything ``weeks`` earlier; ``child``: columns of the procedure's own that
        differ. ``lots``: where ids and keys come from. Returns the number of tasks."""
        copy = _Copy(self, into, place, subject, timedelta(weeks=weeks), lots)
        copy.write(child or {})
        return len(self.tasks)

    def _acts(self, case: Any, roles: Mapping[tuple[int, int], str]) -> Iterator[_Act]:
        """The acts that completed a step, in their order. An act's own event is the one that says how it was judged."""
        judgements = list(Judgement.objects.filter(case_id=case.pk).order_by("pk"))
        events = [event for event in case.events.select_related("payload") if "judged" in event.payload.fields]
        if [event.kind for event in events] != [f"{row.step}.{row.verb}" for row in judgements]:
            raise Unlike
        entered: Counter[date] = Counter()
        for row, event in zip(judgements, events, strict=True):
            own = row.by_id is not None and row.by_id == getattr(getattr(case.subject, "user", None), "pk", None)
            role = "" if own or row.body_id is None else roles.get((row.by_id or 0, row.body_id), "")
            if not (role or own or row.by_id is None):
                raise Unlike
            at = datetime.combine(row.entered_on, MORNING, timezone.get_default_timezone())
            moment = at + timedelta(minutes=PACE * entered[row.entered_on])
            entered[row.entered_on] += 1
            if row.outcome:
                spot = self.spot(row.body_id) if role else None
                yield _Act(row_of(row), event.kind, event.payload.values, event.pk, moment, spot, role, own)

    def _spans(self) -> dict[int, tuple[int, int | None]]:
        """{task: (the act that created it, the act that ended it or None)}."""
        closed: dict[int, int] = {act.judgement["task_id"]: number for number, act in enumerate(self.acts)}
        former, last, found = dict(self.links), len(self.acts) - 1, {}
        for row in self.tasks:
            done, before = closed.get(row["id"]), closed.get(former.get(row["id"], 0))
            opened = next(number for number in (before, done, last) if number is not None)
            # an end, or a task cancelled by the last act, has no act of its own
            found[row["id"]] = (opened, last if done is None and row["finished"] else done)
        return found

    def due(self, row: Row, back: timedelta) -> date:
        """The last day of the clock, had it started so much earlier. Raises BeyondCalendar."""
        asked = (row["unit"], row["length"], row["started_on"] - back)
        if asked not in self._due_days:
            self._due_days[asked] = due_on(*asked, self.calendar)
        return self._due_days[asked]

    def spot(self, body_id: int | None) -> Spot | None:
        if body_id is None:
            return None
        if body_id not in self._spots:
            raise Unlike
        return self._spots[body_id]


class _Copy:
    """One copy in the making."""

    def __init__(
        self, of: Original, into: Bulk, place: Place, subject: Subject, back: timedelta, lots: random.Random
    ) -> None:
        self.of, self.into, self.place, self.subject, self.back, self.lots = of, into, place, subject, back, lots
        self.id, self.public_id = into.new_id(Case), self._public_id()
        delay = timedelta(seconds=lots.randrange(LATEST)) - back
        self.moments = [act.moment + delay for act in of.acts]
        self.due = {row["due_on"]: of.due(row, back) for row in of.deadlines}

    def write(self, child: Row) -> None:
        of, into = self.of, self.into
        tasks = self._tasks()
        self._judgements(tasks)
        events, head = self._record()
        for row in of.deadlines:
            self._again(Deadline, row, due_on=self.due[row["due_on"]])
        for row, number in of.accesses:
            self._again(CaseAccess, row, event_id=events[number])
        own = {
            "id": self.id,
            "public_id": self.public_id,
            "subject_id": self.subject.id,
            "organization_id": self.place.organization_id,
            "search": f"{self.subject.search} {self.place.search}"[:250],
            "event_count": len(events),
            "head_hash": head,
            "created": self.moments[0],
            "finished": self.moments[-1] if of.case["finished"] else None,
            "data": json.dumps({**of.data, COPY_OF: of.case["public_id"]}, ensure_ascii=False),
        }
        into.add(Case, {**_earlier(of.case, self.back), **own})
        link = of.child_model._meta.get_ancestor_link(Case).attname
        into.add(of.child_model, {**_earlier(of.child, self.back), **child, link: self.id})

    def _tasks(self) -> dict[int, int]:
        """{task of the original: its copy}."""
        copies = {row["id"]: self.into.new_id(Task) for row in self.of.tasks}
        for row in self.of.tasks:
            opened, closed = self.of.spans[row["id"]]
            ended = self.moments[closed] if closed is not None else None
            owner = self._user(self.of.acts[closed]) if closed is not None and row["owner_id"] else None
            own = {
                "id": copies[row["id"]],
                "public_id": self._public_id(),
                "process_id": self.id,
                "body_id": self._body(row),
                "owner_id": owner.pk if owner else None,
                "created": self.moments[opened],
                "started": row["started"] and ended,
                "finished": ended,
                "due_on": row["due_on"] and self.due.get(row["due_on"], row["due_on"] - self.back),
            }
            self.into.add(Task, {**row, **own})
        through = Task.previous.through
        for later, former in self.of.links:
            link = {"from_task_id": copies[later], "to_task_id": copies[former]}
            self.into.add(through, {"id": self.into.new_id(through), **link})
        return copies

    def _judgements(self, tasks: dict[int, int]) -> None:
        for act, moment in zip(self.of.acts, self.moments, strict=True):
            user = self._user(act)
            self._again(
                Judgement,
                act.judgement,
                key=UUID(int=self.lots.getrandbits(128), version=4),
                digest=f"{self.lots.getrandbits(256):064x}",
                task_id=tasks[act.judgement["task_id"]],
                by_id=user.pk if user else None,
                at=moment,
                facts="{}",
                findings="[]",
                certificate="{}",
            )

    def _record(self) -> tuple[list[int], str]:
        """(the ids of the events, the hash of the last)."""
        ids: list[int] = []
        previous = GENESIS
        for number, (act, moment) in enumerate(zip(self.of.acts, self.moments, strict=True), start=1):
            on = act.judgement["on"] - self.back
            entered = (act.judgement["entered_on"] - self.back).isoformat()
            user, body_id = self._user(act), self.place.bodies[act.spot] if act.spot else None
            fields = {**act.fields, "entered_on": entered, "judged": NOTHING_FOUND}
            entry = Entry(act.kind, on, user, Body(pk=body_id) if body_id else None, fields)
            text, sealed = seal(self.public_id, number, previous, entry, moment)
            ids.append(self.into.new_id(Event))
            event = {"id": ids[-1], "case_id": self.id, "sequence": number, "kind": act.kind, "on": on, "at": moment}
            written = {"canonical": text, "previous_hash": previous, "hash": digest(text)}
            self.into.add(Event, {**event, **written})
            who = {"actor_id": user.pk if user else None, "body_id": body_id}
            self.into.add(EventPayload, {"event_id": ids[-1], "fields": json.dumps(sealed, ensure_ascii=False), **who})
            previous = written["hash"]
        return ids, previous

    def _again(self, model: type[Model], row: Row, **own: Any) -> int:
        """The row for this case and its body, its days so much earlier."""
        pk = self.into.new_id(model)
        place = {"body_id": self._body(row)} if "body_id" in row else {}
        self.into.add(model, {**_earlier(row, self.back), **place, **own, "id": pk, "case_id": self.id})
        return pk

    def _body(self, row: Row) -> int | None:
        spot = self.of.spot(row["body_id"])
        return self.place.bodies[spot] if spot else None

    def _user(self, act: _Act) -> User | None:
        if act.spot is not None:
            return self.place.users[act.spot, act.role]
        return self.subject.user if act.own else None

    def _public_id(self) -> str:
        return "".join(self.lots.choices(ALPHABET, k=12))


def _earlier(row: Row, back: timedelta) -> Row:
    """Every day of the row so much earlier; moments stay."""
    return {
        name: value - back if isinstance(value, date) and not isinstance(value, datetime) else value
        for name, value in row.items()
    }
