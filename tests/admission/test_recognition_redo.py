"""The recognition alone was faulty: the member stays admitted, and it is done again (ADM-86, T51)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from admission.models import State
from organization.models import Body, Membership, Standing
from permissions.checks import NotPermitted
from tests.admission.reading import statements
from tests.admission.redoing import conclude_recognition, hand_on_recognition, redo_recognition
from tests.admission.signing_in import SignIn
from tests.admission.traveller import Traveller
from tests.admission.unusual import broken, told
from tests.admission.wrong_admissions import annul
from workflows.actions import Refused
from workflows.findings import RuleBroken
from workflows.models import Deadline, Document

pytestmark = pytest.mark.django_db


def official(profile: str = "p1") -> Traveller:
    """Recognised, and the card not handed over."""
    return Traveller(profile, with_section=False).to("end").on("card")


def standing(journey: Traveller) -> tuple[str, str]:
    row = Membership.objects.on(journey.day).get(person=journey.dossier.subject)
    return row.standing, row.basis


def current(journey: Traveller, code: str) -> list[str]:
    rows = Document.objects.filter(case=journey.case_id, code=code, replaced_on__isnull=True)
    return list(rows.values_list("number", flat=True))


def test_member_stays_admitted_while_the_faulty_vote_alone_is_taken_again():
    journey = official()
    before, wrong = journey.dossier, journey.dossier.probation_row
    redo_recognition(journey, "cell")
    dossier = journey.dossier
    assert (dossier.state, journey.step) == (State.RECOGNITION_REDO, "recognition_redo_review")
    assert (dossier.decision_number, dossier.ceremony_on, dossier.official_on) == (
        before.decision_number,
        before.ceremony_on,
        before.official_on,
    )
    row = dossier.probation_row
    assert (row.decision_number, row.decided_on, row.effective_on, row.cell_resolved_on) == ("", None, None, None)
    assert (row.base_resolved_on, row.authority_resolved_on) == (wrong.base_resolved_on, wrong.authority_resolved_on)
    assert standing(journey) == (Standing.OFFICIAL, wrong.decision_number)
    assert current(journey, "recognition_decision") == [wrong.decision_number]
    assert hand_on_recognition(journey) == "recognition_redo_cell"
    journey.vote()
    assert journey.step == "recognition_redo_review"
    conclude_recognition(journey)
    assert (journey.dossier.state, journey.step) == (State.RECOGNITION_AGREED, "recognition_decision")
    journey.on("card")
    dossier = journey.dossier
    new = dossier.probation_row
    assert dossier.state == State.OFFICIAL
    assert new.decision_number not in ("", wrong.decision_number)
    assert new.cell_resolved_on is not None
    assert wrong.cell_resolved_on is not None
    assert new.cell_resolved_on > wrong.cell_resolved_on
    assert standing(journey) == (Standing.OFFICIAL, new.decision_number)
    fault = dossier.faults.get()
    assert (fault.cancelled_on, fault.reissued_on, fault.closed_on) == (new.decided_on,) * 3
    assert (fault.cancelled_by_issuer, fault.former["recognition_number"]) == (True, wrong.decision_number)
    assert current(journey, "recognition_decision") == [new.decision_number]
    assert current(journey, "card_decision") == [new.card_decision_number]
    assert len(current(journey, "recognition_cell_resolution")) == 1
    assert any(wrong.decision_number in line and new.decision_number in line for line in told(journey))
    journey.on()
    assert journey.dossier.state == State.CARD_ISSUED
    assert journey.recorded()


def test_lateness_of_the_redo_never_moves_the_official_day():
    """ADM-78: determined anew, the day is the end of the twelve months again."""
    journey = official()
    wrong = journey.dossier.probation_row
    journey.day += timedelta(days=200)
    redo_recognition(journey, "authority")
    hand_on_recognition(journey)
    journey.vote()
    conclude_recognition(journey)
    on = journey.day + journey.pace
    with pytest.raises(Refused) as caught:
        journey.sign("issue_recognition", on=on, explanation="")
    assert list(caught.value.errors) == ["explanation"]
    journey.sign("issue_recognition", on=on, explanation="biểu quyết lại")
    row = journey.dossier.probation_row
    assert (row.effective_on, row.decided_on) == (wrong.effective_on, on)


@pytest.mark.parametrize(
    ("profile", "faulty", "steps"),
    [
        ("p1", ("authority", "grassroots", "cell", "papers"), ["papers", "cell", "grassroots", "standing"]),
        ("p2", ("cell", "grassroots"), ["cell", "grassroots"]),
        ("p4", ("cell", "authority"), ["cell", "standing"]),
    ],
)
def test_every_body_does_its_own_step_again_in_the_order_of_the_chain(profile, faulty, steps):
    journey = official(profile)
    redo_recognition(journey, *faulty)
    seen = []
    while journey.dossier.faults.get().left:
        seen.append(hand_on_recognition(journey))
        if journey.step == "recognition_redo_papers":
            journey.file("self_criticism")
            journey.do("finish_recognition_papers", what="bản tự kiểm điểm")
        else:
            journey.vote()
    assert seen == [f"recognition_redo_{step}" for step in steps]
    with pytest.raises(Refused, match="Every faulty step"):
        journey.do("hand_on_recognition_redo")
    conclude_recognition(journey)
    journey.on()
    assert journey.dossier.state == State.CARD_ISSUED
    codes = ("recognition_cell_resolution", "recognition_base_resolution")
    assert [len(current(journey, code)) for code in codes] == ([0, 1] if profile == "p4" else [1, 1])
    assert journey.recorded()


def test_decision_alone_was_faulty():
    journey = official()
    redo_recognition(journey)
    conclude_recognition(journey)
    journey.on("card")
    assert journey.dossier.faults.get().reissued_on == journey.dossier.probation_row.decided_on


def test_new_resolution_of_the_cell_starts_the_clock_of_the_decision():
    journey = official()
    redo_recognition(journey, "cell")
    assert not Deadline.objects.filter(case=journey.case_id, kind="recognition_decision", closed_on=None).exists()
    hand_on_recognition(journey)
    journey.vote()
    assert journey.clock("recognition_decision").started_on == journey.dossier.probation_row.cell_resolved_on


def test_vote_below_the_ratio_is_directed_again():
    journey = official()
    redo_recognition(journey, "cell")
    hand_on_recognition(journey)
    journey.below()
    assert (journey.dossier.state, journey.step) == (State.RECOGNITION_REDO, "recognition_redo_review")
    assert hand_on_recognition(journey) == "recognition_redo_cell"


def test_nothing_is_concluded_while_a_faulty_step_is_left():
    journey = official()
    redo_recognition(journey, "cell")
    with pytest.raises(RuleBroken) as caught:
        conclude_recognition(journey)
    assert broken(caught.value) == [("ADM-86", "faulty_steps_alone_are_done_again")]
    assert "vote of the cell on the recognition" in caught.value.findings[0].text


def test_papers_are_not_finished_while_one_is_missing():
    journey = official()
    redo_recognition(journey, "papers")
    hand_on_recognition(journey)
    Document.objects.filter(case=journey.case_id, code="member_opinions").update(replaced_on=journey.day)
    with pytest.raises(RuleBroken) as caught:
        journey.do("finish_recognition_papers", what="x")
    assert broken(caught.value) == [("ADM-74", "recognition_papers_are_complete")]


def test_member_who_turns_out_unqualified_is_annulled():
    journey = official()
    number = journey.dossier.decision_number
    redo_recognition(journey, "cell")
    annul(journey)
    assert (journey.dossier.state, journey.step) == (State.ANNULLED, "name_removal")
    assert any(number in line for line in told(journey))
    journey.dated("remove_name", "removed_on", number="2-TB")
    assert journey.recorded()


def test_unqualified_member_is_not_recognised_again():
    journey = official()
    with pytest.raises(RuleBroken) as caught:
        redo_recognition(journey, "cell", qualified=False)
    assert broken(caught.value) == [("ADM-86", "faulty_steps_suffice")]
    assert journey.dossier.state == State.OFFICIAL


def test_step_that_is_not_on_the_way_is_refused():
    journey = official("p4")
    with pytest.raises(Refused) as caught:
        redo_recognition(journey, "grassroots")
    assert list(caught.value.errors) == ["faulty"]


@pytest.mark.parametrize("step", ["probation", ""])
def test_nothing_of_the_recognition_is_done_again_before_it_or_after_the_card(step):
    journey = Traveller("p1", with_section=False).to("end").on(step)
    with pytest.raises(Refused):
        redo_recognition(journey, "cell")


def test_only_who_issued_the_recognition_directs():
    journey = official()
    with pytest.raises(NotPermitted):
        redo_recognition(journey, "cell", by=journey.users["grassroots"])
    assert journey.dossier.state == State.OFFICIAL


def test_of_an_issuer_that_is_dissolved_the_authority_of_the_day_directs():
    journey = official()
    gone = journey.dossier.probation_row.issuer
    assert gone is not None
    gone.until = journey.day
    gone.save()
    heir = Body.objects.create(
        organization=gone.organization, kind=gone.kind, name="Ban Thường vụ mới", since=journey.day
    )
    gone.seats.update(body=heir)
    redo_recognition(journey, "cell")
    assert journey.dossier.state == State.RECOGNITION_REDO


def test_pages_offer_the_redo_and_ask_little(sign_in: SignIn) -> None:
    journey = official()
    user = journey.users["standing"]
    case = reverse("case", args=[journey.dossier.public_id])
    order = reverse("act_on_case", args=[journey.dossier.public_id, "order_recognition_redo"])
    client = sign_in(user, journey.day)
    assert order in client.get(case).content.decode()
    day = f"{journey.day:%d/%m/%Y}"
    sent = {
        "key": str(uuid4()),
        "fault": "procedure",
        "qualified": "yes",
        "found": "biểu quyết sai",
        "faulty": ["recognition_cell"],
        "number": "11-CV",
        "signed_on": day,
        "acknowledge": "on",
    }
    assert client.post(order, {**sent, "faulty": ["cell"]}).status_code == 422
    assert client.post(order, sent).status_code == 200
    assert client.post(order, {**sent, "confirmed": "1"}).status_code == 302
    assert journey.step == "recognition_redo_review"
    address = reverse("task", args=[journey.task.public_id])
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address).content.decode()
    assert len(captured) <= 15
    assert reverse("act", args=[journey.task.public_id, "hand_on_recognition_redo"]) in page
    assert "Faulty steps are not done again yet: vote of the cell on the recognition." in page
    with CaptureQueriesContext(connection) as captured:
        hand_on_recognition(journey)
    # and the driver looks the step up before and after
    assert statements(captured) <= 25 + 2
