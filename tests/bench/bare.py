"""The SQL of one step of ours, sent again over the bare driver: what the step costs where no code thinks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from organization.models import new_public_id
from workflows.models import Event, Judgement, Task

Known = dict[str, Any]
#: The name of what belongs in the place of a parameter, or of each part of one that is a list.
Slot = str | list["Slot"] | None
#: Tables whose new ids later statements of the same step name.
RETURNED = {"workflows_task": "next", "workflows_judgement": "judgement", "workflows_event": "event"}
#: What each step needs anew.
_FRESH: dict[str, Callable[[], Any]] = {"a key": uuid4, "a public id": new_public_id}


@dataclass(frozen=True)
class Statement:
    """``slots``: {position: name of what belongs there}; the other parameters are sent as they were captured."""

    sql: str
    params: Sequence[Any]
    slots: dict[int, Slot]

    @property
    def returned(self) -> str:
        """The name under which the ids that come back are known."""
        head = self.sql[:60].replace('"', " ").split()
        return RETURNED.get(head[2], "") if head[0] == "INSERT" and "RETURNING" in self.sql else ""


@dataclass
class _Capture:
    rows: list[tuple[str, Sequence[Any]]] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.rows.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)


def capture(do: Callable[[str], object], first: str, second: str) -> list[Statement]:
    """The statements of the step, learnt by doing it on two equal tasks: what differs belongs to the case."""
    runs = []
    for task in (first, second):
        seen = _Capture()
        before = known(task)
        with connection.execute_wrapper(seen):
            do(task)
        runs.append((seen.rows, before | _made(task)))
    (rows, mine), (others, theirs) = runs
    if [sql for sql, _params in rows] != [sql for sql, _params in others]:
        raise AssertionError("Equal cases took different statements.")
    found = []
    for (sql, params), (_same, other) in zip(rows, others, strict=True):
        pairs = enumerate(zip(params, other, strict=True))
        slots = {place: _slot(here, there, mine, theirs) for place, (here, there) in pairs}
        found.append(Statement(sql, params, {place: slot for place, slot in slots.items() if slot}))
    return found


def _slot(here: Any, there: Any, mine: Known, theirs: Known) -> Slot:
    """What belongs where one run sent ``here`` and the other ``there``; nothing where both sent the same."""
    if isinstance(here, list):
        slots = [_slot(*pair, mine, theirs) for pair in zip(here, there, strict=True)]
        return slots if any(slots) else None
    if isinstance(here, UUID):
        return None if here == there else "a key"
    if not isinstance(here, int | str) or here == there:
        return None
    name = next((name for name in mine if mine[name] == here and theirs.get(name) == there), None)
    return name or ("a public id" if isinstance(here, str) and len(here) == 12 and here.isupper() else None)


def _filled(value: Any, slot: Slot, values: Known) -> Any:
    if isinstance(slot, list):
        return [_filled(*pair, values) for pair in zip(value, slot, strict=True)]
    if slot is None:
        return value
    return _FRESH[slot]() if slot in _FRESH else values[slot]


def known(public_id: str) -> Known:
    """What of the case the statements name before the step of the task is done."""
    task = Task.objects.select_related("process").get(public_id=public_id)
    return {
        "task": task.pk,
        "public_id of the task": public_id,
        "case": task.process_id,
        "public_id": task.process.public_id,
    }


def send(statements: list[Statement], to: Any, of: Known) -> None:
    """One transaction on the bare connection ``to``. Rows are fetched as Django fetches them."""
    values = dict(of)
    with to.cursor() as cursor:
        for statement in statements:
            params = list(statement.params)
            for place, slot in statement.slots.items():
                params[place] = _filled(params[place], slot, values)
            cursor.execute(statement.sql, params)
            rows = cursor.fetchall() if cursor.description else []
            if statement.returned:
                values |= {f"{statement.returned}{number}": row[0] for number, row in enumerate(rows)}
    to.commit()


def connect() -> Any:
    """A connection of the driver alone, with the parameters Django would give it."""
    return connection.get_new_connection(connection.get_connection_params())


def _made(public_id: str) -> Known:
    task = Task.objects.get(public_id=public_id)
    judgement = Judgement.objects.filter(task=task).latest("pk")
    step = {"next0": task.leading.get().pk, "judgement0": judgement.pk}
    act = Event.objects.filter(case_id=task.process_id).latest("sequence")
    events = Event.objects.filter(case_id=task.process_id, at=act.at).order_by("sequence")
    return step | {f"event{number}": event.pk for number, event in enumerate(events)}
