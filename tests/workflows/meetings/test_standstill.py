"""A counted vote is no dead end: it is recorded, or set aside where a fact turned out otherwise than certified."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse

from admission.models import Dossier
from organization.models import Membership, Person
from tests.admission.member_journey import MemberJourney
from tests.chain import Journey, build_chain
from tests.holding_meetings import signed_minutes
from tests.workflows.meetings.stored import PAPER, broken, now, refused
from workflows.findings import RuleBroken
from workflows.meetings.models import AgendaItem, ItemState, Tally
from workflows.models import Document, Judgement

pytestmark = pytest.mark.django_db
COUNTED = "The vote has been counted; nothing of it can be changed."
DAY = timedelta(days=1)


def _too_young(journey: Journey) -> Callable[[], object]:
    return _born(journey, date(2010, 1, 1))


def _born(journey: Journey, day: date) -> Callable[[], object]:
    person = Person.objects.filter(pk=journey.dossier.subject_id)
    before = person.get().born_on
    person.update(born_on=day)
    return lambda: person.update(born_on=before)


def _introducer_was_no_member(journey: Journey) -> Callable[[], object]:
    """Found out afterwards, from a day before the meeting on."""
    introducer = journey.dossier.introducers.order_by("pk")[0]
    standing = Membership.objects.filter(person=introducer.person, until__isnull=True)
    (pk,) = standing.values_list("pk", flat=True)
    standing.update(until=journey.day - DAY)
    return lambda: Membership.objects.filter(pk=pk).update(until=None)


def _introducer_left(journey: Journey) -> Callable[[], object]:
    left = journey.dossier.introducers.order_by("pk")[:1].get()
    rows = journey.dossier.introducers.filter(pk=left.pk)
    rows.update(left_on=journey.day - DAY, left_reason="chuyển đi")
    return lambda: rows.update(left_on=None, left_reason="")


def _paper_taken_back(journey: Journey) -> Callable[[], object]:
    papers = Document.objects.filter(case_id=journey.case_id, code="application")
    papers.update(replaced_on=journey.day)
    return lambda: papers.update(replaced_on=None)


#: {what turned out otherwise: the rule that says so}
SPOILED: dict[Callable[[Journey], Callable[[], object]], str] = {
    _too_young: "old_enough",
    _introducer_was_no_member: "introducers_may_introduce",
    _introducer_left: "lost_introducers_are_replaced",
    _paper_taken_back: "papers_are_complete",
}


def counted(**counts: int) -> Journey:
    journey = Journey(build_chain()).to("cell")
    journey.meet()
    journey.open_vote()
    journey.count(**counts)
    return journey


def set_aside(journey: Journey, **data: Any) -> Any:
    return now(journey, "set_aside_vote", **{"reason": "ngày sinh sai", "minutes": signed_minutes(), **data})


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_approval_that_a_fact_forbids_is_set_aside_and_voted_anew_when_it_is_cured(spoil: Any) -> None:
    journey = counted()
    old, cure = journey.item, spoil(journey)
    assert SPOILED[spoil] in {name for name, _said in broken(partial(now, journey, "record_cell_vote", **PAPER))}
    assert refused(partial(now, journey, "break_off_vote", reason="x"), "") == COUNTED
    assert refused(partial(set_aside, journey, minutes=None), "minutes").startswith("The signed minutes")
    set_aside(journey)
    kept = AgendaItem.objects.get(pk=old.pk)
    assert (kept.state, kept.counts, Tally.objects.count()) == (ItemState.ABANDONED, old.counts, 0)
    found = Judgement.objects.get(verb="set_aside_vote")
    assert SPOILED[spoil] in {finding["name"] for finding in found.findings}
    journey.meet()
    with pytest.raises(RuleBroken):
        journey.open_vote()
    now(journey, "take_off_agenda", reason="chưa khắc phục")
    cure()
    journey.meet()
    certificate = journey.open_vote().judgement.certificate
    (line,) = [line for line in certificate["lines"] if line["rule"] == "MEET-06"]
    assert line["numbers"]["day"] == old.meeting.held_on.isoformat()
    journey.count()
    assert now(journey, "record_cell_vote", **PAPER).judgement.outcome == "passed"


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_refusal_is_recorded_whatever_an_approval_would_need_and_is_not_set_aside(spoil: Any) -> None:
    """Who is not content with a no does not get rid of it by a fact."""
    journey = counted(no=3)
    spoil(journey)
    assert refused(partial(set_aside, journey), "") == COUNTED
    done = now(journey, "record_cell_vote", **PAPER).judgement
    assert (done.outcome, journey.step) == ("below_ratio", "cell_shortfall")
    (told,) = [finding for finding in done.findings if finding["name"] == SPOILED[spoil]]
    assert (told["status"], told["blocks"]) == ("broken", False)


def test_count_that_can_be_recorded_is_not_set_aside() -> None:
    journey = counted()
    assert refused(partial(set_aside, journey), "") == COUNTED
    assert now(journey, "record_cell_vote", **PAPER).judgement.outcome == "passed"


@pytest.mark.parametrize("no", [0, 3])
def test_facts_that_contradict_one_another_hold_no_counted_vote(no: int) -> None:
    journey = counted(no=no)
    _born(journey, journey.day + DAY)
    refused(partial(now, journey, "record_cell_vote", **PAPER), "")
    set_aside(journey)
    assert journey.dossier.agenda_item is None


def test_consent_that_turns_out_to_be_needed_holds_no_vote_of_the_authority() -> None:
    """Born earlier than was known, the applicant is over the age, and nobody has asked the province."""
    journey = Journey(build_chain()).to("standing")
    journey.meet()
    journey.open_vote()
    journey.count()
    _born(journey, date(1950, 1, 1))
    assert broken(partial(now, journey, "record_standing_vote", **PAPER))
    set_aside(journey)
    assert (journey.step, journey.dossier.agenda_item) == ("standing", None)


@pytest.mark.parametrize(("no", "outcome"), [(0, None), (4, "below_ratio")])
def test_recognition_counted_before_the_probation_was_over(no: int, outcome: str | None) -> None:
    """The day of the ceremony is put right after the count: the twelve months were not over on the day of the vote."""
    journey = MemberJourney(build_chain(with_section=False)).on("recognition_cell")
    journey.meet()
    journey.open_vote()
    journey.count(no=no)
    right = {"ceremony_on": F("ceremony_on") + 30 * DAY, "official_on": journey.ends_on + 30 * DAY}
    Dossier.objects.filter(pk=journey.case_id).update(**right)
    record = partial(now, journey, "record_recognition_vote", **PAPER)
    if outcome:
        assert record().judgement.outcome == outcome
        return
    assert [name for name, _said in broken(record)] == ["probation_is_over"]
    set_aside(journey)
    assert (journey.step, journey.dossier.agenda_item) == ("recognition_cell", None)


@pytest.mark.parametrize("spoiled", [False, True])
def test_page_offers_to_set_aside_what_cannot_be_recorded(settings: Any, tmp_path: Any, spoiled: bool) -> None:
    journey = counted()
    if spoiled:
        _too_young(journey)
    settings.TODAY, settings.MEDIA_ROOT, client = journey.day, tmp_path, Client()
    client.force_login(journey.chain.users["cell"])
    item = journey.item
    path = reverse("act_on_item", args=[item.meeting.public_id, item.public_id, "set_aside_vote"])
    shown = client.get(f"{reverse('meeting', args=[item.meeting.public_id])}?muc={item.public_id}")
    assert (path in shown.content.decode()) == spoiled
    sent = {"key": str(uuid4()), "reason": "ngày sinh sai", "minutes": signed_minutes()}
    assert client.post(path, sent).status_code == (302 if spoiled else 422)
    assert AgendaItem.objects.get().state == (ItemState.ABANDONED if spoiled else ItemState.COUNTED)


def test_page_of_the_task_lets_a_refusal_be_recorded(settings: Any) -> None:
    journey = counted(no=3)
    _too_young(journey)
    settings.TODAY, client = journey.day, Client()
    client.force_login(journey.chain.users["cell"])
    shown = client.get(reverse("task", args=[journey.task.public_id]))
    (choice,) = [one for one in shown.context["finishing"] if one.verb.code == "record_cell_vote"]
    assert (choice.form is not None, choice.reasons) == (True, [])
