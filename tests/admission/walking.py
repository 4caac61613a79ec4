"""What real dossiers did, read from their record, and the comparison with the map of the law."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import transaction

from admission.flows import AdmissionFlow
from admission.map_of_law import Act, LawMap, Place
from admission.models import Dossier
from tests.chain import Journey
from workflows.models import Deadline, Event, Judgement, Task

Moving = TypeVar("Moving", bound=Journey)
#: The kinds of the events that are acts themselves; the others tell what an act recorded.
ACTS = [f"{node.name}.{verb}" for node in AdmissionFlow.verb_nodes() for verb in node.doings]
_AGENDA = {"put_on_agenda": True, "take_off_agenda": False, "break_off_vote": False, "set_aside_vote": False}


@dataclass(frozen=True)
class Seen:
    """One act of a record. ``before`` of an opening: where the last case of the person ended."""

    node: str
    verb: str
    outcome: str
    before: Place
    after: Place


@dataclass
class Walk:
    """Collects what dossiers did. What is done in a ``branch`` is noted, then undone.

    ``noted``: {dossier: (how many of its acts are noted, where it then was)}; a branch forgets what it added.
    """

    seen: set[Seen] = field(default_factory=set)
    noted: dict[int, tuple[int, Place]] = field(default_factory=dict)

    def make(self, journey: Callable[["Walk"], None]) -> None:
        """One journey, and nothing stays of it but what was seen."""
        with transaction.atomic():
            journey(self)
            transaction.set_rollback(True)
        self.noted = {}

    @contextmanager
    def branch(self, journey: Moving) -> Iterator[Moving]:
        self.note(journey)
        before = dict(self.noted)
        with transaction.atomic():
            other = copy(journey)
            other.chain = copy(journey.chain)
            other.chain.actors = dict(journey.chain.actors)
            yield other
            self.note(other)
            transaction.set_rollback(True)
        self.noted = before

    def note(self, journey: Journey) -> None:
        """The acts of the dossier that are not noted yet, from its record: the state from the events, the step from its
        tasks.
        """
        case = journey.dossier
        count, before = self.noted.get(case.pk) or (0, _ended_before(case))
        judged = Judgement.objects.filter(case=case).only("step", "verb", "outcome", "on", "task_id").order_by("pk")
        events = Event.objects.filter(case=case, kind__in=ACTS).select_related("payload").order_by("sequence")
        rows, acts = list(judged)[count:], list(events[count:])
        assert [event.kind for event in acts] == [f"{row.step}.{row.verb}" for row in rows]
        clocks, opened = list(Deadline.objects.filter(case=case)), _opened(case)
        for event, row in zip(acts, rows, strict=True):
            told: Any = event.payload.values
            here = Place(before.state, before.step, before.on_agenda, _overdue(clocks, row))
            step = opened[row.task_id] if row.outcome else before.step
            on_agenda = not row.outcome and _AGENDA.get(row.verb, before.on_agenda)
            after = Place(str(told["to"]), step, on_agenda, here.overdue)
            assert before.state == told["from"] or not told["from"]
            self.seen.add(Seen(row.step, row.verb, str(told["outcome"]), here, after))
            before = after
        assert (before.state, before.step) == (case.state, _open_step(case))
        assert before.on_agenda == (case.agenda_item is not None)
        self.noted[case.pk] = (count + len(rows), before)


def _opened(case: Dossier) -> dict[int | None, str]:
    """{task: the step that its completion opened}; "" where it ended the case."""
    links = Task.previous.through.objects.filter(from_task__process=case.pk)
    names = {task.pk: task for task in Task.objects.filter(process=case.pk)}
    return {
        link.to_task_id: str(names[link.from_task_id].flow_task.name)
        if names[link.from_task_id].flow_task_type == "HUMAN"
        else ""
        for link in links
    }


def _open_step(case: Dossier) -> str:
    task = Task.objects.open().filter(process_id=case.pk).first()
    return str(task.flow_task.name) if task else ""


def _ended_before(case: Dossier) -> Place:
    earlier = Dossier.objects.filter(subject=case.subject_id, pk__lt=case.pk, finished__isnull=False).order_by("-pk")
    last = earlier.first()
    return Place(last.state if last else "")


def _overdue(clocks: Iterable[Deadline], row: Judgement) -> frozenset[str]:
    """The clocks that had run out on the day of the act, before it."""
    return frozenset(
        clock.kind
        for clock in clocks
        if clock.started_on <= row.on
        and clock.due_on < row.on
        and (clock.closed_on is None or clock.closed_on >= row.on)
    )


def fits(law_map: LawMap, act: Act, one: Seen, source: str = "", target: str = "") -> bool:
    """Whether what was seen is the act, from ``source`` to ``target`` where they are told."""
    if (act.verb, True, True) != (one.verb, one.node in act.at, one.outcome in act.outcomes):
        return False
    if act.keeps and not source:
        return any(fits(law_map, act, one, *way) for way in act.ways)
    before, after = law_map.identifiers(one.before), law_map.identifiers(one.after)
    sources, targets = [source] if source else act.sources, [target] if target else act.targets
    started = any(name in (after if act.at_once else before) for name in sources) or not sources
    return started and (any(name in after for name in targets) or not targets)


def unwalked(law_map: LawMap, seen: Iterable[Seen]) -> list[str]:
    """Every act of a transition that nothing did, at one of its steps, from one of its states or with one outcome;
    every state of the domain in which no dossier ever was.
    """
    found, rows = [], list(seen)
    for name, act in law_map.acts():
        if name == "besides" or not act.walked:
            continue
        mine = [one for one in rows if fits(law_map, act, one)]
        done = {(one.node, one.outcome) for one in mine}
        wanted = [(node, outcome) for node in act.at for outcome in act.outcomes]
        found += [f"{name}: {act.verb} at {node}, {outcome}" for node, outcome in wanted if (node, outcome) not in done]
        found += [
            f"{name}: {act.verb} from {source} to {target}"
            for source, target in act.ways
            if not any(fits(law_map, act, one, source, target) for one in mine)
        ]
    visited = {name for one in rows for place in (one.before, one.after) for name in law_map.identifiers(place)}
    for name, row in law_map.transitions.items():
        for act in row.acts:
            found += [f"{name}: the clock {act.clock}" for _ in [0] if act.clock and not set(act.targets) <= visited]
    return found + [f"{name}: no dossier was ever in it" for name in law_map.states if name not in visited]


def unexplained(law_map: LawMap, seen: Iterable[Seen]) -> list[str]:
    """Every change of a state or step, and of what the case is by the law, that no act of the map tells."""
    acts = [act for _name, act in law_map.acts() if act.walked]

    def told(place: Place) -> tuple[str, str, frozenset[str]]:
        return place.state, place.step, law_map.identifiers(place)

    return sorted(
        f"{one.verb} at {one.node}, {one.outcome}: {one.before} to {one.after}"
        for one in seen
        if told(one.before) != told(one.after) and not any(fits(law_map, act, one) for act in acts)
    )
