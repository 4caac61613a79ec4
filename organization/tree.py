"""The tree of a day as its pages show it: paths, and the levels that stand open. The statements do not grow with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    Window,
)
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django_cte import CTE, with_cte

from organization.dated import Dated
from organization.models import Organization, Placement, valid_on
from organization.queries import MAX_DEPTH

#: Organisations of one level that the tree shows; beyond them it says how many more and leads to their list.
WIDEST = 200


@dataclass(frozen=True)
class Node:
    """An organisation in the tree. ``above``: public id of what it stands under ("" for the top).

    ``branches``: something stands under it that day; ``open``: shown with ``children``, of which ``more`` are left out;
    ``on_path``: it leads to the organisation asked for, which is the one that is ``here``.
    """

    organization: Organization
    level: int
    above: str
    branches: bool
    open: bool
    on_path: bool
    here: bool
    children: tuple[Node, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class Level:
    """What stands under one organisation (None: under nothing), of which ``more`` are left out."""

    above: Organization | None
    nodes: tuple[Node, ...]
    more: int


def paths(starts: QuerySet[Organization], on: date) -> QuerySet[Any]:
    """Organisations: each start, valid that day or not, and all that stands over it that day; lowest first. One
    statement. Each row has ``origin``, the id of its start, and ``depth`` above it.
    """

    def climb(cte: CTE) -> QuerySet:
        first = starts.order_by().values("id", origin=F("id"), depth=Value(0, IntegerField()))
        up = cte.join(Placement.objects.on(on).filter(valid_on(on, "parent__")), organization_id=cte.col.id)
        depth = ExpressionWrapper(cte.col.depth + Value(1), output_field=IntegerField())
        origin = ExpressionWrapper(cte.col.origin, output_field=BigIntegerField())
        up = up.annotate(origin=origin, depth=depth).filter(depth__lt=MAX_DEPTH)
        return first.union(up.values("parent_id", "origin", "depth"), all=True)

    cte = CTE.recursive(climb)
    joined = cte.join(Organization, id=cte.col.id).annotate(origin=cte.col.origin, depth=cte.col.depth)
    return with_cte(cte, select=joined).order_by("depth")


def paths_of(organization_ids: Iterable[int], on: date) -> dict[int, list[Organization]]:
    """{organisation id: all that stands over it on the day, highest first, without itself}. One statement."""
    found: dict[int, list[Organization]] = defaultdict(list)
    wanted = set(organization_ids)
    for place in paths(Organization.objects.filter(pk__in=wanted), on) if wanted else ():
        if place.depth:
            found[place.origin].insert(0, place)
    return found


def top_of_tree(path: Sequence[Organization], on: date) -> Level:
    """The organisations that stand under nothing, those on ``path`` (lowest first) opened. Two statements."""
    tops = Organization.objects.on(on).filter(~Exists(_over(on).filter(organization=OuterRef("pk"))))
    tops = tops.annotate(branches=Exists(_under(on).filter(parent=OuterRef("pk"))))
    kept = [place.pk for place in path]
    rows = list(_cut(tops, [], Q(pk__in=kept)))
    below = _below(kept, kept, on) if kept else {}
    nodes = tuple(_node(row, row.branches, 1, "", path, below) for row in rows)
    return Level(None, nodes, _left_out(rows))


def level_under(path: Sequence[Organization], on: date) -> Level:
    """What stands under the first organisation of ``path``, nothing opened. One statement."""
    above = path[0]
    rows = _below([above.pk], [], on).get(above.pk, [])
    nodes = tuple(
        _node(row.organization, row.branches, len(path) + 1, above.public_id, (), {})  # type: ignore[attr-defined]
        for row in rows
    )
    return Level(above, nodes, _left_out(rows))


def deepest_open(level: Level) -> Node | None:
    """The node whose children are the level a narrow screen shows; None: the top."""
    found, nodes = None, level.nodes
    while opened := next((node for node in nodes if node.open), None):
        found, nodes = opened, opened.children
    return found


def children(on: date) -> QuerySet[Placement]:
    """Places of the day of organisations that exist that day, in the order of their codes."""
    return _under(on).select_related("organization").order_by("organization__code", "organization__name", "pk")


def period(row: Dated) -> str:
    """ "from 01/02/2020", "01/02/2020 – 31/12/2024": both days included."""
    if row.until is None:
        return _("from %(since)s") % {"since": f"{row.since:%d/%m/%Y}"}
    return f"{row.since:%d/%m/%Y} – {last_day(row):%d/%m/%Y}"


def last_day(row: Dated) -> date | None:
    return row.until - timedelta(days=1) if row.until else None


def _under(on: date) -> QuerySet[Placement]:
    return Placement.objects.on(on).filter(valid_on(on, "organization__"))


def _over(on: date) -> QuerySet[Placement]:
    return Placement.objects.on(on).filter(valid_on(on, "parent__"))


def _below(parents: list[int], kept: list[int], on: date) -> dict[int, list[Placement]]:
    """{parent id: its places of the day}, each with ``branches`` and ``total``; those in ``kept`` are never cut off."""
    rows = children(on).filter(parent__in=parents)
    rows = rows.annotate(branches=Exists(_under(on).filter(parent=OuterRef("organization_id"))))
    found: dict[int, list[Placement]] = defaultdict(list)
    for row in _cut(rows, [F("parent_id")], Q(organization_id__in=kept), "organization__"):
        found[row.parent_id].append(row)
    return found


def _cut(rows: QuerySet, partition: list[F], kept: Q, prefix: str = "") -> QuerySet:
    order = (f"{prefix}code", f"{prefix}name", "pk")
    numbered = rows.annotate(
        nth=Window(RowNumber(), partition_by=partition or None, order_by=[F(name).asc() for name in order]),
        total=Window(Count("*"), partition_by=partition or None),
    )
    return numbered.filter(Q(nth__lte=WIDEST) | kept).order_by(*order)


def _left_out(rows: Sequence) -> int:
    return rows[0].total - len(rows) if rows else 0


def _node(
    organization: Organization,
    branches: bool,
    level: int,
    above: str,
    path: Sequence[Organization],
    below: dict[int, list[Placement]],
) -> Node:
    on_path = organization.pk in {place.pk for place in path}
    rows = below.get(organization.pk, []) if on_path else []
    return Node(
        organization=organization,
        level=level,
        above=above,
        branches=branches,
        open=bool(rows),
        on_path=on_path,
        here=bool(path) and organization.pk == path[0].pk,
        children=tuple(
            _node(row.organization, row.branches, level + 1, organization.public_id, path, below)  # type: ignore[attr-defined]
            for row in rows
        ),
        more=_left_out(rows),
    )
