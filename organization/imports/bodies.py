"""The list of bodies: the collectives and organs of organisations."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from organization.imports.cells import Value, show
from organization.imports.columns import Column, Layout, Type
from organization.imports.lookups import Organizations
from organization.imports.plans import Outcome, Plan, batches, begun, compare, meet, outlasts, repeated
from organization.imports.rows import Parsed, Row
from organization.models import Body, Seat

LAYOUT = Layout(
    "bodies",
    (
        Column("organization", Type.CODE, required=True, length=32),
        Column("kind", Type.WORD, required=True, words="body_kind"),
        Column("name", required=True, length=200),
        Column("symbol", length=20),
        Column("since", Type.DAY, required=True),
        Column("until", Type.DAY),
    ),
)


def bodies_of_codes(organizations: Organizations) -> dict[tuple[int, str], list[Body]]:
    """{(organisation id, kind): bodies, oldest first}."""
    pks = sorted(one.pk for found in organizations.by_code.values() for one in found)
    bodies: dict[tuple[int, str], list[Body]] = {}
    for batch in batches(pks):
        for body in Body.objects.filter(organization_id__in=batch).order_by("since", "pk"):
            bodies.setdefault((body.organization_id, body.kind), []).append(body)
    return bodies


def plan(parsed: Parsed, on: date) -> Plan:
    made = begun(parsed)
    again = repeated(made, parsed.rows, lambda row: (row["organization"], row["kind"], row["since"]), "kind")
    rows = [row for row in parsed.rows if row.line not in again]
    organizations = Organizations.of(rows, "organization")
    known = bodies_of_codes(organizations)
    new: list[Body] = []
    ended: dict[int, tuple[Row, Body]] = {}
    for row in rows:
        organization = organizations.find(row["organization"], row["since"])
        if organization is None:
            made.refuse(row, "organization", organizations.missing(row["organization"], row["since"]))
            continue
        others = known.setdefault((organization.pk, row["kind"]), [])
        clashing = [one for one in others if meet(row["since"], row["until"], one.since, one.until)]
        exact = [one for one in others if one.since == row["since"]]
        for stored_body in (exact or clashing)[:1]:
            if stored_body._state.adding:
                made.refuse(row, "since", _("Another row of this list has such a body in the same time."))
                break
            kept = {name: getattr(stored_body, name) for name in ("name", "symbol", "since", "until")}
            added = compare(made, row, kept)
            if added is not None:
                made.outcomes[row.line] = Outcome.CHANGED if added else Outcome.SAME
                if added:
                    made.fill(stored_body, added)
                if "until" in added:
                    ended[stored_body.pk] = (row, stored_body)
        if exact or clashing:
            continue
        if outlasts(row["until"], organization.until):
            text = _("The organisation ends on %(day)s; the body may not go on after it.")
            made.refuse(row, "until", text % {"day": show(organization.until)})
            continue
        body = Body(organization=organization, kind=row["kind"], name=row["name"], symbol=row["symbol"])
        body.since, body.until = row["since"], row["until"]
        body.fill_keys()
        others.append(body)
        new.append(body)
        made.outcomes[row.line] = Outcome.ADDED
    _refuse_early_ends(made, ended)
    made.new = [new]
    return made


def _refuse_early_ends(made: Plan, ended: dict[int, tuple[Row, Body]]) -> None:
    """A body ends only when every seat in it has ended by then."""
    for batch in batches(sorted(ended)):
        held = Seat.objects.filter(body_id__in=batch).values_list("body_id", "until").distinct()
        left = {pk for pk, until in held if outlasts(until, ended[pk][1].until)}
        for pk in sorted(left):
            made.refuse(ended[pk][0], "until", _("Somebody still holds a seat in it on that day. End the seats first."))


def stored(on: date) -> Iterator[dict[str, Value]]:
    """The rows of the list as they are stored on the day."""
    rows = Body.objects.on(on).select_related("organization").order_by("organization__code", "kind", "pk")
    for body in rows.iterator():
        yield {
            "organization": body.organization.code,
            "kind": body.kind,
            "name": body.name,
            "symbol": body.symbol,
            "since": body.since,
            "until": body.until,
        }
