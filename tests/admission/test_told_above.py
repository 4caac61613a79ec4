"""What the bodies above the cell confirm, pass on, stamp and are told (T01, T03, T07, T15)."""

from datetime import timedelta
from typing import Any

import pytest

from admission.models import Dossier, State
from organization.models import Membership, User
from permissions.checks import NotPermitted
from tests.admission.reading import offered
from tests.admission.test_sources import follow, masses, resolved
from tests.admission.test_sources import to as on_the_list_to
from tests.admission.traveller import ONE, Traveller
from tests.admission.unusual import UnusualJourney, broken, told
from tests.chain import Journey
from workflows.actions import Refused
from workflows.findings import RuleBroken

pytestmark = pytest.mark.django_db


def sees(journey: Journey, who: str) -> bool:
    user: User = journey.chain.users[who]
    return bool(Dossier.objects.visible_to(user, journey.day).filter(pk=journey.case_id).exists())


# T01


def listed(profile: str = "p1") -> UnusualJourney:
    return on_the_list_to(follow(masses(profile)), State.SYMPATHIZER)


def confirm(journey: Journey, who: str, **data: Any) -> None:
    told = {"number": "2-TB", "confirmed_on": journey.day + ONE, **data}
    journey.do_on_case("confirm_list", by=journey.chain.users[who], **told)


@pytest.mark.parametrize(("profile", "who"), [("p1", "grassroots"), ("p2", "grassroots"), ("p4", "standing")])
def test_committee_above_sees_whom_the_cell_listed_and_confirms_the_list(profile, who):
    followed = follow(masses(profile))
    assert not sees(followed, who)
    journey = on_the_list_to(followed, State.SYMPATHIZER)
    assert sees(journey, who)
    assert "confirm_list" in offered(journey, who)
    confirm(journey, who)
    source = journey.dossier.source_record
    assert (source.confirmation_number, source.confirmed_on) == ("2-TB", journey.day)
    assert (journey.dossier.state, journey.step) == (State.SYMPATHIZER, "sympathizer")
    assert "confirm_list" not in offered(journey, who)
    with pytest.raises(Refused, match="confirmed already"):
        confirm(journey, who)
    assert "List confirmed, paper 2-TB." in told(journey)
    assert journey.recorded()


def test_nobody_else_sees_or_confirms_and_the_cell_does_not_wait():
    journey = listed()
    assert not sees(journey, "standing")
    for who in ("cell", "standing", "department"):
        with pytest.raises(NotPermitted):
            confirm(journey, who)
    resolved(journey, "propose_class")
    assert journey.step == "class_permission"
    confirm(journey, "grassroots")


def test_list_of_a_person_put_on_it_again_is_confirmed_again():
    journey = listed()
    confirm(journey, "grassroots")
    journey.by_cell("take_off_list", number="9-NQ", resolved_on=journey.day + ONE, reason="x")
    journey.by_cell("follow_again")
    journey.day += ONE
    resolved(journey, "put_on_list", helper=journey.chain.members[2].public_id)
    assert journey.dossier.source_record.confirmed_on is None


# T03


def test_grassroots_committee_approves_the_class_and_its_superior_sends():
    journey = listed()
    resolved(journey, "propose_class")
    journey.do("pass_on_proposal", number="8-CV", passed_on=journey.day + ONE)
    assert (journey.dossier.state, journey.step) == (State.SYMPATHIZER, "class_permission_above")
    assert journey.task.body == journey.chain.bodies["standing"]
    with pytest.raises(NotPermitted):
        journey.do("send_to_class", by=journey.chain.users["grassroots"], number="9", sent_on=journey.day + ONE)
    journey.do("send_to_class", number="9", sent_on=journey.day + ONE)
    assert (journey.dossier.state, journey.step) == (State.CLASS_ENROLLED, "class_enrolled")
    assert "Approved and passed on to the superior, letter 8-CV." in told(journey)


def test_superior_that_does_not_approve_gives_the_proposal_back_to_the_cell():
    journey = listed()
    resolved(journey, "propose_class")
    journey.do("pass_on_proposal", number="8-CV", passed_on=journey.day + ONE)
    journey.do("decline_proposal", reason="hết chỗ")
    assert journey.step == "sympathizer"


def test_committee_that_decides_itself_passes_nothing_on():
    journey = listed("p2")
    resolved(journey, "propose_class")
    with pytest.raises(RuleBroken) as caught:
        journey.do("pass_on_proposal", number="8-CV", passed_on=journey.day + ONE)
    assert broken(caught.value) == [("ADM-47", "committee_only_proposes")]
    journey.do("send_to_class", number="8-CV", sent_on=journey.day + ONE)
    assert journey.step == "class_enrolled"


# T07


@pytest.mark.parametrize(("profile", "who"), [("p1", "grassroots"), ("p4", "cell"), ("p5", "standing")])
def test_committee_that_will_certify_stamps_the_cv_and_nothing_waits_for_it(profile, who):
    journey = Traveller(profile, with_section=False)
    if who != "cell":
        assert not sees(journey, who)
    journey.to("verify")
    assert sees(journey, who)
    assert "stamp_cv" in offered(journey, who)
    journey.do_on_case("stamp_cv", by=journey.users[who], stamped_on=journey.day + ONE)
    assert (journey.dossier.state, journey.step) == (State.BACKGROUND_CHECK, "verify")
    assert "stamp_cv" not in offered(journey, who)
    with pytest.raises(Refused, match="stamped already"):
        journey.do_on_case("stamp_cv", by=journey.users[who], stamped_on=journey.day + ONE)
    journey.to("completion")


def test_cv_that_went_back_to_the_applicant_is_stamped_anew():
    journey = Traveller(with_section=False).to("verify")
    with pytest.raises(NotPermitted):
        journey.do_on_case("stamp_cv", by=journey.users["cell"], stamped_on=journey.day + ONE)
    journey.do_on_case("stamp_cv", by=journey.users["grassroots"], stamped_on=journey.day + ONE)
    journey.do("return_for_clarification", reason="chưa khớp")
    journey.do("submit_for_verification")
    assert "stamp_cv" in offered(journey, "grassroots")
    assert journey.recorded()


# T15


def shrink(journey: Journey) -> None:
    """Two official members are left in the cell."""
    gone = [member.pk for member in journey.chain.members[2:]]
    day = journey.day + timedelta(days=1)
    Membership.objects.filter(person__in=gone, until__isnull=True).update(until=day)
    journey.day = day


@pytest.mark.parametrize(("profile", "who"), [("p1", "grassroots"), ("p5", "standing")])
def test_superior_is_told_of_a_cell_that_cannot_act(profile, who):
    journey = Traveller(profile, with_section=False).to("cell")
    assert "report_small_cell" not in offered(journey, "cell")
    with pytest.raises(RuleBroken) as caught:
        journey.by_cell("report_small_cell", number="4-BC", reported_on=journey.day + ONE)
    assert broken(caught.value) == [("ADM-40", "cell_is_too_small")]
    shrink(journey)
    assert "report_small_cell" in offered(journey, "cell")
    journey.by_cell("report_small_cell", number="4-BC", reported_on=journey.day + ONE)
    assert sees(journey, who)
    assert (journey.dossier.state, journey.step) == (State.COMPLETE, "cell")
    superior = str(journey.chain.bodies[who])
    assert any(superior in line and "cannot act" in line for line in told(journey))
    assert journey.recorded()
