"""What the place left asks before it lets a member go, and which moves are refused (ADM-71)."""

from datetime import timedelta

import pytest

from organization.models import Kind, Standing
from tests.admission.member_moves import MovingMember
from tests.admission.reading import clocks
from tests.admission.unusual import broken
from tests.factories import membership, organization, person
from workflows.actions import Refused
from workflows.findings import RuleBroken
from workflows.models import Deadline

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("missing", ["self_criticism", "helper_remarks"])
def test_cell_does_not_let_him_go_without_self_criticism_and_helpers_remarks(
    journey: MovingMember, missing: str
) -> None:
    journey.report()
    helper = journey.dossier.helper
    assert helper is not None
    if missing == "self_criticism":
        journey.file("helper_remarks", helper=helper.public_id)
    else:
        journey.file("transfer_self_criticism")
    with pytest.raises(RuleBroken) as caught:
        journey.remark()
    assert broken(caught.value) == [("ADM-71", "papers_go_with_the_member")]
    assert (journey.step, journey.dossier.member_moves[0].cell_remarked_on) == ("member_remarks", None)
    journey.write()
    assert journey.step == "member_letter"


def test_grassroots_committee_writes_its_own_remarks(journey: MovingMember) -> None:
    journey.report()
    journey.write()
    with pytest.raises(RuleBroken) as caught:
        journey.send(remarks="")
    assert broken(caught.value) == [("ADM-71", "both_committees_remarked")]
    assert journey.step == "member_letter"


def test_member_under_inspection_stays_until_it_is_stated_that_nothing_is_open(journey: MovingMember) -> None:
    journey.report()
    journey.write()
    with pytest.raises(RuleBroken) as caught:
        journey.send(cleared=False)
    assert broken(caught.value) == [("ADM-71", "nothing_stands_against_the_move")]
    assert [found.articles for found in caught.value.findings] == ["Mục 6.3.1đ Quy định 294-QĐ/TW"]
    assert (journey.step, journey.dossier.member_moves[0].sent_on) == ("member_letter", None)
    journey.send()
    assert journey.step == "member_intake"


def test_committee_returns_what_is_not_in_order(journey: MovingMember) -> None:
    journey.report()
    journey.write()
    assert "member_move_start" not in clocks(journey)
    due = Deadline.objects.get(case=journey.case_id, kind="member_move_start").due_on
    journey.do("return_member_move", by=journey.office, on=journey.day, reason="thiếu chữ ký")
    assert (journey.step, clocks(journey)["member_move_start"]) == ("member_remarks", due)
    journey.remark()
    journey.send()
    assert journey.step == "member_intake"


def test_place_is_another_cell_of_today_named_once(journey: MovingMember) -> None:
    ended = organization(Kind.CELL, parent=journey.there.base, until=journey.day)
    for place in (journey.origin.cell, ended, organization(Kind.CELL), organization(Kind.CELL, parent=None)):
        with pytest.raises(Refused) as caught:
            journey.report(place)
        assert set(caught.value.errors) == {"destination"}
    data = {"decision_number": "1", "decided_on": journey.day, "destination": journey.there.cell, "outside": "x"}
    with pytest.raises(Refused) as caught:
        journey.on_case("report_member_move", by=journey.origin.users["cell"], **data)
    assert set(caught.value.errors) == {"destination"}
    assert (journey.step, journey.dossier.member_moves) == ("probation", [])


def test_days_of_a_move_are_in_order(journey: MovingMember) -> None:
    with pytest.raises(Refused) as caught:
        journey.report(decided_on=journey.day + timedelta(days=1))
    assert set(caught.value.errors) == {"decided_on"}
    journey.report()
    journey.file_for_move()
    with pytest.raises(Refused) as caught:
        journey.remark(remarked_on=journey.day - timedelta(days=1))
    assert set(caught.value.errors) == {"remarked_on"}
    journey.remark()
    with pytest.raises(Refused) as caught:
        journey.send(sent_on=journey.day - timedelta(days=1))
    assert set(caught.value.errors) == {"sent_on"}
    journey.send()
    with pytest.raises(Refused) as caught:
        journey.receive(received_on=journey.day - timedelta(days=1))
    assert set(caught.value.errors) == {"received_on"}


def test_second_move_waits_until_the_first_has_ended(journey: MovingMember) -> None:
    journey.report()
    with pytest.raises(Refused, match="goes on already"):
        journey.report()
    assert journey.dossier.member_move_rows.count() == 1


def test_new_helper_is_an_official_member_of_the_new_cell(journey: MovingMember) -> None:
    journey.let_go()
    journey.receive()
    guest = person("Guest")
    membership(guest, journey.there.cell, Standing.PROBATIONARY)
    own = journey.dossier.subject
    for helper in (journey.origin.members[2], guest, own):
        with pytest.raises(Refused) as caught:
            journey.assign(helper=helper.public_id)
        assert set(caught.value.errors) == {"helper"}
    assert journey.step == "member_helper"


def test_faulty_steps_are_not_done_again_while_he_is_on_his_way(journey: MovingMember) -> None:
    journey.let_go()
    data = {"fault": "procedure", "found": "x", "number": "1", "signed_on": journey.day, "faulty": ["cell"]}
    with pytest.raises(Refused, match="is moving"):
        journey.on_case("order_redo", by=journey.origin.users["standing"], **data)
    assert journey.step == "member_intake"


def test_member_whose_recognition_is_before_the_cell_does_not_move(journey: MovingMember) -> None:
    journey.on("recognition_cell")
    with pytest.raises(Refused, match="present state"):
        journey.report()
