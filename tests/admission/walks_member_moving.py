"""Walks of the map of the law with a member who moves for good or for a time (T39), and his records (T30)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from admission.periods import end_stays
from tests.admission.member_moves import MovingMember, moving_member, propose
from tests.admission.moving.stays import begin, on_case
from tests.admission.reading import clocks
from tests.admission.traveller import ONE
from tests.admission.unusual import scan
from tests.admission.walking import Walk
from workflows.calendar import add_months


def _while_movable(journey: MovingMember) -> Iterator[MovingMember]:
    """In his probation, after it, and while the recognition is prepared."""
    journey.day += timedelta(days=30)
    yield journey
    journey.end_probation()
    yield journey
    journey.begin()
    yield journey


def _gets_another_helper(walk: Walk, journey: MovingMember) -> None:
    with walk.branch(journey) as other:
        before = other.dossier.helper
        assert before is not None
        other.file("helper_remarks", helper=before.public_id)
        told = {"helper": other.origin.members[3].public_id, "reason": "chuyển công tác", "without_remarks": ""}
        other.do("change_helper", on=other.day, assigned_on=other.day, **told)


def _does_not_leave(walk: Walk, journey: MovingMember) -> None:
    with walk.branch(journey) as other:
        other.on_case("drop_member_move", by=other.office, reason="ở lại")


def _goes_out_of_sight(walk: Walk, journey: MovingMember) -> None:
    with walk.branch(journey) as other:
        other.report(outside="Đảng ủy xã Minh Họa", by=other.office, verb="redirect_member_move")
        other.send()


def _is_missed(walk: Walk, journey: MovingMember) -> None:
    with walk.branch(journey) as other:
        other.day = clocks(other)["member_move_present"] + ONE
        other.on_case("explain_absence", by=other.office, reason="bận", accepted=False)
        propose(other)


def moved(walk: Walk) -> None:
    """From the report to the new helper; at every stop of the way what may come between."""
    for journey in _while_movable(moving_member()):
        _gets_another_helper(walk, journey)
        with walk.branch(journey) as other:
            other.report()
            _gets_another_helper(walk, other)
            _does_not_leave(walk, other)
            other.write()
            with walk.branch(other) as returned:
                returned.do("return_member_move", by=returned.office, on=returned.day, reason="thiếu chữ ký")
            _goes_out_of_sight(walk, other)
            other.send()
            _is_missed(walk, other)
            _does_not_leave(walk, other)
            other.arrive()


def _stays_elsewhere(walk: Walk, journey: MovingMember) -> None:
    with walk.branch(journey) as other:
        begin(other)
        stay = other.dossier.stays[0]
        other.day += ONE
        with walk.branch(other) as back:
            on_case(back, "close_stay", returned_on=back.day)
        if other.step != "recognition_supplement":
            told: dict[str, Any] = {"helper": other.origin.members[3].public_id, "reason": "x", "without_remarks": "ốm"}
            with walk.branch(other) as helped:
                on_case(helped, "change_helper", assigned_on=helped.day, **told)
        longest = add_months(stay.since, 12) - ONE
        on_case(other, "extend_stay", until=longest, number="1")
        other.day = longest
        assert end_stays(other.day) == 1


def active_elsewhere(walk: Walk) -> None:
    """For a time, wherever his cell prepares."""
    journey = moving_member()
    for one in _while_movable(journey):
        _stays_elsewhere(walk, one)
    journey.on("recognition_appraisal")
    journey.do("return_recognition", what="thiếu nhận xét")
    _stays_elsewhere(walk, journey)
    walk.note(journey)


def on_record(walk: Walk) -> None:
    journey = moving_member()
    for code in ("record_card", "member_cv"):
        told = {"code": code, "made_on": journey.day, "file": scan()}
        journey.on_case("file_member_record", by=journey.origin.users["cell"], **told)
    walk.note(journey)


WALKS: dict[str, Callable[[Walk], None]] = {
    "moved as a member": moved,
    "active elsewhere for a time": active_elsewhere,
    "the member's papers": on_record,
}
