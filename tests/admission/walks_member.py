"""Walks of the map of the law from the ceremony on: recognition, removal, wrong admissions, beginning again."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

from admission.facts_fault import Fault
from admission.flows import AdmissionFlow
from admission.models import State
from organization.models import Membership, Standing
from tests.admission.former_journey import FORMER
from tests.admission.redoing import conclude_recognition, hand_on_recognition, redo_here, redo_recognition
from tests.admission.test_sources import resolved
from tests.admission.traveller import ONE, Traveller, leaves, may_be_removed, meets, put_under
from tests.admission.walking import Walk
from tests.admission.wrong_admissions import annul, annul_here, conclude, hand_on, redo
from tests.chain import build_chain
from tests.factories import membership
from workflows.actions import open_case


def _member(profile: str = "p1", **options: Any) -> Traveller:
    return Traveller(profile, **options).to("end")


def _escalated(walk: Walk, journey: Traveller) -> None:
    """The superior recognises, does not, or takes the removal up, which it votes on itself."""
    leaves(walk, journey, withdraws=False)
    with walk.branch(journey) as other:
        other.vote()
        other.on_one()
    with walk.branch(journey) as other:
        other.do("take_up_removal", ground="unqualified", reason="theo báo cáo")
        other.below()
    journey.below()
    journey.on()


def straight(walk: Walk, profile: str) -> None:
    """The chains in which the recognition lies with the authority at once."""
    walk.note(_member(profile).on("recognition_standing"))


def recognised(walk: Walk, profile: str, *, with_section: bool = True) -> None:
    """From the ceremony to the card; at every stop the member may be removed, and may die."""
    journey = _member(profile, with_section=with_section)
    may_be_removed(walk, journey)
    with walk.branch(journey) as other:
        other.file("new_member_certificate")
        other.do("begin_recognition", on=other.ends_on)
    journey.end_probation()
    may_be_removed(walk, journey)
    while journey.step != "card":
        journey.on_one()
        if journey.step in _STOPS:
            _STOPS[journey.step](walk, journey)
        if journey.dossier.state not in (State.RECOGNITION_AGREED, State.OFFICIAL):
            may_be_removed(walk, journey)
    leaves(walk, journey, withdraws=False)
    with walk.branch(journey) as other:
        other.dated("return_card", "found_on", reason="sai họ tên")
    walk.note(journey.on())


def _at_the_cell(walk: Walk, journey: Traveller) -> None:
    meets(walk, journey, member=True)
    with walk.branch(journey) as other:
        other.below()
        may_be_removed(walk, other)
        meets(walk, other, member=True)
        _escalated(walk, other.below(2))


def _at_the_committee(walk: Walk, journey: Traveller) -> None:
    meets(walk, journey, member=True)
    if journey.dossier.chain == "p2":
        _extended(walk, journey, "grassroots")
    with walk.branch(journey) as other:
        other.below()
        meets(walk, other, member=True)
        _escalated(walk, other.below(2))


def _at_the_department(walk: Walk, journey: Traveller) -> None:
    with walk.branch(journey) as other:
        other.do("return_recognition", what="bản nhận xét")
        may_be_removed(walk, other)
        with walk.branch(other) as unsupplied:
            told = {"what": "bản nhận xét", "register_number": "16", "acknowledge": True}
            unsupplied.do_on_case("report_recognition_unsupplied", by=unsupplied.users["department"], **told)
        other.do("supply_recognition", note="đã bổ sung")
    _extended(walk, journey, "standing")


def _extended(walk: Walk, journey: Traveller, by: str) -> None:
    with walk.branch(journey) as other:
        extra = {"decided_on": other.day, "number": "3-TB", "reason": "phức tạp", "acknowledge": True}
        other.do_on_case("extend_recognition", by=other.users[by], **extra)


def _at_the_standing_committee(walk: Walk, journey: Traveller) -> None:
    with walk.branch(journey) as other:
        other.below()


_STOPS: dict[str, Callable[[Walk, Traveller], None]] = {
    "recognition_cell": _at_the_cell,
    "recognition_grassroots": _at_the_committee,
    "recognition_appraisal": _at_the_department,
    "recognition_standing": _at_the_standing_committee,
}


def removed(walk: Walk, profile: str) -> None:
    """From the proposal through every body; each that may vote again is below the ratio once and thrice."""
    journey = _member(profile, with_section=False)
    journey.day += 90 * ONE
    journey.propose_removal()
    leaves(walk, journey, withdraws=False)
    while journey.step != "removal_notice":
        if journey.step in ("removal_cell", "removal_grassroots"):
            with walk.branch(journey) as other:
                other.below(3)
        elif journey.step == "removal_standing":
            with walk.branch(journey) as other:
                other.below()
        journey.on_one()
    journey.on_one()
    _complains(walk, journey, "grassroots" if profile == "p2" else "standing")
    walk.note(journey.on())


def _complains(walk: Walk, journey: Traveller, by: str) -> None:
    """Answered either way, within the twelve months of the probation and after them."""
    with walk.branch(journey) as other:
        who, told = other.users[by], {"number": "5-CV", "answered_by": "Ban Thường vụ", "acknowledge": True}
        grounds = {"grounds": "không đúng", "central": False, "acknowledge": True}
        other.do_on_case("record_complaint", by=who, complained_on=other.day + ONE, **grounds)
        with walk.branch(other) as answered:
            answered.do_on_case("answer_complaint", by=who, answered_on=answered.day + ONE, **told)
        for late in (False, True):
            with walk.branch(other) as restored:
                restored.day = restored.ends_on if late else restored.day
                restored.do_on_case("restore_member", by=who, answered_on=restored.day + ONE, **told)


def removed_at_once(walk: Walk, profile: str) -> None:
    journey = _member(profile)
    journey.propose_removal()
    walk.note(journey.on())


def goes_elsewhere(journey: Traveller, profile: str) -> None:
    """His organisation stands under another authority from the day on; ``here``: who acts for that one."""
    elsewhere = build_chain(profile, with_section=False)
    place = journey.chain.cell if profile == "p2" else journey.chain.base
    put_under(place, elsewhere.base if profile == "p2" else elsewhere.khoi, journey.day)
    journey.users["here"] = elsewhere.users["grassroots" if profile == "p2" else "standing"]


def annulled(walk: Walk, profile: str) -> None:
    journey = _member(profile, with_section=False)
    journey.day += 90 * ONE
    with walk.branch(journey) as other:
        annul(other)
        other.dated("remove_name", "removed_on", number="2-TB")
    with walk.branch(journey) as other:
        goes_elsewhere(other, profile)
        with walk.branch(other) as again:
            redo_here(again, "cell")
        annul_here(other)
    journey.on("card")
    with walk.branch(journey) as other:
        other.on()
        annul(other)
    with walk.branch(journey) as other:
        redo(other, "cell")
    with walk.branch(journey) as other:
        goes_elsewhere(other, profile)
        redo_here(other, "cell")
    annul(journey)
    walk.note(journey)


def done_again(walk: Walk, profile: str, *faulty: str) -> None:
    """Every faulty step by its body; a vote that fails comes back; whoever turns out unqualified is annulled."""
    journey = _member(profile, with_section=False)
    journey.day += 90 * ONE
    redo(journey, *faulty)
    leaves(walk, journey, withdraws=False)
    with walk.branch(journey) as other:
        annul(other, Fault.STANDARDS)
    while journey.dossier.faults.get().left:
        step = hand_on(journey)
        if step == "redo_papers":
            journey.do("finish_papers", what="giấy giới thiệu")
        elif step.startswith("redo_certification"):
            journey.dated("certify_again", "signed_on", cv_true=True)
        else:
            with walk.branch(journey) as other:
                other.below()
            journey.vote()
    conclude(journey)
    walk.note(journey.to("end"))


def recognition_done_again(walk: Walk, profile: str, *faulty: str) -> None:
    """The same of the recognition alone: the member stays admitted."""
    journey = _member(profile, with_section=False).on("card")
    redo_recognition(journey, *faulty)
    leaves(walk, journey, withdraws=False)
    with walk.branch(journey) as other:
        annul(other, Fault.STANDARDS)
    while journey.dossier.faults.get().left:
        if hand_on_recognition(journey) == "recognition_redo_papers":
            journey.do("finish_recognition_papers", what="bản tự kiểm điểm")
        else:
            with walk.branch(journey) as other:
                other.below()
            journey.vote()
    conclude_recognition(journey)
    walk.note(journey.on("card"))


#: A member of long ago: the wait of a readmission is over before the days of the calendar end.
BEGAN, LEFT, ASKED = date(2023, 8, 7), date(2024, 11, 25), date(2027, 12, 1)


def begun_again_after_membership(walk: Walk) -> None:
    journey = _member(start=BEGAN).on()
    person = journey.dossier.subject
    assert journey.dossier.finished is not None
    assert journey.day < LEFT
    Membership.objects.filter(person=person, until__isnull=True).update(until=LEFT)
    former = membership(person, journey.chain.cell, Standing.LEFT, since=LEFT)
    told = {**FORMER, "person": person, "left_on": LEFT, "applied_on": ASKED, "acknowledge": True}
    for verb in ("follow_person", "open_dossier"):
        with walk.branch(journey) as other:
            if verb == "open_dossier":
                Membership.objects.filter(pk=former.pk).update(until=ASKED - ONE)
                membership(person, journey.chain.cell, Standing.SYMPATHIZER, since=ASKED - ONE)
                told |= {"authorisation_number": "12-NQ/ĐU", "authorised_on": ASKED}
            who, cell = other.users["cell"], other.chain.bodies["cell"]
            case = open_case(AdmissionFlow, by=who, body=cell, on=ASKED, key=uuid4(), data=told, verb=verb).case
            other.case_id, other.day = case.pk, ASKED
            if verb == "follow_person":
                resolved(other, "put_on_list", helper=other.chain.members[3].public_id)
    walk.note(journey)


WALKS: dict[str, Callable[[Walk], None]] = {
    "recognised above a section": partial(recognised, profile="p1"),
    "recognised by an authorised committee": partial(recognised, profile="p2", with_section=False),
    "recognised from a grassroots cell": partial(straight, profile="p4"),
    "recognised straight from a section": partial(straight, profile="p3"),
    "removed": partial(removed, profile="p1"),
    "removed by an authorised committee": partial(removed, profile="p2"),
    "removed from a grassroots cell": partial(removed_at_once, profile="p4"),
    "removed under no grassroots committee": partial(removed_at_once, profile="p5"),
    "annulled": partial(annulled, profile="p1"),
    "annulled by an authorised committee": partial(annulled, profile="p2"),
    "done again": lambda walk: done_again(walk, "p1", "papers", "certification", "cell", "grassroots", "authority"),
    "done again below": lambda walk: done_again(walk, "p2", "papers", "certification", "cell", "grassroots"),
    "certified again in the cell": lambda walk: done_again(walk, "p4", "certification"),
    "certified again above": lambda walk: done_again(walk, "p5", "certification"),
    "recognition done again": lambda walk: recognition_done_again(
        walk, "p1", "papers", "cell", "grassroots", "authority"
    ),
    "recognition done again below": lambda walk: recognition_done_again(walk, "p2", "papers", "cell", "grassroots"),
    "begun again after the membership": begun_again_after_membership,
}
