"""A dossier is returned by the grassroots committee, or what was asked for never comes (T19, T24, T46)."""

from typing import Any
from uuid import uuid4

import pytest

from admission.models import State
from permissions.checks import NotPermitted
from tests.admission.reading import offered
from tests.admission.traveller import ONE, Traveller
from tests.admission.unusual import told
from workflows.actions import Refused, act_on_case
from workflows.findings import RuleBroken
from workflows.models import Deadline

pytestmark = pytest.mark.django_db


def at(step: str, **options: Any) -> Traveller:
    return Traveller(there="p1", with_section=False, **options).to(step)


def on_case(journey: Traveller, verb: str, who: str, **data: Any) -> None:
    journey.do_on_case(verb, by=journey.users[who], **{"acknowledge": True, **data})


@pytest.mark.parametrize(("profile", "section"), [("p1", False), ("p1", True), ("p2", False)])
def test_grassroots_committee_returns_an_incomplete_dossier_and_considers_it_once_supplied(profile, section):
    journey = Traveller(profile, with_section=section).to("grassroots")
    state = journey.dossier.state
    clock = Deadline.objects.get(case=journey.case_id, kind="decision", closed_on__isnull=True)
    journey.do("return_to_cell", what="bằng tốt nghiệp")
    assert (journey.dossier.state, journey.step) == (State.SUPPLEMENT, "supplement_below")
    assert journey.task.body == journey.chain.bodies["cell"]
    assert "To be supplied: bằng tốt nghiệp" in told(journey)
    with pytest.raises(NotPermitted):
        journey.do("supply_to_committee", by=journey.users["grassroots"], note="x")
    journey.do("file_paper", by=journey.users["cell"], code="opinions", issued_on=journey.day)
    journey.do("supply_to_committee", by=journey.users["cell"], note="đã bổ sung")
    assert (journey.dossier.state, journey.step) == (state, "grassroots")
    clock.refresh_from_db()
    assert clock.closed_on is None
    if profile == "p1":
        assert journey.to("standing").dossier.base_resolved_on is not None
    assert journey.recorded()


def test_dossier_on_the_agenda_leaves_it_when_it_is_returned_and_not_while_it_is_voted_on():
    journey = at("grassroots")
    journey.plan()
    journey.do("return_to_cell", what="bằng")
    assert journey.dossier.agenda_item is None
    journey.do("supply_to_committee", by=journey.users["cell"], note="có")
    journey.meet()
    journey.open_vote()
    with pytest.raises(Refused):
        journey.do("return_to_cell", what="bằng")


@pytest.mark.parametrize("section", [False, True])
def test_committee_takes_back_what_is_not_supplied(section):
    journey = Traveller(with_section=section).to("grassroots")
    state = journey.dossier.state
    journey.do("return_to_cell", what="bằng")
    assert "take_back_to_committee" in offered(journey, "grassroots")
    assert "report_unsupplied" not in offered(journey, "department")
    on_case(journey, "take_back_to_committee", "grassroots", reason="chi bộ chưa có")
    assert (journey.dossier.state, journey.step) == (state, "grassroots")
    assert "Not supplied: chi bộ chưa có" in told(journey)


UNSUPPLIED = {"what": "bằng", "register_number": "15", "extract_sent": True}


def test_department_reports_to_the_standing_committee_what_was_not_supplied():
    journey = at("appraisal")
    journey.do("return_for_supplement", what="bằng")
    assert "report_unsupplied" in offered(journey, "department")
    assert "take_back_to_committee" not in offered(journey, "grassroots")
    with pytest.raises(NotPermitted):
        on_case(journey, "report_unsupplied", "cell", **UNSUPPLIED)
    on_case(journey, "report_unsupplied", "department", **UNSUPPLIED)
    dossier = journey.dossier
    assert (dossier.state, journey.step, dossier.appraised_on) == (State.VOTING, "standing", journey.day)
    assert "Not supplied: bằng" in told(journey)
    assert journey.to("receipt").dossier.state == State.DECISION_ISSUED


def test_report_needs_the_extract_as_any_submission_does():
    journey = at("appraisal")
    journey.do("return_for_supplement", what="bằng")
    with pytest.raises(RuleBroken):
        on_case(journey, "report_unsupplied", "department", **{**UNSUPPLIED, "extract_sent": False})
    assert (journey.dossier.state, journey.step) == (State.SUPPLEMENT, "supplement")


@pytest.mark.parametrize(("step", "verb", "who"), [("grassroots", "report_unsupplied", "department")])
def test_who_did_not_return_the_dossier_does_not_take_it_back(step, verb, who):
    journey = at(step)
    journey.do("return_to_cell", what="bằng")
    with pytest.raises(Refused, match="Another body"):
        act_on_case(
            journey.dossier,
            verb,
            by=journey.users[who],
            on=journey.day + ONE,
            key=uuid4(),
            data={**UNSUPPLIED, "reason": "x", "acknowledge": True},
        )
    journey.do("supply_to_committee", by=journey.users["cell"], note="có")
    journey.to("appraisal").do("return_for_supplement", what="bằng")
    with pytest.raises(Refused, match="Another body"):
        on_case(journey, "take_back_to_committee", "grassroots", reason="x")


@pytest.mark.parametrize(("returned", "situation"), [(True, "resolved"), (False, "sent")])
def test_dossier_that_the_committee_returned_was_not_sent_to_the_authority(returned, situation):
    journey = at("grassroots" if returned else "appraisal")
    if returned:
        journey.do("return_to_cell", what="bằng")
    else:
        journey.do("return_for_supplement", what="bằng")
    journey.open(by=journey.users["grassroots" if returned else "department"])
    move = journey.dossier.transfer
    assert move is not None
    assert move.situation == situation
    who = journey.users["grassroots" if returned else "department"]
    journey.do_on_case("drop_transfer", by=who, reason="ở lại", acknowledge=True)
    assert journey.step == ("supplement_below" if returned else "supplement")


def test_department_reports_what_was_not_supplied_for_the_recognition():
    journey = at("end").on("recognition_appraisal")
    told_of = {"what": "bản nhận xét", "register_number": "16"}
    assert "report_recognition_unsupplied" not in offered(journey, "department")
    journey.do("return_recognition", what="bản nhận xét")
    clock = Deadline.objects.get(case=journey.case_id, kind="recognition_decision", closed_on__isnull=True)
    assert "report_recognition_unsupplied" in offered(journey, "department")
    with pytest.raises(NotPermitted):
        on_case(journey, "report_recognition_unsupplied", "cell", **told_of)
    with pytest.raises(Refused):
        on_case(journey, "report_unsupplied", "department", **UNSUPPLIED)
    on_case(journey, "report_recognition_unsupplied", "department", **told_of)
    dossier = journey.dossier
    assert (dossier.state, journey.step) == (State.RECOGNITION_APPRAISAL, "recognition_standing")
    assert dossier.probation_row.appraised_on == journey.day
    assert "Not supplied: bản nhận xét" in told(journey)
    clock.refresh_from_db()
    assert clock.closed_on is None
    journey.on("card")
    assert journey.dossier.state == State.OFFICIAL
    assert journey.recorded()
