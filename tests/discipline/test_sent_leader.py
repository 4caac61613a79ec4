"""What who is sent from above to lead a cell does in its case, and in no other (DIS-81)."""

import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from organization.models import Role, User
from permissions.checks import NotPermitted
from tests.discipline.led import Led, sees, sent
from tests.discipline.matters import Matter, build_matter_chain
from tests.factories import seat, user
from tests.tools.answers import answer
from workflows.actions import act
from workflows.inbox import Tab, counts_of
from workflows.meetings.convening import cancel_meeting, close_meeting, convene, take_off
from workflows.meetings.export import export
from workflows.models import Case, CaseAccess

pytestmark = pytest.mark.django_db
COSTS = {
    ("DisciplineCase", "record_cell_decision"): (
        31,
        "who leads is sent from above: his mandate ends with the case, and with it what he sees",
    ),
}


def test_case_that_goes_to_a_cell_nobody_can_lead_is_reported_to_the_direct_superior() -> None:
    matter = Led()
    matter.to("verifying")
    reported = CaseAccess.objects.filter(case_id=matter.case_id, body=matter.chain.bodies["grassroots"])
    assert not reported.exists()
    matter.to("cell")
    assert reported.exists()
    assert matter.case.events.filter(kind="cell.has_no_leader").count() == 1


def test_who_is_sent_convenes_presides_and_leads_the_cell_to_its_decision() -> None:
    matter = sent()
    matter.vote_forms(matter.all_for("warning"))
    matter.do("write_cell_decision", complaint_to="UBKT đảng ủy cơ sở")
    matter.do("announce_decision", place="Hall", receipt="handed", note="")
    matter.do("take_effect", reported_number="07-BC/CB")
    case = matter.case
    assert (case.state, case.form, case.issuer) == ("in_force", "warning", matter.chain.bodies["cell"])
    assert case.events.filter(kind="acted.sent").count() >= 10
    assert not case.judgements.filter(by__person=matter.accused).exists()


def test_certificate_and_minutes_name_him_with_article_and_certainty_and_he_does_not_vote(tmp_path: Path) -> None:
    matter = sent()
    before = len(matter.roster())
    matter.vote_forms(matter.all_for("warning"))
    item = matter.case.agenda_items.get()
    assert item.certified is not None
    line = next(
        one
        for one in item.certified.certificate["lines"]
        if one["name"] == "superior_sends_a_chair_when_nobody_is_left"
    )
    assert (line["section"], line["status"], line["certainty"]) == ("composed", "holds", "secondary")
    assert line["numbers"]["chair"] == str(matter.leader.person)
    assert line["articles"].startswith("Quy định 296-QĐ/TW")
    assert item.paper["meeting"]["chair"]["office"].endswith(item.meeting.chair_sent_by)
    assert item.meeting.chair_sent_by.startswith("15-CV/ĐU, ")
    assert matter.leader.person is not None
    assert matter.leader.person.public_id not in {row["person"] for row in item.roster}
    assert (len(item.roster), item.certified.certificate["valid"]) == (before, True)
    code, lines = answer(json.dumps(export(item)), tmp_path)
    assert code == 0, lines


def test_member_of_the_cell_who_is_sent_votes_as_before() -> None:
    chain = build_matter_chain()
    deputy_elsewhere = chain.members[4]
    seat(deputy_elsewhere, chain.bodies["grassroots"], Role.MEMBER)
    matter = Led(chain)
    matter.leader = user(deputy_elsewhere)
    matter.to("cell")
    matter.send()
    matter.meet()
    row = next(row for row in matter.item.roster if row["person"] == deputy_elsewhere.public_id)
    assert (row["in_base"], row["votes"]) == (True, True)


def test_organiser_steps_of_the_cell_are_his_too() -> None:
    """The case was assigned to the cell: plan made known, self-criticism received, hearing, report."""
    matter = Led()
    matter.to("screening")
    receiver = matter.chain.bodies["base_inspection"]
    matter.do("hand_over", receiver=receiver, receiver_name="", number="09-CV", reason="Yours.")
    matter.do("refuse_case", reason="Not ours.")
    matter.do("assign_case", receiver=matter.chain.bodies["cell"], number="11-CV", reason="His cell.")
    with pytest.raises(NotPermitted):
        matter.do("prepare")
    matter.send()
    matter.to("cell")
    criticism = matter.case.events.get(kind="criticism.handed_in").payload.values
    assert criticism["by_himself"] is False
    plan = matter.case.documents.get(code="plan")
    assert (plan.issuer, plan.filed_by) == (str(matter.chain.bodies["cell"]), matter.leader)


