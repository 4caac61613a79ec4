"""What may be done to a case beside its open task: the verbs of ``Anytime`` nodes, for one user on one day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from organization.models import Body, Seat, User
from organization.queries import seats_of
from permissions.checks import may
from workflows.calendar import Calendar
from workflows.mandates import stands_in
from workflows.nodes import Anytime, Doing
from workflows.prospects import Prospect, prospect
from workflows.recusal import recused_because
from workflows.routes import NoRoute


def offers(case: Any, *, by: User, on: date, calendar: Calendar, seats: Sequence[Seat] | None = None) -> list[Prospect]:
    """The official verbs that the state of the case allows and a seat of the user carries, each with the reasons that
    may still stand against it. Verbs of others are left out: nobody waits for them here. ``seats``: all that he holds
    on the day, where they are known.
    """
    if recused_because(by, case, on):
        return []
    held = list(seats_of(by.person, on)) if seats is None else seats
    asked: dict[tuple[str, int], bool] = {}
    nodes = [node for node in _nodes(case) if _seated(case, node, by, on, held, asked)]
    return [
        prospect(case, doing, on=on, calendar=calendar, hindrance=case.hindrance(doing.verb.code, on))
        for node in nodes
        for doing in node.doings.values()
        if case.concerns(doing.verb.code, on)
    ]


def doing_of(case: Any, verb: str, on: date) -> Doing | None:
    """How the verb is declared for the case as it stands; None when its state or its route has no such act."""
    node = next((node for node in _nodes(case) if verb in node.doings and _body(case, node, on)), None)
    return node.doings[verb] if node else None


def _nodes(case: Any) -> list[Anytime]:
    nodes = case.flow_class.verb_nodes()
    return [node for node in nodes if isinstance(node, Anytime) and node.perm and case.state in node.states]


def _body(case: Any, node: Anytime, on: date) -> Body | None:
    try:
        return node.body_of(case, on)
    except NoRoute:
        return None


def _seated(
    case: Any, node: Anytime, by: User, on: date, held: Sequence[Seat], asked: dict[tuple[str, int], bool]
) -> bool:
    """``held``: his seats of the day; ``asked`` spares a question asked before."""
    body = _body(case, node, on)
    if body is None:
        return False
    if (node.perm, body.pk) not in asked:
        seated = bool(may(by, node.perm, body, on, held))
        allowed = seated or stands_in(case, by, node.perm, body, on) is not None
        asked[node.perm, body.pk] = allowed and not recused_because(by, case, on, body)
    return asked[node.perm, body.pk]
