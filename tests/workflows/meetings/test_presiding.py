"""Who may preside over a meeting, found when the box is to be opened. After each refusal nothing is stored."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from organization.models import Person, Role, Seat, Standing
from tests.chain import Journey, build_chain
from tests.factories import membership, seat, user
from tests.workflows.meetings.stored import broken, refused, stored
from workflows.findings import RuleBroken
from workflows.meetings.convening import attend, change, close_meeting, open_meeting, take_off
from workflows.meetings.models import Meeting
from workflows.meetings.rosters import members_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_person_concerned_does_not_preside_over_his_own_matter():
    """Not from the convening on; and were the row changed past it, no box would open."""
    journey, subject = concerned_in_the_cell()
    said = f"{subject} cannot preside: the matter is his own."
    assert refused(partial(journey.plan, chair=subject), "chair") == said
    meeting = journey.plan()
    who: dict[str, Any] = {"by": journey.chain.users["cell"], "on": journey.day}
    assert refused(partial(change, meeting, key=uuid4(), data={"chair": subject}, **who), "chair") == said
    take_off(journey.item, key=uuid4(), reason="x", **who)
    meeting = journey.plan()
    Meeting.objects.filter(pk=meeting.pk).update(chair=subject)
    everybody_comes(journey, meeting)
    before = stored()
    with pytest.raises(RuleBroken) as caught:
        journey.open_vote()
    (found,) = caught.value.findings
    assert (found.rule, found.articles) == ("DIS-81", "")
    assert found.text == said
    assert stored() == before


def test_chair_from_elsewhere_is_refused_while_the_body_has_its_own(journey):
    journey.meet(chair=journey.chain.users["grassroots"].person, chair_sent_by="15-CV/ĐU")
    before = stored()
    with pytest.raises(RuleBroken) as caught:
        journey.open_vote()
    assert [found.name for found in caught.value.findings] == ["chair_may_preside"]
    assert "others who do can preside" in caught.value.findings[0].text
    assert stored() == before


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.PROSECUTED])
def test_only_secretary_who_may_lead_nothing_does_not_keep_out_the_chair_whom_the_superior_sends(journey, standing):
    chain, held_on = journey.chain, journey.day
    cell, sent = chain.bodies["cell"], chain.users["grassroots"].person
    secretary = chain.users["cell"].person
    Seat.objects.filter(body=cell, role__in=(Role.DEPUTY_SECRETARY,)).exclude(person=secretary).delete()
    membership(secretary, chain.cell, standing, since=held_on - DAY)
    journey.meet(held_on=held_on, chair=sent, chair_sent_by="15-CV/ĐU", secretary=chain.members[3])
    journey.open_vote()
    assert journey.item.state == "voting"


def test_where_nobody_of_the_body_may_preside_the_superior_sends_a_chair_by_a_paper():
    """The only secretary is the person concerned; who enters the meeting got his seat the day after it."""
    journey, subject = concerned_in_the_cell()
    chain, held_on = journey.chain, journey.day + DAY
    cell, sent = chain.bodies["cell"], chain.users["grassroots"].person
    Seat.objects.filter(body=cell).exclude(person=subject).delete()
    seat(chain.members[4], cell, Role.DEPUTY_SECRETARY, since=held_on + DAY)
    chain.actors["cell"] = user(chain.members[4])
    journey.day = held_on
    meeting = journey.meet(held_on=held_on, chair=sent, notice_sent_on=held_on)
    before = stored()
    with pytest.raises(RuleBroken) as caught:
        journey.open_vote()
    (found,) = caught.value.findings
    assert (found.rule, found.cured_by) == ("DIS-81", "superior")
    assert "name the paper by which it did" in found.text
    assert stored() == before
    recorder: dict[str, Any] = {"by": chain.actors["cell"], "on": journey.day}
    take_off(journey.item, key=uuid4(), reason="x", **recorder)
    close_meeting(meeting, ended_at=None, **recorder)
    journey.day = held_on
    journey.meet(held_on=held_on, chair=sent, notice_sent_on=held_on, chair_sent_by="15-CV/ĐU")
    certificate = journey.open_vote().judgement.certificate
    (line,) = [line for line in certificate["lines"] if line["name"] == "chair_may_preside"]
    assert (line["status"], line["numbers"]) == ("holds", {"chair": str(sent), "paper": "15-CV/ĐU"})


@pytest.mark.parametrize("who", ["chair", "secretary"])
@pytest.mark.parametrize("came", ["absent", "excused"])
def test_who_leads_or_takes_the_minutes_is_at_the_meeting(journey, who, came):
    chair, minutes = journey.chain.members[0], journey.chain.members[2]
    gone = {"chair": chair, "secretary": minutes}[who]
    here = [member.public_id for member in journey.chain.members if member != gone]
    journey.meet(present=here, excused=[gone.public_id] if came == "excused" else [], chair=chair, secretary=minutes)
    found = {
        "chair": ("chair_may_preside", f"{chair}, who is to preside, is marked absent."),
        "secretary": ("minutes_are_taken", "Who is to take the minutes is marked absent."),
    }[who]
    assert broken(journey.open_vote) == [found]


@pytest.mark.parametrize("overlay", [Standing.SUSPENDED, Standing.COMMITTEE_SUSPENDED, Standing.PROSECUTED])
def test_who_is_suspended_or_prosecuted_does_not_preside(journey, overlay):
    chair = journey.chain.members[0]
    membership(chair, journey.chain.cell, overlay)
    journey.meet(chair=chair, secretary=journey.chain.members[2])
    assert broken(journey.open_vote) == [("chair_may_preside", f"{chair} cannot preside: suspended or prosecuted.")]


def test_overlay_that_bars_nobody_lets_the_chair_preside(journey):
    """Temporarily away, and there all the same."""
    chair = journey.chain.members[0]
    membership(chair, journey.chain.cell, Standing.TEMPORARILY_AWAY)
    journey.meet(chair=chair, secretary=journey.chain.members[2])
    certificate = journey.open_vote().judgement.certificate
    lines = {line["name"]: line["status"] for line in certificate["lines"]}
    assert (lines["chair_may_preside"], lines["minutes_are_taken"]) == ("holds", "holds")


@pytest.mark.parametrize("overlay", [Standing.SUSPENDED, Standing.PROSECUTED])
def test_chair_whom_the_superior_sends_is_one_who_may_lead(journey, overlay):
    """His standing lies in another cell, so the roster of this one does not tell it."""
    chain, held_on = journey.chain, journey.day
    cell, sent = chain.bodies["cell"], chain.users["grassroots"].person
    secretary = chain.users["cell"].person
    Seat.objects.filter(body=cell, role__in=(Role.DEPUTY_SECRETARY,)).exclude(person=secretary).delete()
    membership(secretary, chain.cell, Standing.SUSPENDED, since=held_on - DAY)
    membership(sent, chain.base, overlay, since=held_on - DAY)
    journey.meet(held_on=held_on, chair=sent, chair_sent_by="15-CV/ĐU", secretary=chain.members[3])
    assert broken(journey.open_vote) == [("chair_may_preside", f"{sent} cannot preside: suspended or prosecuted.")]


def test_head_who_is_merely_absent_is_waited_for(journey):
    """No loaded text lets the superior send a chair for that."""
    chain, held_on = journey.chain, journey.day
    sent, secretary = chain.users["grassroots"].person, chain.users["cell"].person
    here = [member.public_id for member in chain.members if member != secretary]
    journey.meet(
        held_on=held_on, present=here, chair=sent, chair_sent_by="15-CV/ĐU", secretary=journey.chain.members[3]
    )
    ((name, said),) = broken(journey.open_vote)
    assert (name, "others who do can preside" in said) == ("chair_may_preside", True)


@pytest.mark.parametrize("overlay", [Standing.SUSPENDED, Standing.PROSECUTED])
def test_who_is_suspended_or_prosecuted_takes_no_minutes(journey, overlay):
    minutes = journey.chain.members[2]
    membership(minutes, journey.chain.cell, overlay)
    journey.meet(chair=journey.chain.members[0], secretary=minutes)
    said = f"{minutes} cannot take the minutes: suspended or prosecuted."
    assert broken(journey.open_vote) == [("minutes_are_taken", said)]


def test_minutes_of_a_cell_are_taken_by_one_of_its_members(journey):
    stranger = journey.chain.users["standing_member"].person
    journey.meet(chair=journey.chain.members[0], secretary=stranger)
    said = f"{stranger}, who is to take the minutes, is no member here."
    assert broken(journey.open_vote) == [("minutes_are_taken", said)]


def test_minutes_of_a_committee_may_be_taken_by_its_office():
    journey = Journey(build_chain()).to("grassroots")
    journey.meet(secretary=journey.chain.users["clerk"].person)
    certificate = journey.open_vote().judgement.certificate
    assert {line["name"]: line["status"] for line in certificate["lines"]}["minutes_are_taken"] == "holds"


def test_person_concerned_takes_no_minutes():
    journey, subject = concerned_in_the_cell()
    said = f"{subject} cannot take the minutes: the matter is his own."
    assert refused(partial(journey.plan, secretary=subject), "secretary") == said
    meeting = journey.plan()
    Meeting.objects.filter(pk=meeting.pk).update(secretary=subject)
    everybody_comes(journey, meeting)
    assert broken(journey.open_vote) == [("minutes_are_taken", said)]


def test_person_concerned_counts_no_ballots():
    journey, subject = concerned_in_the_cell()
    everybody_comes(journey, journey.plan())
    named = [subject.public_id, journey.chain.members[2].public_id]
    ((name, text),) = broken(partial(journey.open_vote, form="secret", tellers=named))
    assert (name, text) == (
        "there_are_tellers",
        "The person concerned is named as a teller: he counts no votes of his own.",
    )


def everybody_comes(journey: Journey, meeting: Meeting) -> None:
    """All members are there, and the meeting opens."""
    told: dict[str, Any] = {"by": journey.chain.actors[journey.step], "on": journey.day}
    attend(meeting, dict.fromkeys(members_of(meeting.body, meeting.held_on), "present"), key=uuid4(), **told)
    open_meeting(meeting, key=uuid4(), **told)


def concerned_in_the_cell() -> tuple[Journey, Person]:
    """A dossier whose subject was given a seat of the cell by hand; the law of admission lets nobody get there."""
    journey = Journey(build_chain()).to("cell")
    subject = journey.dossier.subject
    seat(subject, journey.chain.bodies["cell"], Role.SECRETARY)
    return journey, subject
