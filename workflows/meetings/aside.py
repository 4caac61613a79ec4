"""Standing aside in a meeting: the grounds on a roster, what a member declares, what who presides decides.

An article or a rule of the table that excludes takes the ballot away by itself; everything else is shown to who
presides, who decides on the record until the box is opened. A decision holds in this body alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.models import Person
from workflows.acting import Act
from workflows.grounds import PREFIX, Effect, authority, declarable, entry_of, grounds_of, label_of
from workflows.meetings.models import AgendaItem, ItemState
from workflows.meetings.rosters import RosterRow
from workflows.models import StandingAside
from workflows.verbs import verb

#: What a row of a roster says of a ground: not decided, takes no part, takes part.
OPEN, ASIDE, PART = "", "aside", "takes_part"
#: Grounds that leave him his ballot where the law of the day lets the accused vote (U-04).
_OWN = frozenset({"subject", "organization"})


def frozen(case: Any, act: Act, roster: Iterable[RosterRow]) -> list[dict[str, Any]]:
    """The rows as an item keeps them, each with its grounds and what was decided of them by now."""
    held = {row.line.person_id: row.to_json() for row in roster}
    persons = Person.objects.in_bulk(list(held))
    found = grounds_of(case, persons, act.day)
    own = case.own_vote(act.body, act.day)
    for person_id, row in held.items():
        grounds = [entry for entry in found.get(person_id, ()) if not (own and entry["ground"] in _OWN)]
        row["grounds"] = [{**entry, "stands": OPEN, "declared": False} for entry in grounds]
    return decided(case, act, list(held.values()))


def decided(case: Any, act: Act, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a roster with what was declared and decided in the body by now, and who is handed a ballot for it."""
    beside = {row.person.public_id: row for row in asides(case, act.body)}
    return [_row(row, beside.get(row["person"]), act) for row in rows]


def asides(case: Any, body: Any) -> list[StandingAside]:
    """What was declared or decided in the body; no statement where nothing ever was."""
    if not case.data.get("aside"):
        return []
    return list(StandingAside.objects.filter(case_id=case.pk, body=body).select_related("person"))


def _row(row: dict[str, Any], aside: StandingAside | None, act: Act) -> dict[str, Any]:
    grounds = [entry for entry in row.get("grounds", ()) if not entry["declared"]]
    if aside is not None:
        grounds = [_answered(entry, aside) for entry in [*grounds, *_declared(aside, act)]]
    decided_before = {entry["path"] for entry in row.get("grounds", ()) if entry["stands"] == ASIDE}
    barred = [entry["path"] for entry in grounds if entry["effect"] == Effect.EXCLUDES or entry["stands"] == ASIDE]
    recused = next(iter(barred), "" if row["recused"] in decided_before else row["recused"])
    votes = row["in_base"] and row["present"] and not recused
    return {**row, "grounds": grounds, "recused": recused, "votes": votes}


def _declared(aside: StandingAside, act: Act) -> list[dict[str, Any]]:
    """What he declared, or what who presides found himself; marked, so that it is never taken for computed."""
    provision = act.law.get(PREFIX + (aside.ground or "other"))
    if provision is None:
        return []
    day = f"{aside.declared_on or aside.decided_on:%d/%m/%Y}"
    if aside.declared_on is None:
        path = _("Decided by who presides on %(day)s: %(reason)s") % {"day": day, "reason": aside.decision}
    elif aside.reason:
        path = _("Asked on %(day)s to stand aside: %(reason)s") % {"day": day, "reason": aside.reason}
    else:
        path = _("Asked on %(day)s to stand aside, for a reason that he keeps to himself.") % {"day": day}
    return [{**entry_of(aside.ground or "other", path, provision), "stands": OPEN, "declared": True}]


def _answered(entry: dict[str, Any], aside: StandingAside) -> dict[str, Any]:
    if entry["effect"] == Effect.EXCLUDES or aside.stands is None:
        return {**entry, "stands": OPEN}
    return {**entry, "stands": ASIDE if aside.stands else PART}


def unsettled(case: Any, act: Act, item: AgendaItem) -> str:
    """Why a box is not opened yet, in words: a declaration nobody answered, or a decision the roster does not show."""
    waiting = [str(row.person) for row in asides(case, act.body) if row.stands is None]
    if waiting:
        return _("Who presides first decides on: %(names)s, who asked to stand aside.") % {"names": ", ".join(waiting)}
    if case.data.get("aside") and _told(decided(case, act, item.roster)) != _told(item.roster):
        return _("Since the roster was frozen something was decided on who takes part. Look at the roster again.")
    return ""