def test_mandate_reaches_no_other_case_of_the_cell() -> None:
    matter = sent()
    other = Matter(matter.chain, accused=matter.chain.members[3], registrar="inspection", start=matter.day).to("cell")
    assert not Case.objects.visible_to(matter.leader, other.day).filter(pk=other.case_id).exists()
    task, data = other.task, {"meeting": None, "day": other.day}
    with pytest.raises(NotPermitted):
        act(task, "put_on_agenda", by=matter.leader, on=other.day, key=uuid4(), data=data)
    both = {"held_on": matter.day, "tasks": [matter.task, task], "chair": matter.leader.person, "place": "Hall"}
    with pytest.raises(NotPermitted):
        convene(matter.chain.bodies["cell"], by=matter.leader, on=matter.day, key=uuid4(), data=both)


def test_accused_secretary_convenes_nothing_in_his_own_case() -> None:
    matter = sent()
    accused = User.objects.get(person=matter.accused)
    data = {"held_on": matter.day, "tasks": [matter.task], "chair": matter.leader.person, "place": "Hall"}
    given = {**data, "secretary": matter.chain.members[2], "notice_sent_on": matter.day}
    with pytest.raises(NotPermitted):
        convene(matter.chain.bodies["cell"], by=accused, on=matter.day, key=uuid4(), data=given)


def test_it_ends_on_the_day_named_and_by_an_act() -> None:
    matter = sent()
    until = matter.case.mandates.get().until
    assert until is not None
    assert [sees(matter, day) for day in (until - timedelta(days=1), until)] == [True, False]
    matter.day = until
    with pytest.raises(NotPermitted):
        matter.plan()
    matter = sent()
    matter.do_on_case("end_sending", by=matter.chain.users["grassroots"], reason="Another is sent.")
    assert not sees(matter, matter.day)
    with pytest.raises(NotPermitted):
        matter.plan()
    matter.send()
    assert sees(matter, matter.day)


def test_it_ends_with_the_case_and_the_meeting_is_still_closed_that_day() -> None:
    matter = sent()
    matter.vote_forms(matter.all_for("no_discipline"))
    assert matter.case.state == "closed_no_discipline"
    assert sees(matter, matter.day)
    meeting = matter.case.agenda_items.get().meeting
    close_meeting(meeting, by=matter.leader, on=matter.day, ended_at=None)
    assert not sees(matter, matter.day + timedelta(days=1))
    assert matter.case.mandates.get().until == matter.day + timedelta(days=1)


def opened(by: User, on: date, address: str) -> Any:
    client = Client()
    client.force_login(by)
    with time_machine.travel(f"{on.isoformat()} 03:00:00+00:00", tick=False):
        return client.get(address)


def test_he_finds_his_work_in_the_inbox_and_on_the_pages() -> None:
    matter = sent()
    day, case = matter.day, matter.case
    assert counts_of(matter.leader, day)[Tab.MINE] == 1
    page = partial(opened, matter.leader, day)
    assert case.public_id in page("/").content.decode() or matter.task.public_id in page("/").content.decode()
    assert page(f"/viec/{matter.task.public_id}/").status_code == 200
    convening = f"/cuoc-hop/moi/{matter.chain.cell.public_id}/cell/"
    meetings = page("/cuoc-hop/").content.decode()
    assert convening in meetings
    assert page(convening).status_code == 200
    matter.meet()
    meeting = matter.item.meeting
    shown = page(f"/cuoc-hop/{meeting.public_id}/")
    assert shown.status_code == 200
    assert [offer.verb.code for offer in shown.context["view"].offers if offer.form] == [
        "decide_standing_aside",
        "open_deciding_vote",
        "ask_to_stand_aside",
        "take_off_agenda",
    ]
    stranger = matter.chain.users["clerk"]
    assert opened(stranger, day, convening).status_code == 404


def test_meeting_left_without_a_case_is_still_cancelled_by_who_convened_it() -> None:
    matter = sent()
    meeting = matter.plan()
    take_off(matter.item, by=matter.leader, on=matter.day, key=uuid4(), reason="Another day.")
    cancel_meeting(meeting, by=matter.leader, on=matter.day, key=uuid4(), reason="Another day.")
    assert type(meeting).objects.get(pk=meeting.pk).state == "cancelled"


def test_who_is_sent_writes_the_papers_and_signs_as_sent(client: Client) -> None:
    matter = sent()
    matter.vote_forms(matter.all_for("warning"))
    with time_machine.travel(f"{matter.day}T10:00:00+07:00", tick=False):
        client.force_login(matter.leader)
        written = client.get(reverse("case_paper", args=[matter.case.public_id, "decision"]))
    assert written.status_code == 200
    matter.do("write_cell_decision", complaint_to="UBKT đảng ủy cơ sở")
    signed = matter.case.documents.get(code="decision").data["paper"]["sign"]
    assert "15-CV/ĐU" in signed["title"]
    assert signed["name"] == str(matter.leader.person)
