"""What is refused of a complaint, each by its article, and that nothing is stored of it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from discipline.complaints.flows import ComplaintFlow
from discipline.complaints.models import Complaint
from organization.models import BodyKind, Role, User
from permissions.checks import NotPermitted
from tests.discipline.complaints.grievances import Grievance, decided
from tests.discipline.matters import Matter
from tests.factories import body, person, seat, user
from workflows import days
from workflows.actions import Refused, open_case
from workflows.findings import RuleBroken
from workflows.models import Deadline, Document, Event
from workflows.prospects import examine

pytestmark = pytest.mark.django_db


def stored() -> list[int]:
    return [model._default_manager.count() for model in (Complaint, Event, Deadline, Document)]


def rules_broken(attempt: Callable[[], Any]) -> set[str]:
    before = stored()
    with pytest.raises(RuleBroken) as broken:
        attempt()
    assert stored() == before
    return {finding.rule for finding in broken.value.findings}


def test_nobody_else_complains_in_his_name() -> None:
    matter = decided()
    grievance = Grievance(matter)
    before = stored()
    for by in (user(), matter.chain.users["cell"], matter.chain.users["base_inspection"]):
        with pytest.raises(NotPermitted):
            grievance.complain(by=by)
    assert stored() == before


def test_office_does_not_use_the_door_of_the_person_concerned() -> None:
    matter = decided()
    commission = matter.chain.bodies["base_inspection"]
    given = {"of": matter.case, "to": commission, "day": matter.day, "grounds": "g", "asked": "a", "acknowledge": True}
    before = stored()
    officer = Grievance(matter).officer(commission, "resolve_complaint")
    for by, at in ((officer, commission), (Grievance(matter).himself, commission)):
        with pytest.raises(NotPermitted):
            open_case(ComplaintFlow, by=by, body=at, on=matter.day, key=uuid4(), data=given, verb="complain")
    with pytest.raises(NotPermitted):
        open_case(
            ComplaintFlow,
            by=Grievance(matter).himself,
            body=None,
            on=matter.day,
            key=uuid4(),
            data=given,
            verb="enter_complaint",
        )
    assert stored() == before


def refused_at(attempt: Callable[[], Any]) -> dict[str, str]:
    before = stored()
    with pytest.raises(Refused) as error:
        attempt()
    assert stored() == before
    return error.value.errors


def test_letter_older_than_the_announcement_is_refused_at_its_day() -> None:
    """Whatever the day of its receipt: the day of the complaint itself lies before the decision."""
    matter = decided()
    announced = matter.case.announced_on
    assert announced is not None
    grievance = Grievance(matter)
    told = refused_at(lambda: grievance.post("base_inspection", complained_on=announced - timedelta(days=1)))
    assert list(told) == ["complained_on"]
    assert f"{announced:%d/%m/%Y}" in told["complained_on"]
    assert "Điều 25.1" in told["complained_on"]
    grievance.post("base_inspection", complained_on=announced)


def test_receipt_does_not_lie_before_the_signature() -> None:
    matter = decided(receipt="absent")
    signed = matter.case.signed_on
    assert signed is not None
    grievance = Grievance(matter)
    told = refused_at(lambda: grievance.complain(decision_received_on=signed - timedelta(days=1)))
    assert list(told) == ["decision_received_on"]


def test_who_had_no_decision_in_hand_when_he_wrote_is_told_so() -> None:
    """Received after the letter: entered, so that he gets his notice, and not handled (DIS-115)."""
    matter = decided(receipt="absent")
    announced, later = matter.case.announced_on, matter.day + timedelta(days=5)
    grievance = Grievance(matter)
    grievance.day = later
    grievance.post("base_inspection", complained_on=announced, decision_received_on=later)
    grievance.to("admissibility")
    with pytest.raises(RuleBroken) as error:
        grievance.do("accept_complaint", number="01-TB")
    assert "complaint_follows_a_written_decision" in {finding.name for finding in error.value.findings}
    grievance.do("reject_complaint", rejected_for=["no_decision"], number="02-TB", reason="Not received yet.")
    assert grievance.complaint.state == "complaint_rejected"


def test_late_complaint_is_refused() -> None:
    matter = decided()
    handed = matter.case.handed_on
    assert handed is not None
    grievance = Grievance(matter)
    grievance.day = date(2025, 12, 1)
    assert rules_broken(grievance.complain) == {"DIS-113"}


def test_last_day_of_the_time_to_complain_is_in_time() -> None:
    matter = decided()
    clock = matter.case.deadlines.get(kind="complaint")
    grievance = Grievance(matter)
    grievance.day = clock.due_on
    assert rules_broken(grievance.complain) == {"DIS-113"}
    grievance.day = clock.due_on - grievance.pace
    grievance.complain()
    assert grievance.complaint.complained_on == clock.due_on


def test_complaint_to_the_body_that_decided_is_refused() -> None:
    grievance = Grievance(decided())
    assert rules_broken(lambda: grievance.complain("cell")) == {"DIS-117", "DIS-118"}


def test_complaint_that_skips_a_level_is_refused() -> None:
    grievance = Grievance(decided())
    assert rules_broken(lambda: grievance.complain("inspection")) == {"DIS-117"}


def test_second_complaint_at_the_same_level_is_refused() -> None:
    matter = decided()
    first = Grievance(matter)
    first.complain()
    assert rules_broken(first.complain) == {"DIS-115"}
    first.through("warning")
    assert rules_broken(first.complain) == {"DIS-117"}


def test_who_refused_to_receive_the_decision_cannot_complain() -> None:
    grievance = Grievance(decided(receipt="refused"))
    assert "DIS-116" in rules_broken(grievance.complain)


def test_decision_received_after_its_announcement_is_counted_from_the_receipt() -> None:
    matter = decided(receipt="absent")
    grievance = Grievance(matter)
    assert rules_broken(grievance.complain) == {"DIS-113"}
    grievance.complain(decision_received_on=matter.day)
    assert grievance.complaint.state == "complaint_received"


def test_complaint_about_a_case_that_is_not_decided_is_refused() -> None:
    matter = Matter().to("verifying")
    grievance = Grievance(matter)
    before = stored()
    with pytest.raises((RuleBroken, Refused)):
        grievance.complain()
    assert stored() == before


def test_complaint_is_entered_only_where_it_is_addressed_to() -> None:
    grievance = Grievance(decided())
    before = stored()
    with pytest.raises(Refused):
        grievance.post("base_inspection", at="inspection")
    assert stored() == before


def test_same_key_enters_a_complaint_once() -> None:
    matter = decided()
    grievance = Grievance(matter)
    key, day = uuid4(), matter.day
    given = {"of": matter.case, "to": matter.chain.bodies["base_inspection"], "day": day, "grounds": "g", "asked": "a"}
    given["acknowledge"] = True

    def send() -> Any:
        himself = grievance.himself
        return open_case(ComplaintFlow, by=himself, body=None, on=day, key=key, data=given, verb="complain")

    first, second = send(), send()
    assert (second.replayed, second.case.pk, Complaint.objects.count()) == (True, first.case.pk, 1)


def test_vote_waits_for_the_parties_and_for_the_whole_verification() -> None:
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("verifying")
    assert rules_broken(
        lambda: grievance.do("go_to_parties", number="03", verified=["content", "form"], remarks="r")
    ) == {"DIS-123"}
    grievance.to("hearing")
    grievance.do("hear_party", party="complainant", representative="r", opinion="o")
    assert rules_broken(
        lambda: grievance.do("put_complaint_before_meeting", number="04", proposed_form="warning", remarks="")
    ) == {"DIS-123"}


def test_who_took_part_in_the_decision_takes_no_part_in_the_complaint() -> None:
    """DIS-118: on the page, in the act, on the roster, in the chair."""
    matter = decided()
    commission = matter.chain.bodies["base_inspection"]
    decider = matter.chain.members[2]
    seat(decider, commission, Role.DEPUTY_HEAD)
    grievance = Grievance(matter)
    grievance.complain()
    complaint, account = grievance.complaint, user(decider)
    said = complaint.participants[decider.pk]
    assert str(matter.chain.bodies["cell"]) in said
    with pytest.raises(NotPermitted, match=said.split(":")[0]):
        grievance.do("look_at_complaint", by=account)
    shown = examine(grievance.task, by=account, on=grievance.day, calendar=days.calendar())
    assert {reason.text for prospect in shown for reason in prospect.reasons} == {said}
    grievance.to("meeting")
    rows = {row.person: row for row in grievance.roster()}
    assert rows[decider.public_id].recused == said
    able = grievance.able()
    grievance.meet(chair=decider, secretary=able[-1])
    assert rules_broken(lambda: grievance.open_vote()) == {"DIS-118"}


def test_who_took_part_is_not_named_to_the_team() -> None:
    matter = decided()
    grievance = Grievance(matter)
    grievance.complain()
    grievance.to("accepted")
    until = date(2025, 12, 31)
    with pytest.raises(Refused):
        grievance.do("name_to_complaint_team", member=matter.chain.users["cell"], leads=False, until=until)
    stranger = user(person("A Stranger"))
    with pytest.raises(Refused, match="holds a seat"):
        grievance.do("name_to_complaint_team", member=stranger, leads=True, until=until)
    acting = grievance.task.body
    assert acting is not None
    seat(stranger.person, body(acting.organization, BodyKind.OFFICE), Role.OFFICER)
    grievance.do("name_to_complaint_team", member=stranger, leads=True, until=until)
    assert Complaint.objects.visible_to(stranger, grievance.day).count() == 1


def test_bodies_see_a_complaint_as_the_matrix_gives_it() -> None:
    """discipline.md 9: not the decider's body, not his cell; he himself in his own file alone."""
    matter = decided()
    grievance = Grievance(matter)
    grievance.complain()
    grievance.to("accepted")
    chain, day = matter.chain, grievance.day

    def sees(account: User) -> bool:
        return Complaint.objects.visible_to(account, day).exists()

    outside = [
        chain.users[name] for name in ("cell", "clerk", "section", "grassroots", "standing_member", "department")
    ]
    assert [sees(account) for account in outside] == [False] * len(outside)
    assert sees(chain.users["base_inspection"])
    assert sees(Grievance(matter).officer(chain.bodies["inspection"], "resolve_complaint"))
    assert not sees(grievance.himself)
    assert Complaint.objects.own_file_of(matter.accused).count() == 1
    assert not Complaint.objects.own_file_of(chain.members[0]).exists()