#: What a ground of a roster does, in words.
_STANDS = {
    ASIDE: gettext_lazy("decided: takes no part"),
    PART: gettext_lazy("decided: takes part"),
    OPEN: gettext_lazy("who presides decides"),
}


def told_of(entry: Mapping[str, Any]) -> str:
    """A ground of a roster in one line: what he is, by which path, who asks for it and what comes of it."""
    comes = _("takes no part") if entry["effect"] == Effect.EXCLUDES else _STANDS[entry["stands"]]
    told = {"ground": label_of(entry["ground"]), "path": entry["path"], "source": authority(entry), "comes": comes}
    return _("%(ground)s: %(path)s [%(source)s; %(comes)s]") % told


def _told(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(row["votes"], [(one["ground"], one["stands"]) for one in row.get("grounds", ())]) for row in rows]


def _before_the_box(case: Any) -> str:
    item: AgendaItem | None = case.agenda_item
    if item is None:
        return _("The case is on the agenda of no meeting.")
    if item.state not in (ItemState.LISTED, ItemState.READY):
        return _("The vote has been opened: who takes part in it stands.")
    return ""


def _open_roster(case: Any) -> str:
    item: AgendaItem | None = case.agenda_item
    if item is not None and item.state == ItemState.LISTED:
        return _("The meeting has not been opened yet.")
    return _before_the_box(case)


@verb(
    gettext_lazy("Ask to stand aside"),
    consequence=gettext_lazy("Who presides decides on it before the vote; it stands in the record."),
    hindrance=_before_the_box,
    at_meeting=True,
    orders=False,
    by_member=True,
)
def ask_to_stand_aside(case: Any, act: Act) -> None:
    """A member of the body for himself. ``data``: ground (one that may be declared), reason ("" where he keeps it to
    himself)."""
    assert act.by is not None
    assert act.by.person is not None
    ground, reason = act.data["ground"], act.data.get("reason") or ""
    if ground not in dict(declarable(act.law)):
        act.refuse(_("Choose one of the answers."), "ground")
    if ground == "unstated":
        reason = ""
    elif not reason:
        act.refuse(_("Say why, in one sentence."), "reason")
    row = _aside_of(case, act, act.by.person)
    if row.declared_on is not None and row.stands is None:
        act.refuse(_("You have asked already; who presides decides on it."))
    row.ground, row.reason, row.declared_on, row.stands = ground, reason, act.on, None
    _keep(case, act, row)
    act.record("aside.declared", person=str(row.person), recusal=ground, reason=reason)


@verb(
    gettext_lazy("Decide who stands aside"),
    consequence=gettext_lazy("The roster follows at once; until the box is opened it can be decided anew."),
    hindrance=_open_roster,
    at_meeting=True,
    orders=False,
)
def decide_standing_aside(case: Any, act: Act) -> None:
    """Who presides, on a member of the roster whom no article excludes, never on himself. ``data``: person (public
    id), stands, reason."""
    item: AgendaItem = case.agenda_item
    row = next((row for row in item.roster if row["person"] == act.data["person"]), None)
    if row is None:
        act.refuse(_("Somebody is marked who is no member of this body on that day."), "person")
    if act.by is not None and act.by.person is not None and act.by.person.public_id == row["person"]:
        act.refuse(_("Nobody decides this about himself: another who leads the body does."), "person")
    if any(entry["effect"] == Effect.EXCLUDES for entry in row.get("grounds", ())):
        act.refuse(_("He takes no part whatever is decided: %(why)s") % {"why": row["recused"]}, "person")
    aside = _aside_of(case, act, Person.objects.get(public_id=row["person"]))
    aside.stands, aside.decided_on, aside.decided_by = bool(act.data["stands"]), act.on, act.by
    aside.decision = act.data["reason"]
    _keep(case, act, aside)
    act.record(
        "aside.decided",
        person=str(aside.person),
        stands=aside.stands,
        chair=str(item.meeting.chair),
        recusal=[entry["ground"] for entry in row.get("grounds", ())],
        reason=aside.decision,
    )


def _aside_of(case: Any, act: Act, person: Person) -> StandingAside:
    found = next((row for row in asides(case, act.body) if row.person_id == person.pk), None)
    return found or StandingAside(case_id=case.pk, body=act.body, person=person)


def _keep(case: Any, act: Act, row: StandingAside) -> None:
    case.data = {**case.data, "aside": True}
    act.add(row)
