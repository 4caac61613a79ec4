"""Walks of the map of the law with an applicant who moves before the ceremony."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from tests.admission.moves import neighbour
from tests.admission.moving.transfers import faulty
from tests.admission.traveller import ONE, Traveller, late_after, leaves
from tests.admission.walking import Walk


def _taken_in(walk: Walk, journey: Traveller, by: str, receiver: str) -> None:
    """Sent, taken in, and with a new helper there; the person may go on the way."""
    journey.open(by=journey.users[by])
    leaves(walk, journey)
    journey.send(by=journey.users[by])
    receives = journey.there.users[receiver]
    journey.receive(by=receives, cell=None if receiver == "cell" else journey.there.cell)
    journey.settle()
    leaves(walk, journey)
    journey.assign(by=journey.users["cell"])


def unresolved(walk: Walk) -> None:
    journey = Traveller(there="p1").to("completion")
    _taken_in(walk, journey, "grassroots", "cell")
    walk.note(journey)


def resolved(walk: Walk, there: str) -> None:
    journey = Traveller(there=there).to("appraisal")
    _taken_in(walk, journey, "grassroots", "grassroots" if there == "p2" else "department")
    walk.note(journey)


def sent(walk: Walk) -> None:
    journey = Traveller(there="p1").to("standing")
    _taken_in(walk, journey, "department", "department")
    journey.day += timedelta(days=60)
    told = {"reported_on": journey.day + ONE, "number": "9-BC", "reason": "phức tạp", "acknowledge": True}
    journey.do_on_case("report_delay", by=journey.users["department"], **told)
    walk.note(journey)


def decided_by_the_same(walk: Walk) -> None:
    journey = Traveller(there="p1").to("receipt")
    cell, secretary = neighbour(journey.chain)
    journey.open(cell, by=journey.users["department"])
    journey.send(by=journey.users["department"])
    journey.receive(by=secretary)
    walk.note(journey)


def found_faulty(walk: Walk) -> None:
    journey = faulty()
    issuer, on = journey.origin["standing"], journey.day + ONE
    answers: dict[str, dict[str, Any]] = {
        "uphold_decision": {"answered_on": on, "number": "8-CV", "reason": "đúng"},
        "cancel_on_petition": {"signed_on": on, "ground": "unqualified", "reason": "khai không trung thực"},
    }
    for verb, data in answers.items():
        with walk.branch(journey) as other:
            other.do(verb, by=issuer, on=on, acknowledge=True, **data)


def cancelled_for_the_move(walk: Walk) -> None:
    journey = Traveller(there="p1").to("receipt")
    journey.open(by=journey.origin["department"], decided_on=late_after(journey))
    journey.cancel(by=journey.origin["standing"])
    leaves(walk, journey)
    journey.send(by=journey.origin["department"])
    leaves(walk, journey)
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    walk.note(journey)


WALKS: dict[str, Callable[[Walk], None]] = {
    "moved before anything is resolved": unresolved,
    "moved after the resolution": partial(resolved, there="p1"),
    "moved under an authorised committee": partial(resolved, there="p2"),
    "moved before the decision": sent,
    "moved with a decision of the same authority": decided_by_the_same,
    "moved with a decision, found faulty": found_faulty,
    "moved long before the decision": cancelled_for_the_move,
}
