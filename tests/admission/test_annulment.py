"""A wrong admission is annulled by its issuer or by who is competent now (T50; ADM-85, ADM-87)."""

from datetime import timedelta

import pytest

from admission.facts_fault import Fault
from admission.models import State
from organization.models import Body, BodyKind, Membership, Standing
from permissions.checks import NotPermitted
from tests.admission.unusual import UnusualJourney, broken, told
from tests.admission.wrong_admissions import annul, annul_here, member, moved_elsewhere
from tests.chain import build_chain
from tests.factories import body, seat, user
from workflows.actions import Refused
from workflows.findings import RuleBroken
from workflows.models import Deadline, Document

pytestmark = pytest.mark.django_db

ONE = timedelta(days=1)


@pytest.mark.parametrize("profile", ["p1", "p2", "p4", "p6"])
def test_issuer_annuls_and_the_cell_removes_the_name(profile):
    journey = member(profile)
    wrong = journey.dossier.decision_number
    annul(journey)
    dossier = journey.dossier
    assert (dossier.state, journey.step, dossier.finished) == (State.ANNULLED, "name_removal", None)
    row = Membership.objects.filter(person=dossier.subject).order_by("pk").last()
    assert row is not None
    assert (row.standing, row.until) == (Standing.PROBATIONARY, journey.day)
    assert not Deadline.objects.filter(case=dossier, closed_on__isnull=True).exists()
    assert dossier.cancellation_number != wrong
    assert Document.objects.get(case=dossier, code="cancellation_decision").number == dossier.cancellation_number
    journey.do("remove_name", removed_on=journey.day + ONE, number="2-TB", acknowledge=True)
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None) == (State.ANNULLED, True)
    assert dossier.faults.get().name_removed_on == journey.day
    assert any(wrong in line and "cancelled by" in line for line in told(journey))
    assert journey.recorded()


@pytest.mark.parametrize(
    "fault", [Fault.STANDARDS, Fault.POLITICAL, Fault.UNTRUTHFUL_CV, Fault.UNDER_AGE, Fault.READMISSION]
)
def test_every_standard_that_is_not_met_annuls(fault):
    journey = member()
    annul(journey, fault)
    assert journey.dossier.state == State.ANNULLED


def test_faulty_procedure_of_a_qualified_member_is_not_annulled():
    journey = member()
    with pytest.raises(RuleBroken) as caught:
        annul(journey, Fault.PROCEDURE, qualified=True)
    assert broken(caught.value) == [("ADM-85", "admission_is_annulled")]
    assert caught.value.findings[0].articles == "Mục 4.4.1 Quy định 294-QĐ/TW"
    assert (journey.dossier.state, journey.dossier.faults.count()) == (State.PROBATIONARY, 0)


def test_faulty_procedure_of_one_who_does_not_meet_the_standards_is():
    journey = member()
    annul(journey, Fault.PROCEDURE, qualified=False)
    assert journey.dossier.state == State.ANNULLED


def test_only_the_issuer_annuls():
    journey = member()
    for name in ("cell", "grassroots", "department", "applicant"):
        with pytest.raises(NotPermitted):
            annul(journey, by=journey.chain.users[name])
    assert journey.dossier.state == State.PROBATIONARY


def test_authority_of_today_annuls_in_place_of_an_issuer_that_is_dissolved():
    journey = member()
    day = journey.day
    Body.objects.filter(pk=journey.chain.bodies["standing"].pk).update(until=day)
    successor = body(journey.chain.khoi, BodyKind.STANDING_COMMITTEE, symbol="ĐUM", since=day)
    head = user(seat(of=successor, since=day).person)
    with pytest.raises(NotPermitted):
        annul(journey)
    annul(journey, by=head)
    dossier = journey.dossier
    assert (dossier.state, dossier.faults.get().cancelled_by_issuer) == (State.ANNULLED, False)
    assert "ĐUM" in dossier.cancellation_number


def test_authority_that_received_the_member_annuls_after_its_superior_consented():
    journey = moved_elsewhere(member())
    journey.day += timedelta(days=30)  # the guidance of 29/9/2025 is in force
    with pytest.raises(RuleBroken) as caught:
        annul_here(journey, consent_on=None, consent_number="")
    assert broken(caught.value) == [("ADM-87", "cancellation_after_intake_is_consented")]
    annul_here(journey)
    dossier = journey.dossier
    assert (dossier.state, dossier.faults.get().at_intake) == (State.ANNULLED, True)


def test_issuer_of_a_member_who_moved_still_annuls_its_decision():
    journey = moved_elsewhere(member())
    annul(journey)
    assert journey.dossier.faults.get().cancelled_by_issuer is True


def test_member_who_did_not_move_is_annulled_by_the_issuer_alone():
    journey = member()
    journey.chain.users["here"] = journey.chain.users["standing"]
    with pytest.raises(Refused, match="was not received from elsewhere"):
        annul_here(journey)


def test_nothing_is_annulled_before_the_ceremony():
    journey = UnusualJourney(build_chain("p1", with_section=False))
    journey.to("ceremony")
    with pytest.raises(Refused):
        annul(journey)
    assert journey.dossier.state == State.DECISION_RECEIVED
