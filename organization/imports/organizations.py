"""The list of organisations: each with its place in the tree from a day."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organization.imports.cells import Value, show
from organization.imports.columns import Column, Layout, Type
from organization.imports.lookups import Organizations
from organization.imports.plans import Outcome, Plan, batches, begun, compare, meet, outlasts, repeated
from organization.imports.rows import Parsed, Row
from organization.models import PARENTS, Body, Kind, Membership, Organization, Placement
from organization.queries import MAX_DEPTH
from organization.text import nfc

LAYOUT = Layout(
    "organizations",
    (
        Column("code", Type.CODE, required=True, length=32),
        Column("name", required=True, length=200),
        Column("kind", Type.WORD, required=True, words="kind"),
        Column("force", Type.WORD, words="force"),
        Column("parent", Type.CODE, length=32),
        Column("placed", Type.DAY),
        Column("decision", length=120),
        Column("since", Type.DAY, required=True),
        Column("until", Type.DAY),
    ),
)
#: What a row may not contradict of an organisation that is stored.
_KEPT = ("name", "kind", "force", "since", "until")


class _Tree:
    """Stored and new organisations together, with their places; the stored part is read in two statements."""

    def __init__(self) -> None:
        self.organizations = Organizations(Organization.objects.order_by("since", "pk"))
        self.stored = {code: list(found) for code, found in self.organizations.by_code.items()}
        known = {one.pk: one for found in self.stored.values() for one in found}
        self.places: dict[int, list[Placement]] = {}
        for place in Placement.objects.order_by("since", "pk"):
            place.organization, place.parent = known[place.organization_id], known[place.parent_id]
            self.add(place)

    def add(self, place: Placement) -> None:
        self.places.setdefault(id(place.organization), []).append(place)

    def of(self, organization: Organization) -> list[Placement]:
        return self.places.get(id(organization), [])

    def above(self, organization: Organization, day: date) -> Organization | None:
        for place in self.of(organization):
            if place.since <= day and (place.until is None or day < place.until):
                return place.parent
        return None

    def moves_above(self, place: Placement) -> set[date]:
        """The days after its first, within the place, on which something above it may come to stand elsewhere."""
        days: set[date] = set()
        seen: set[int] = {id(place.organization)}
        level = [place.parent]
        for _step in range(MAX_DEPTH):
            level = [one for one in {id(one): one for one in level}.values() if id(one) not in seen]
            seen |= {id(one) for one in level}
            above = [
                held for one in level for held in self.of(one) if meet(place.since, place.until, held.since, held.until)
            ]
            days |= {held.since for held in above if held.since > place.since}
            level = [held.parent for held in above]
        return days


def plan(parsed: Parsed, on: date) -> Plan:
    """What the rows would do to the tree as it is stored; nothing is written."""
    made = begun(parsed)
    tree = _Tree()
    again = repeated(made, parsed.rows, lambda row: row["code"], "code")
    rows = [row for row in parsed.rows if row.line not in again]
    units: dict[int, Organization] = {}
    for row in rows:
        unit = _unit(made, tree, row)
        if unit is not None:
            units[row.line] = unit
    # a row whose parent is itself refused is not refused for that
    refused = {row.text("code") for row in (*parsed.broken, *parsed.rows) if row.line not in units}
    places: list[tuple[Row, Placement]] = []
    for row in rows:
        if row.line in units and (place := _place(made, tree, row, units[row.line], refused)) is not None:
            places.append((row, place))
    for row, place in places:
        _refuse_circle(made, tree, row, place)
    _refuse_early_ends(made, tree, {row.line: row for row in rows}, units)
    _collect(made, tree, rows, units, [place for _row, place in places])
    return made


def _unit(made: Plan, tree: _Tree, row: Row) -> Organization | None:
    """The stored organisation that the row describes, or a new one; None when it may be neither."""
    since, until = row["since"], row.day("until")
    known = tree.stored.get(row.text("code"), [])
    exact = [one for one in known if one.since == since]
    clashing = [one for one in known if meet(since, until, one.since, one.until)]
    for stored in (exact or clashing)[:1]:
        kept: dict[str, Value] = {name: getattr(stored, name) for name in _KEPT}
        added = compare(made, row, kept)
        if added is None:
            return None
        made.outcomes[row.line] = Outcome.CHANGED if added else Outcome.SAME
        if added:
            made.fill(stored, added)
        return stored
    made.outcomes[row.line] = Outcome.ADDED
    named = {"code": row["code"], "name": nfc(row["name"]), "kind": row["kind"], "force": row["force"]}
    unit = Organization(**named, since=since, until=until).fill_keys()
    tree.organizations.add(unit)
    return unit


def _place(made: Plan, tree: _Tree, row: Row, unit: Organization, refused: set[str]) -> Placement | None:
    """The new place that the row gives the organisation; None when it has it already, has none or may not have it."""
    day = row["placed"] or row["since"]
    stored = next((place for place in tree.of(unit) if place.pk and place.since == day), None)
    if stored is not None:
        added = compare(made, row, {"parent": stored.parent.code, "decision": stored.decision})
        if added:
            made.fill(stored, added)
            made.outcomes[row.line] = Outcome.CHANGED
        return None
    if not row["parent"]:
        for name in ("placed", "decision"):
            if row[name]:
                made.refuse(row, "parent", _("The cell is empty, but the row says since when or why it stands there."))
                break
        return None
    if row["parent"] in refused:
        return None
    parent = tree.organizations.find(row["parent"], day)
    if parent is None:
        made.refuse(row, "parent", tree.organizations.missing(row["parent"], day))
        return None
    place = Placement(organization=unit, parent=parent, decision=row["decision"], since=day, until=row["until"])
    if _may_stand(made, tree, row, place):
        tree.add(place)
        made.note_filled(row, ("parent", "placed", "decision"))
        if made.outcomes.get(row.line) is Outcome.SAME:
            made.outcomes[row.line] = Outcome.CHANGED
        return place
    return None


def _may_stand(made: Plan, tree: _Tree, row: Row, place: Placement) -> bool:
    unit, parent = place.organization, place.parent
    before = len(made.problems)
    if parent.kind not in PARENTS[unit.kind]:
        words = LAYOUT.column("kind").allowed
        made.refuse(
            row,
            "parent",
            _("%(child)s may not stand under %(parent)s.") % {"child": words[unit.kind], "parent": words[parent.kind]},
        )
    if place.since < unit.since or (place.until is not None and place.until <= place.since):
        made.refuse(row, "placed", _("The day lies outside the time in which the organisation exists."))
    if any(meet(place.since, place.until, other.since, other.until) for other in tree.of(unit)):
        made.refuse(row, "placed", _("The organisation already has a place in the tree in this time."))
    if outlasts(place.until, parent.until):
        text = _("The organisation above ends on %(day)s, before this one does.") % {"day": show(parent.until)}
        made.refuse(row, "parent", text)
    return len(made.problems) == before


def _refuse_circle(made: Plan, tree: _Tree, row: Row, place: Placement) -> None:
    """Way up from the new place on its first day, and on every later one on which something above it moves."""
    for day in sorted({place.since, *tree.moves_above(place)}):
        if (reason := _wrong_above(tree, place, day)) is not None:
            made.refuse(row, "parent", reason)
            return


def _wrong_above(tree: _Tree, place: Placement, day: date) -> str | None:
    above: Organization | None = place.parent
    for _level in range(MAX_DEPTH):
        if above is None:
            return None
        if above is place.organization:
            return _("An organisation cannot stand under itself, not even through others.")
        above = tree.above(above, day)
    text = _("The organisations above go round in a circle or are more than %(depth)s levels.")
    return text % {"depth": MAX_DEPTH}


def _refuse_early_ends(made: Plan, tree: _Tree, rows: dict[int, Row], units: dict[int, Organization]) -> None:
    """An organisation ends only when nothing of it goes on: neither what stands under it, nor bodies, nor persons."""
    ended = {unit.pk for unit in _ended(made)}
    ending = {unit.pk: line for line, unit in units.items() if unit.pk in ended}
    left: dict[int, set[str]] = {}
    for places in tree.places.values():
        for place in places:
            parent, child = place.parent, place.organization
            if parent.pk in ending and outlasts(_sooner(place.until, child.until), parent.until):
                left.setdefault(parent.pk, set()).add(child.code)
    for pk, codes in left.items():
        text = ngettext(
            "%(count)s organisation still stands under it on that day: %(codes)s. End or move it first.",
            "%(count)s organisations still stand under it on that day: %(codes)s. End or move them first.",
            len(codes),
        )
        shown = ", ".join(sorted(codes)[:10]) + (" …" if len(codes) > 10 else "")
        made.refuse(rows[ending[pk]], "until", text % {"count": len(codes), "codes": shown})
    by_pk = {unit.pk: unit for unit in units.values() if unit.pk in ending}
    for batch in batches(sorted(by_pk)):
        for model in (Body, Membership):
            open_rows = model.objects.filter(organization_id__in=batch)
            for pk, until in open_rows.values_list("organization_id", "until").distinct():
                line = ending.get(pk)
                if line is not None and line in made.outcomes and outlasts(until, by_pk[pk].until):
                    text = (
                        _("A body of it still exists on that day. End its bodies first.")
                        if model is Body
                        else _("Persons are still counted in it on that day. End or move their standings first.")
                    )
                    made.refuse(rows[line], "until", text)


def _ended(made: Plan) -> list[Organization]:
    return made.filled.get((Organization, ("until",)), [])


def _sooner(first: date | None, second: date | None) -> date | None:
    return min(filter(None, (first, second)), default=None)


def _collect(made: Plan, tree: _Tree, rows: list[Row], units: dict[int, Organization], places: list[Placement]) -> None:
    """What is to be written; an organisation that ends takes its open place with it."""
    for unit in _ended(made):
        for place in tree.of(unit):
            if place.pk and outlasts(place.until, unit.until):
                made.fill(place, {"until": unit.until})
    made.new = [[unit for unit in units.values() if unit._state.adding], places]
    rootless = [row for row in rows if made.outcomes.get(row.line) is Outcome.ADDED and not row["parent"]]
    if rootless and any(row["kind"] != Kind.CENTRAL for row in rootless):
        text = ngettext(
            "%(count)s new organisation names none above it (row %(line)s). Is it the top of the tree?",
            "%(count)s new organisations name none above them (first: row %(line)s). Are they tops of trees?",
            len(rootless),
        )
        made.notes.append(text % {"count": len(rootless), "line": rootless[0].line})


def stored(on: date) -> Iterator[dict[str, Value]]:
    """The rows of the list as they are stored on the day, parents before children."""
    held = Placement.objects.on(on).select_related("parent")
    places = {place.organization_id: place for place in held.order_by("-since", "-pk")}
    for unit in Organization.objects.on(on).order_by("code", "pk").iterator():
        place = places.get(unit.pk)
        yield {
            "code": unit.code,
            "name": unit.name,
            "kind": unit.kind,
            "force": unit.force,
            "parent": place.parent.code if place else "",
            "placed": place.since if place and place.since != unit.since else None,
            "decision": place.decision if place else "",
            "since": unit.since,
            "until": unit.until,
        }
