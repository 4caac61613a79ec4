"""The facts of a complaint on a day, from its row, the decision complained of, and what the act in hand proposes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from discipline.codes import Form, Matter, SubjectKind
from discipline.codes_complaint import Aspect, ComplaintBar, ComplaintOutcome, Heard, Level
from discipline.complaints.states import ComplaintState
from discipline.facts import Facts
from discipline.facts.complaint import PartyHearing
from discipline.facts.voting import VoteMode
from workflows.facts import Later
from workflows.meetings.gathering import facts_of as meeting_facts
from workflows.meetings.gathering import meeting_day
from workflows.meetings.models import AgendaItem
from workflows.models import Document

if TYPE_CHECKING:
    from discipline.complaints.models import Complaint


#: The minutes that prove that he refused to receive a decision.
_REFUSALS = ("announcement_minutes", "delivery_minutes", "answer_announcement")


@dataclass(frozen=True)
class Contested:
    """The decision complained of: that of the case, or the answer to the complaint before."""

    announced_on: date | None
    received_on: date | None
    refused: bool

    def received_by(self, day: date) -> bool:
        return self.received_on is not None and self.received_on <= day


def contested_by(case: Complaint) -> Contested:
    """Once a complaint is answered, what a further complaint would be about is that answer."""
    if case.state in (ComplaintState.ANNOUNCED, ComplaintState.FINAL):
        return Contested(case.announced_on, case.handed_on, case.receipt_refused)
    decision = case.previous or case.of
    known = [day for day in (decision.handed_on, case.decision_received_on) if day is not None]
    received_on = min(known, default=None)  # a delivery recorded later undoes no receipt that he tells himself
    return Contested(decision.announced_on, received_on, decision.receipt_refused)


def gather(case: Complaint, on: date, proposed: Mapping[str, Any]) -> Facts:
    """A fact with no row is None. ``proposed``: {"step": name, "verb": code, …data of the act}; its facts win."""
    contested = contested_by(case)
    complained_on: date | None = case.complained_on  # of one that is only thought of there is none
    expected = case.expected_form or case.contested_form
    bars = cache(lambda: _bars(case))
    values: dict[str, Any] = {
        "subject_kind": SubjectKind(case.of.subject_kind),
        "subject_class": None if case.of_organization else Later(lambda: case.of.class_on(on)),
        "matter": Matter(case.of.matter) if case.of.matter else None,
        "form": Form(expected) if expected else None,
        "decider": Later(lambda: case.decider_on(on)),
        "vote_mode": Later(lambda: VoteMode(case.mode(on).value)),
        "complainant_is_subject": case.own,
        "complained_on": case.complained_on,
        "contested_form": Form(case.contested_form) if case.contested_form else None,
        "contested_announced_on": contested.announced_on,
        "contested_received_on": contested.received_on,
        # what he had in hand on the day of his complaint
        "contested_received": contested.received_by(complained_on or on),
        "contested_refused": contested.refused,
        "complaint_addressees": case.addressees,
        "complaint_decider": Later(lambda: case.decided_by(on)),
        "complaint_path": Later(lambda: case.instances(on).tiers),
        "complaint_took_part": Later(lambda: case.other_deciders(on)),
        "complaint_passed": Later(lambda: case.passed),
        "complaint_to": Later(lambda: case.place),
        "complaint_handled_already": Later(lambda: case.pending_elsewhere),
        "complaint_final": case.final or bool(case.previous and case.previous.final),
        "complaint_sentenced": Later(lambda: ComplaintBar.SENTENCE in bars()),
        "complaint_sentence_annulled": False,
        "complaint_moved": Later(lambda: ComplaintBar.MOVED in bars()),
        "complaint_moved_on": Later(lambda: bars().get(ComplaintBar.MOVED)),
        "complaint_proofs": Later(lambda: _proofs(case, contested, bars())),
        "complaint_deciders_resolving": Later(lambda: _deciders_resolving(case)),
        # nothing here stops what executes the decision
        "complaint_enforcement_stopped": False,
        "complaint_received_on": case.received_on,
        "complaint_resolved_on": case.signed_on,
        "complaint_at_centre": case.level == Level.CENTRE,
        "complaint_receipt_notified": case.accepted_on is not None,
        "complaint_overrun_notified": case.overrun_on is not None,
        "complaint_outcome": ComplaintOutcome(case.result) if case.result else None,
        "complaint_new_form": Form(case.new_form) if case.new_form else None,
        "complaint_power": Later(lambda: case.powers_at(case.place, on).decides),
        "complaint_verified": frozenset(map(Aspect, case.verified)) or None,
        "complaint_body": Later(lambda: str(case.instance_body(on))),
        "complaint_hearings": Later(lambda: _hearings(case, on)),
        "complaint_denounces": case.denounces,
        "complaint_guided_to_denounce": case.guided_on is not None,
        "meeting": Later(lambda: _meeting(case, on, proposed)),
        "meets_on": Later(lambda: meeting_day(_item(case))),
    }
    for name, taken in PROPOSED.get(proposed.get("verb", ""), {}).items():
        values[name] = taken(proposed)
    return Facts(**values)


#: {verb: {fact: how it is taken from the data of the act}}
PROPOSED: dict[str, dict[str, Callable[[Mapping[str, Any]], Any]]] = {
    "reject_complaint": {
        "complaint_rejected_for": lambda data: frozenset(map(ComplaintBar, data.get("rejected_for") or ())),
        "complaint_rejection_notified": lambda data: bool(data.get("number") and data.get("reason")),
    },
    "accept_complaint": {"complaint_receipt_notified": lambda data: bool(data.get("number"))},
    "go_to_parties": {"complaint_verified": lambda data: frozenset(map(Aspect, data.get("verified") or ())) or None},
    "withdraw_complaint": {
        "complaint_withdrawn_in_writing": lambda data: True,
        "complaint_withdrawal_urged": lambda data: data.get("urged"),
    },
    "record_withdrawal": {
        "complaint_withdrawn_in_writing": lambda data: data.get("own"),
        "complaint_withdrawal_urged": lambda data: data.get("urged"),
    },
}


def _bars(case: Complaint) -> dict[ComplaintBar, date | None]:
    return {ComplaintBar(row.ground): row.happened_on for row in case.bar_rows}


def _proofs(case: Complaint, contested: Contested, noted: Iterable[ComplaintBar]) -> frozenset[ComplaintBar]:
    """What a paper proves; of another complaint and of an answer the system itself holds the papers, of a refusal the
    minutes of the announcement, of a later receipt what is recorded of it.
    """
    found = {*noted, ComplaintBar.PENDING, ComplaintBar.FINAL}
    if contested.received_on is not None:
        found.add(ComplaintBar.NO_DECISION)
    decision = case.previous or case.of
    if contested.refused and Document.objects.filter(case_id=decision.pk, code__in=_REFUSALS).exists():
        found.add(ComplaintBar.REFUSED)
    return frozenset(found)


def _hearings(case: Complaint, on: date) -> tuple[PartyHearing, ...]:
    """Each with the place of the body that it was held for; who refused to come is minuted with the reason (C07)."""
    found = []
    for row in case.party_rows:
        place = case.place_of(row.body, on)
        found.append(
            PartyHearing(
                party=Heard(row.party),
                level=place.level,
                organ=place.organ,
                body=str(row.body),
                on=row.held_on,
                representative=row.representative,
                refused=row.refused,
                reason=row.opinion if row.refused else "",
            )
        )
    return tuple(found)


def _deciders_resolving(case: Complaint) -> int:
    """Of those who vote, preside, take the minutes or verify, how many took part in the decision complained of."""
    if not case.pk:
        return 0
    persons = {row.person_id for row in case.team_rows}
    voters: set[str] = set()
    item = _item(case)
    if item is not None:
        persons |= {item.meeting.chair_id, item.meeting.secretary_id}
        voters = {row["person"] for row in item.roster if row["votes"]}
    took_part = case.who_took_part
    return len(persons & {one.person_id for one in took_part}) + len(voters & {one.public_id for one in took_part})


def _item(case: Complaint) -> AgendaItem | None:
    """Where it stands on an agenda; before its meeting it is on none."""
    return case.agenda_item if case.state == ComplaintState.MEETING else None


def _meeting(case: Complaint, on: date, proposed: Mapping[str, Any]) -> Any:
    item = _item(case)
    if item is None or not item.roster:
        return None
    return meeting_facts(case, item, on, case.ballot("", on).ratio.value, proposed)
