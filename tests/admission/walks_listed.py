"""Walks of the map of the law with a person on the list of sympathisers: up to the permission, or elsewhere."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from admission.models import State
from tests.admission.test_sources import certificate, follow, masses, resolved
from tests.admission.test_sources import to as on_the_list_to
from tests.admission.traveller import ONE, Traveller, leaves, moves
from tests.admission.unusual import UnusualJourney
from tests.admission.walking import Walk
from tests.chain import build_chain


def _goes_from_the_list(walk: Walk, journey: UnusualJourney) -> None:
    leaves(walk, journey)
    with walk.branch(journey) as other:
        other.by_cell("take_off_list", number="9-NQ", resolved_on=other.day + ONE, reason="không phấn đấu")
        other.by_cell("follow_again")


def _followed(profile: str) -> Traveller:
    journey = Traveller.__new__(Traveller)
    journey.__dict__.update(follow(masses(profile)).__dict__)
    journey.there = build_chain("p1")
    return journey


def _confirmed(walk: Walk, journey: Traveller) -> None:
    with walk.branch(journey) as other:
        by = other.users.get("grassroots") or other.users["standing"]
        other.do_on_case("confirm_list", by=by, number="2-TB", confirmed_on=other.day + ONE)


def _moves_from_the_list(walk: Walk, journey: Traveller) -> None:
    """Reported by the cell or opened by the committee that sends; taken in, the person is on the list there."""
    by = "grassroots" if "grassroots" in journey.users else "cell"
    moves(walk, journey, by, reported=True)
    with walk.branch(journey) as other:
        other.open(by=other.users["cell"], verb="report_move")
        other.send(by=other.users[by])
        other.receive(by=other.there.users["cell"])
        other.settle()
        other.assign(by=other.users["cell"])


def from_the_list(walk: Walk, profile: str) -> None:
    journey = _followed(profile)
    _goes_from_the_list(walk, journey)
    on_the_list_to(journey, State.SYMPATHIZER)
    _goes_from_the_list(walk, journey)
    _moves_from_the_list(walk, journey)
    _confirmed(walk, journey)
    resolved(journey, "propose_class")
    with walk.branch(journey) as other:
        other.do("decline_proposal", reason="chưa đủ")
    if profile == "p1":
        with walk.branch(journey) as other:
            other.do("pass_on_proposal", number="8", passed_on=other.day + ONE)
    on_the_list_to(journey, State.CLASS_ENROLLED)
    _confirmed(walk, journey)
    _goes_from_the_list(walk, journey)
    _moves_from_the_list(walk, journey)
    with walk.branch(journey) as other:
        other.do("miss_class", reason="vắng mặt")
    certificate(journey)
    _confirmed(walk, journey)
    _goes_from_the_list(walk, journey)
    _moves_from_the_list(walk, journey)
    with walk.branch(journey) as other:
        other.dossier.documents.update(issued_on=other.day - timedelta(days=1900))
        other.do("enrol_again", reason="quá 60 tháng")
    resolved(journey, "propose_dossier")
    with walk.branch(journey) as other:
        other.do("decline_proposal", reason="chưa đủ")
    on_the_list_to(journey, State.AUTHORIZED)
    walk.note(journey)


WALKS: dict[str, Callable[[Walk], None]] = {
    "from the list to the permission": partial(from_the_list, profile="p1"),
    "from the list under no grassroots committee": partial(from_the_list, profile="p4"),
}
