"""Ends that something still follows: a refusal, a cancelled decision on its way, a membership with its card."""

from typing import Any
from uuid import uuid4

import pytest

from admission.models import Dossier, State
from organization.models import Membership, Standing
from permissions.checks import NotPermitted
from tests.admission.member_journey import MemberJourney
from tests.admission.moving.transfers import long_moved
from tests.admission.reading import offered
from tests.admission.test_sources import follow, masses, resolved
from tests.admission.test_sources import to as on_the_list_to
from tests.admission.traveller import ONE, Traveller
from tests.admission.wrong_admissions import annul
from workflows.actions import Refused, act_on_case
from workflows.models import Deadline

pytestmark = pytest.mark.django_db


def not_eligible() -> Traveller:
    """A dossier whose CV was certified "not eligible", the cell notified."""
    journey = Traveller(with_section=False).to("certify")
    journey.do("find_ineligible", reason="không đủ tiêu chuẩn")
    journey.notify()
    assert journey.dossier.state == State.REFUSED
    return journey


def delist(journey: Traveller, **data: Any) -> None:
    journey.by_cell("take_off_list", number="9-NQ", resolved_on=journey.day + ONE, reason="không đủ", **data)


def test_cell_takes_off_its_list_whoever_was_found_not_eligible():
    journey = not_eligible()
    assert "take_off_list" in offered(journey, "cell")
    delist(journey)
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None) == (State.DELISTED, True)
    standing = Membership.objects.on(journey.day).get(person=dossier.subject)
    assert (standing.standing, standing.organization) == (Standing.MASSES, journey.chain.cell)
    assert "follow_again" not in offered(journey, "cell")
    with pytest.raises(Refused, match="new case"):
        journey.by_cell("follow_again")
    assert journey.recorded()


def test_person_taken_off_the_list_after_a_refusal_is_followed_in_a_new_case():
    journey = not_eligible()
    delist(journey)
    chain = journey.chain
    again = on_the_list_to(follow(chain), State.PROSPECT)
    resolved(again, "put_on_list", helper=chain.members[2].public_id)
    assert (again.dossier.state, Dossier.objects.count()) == (State.SYMPATHIZER, 2)


def test_refused_person_is_taken_off_once_and_not_while_a_new_dossier_is_open():
    journey = not_eligible()
    again = journey.begins_again()
    with pytest.raises(Refused, match="open dossier"):
        delist(journey)
    again.do_on_case("withdraw", by=journey.chain.applicant, reason="")
    delist(journey)
    with pytest.raises(Refused):
        delist(journey)


def test_only_the_cell_takes_off_its_list_after_a_refusal():
    journey = not_eligible()
    for name in ("grassroots", "department", "standing"):
        with pytest.raises(NotPermitted):
            journey.by_cell(
                "take_off_list", by=journey.users[name], number="9", resolved_on=journey.day + ONE, reason="x"
            )
    assert journey.dossier.state == State.REFUSED


def test_person_taken_off_the_list_before_the_permission_is_of_the_masses_again():
    journey = on_the_list_to(follow(masses()), State.SYMPATHIZER)
    journey.by_cell("take_off_list", number="9-NQ", resolved_on=journey.day + ONE, reason="không phấn đấu")
    standing = Membership.objects.on(journey.day).get(person=journey.dossier.subject)
    assert standing.standing == Standing.MASSES


@pytest.mark.parametrize("sent", [False, True])
def test_applicant_withdraws_while_his_cancelled_decision_is_on_its_way(sent):
    journey = long_moved()
    journey.cancel(by=journey.origin["standing"])
    if sent:
        journey.send(by=journey.origin["department"])
    journey.do_on_case("withdraw", by=journey.chain.applicant, reason="không chuyển nữa")
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None) == (State.WITHDRAWN, True)
    assert not Deadline.objects.filter(case=dossier, closed_on__isnull=True).exists()


def test_death_is_reported_while_a_cancelled_decision_is_on_its_way():
    journey = long_moved()
    journey.cancel(by=journey.origin["standing"])
    data = {"died_on": journey.day, "number": "", "file": None, "acknowledge": True}
    journey.do_on_case("report_death", by=journey.origin["cell"], **data)
    assert journey.dossier.state == State.DECEASED


def test_case_that_ended_with_a_cancelled_decision_is_not_withdrawn():
    journey = Traveller(with_section=False).to("receipt")
    data = {"ground": "procedure", "signed_on": journey.day + ONE, "reason": "sai", "acknowledge": True}
    journey.do_on_case("cancel_decision", by=journey.users["standing"], **data)
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None) == (State.CANCELLED, True)
    for verb, who in (("withdraw", journey.chain.applicant), ("report_death", journey.users["cell"])):
        values = {"reason": "", "died_on": journey.day, "number": "", "file": None, "acknowledge": True}
        with pytest.raises(Refused, match="ended"):
            act_on_case(dossier, verb, by=who, on=journey.day + ONE, key=uuid4(), data=values)
    assert "report_death" not in offered(journey, "cell")


def test_admission_is_annulled_after_the_card():
    journey = MemberJourney().on()
    assert journey.dossier.state == State.CARD_ISSUED
    traveller = Traveller.__new__(Traveller)
    traveller.chain, traveller.day, traveller.pace, traveller.case_id = journey.chain, journey.day, ONE, journey.case_id
    traveller.know_actors()
    annul(traveller)
    dossier = traveller.dossier
    assert (dossier.state, traveller.step, dossier.finished) == (State.ANNULLED, "name_removal", None)
    members = (Standing.OFFICIAL, Standing.PROBATIONARY)
    standing = Membership.objects.on(traveller.day).filter(person=dossier.subject, standing__in=members)
    assert not standing.exists()
    traveller.do("remove_name", removed_on=traveller.day + ONE, number="2-TB")
    assert traveller.dossier.finished is not None
    assert traveller.recorded()
