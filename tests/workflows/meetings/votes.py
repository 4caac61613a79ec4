"""Real votes: an electronic one of a cell at each of its moments; those of one dossier as they are exported."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone

from organization.models import Standing, User
from tests.chain import Chain, Journey, build_chain
from tests.factories import membership, person, user
from workflows.audit import chain
from workflows.meetings import ballots
from workflows.meetings.export import export
from workflows.meetings.models import AgendaItem
from workflows.models import Case, Event
from workflows.verbs import Secret

STEPS = ("cell", "grassroots", "standing")
#: Over the cell: who is there and who is not makes the difference for two of them.
LAID_OVER = {
    "Suspended And Present": (Standing.SUSPENDED, "present"),
    "Exempt And Absent": (Standing.EXEMPT, "excused"),
    "Exempt And Present": (Standing.EXEMPT, "present"),
    "Away And Absent": (Standing.TEMPORARILY_AWAY, "absent"),
    "Official And Absent": (None, "excused"),
}
PASSPHRASES = ("mật khẩu của người một", "mật khẩu của người hai")


def chain_with_overlays() -> Chain:
    chain = build_chain(official_members=8)
    for member in chain.members[2:]:
        user(member)
    for name, (standing, _attendance) in LAID_OVER.items():
        member = person(name)
        membership(member, chain.cell, Standing.OFFICIAL)
        if standing is not None:
            membership(member, chain.cell, standing, since=date(2024, 1, 1))
        user(member)
    return chain


def attending(journey: Journey) -> dict[str, list[str]]:
    """Who of the open step's body comes, and who is excused."""
    rows = {row.name: row.person for row in journey.roster()}
    came = {name: LAID_OVER.get(name, (None, "present"))[1] for name in rows}
    return {
        "present": [rows[name] for name, how in came.items() if how == "present"],
        "excused": [rows[name] for name, how in came.items() if how == "excused"],
    }


def name_tellers(journey: Journey) -> dict[str, str]:
    """The first two voters of the open step's item choose their passphrases: {public id: passphrase}."""
    named = {}
    tellers = [row["person"] for row in journey.item.roster if row["votes"]][:2]
    for teller, passphrase in zip(tellers, PASSPHRASES, strict=True):
        by = User.objects.get(person__public_id=teller)
        ballots.name_teller(journey.item, by=by, passphrase=passphrase, on=journey.day)
        named[teller] = passphrase
    return named


def cell_that_met(present: Sequence[int] | None = None) -> Journey:
    """The cell of five has met, everybody has a log-in, nothing has been voted. ``present``: numbers of members."""
    journey = Journey(build_chain()).to("cell")
    for member in journey.chain.members[2:]:
        user(member)
    came = None if present is None else [journey.chain.members[number].public_id for number in present]
    journey.meet(present=came)
    return journey


def open_electronically(journey: Journey) -> Journey:
    """Two tellers have made their keys, and the box of the open step takes ballots."""
    journey.open_vote(form="secret", medium="electronic", tellers=list(name_tellers(journey)))
    return journey


def voters_of(item: AgendaItem) -> list[User]:
    """Who has a ballot, in the order of the roster."""
    return [User.objects.get(person__public_id=row["person"]) for row in item.roster if row["votes"]]


def put_in(journey: Journey, *choices: str, first: int = 0) -> None:
    """The ballots of the voters from the ``first`` on."""
    for voter, choice in zip(voters_of(journey.item)[first:], choices, strict=False):
        ballots.cast(journey.item.public_id, choice, by=voter, on=journey.day)


def both_keys(item: AgendaItem) -> dict[str, Any]:
    """What ``count_ballots`` is told."""
    data: dict[str, Any] = dict(zip(("first", "second"), item.tellers, strict=True))
    return data | {f"{name}_passphrase": Secret(text) for name, text in zip(data, PASSPHRASES, strict=True)}


def vote_electronically(journey: Journey, *, against: int = 1) -> None:
    """The box of the open step, opened and counted: the last ``against`` voters vote no, the first does not vote."""
    agree = len(voters_of(open_electronically(journey).item)) - 1 - against
    put_in(journey, *["yes"] * agree, *["no"] * against, first=1)
    journey.do("seal_box", on=journey.day, acknowledge=True)
    journey.do("count_ballots", on=journey.day, acknowledge=True, **both_keys(journey.item))


def resolve(journey: Journey) -> AgendaItem:
    """Record the outcome of the open step's counted vote."""
    item = journey.item
    journey.do(journey.recording_verb, on=journey.day, resolution_number="05-NQ/CB", acknowledge=True)
    return AgendaItem.objects.select_related("meeting", "certified").get(pk=item.pk)


def voted_in_cell(*, medium: str = "electronic") -> tuple[Journey, AgendaItem]:
    journey = Journey(chain_with_overlays()).to("cell")
    journey.meet(**attending(journey))
    if medium == "electronic":
        vote_electronically(journey)
    else:
        journey.open_vote()
        journey.count(no=1)
    return journey, resolve(journey)


@cache
def _texts() -> dict[str, str]:
    """{step: the export as JSON}, made once in a database that a test lends."""
    journey, item = voted_in_cell()
    items = [item]
    for step in STEPS[1:]:
        journey.to(step).meet()
        journey.open_vote()
        journey.count(invalid=1)
        items.append(resolve(journey))
    assert Case.objects.get(pk=journey.case_id).state == "authority_agreed"
    return {step: json.dumps(export(item)) for step, item in zip(STEPS, items, strict=True)}


def exported(step: str) -> Any:
    """A copy of the real export of the step; the caller has a database."""
    return json.loads(_texts()[step])


def erased(item: Any, kind: str, *names: str, recorded: bool = True) -> Any:
    """The export after fields of an event of the vote were erased."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=item.case_id)
        event = Event.objects.get(case=case, kind=kind)
        entry = chain.redact(event, names, case.last_day)
        if recorded:
            chain.append(case, [entry], timezone.now())
            case.save()
    return export(item)
