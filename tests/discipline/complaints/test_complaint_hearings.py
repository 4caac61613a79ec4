"""He is heard for exactly the body that votes on his complaint, at every level that has it (DIS-77)."""

from typing import Any

import pytest

from discipline.complaints.flows import ComplaintFlow
from discipline.complaints.rules import TO_MEET_ABOVE
from discipline.rules.complaint_resolving import complainant_was_heard, parties_are_heard
from discipline.rules.voting import vote_is_secret
from tests.discipline.complaints.grievances import Grievance, decided, upload
from tests.discipline.flow_graph import edges, reachable
from workflows.actions import Refused
from workflows.findings import RuleBroken
from workflows.meetings.steps import MeetingStep

ANSWERED = "answer"


def submitted(form: str = "expulsion") -> Grievance:
    """A complaint about a warning, for which its first instance voted the heavier form and submitted it up."""
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("meeting", form=form)
    grievance.vote_on(form)
    assert grievance.step == "submission"
    return grievance


def refused_for_the_hearing(attempt: Any) -> None:
    with pytest.raises(RuleBroken) as broken:
        attempt()
    assert [finding.name for finding in broken.value.findings] == ["complainant_was_heard"]


@pytest.mark.parametrize("right", [complainant_was_heard, parties_are_heard])
@pytest.mark.parametrize("begun", ["", "submission"])
def test_no_way_leads_to_an_answer_past_the_hearing(right: Any, begun: str) -> None:
    """From the paper on, and again from the step at which a superior takes over what was submitted."""
    assert ANSWERED in reachable(ComplaintFlow, set(), begun=begun), "the test would hold of any flow"
    assert ANSWERED not in reachable(ComplaintFlow, {right}, begun=begun)


def test_every_answer_comes_from_a_secret_vote_that_the_hearing_precedes() -> None:
    into = [(node, doing) for node, doing, entered in edges(ComplaintFlow) if entered == ANSWERED]
    assert [(node.name, doing.verb.code) for node, doing in into] == [
        ("meeting", "record_answer"),
        ("meeting", "record_proposed_answer"),
    ]
    meeting = into[0][0]
    assert isinstance(meeting, MeetingStep)
    opened = [doing for doing in meeting.doings.values() if doing.verb.code in ("open_deciding_vote", "open_vote")]
    assert len(opened) == 2
    for doing in opened:
        assert {complainant_was_heard, parties_are_heard, vote_is_secret} <= set(doing.rules.blocks)


def test_every_way_into_the_meeting_asks_for_the_hearing() -> None:
    into = [doing for _node, doing, entered in edges(ComplaintFlow) if entered == "meeting"]
    assert {doing.verb.code for doing in into} == {"put_complaint_before_meeting", "take_submission"}
    assert all(complainant_was_heard in doing.rules.blocks for doing in into)
    assert complainant_was_heard in TO_MEET_ABOVE.blocks


@pytest.mark.django_db
def test_superior_hears_him_itself_before_it_makes_the_form_heavier() -> None:
    """C10: the hearing for the lower body is none for the superior; the parties need not all be heard again."""
    grievance = submitted()
    above = grievance.task.body
    assert above is not None

    refused_for_the_hearing(lambda: grievance.do("take_submission", number="06-BC", remarks="taken"))
    grievance.hear("cell")
    refused_for_the_hearing(lambda: grievance.do("take_submission", number="06-BC", remarks="taken"))
    grievance.take_up()

    complaint = grievance.complaint
    rows = complaint.parties.filter(party="complainant").order_by("pk")
    below = grievance.chain.bodies["base_inspection"]
    assert [row.body for row in rows] == [below, complaint.instance_body(grievance.day)]
    facts = complaint.facts(grievance.day)
    assert facts.complaint_hearings is not None
    heard = [hearing for hearing in facts.complaint_hearings if hearing.party == "complainant"]
    assert [hearing.place == complaint.place for hearing in heard] == [False, True]
    grievance.vote_on("expulsion")
    grievance.answer()
    assert (grievance.complaint.result, grievance.matter.case.form) == ("increase", "expulsion")


@pytest.mark.django_db
def test_each_further_submission_asks_for_a_hearing_of_its_own() -> None:
    """Nothing passed at the superior either: the next one above hears him again."""
    grievance = submitted()
    grievance.take_up()
    voters = len(grievance.able())
    half = (voters - 1) // 2
    grievance.vote_on("expulsion", invalid=voters - 2 * half, no_discipline=half)
    assert grievance.step == "submission"
    refused_for_the_hearing(lambda: grievance.do("take_submission", number="07-BC", remarks="taken"))
    grievance.take_up()
    assert grievance.step == "meeting"
    bodies = list(grievance.complaint.parties.filter(party="complainant").order_by("pk").values_list("body", flat=True))
    assert len(set(bodies)) == 3


@pytest.mark.django_db
def test_hearing_for_the_commission_is_none_for_the_committee_of_the_same_level() -> None:
    """One office conducts both instances of a level: for whom it hears is asked of the complaint, not of the office."""
    matter = decided()
    first = Grievance(matter)
    first.complain()
    first.through("warning")
    second = Grievance(matter)
    second.complain("grassroots")
    second.to("hearing")
    second.hear("complainant", "decider", "cell")
    complaint = second.complaint
    complaint.parties.filter(party="complainant").update(body=second.chain.bodies["base_inspection"])
    given: dict[str, Any] = {"number": "04-BC", "proposed_form": "warning", "remarks": ""}
    refused_for_the_hearing(lambda: second.do("put_complaint_before_meeting", **given))
    second.hear("complainant")
    second.do("put_complaint_before_meeting", **given)
    assert second.step == "meeting"


@pytest.mark.django_db
def test_who_does_not_come_is_minuted_with_the_reason() -> None:
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("hearing")
    grievance.hear("decider", "cell")
    missing: dict[str, Any] = {"party": "complainant", "representative": "A representative", "refused": True}
    with pytest.raises(Refused) as refused:
        grievance.do("hear_party", opinion="", file=upload(), **missing)
    assert list(refused.value.errors) == ["opinion"]
    with pytest.raises(Refused) as refused:
        grievance.do("hear_party", opinion="Called twice.", **missing)
    assert list(refused.value.errors) == ["file"]
    assert not grievance.complaint.parties.filter(party="complainant").exists()
    given: dict[str, Any] = {"number": "04-BC", "proposed_form": "warning", "remarks": ""}
    refused_and_unheard(grievance, given)
    grievance.do("hear_party", opinion="Called twice, by letter.", file=upload(), **missing)
    grievance.do("put_complaint_before_meeting", **given)
    assert grievance.step == "meeting"
    assert grievance.complaint.documents.filter(code="complaint_minutes", own=True).count() == 1


def refused_and_unheard(grievance: Grievance, given: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken) as broken:
        grievance.do("put_complaint_before_meeting", **given)
    assert {finding.name for finding in broken.value.findings} == {"complainant_was_heard", "parties_are_heard"}


@pytest.mark.django_db
def test_hearing_precedes_the_meeting() -> None:
    """On the day of the meeting itself the minutes must show the order: a person concludes that, no vote is stopped."""
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("meeting")
    complaint = grievance.complaint
    able = grievance.able()
    grievance.meet(secretary=able[-1])
    held_on = grievance.item.meeting.held_on
    complaint.parties.update(held_on=held_on)
    opened = grievance.open_vote()
    finding = next(one for one in opened.judgement.findings if one["name"] == "complainant_was_heard")
    assert finding["status"] == "human"
