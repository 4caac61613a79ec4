"""Walks of the map of the law from the list of sympathisers to the ceremony: one function, one journey."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from admission.cv.drafts import Draft
from organization.models import BodyKind, Kind, Membership, Role
from tests.admission.cv.answers import FAMILY, write
from tests.admission.profiles import withdraw_for, without_account
from tests.admission.test_stale import again
from tests.admission.traveller import ONE, Traveller, late_after, leaves, meets, moves
from tests.admission.walking import Walk
from tests.factories import body, organization, seat, user
from tests.holding_meetings import signed_minutes


def _goes_before_the_cell(walk: Walk, journey: Traveller) -> None:
    leaves(walk, journey)
    moves(walk, journey, "grassroots", reported=True)


def _grows_stale(walk: Walk, journey: Traveller) -> None:
    with walk.branch(journey) as other:
        other.grow_stale()


def _hands_in_the_cv(walk: Walk, journey: Traveller) -> None:
    with walk.branch(journey) as other:
        write(other.dossier, other.chain.applicant, family=FAMILY)
        draft = Draft.of(other.dossier, other.day)
        signed = {"answers": draft.answers(), "digest": draft.digest, "signed_on": other.day}
        other.do("submit_cv", by=other.chain.applicant, head={"superior": "", "issuer": "Chi bộ"}, **signed)


def _asked_of_this_system(walk: Walk, journey: Traveller) -> None:
    commune = body(organization(Kind.BASE, parent=organization(Kind.SUPERIOR)), BodyKind.COMMITTEE)
    who = user(seat(of=commune, role=Role.SECRETARY).person)
    with walk.branch(journey) as other:
        asked = {"relation": "cha", "person_name": "X", "place": "Y", "abroad": False, "body": commune}
        other.do("request_verification", sent_on=other.day, **asked)
        request = other.dossier.verifications.get()
        answer = {"request": request.public_id, "clear": True, "summary": "tốt", "replied_on": other.day}
        other.do_on_case("take_in_answer", by=None, user=who, **answer)


def _exempted(walk: Walk, journey: Traveller) -> None:
    with walk.branch(journey) as other:
        paper = {"confirmed_by": "Đảng ủy xã", "confirmation_number": "9-XN", "confirmed_on": other.day}
        other.do("record_exemption", ground="same_commune", member="", **paper)


def papers_and_check(walk: Walk) -> None:
    journey = Traveller(there="p1")
    _goes_before_the_cell(walk, journey)
    _hands_in_the_cv(walk, journey)
    journey.do("file_paper", code="application", issued_on=journey.day)
    _goes_before_the_cell(walk, journey)
    _grows_stale(walk, journey)
    with walk.branch(journey) as other:
        other.do("add_introducer", person=other.chain.members[2].public_id, together_since=date(2022, 1, 10))
        other.do("remove_introducer", introducer=other.dossier.introducers.get().pk, reason="chuyển công tác")
    journey.to("verify")
    with walk.branch(journey) as other:
        other.do_on_case("stamp_cv", by=other.users["grassroots"], stamped_on=other.day + ONE)
    _goes_before_the_cell(walk, journey)
    _grows_stale(walk, journey)
    _asked_of_this_system(walk, journey)
    _exempted(walk, journey)
    with walk.branch(journey) as other:
        other.do("return_for_clarification", reason="chưa khớp")
    journey.to("completion")
    _goes_before_the_cell(walk, journey)
    _grows_stale(walk, journey)
    with walk.branch(journey) as other:
        other.day = other.clock("stale").due_on
        other.by_cell("take_up_stale")
    journey.to("cell")
    _before_the_cell(walk, journey)
    walk.note(journey)


def _before_the_cell(walk: Walk, journey: Traveller) -> None:
    _goes_before_the_cell(walk, journey)
    meets(walk, journey)
    with walk.branch(journey) as other:
        Membership.objects.filter(person__in=other.chain.members[2:]).update(until=other.day)
        other.by_cell("report_small_cell", number="4-BC", reported_on=other.day + ONE)
    with walk.branch(journey) as other:
        withdraw_for(without_account(other), other.users["clerk"], acknowledge=True)
    with walk.branch(journey) as other:
        since = other.grow_stale()
        _goes_before_the_cell(walk, other)
        other.file_again(since)
        other.redo()
        other.do("keep_certificate")
    with walk.branch(journey) as other:
        other.dossier.documents.filter(code="class_certificate").update(issued_on=other.day - timedelta(days=1900))
        other.by_cell("send_to_class_again", reason="quá 60 tháng")
        _goes_before_the_cell(walk, other)
        again(other)


def certified(walk: Walk, profile: str, step: str) -> None:
    journey = Traveller(profile, there="p1", with_section=False).to(step)
    for verb, notified in (("return_for_clarification", False), ("find_ineligible", True)):
        with walk.branch(journey) as other:
            other.do(verb, reason="không đủ tiêu chuẩn")
            if notified:
                other.notify()
                with walk.branch(other) as listed:
                    listed.by_cell("take_off_list", number="9-NQ", resolved_on=listed.day + ONE, reason="không đủ")
                walk.note(other.begins_again())
    with walk.branch(journey) as other:
        other.refer()
        by = {"p4": "cell", "p5": "department"}.get(profile, "grassroots")
        leaves(walk, other)
        moves(walk, other, by, reported=True)
        with walk.branch(other) as barred:
            barred.dated("find_barred", "concluded_on", number="8-KL", reason="thuộc diện không kết nạp")
        other.dated("conclude_politically", "concluded_on", number="6-KL", conclusion="đủ")
    journey.to("completion")
    walk.note(journey)


def _stopped(walk: Walk, journey: Traveller) -> None:
    with walk.branch(journey) as other:
        other.do("stop_after_shortfall", reason="không đủ tỷ lệ")
        other.notify()


def _cell_below(walk: Walk, journey: Traveller) -> None:
    with walk.branch(journey) as other:
        other.below()
        leaves(walk, other)
        _stopped(walk, other)
        other.do("direct_new_vote", reason="họp lại")


def _committee_below(walk: Walk, journey: Traveller) -> None:
    with walk.branch(journey) as other:
        other.below()
        leaves(walk, other)
        _stopped(walk, other)
        other.do("send_to_appraisal", reason="xem xét")


def _goes_to_the_authority(walk: Walk, journey: Traveller) -> None:
    leaves(walk, journey)
    moves(walk, journey, "department")


def decided(walk: Walk, with_section: bool) -> None:
    """P1: from the cell to the ceremony, with a section committee; without one as far as that matters."""
    journey = Traveller(there="p1", with_section=with_section).to("cell")
    if with_section:
        _cell_below(walk, journey)
    journey.vote()
    leaves(walk, journey)
    moves(walk, journey, "grassroots", reported=True)
    journey.to("grassroots")
    leaves(walk, journey)
    moves(walk, journey, "grassroots", reported=True)
    meets(walk, journey)
    _returned_below(walk, journey)
    if with_section:
        _committee_below(walk, journey)
        journey.vote()
        leaves(walk, journey)
        moves(walk, journey, "grassroots", reported=True)
        _appraised(walk, journey)
        _received(walk, journey)
    walk.note(journey)


def _returned_below(walk: Walk, journey: Traveller) -> None:
    with walk.branch(journey) as other:
        other.do("return_to_cell", what="bằng")
        leaves(walk, other)
        with walk.branch(other) as unsupplied:
            by = unsupplied.users["grassroots"]
            unsupplied.do_on_case("take_back_to_committee", by=by, reason="chưa có", acknowledge=True)
        other.do("supply_to_committee", by=other.users["cell"], note="đã bổ sung")


def _appraised(walk: Walk, journey: Traveller) -> None:
    with walk.branch(journey) as other:
        other.do("return_for_supplement", what="bằng")
        _goes_to_the_authority(walk, other)
        with walk.branch(other) as unsupplied:
            told = {"what": "bằng", "register_number": "15", "extract_sent": True, "acknowledge": True}
            unsupplied.do_on_case("report_unsupplied", by=unsupplied.users["department"], **told)
        other.do("supply", note="đã bổ sung")
        _goes_to_the_authority(walk, other)
        extra = {"decided_on": other.day, "number": "4-TB", "reason": "phức tạp", "acknowledge": True}
        other.do_on_case("extend_decision", by=other.users["standing"], **extra)
    with walk.branch(journey) as other:
        other.ask_consent()
        _goes_to_the_authority(walk, other)
        with walk.branch(other) as refused:
            refused.dated("record_refused_consent", "answered_on", number="78-CV", reason="không có nhu cầu")
        other.dated("record_answer", "answered_on", number="77-CV/TU")
    journey.to("standing")
    _goes_to_the_authority(walk, journey)
    with walk.branch(journey) as other:
        other.meet()
        other.open_vote()
        other.do("set_aside_vote", on=other.day, reason="sai thành phần", minutes=signed_minutes())
    with walk.branch(journey) as other:
        other.below()
        other.notify()
    journey.vote()
    moves(walk, journey, "department")
    journey.to("receipt")


def _cancelled(walk: Walk, journey: Traveller, ground: str) -> None:
    with walk.branch(journey) as other:
        data = {"ground": ground, "signed_on": other.day + ONE, "reason": "x", "acknowledge": True}
        other.do_on_case("cancel_decision", by=other.users["standing"], **data)


def _received(walk: Walk, journey: Traveller) -> None:
    _goes_to_the_authority(walk, journey)
    _cancelled(walk, journey, "procedure")
    with walk.branch(journey) as other:
        other.open(by=other.users["department"], decided_on=late_after(other))
    journey.to("ceremony")
    _goes_to_the_authority(walk, journey)
    _cancelled(walk, journey, "procedure")
    with walk.branch(journey) as other:
        other.day += timedelta(days=60)
        leaves(walk, other)
        _cancelled(walk, other, "late_ceremony")
        other.hold_ceremony(consent_number="5-CV", consent_on=other.day)
    journey.hold_ceremony()


def short_ways(walk: Walk, profile: str) -> None:
    """The chains in which the dossier lies with the authority at once."""
    walk.note(Traveller(profile).to("standing"))


def decided_below(walk: Walk, with_section: bool) -> None:
    """P2: the grassroots committee decides itself."""
    journey = Traveller("p2", with_section=with_section).to("cell")
    if not with_section:
        _cell_below(walk, journey)
    journey.to("grassroots")
    with walk.branch(journey) as other:
        extra = {"decided_on": other.day, "number": "4-TB", "reason": "phức tạp", "acknowledge": True}
        other.do_on_case("extend_decision", by=other.users["grassroots"], **extra)
    with walk.branch(journey) as other:
        other.ask_consent()
        with walk.branch(other) as refused:
            refused.dated("record_refused_consent", "answered_on", number="78-CV", reason="không có nhu cầu")
        other.dated("record_answer_to_committee", "answered_on", number="7")
    if not with_section:
        with walk.branch(journey) as other:
            other.below()
            other.notify()
        journey.to("receipt")
    walk.note(journey)


def begun_again(walk: Walk) -> None:
    """A refusal, or a withdrawal, and a new case of the same person."""
    refused = Traveller().to("standing").below()
    refused.notify()
    walk.note(refused.begins_again())
    withdrawn = Traveller()
    withdrawn.do_on_case("withdraw", by=withdrawn.chain.applicant, reason="", acknowledge=True)
    walk.note(withdrawn.begins_again())


WALKS: dict[str, Callable[[Walk], None]] = {
    "papers and check": papers_and_check,
    "certified by the grassroots committee": partial(certified, profile="p1", step="certify"),
    "certified under an authorised committee": partial(certified, profile="p2", step="certify"),
    "certified in the cell": partial(certified, profile="p4", step="certify_in_cell"),
    "certified above": partial(certified, profile="p5", step="certify_above"),
    "decided above a section": partial(decided, with_section=True),
    "decided without a section": partial(decided, with_section=False),
    "straight from a grassroots cell": partial(short_ways, profile="p4"),
    "straight from a section": partial(short_ways, profile="p3"),
    "decided by an authorised committee above a section": partial(decided_below, with_section=True),
    "decided by an authorised committee": partial(decided_below, with_section=False),
    "begun again": begun_again,
}
