"""Who stands aside: what is declared, and what who presides decides."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from admission.models import Dossier
from organization.models import Person, Role, Seat, User
from permissions.checks import NotPermitted
from tests.admission.conftest import sign_in as sign_in
from tests.admission.signing_in import SignIn
from tests.chain import Journey, build_chain
from tests.discipline.matters import Matter, build_matter_chain
from tests.factories import membership, seat, user
from tests.workflows.meetings.grounds import (
    OF_ADMISSION,
    decide,
    member,
    row_of,
    told_of,
)
from tools.verify_certificate import verify
from workflows import access
from workflows.actions import Refused
from workflows.beholding import beholder_of
from workflows.findings import RuleBroken
from workflows.grounds import grounds_of
from workflows.inbox import Tab, counts_of
from workflows.meetings.convening import attend, open_meeting
from workflows.meetings.export import export
from workflows.meetings.rosters import members_of
from workflows.models import AccessReason, Case, Event, StandingAside, Task

pytestmark = pytest.mark.django_db


def ask(journey: Any, person: Person, ground: str = "family", reason: str = "Married to his aunt.") -> None:
    by = User.objects.filter(person=person).first() or user(person)
    journey.do("ask_to_stand_aside", by=by, on=journey.day, ground=ground, reason=reason)


# Decided


def test_decision_takes_the_ballot_away_at_once_and_the_base_stands(committee: Journey) -> None:
    near = member(committee, 2)
    OF_ADMISSION["helper"][0](committee.dossier, near)
    committee.meet()
    decide(committee, near)

    path = "assigned to help him, by the dossier"
    assert told_of(committee.item, near)[0] == ("helper", "chair", "aside", path)
    row = row_of(committee.item, near)
    assert (row["in_base"], row["votes"], row["recused"]) == (True, False, path)
    committee.open_vote()
    assert committee.item.certified is not None
    certificate = committee.item.certified.certificate
    assert (certificate["base"], certificate["voters"], committee.item.expected) == (5, 4, 4)
    assert certificate["roster"] == committee.item.roster


def test_certificate_of_a_vote_with_somebody_aside_holds_for_the_stand_alone_verifier(committee: Journey) -> None:
    near = member(committee, 2)
    committee.meet()
    decide(committee, near, reason="His former wife.")
    decide(committee, member(committee, 3), reason="Asked in the meeting.")
    decide(committee, member(committee, 3), stands=False, reason="On second thoughts.")
    committee.open_vote()
    committee.count()
    committee.do(committee.recording_verb, on=committee.day, resolution_number="05-NQ/CB", acknowledge=True)
    item = committee.dossier.agenda_items.order_by("-pk")[0]
    assert [title for title, found in verify(export(item)) if found] == []


def test_decision_is_undone_until_the_box_is_opened_and_the_record_keeps_both(committee: Journey) -> None:
    near = member(committee, 2)
    committee.meet()
    before = committee.item.roster
    decide(committee, near)
    decide(committee, near, stands=False, reason="They never met.")

    row = row_of(committee.item, near)
    assert (row["votes"], row["recused"], [one["stands"] for one in row["grounds"]]) == (True, "", ["takes_part"])
    assert [r["votes"] for r in committee.item.roster] == [r["votes"] for r in before]
    said = Event.objects.filter(case_id=committee.case_id, kind="aside.decided").order_by("sequence")
    assert [event.payload.values["stands"] for event in said] == [True, False]
    assert [event.payload.values["reason"] for event in said] == ["Near.", "They never met."]

    committee.open_vote()
    with pytest.raises(Refused) as refused:
        decide(committee, near)
    assert refused.value.errors == {"": "The vote has been opened: who takes part in it stands."}
    assert row_of(committee.item, near)["votes"] is True


def test_nobody_decides_about_himself_nor_about_a_stranger(committee: Journey) -> None:
    committee.meet()
    himself = committee.actor().person
    assert himself is not None
    with pytest.raises(Refused) as refused:
        decide(committee, himself)
    assert refused.value.errors == {"person": "Nobody decides this about himself: another who leads the body does."}
    with pytest.raises(Refused):
        decide(committee, committee.chain.members[0])
    assert not StandingAside.objects.exists()


def test_plain_member_decides_nothing(committee: Journey) -> None:
    committee.meet()
    with pytest.raises(NotPermitted):
        decide(committee, member(committee, 2), by=committee.chain.users["grassroots_member"])
    assert not StandingAside.objects.exists()


def test_nothing_is_decided_before_the_meeting_is_open(committee: Journey) -> None:
    committee.plan()
    with pytest.raises(Refused) as refused:
        decide(committee, member(committee, 2))
    assert refused.value.errors == {"": "The meeting has not been opened yet."}


# Declared


@pytest.mark.parametrize("when", ["before", "at"])
@pytest.mark.parametrize(
    ("ground", "reason", "path"),
    [
        ("family", "Married to his aunt.", "to stand aside: Married to his aunt."),
        ("witness", "He saw it.", "to stand aside: He saw it."),
        ("unstated", "", "to stand aside, for a reason that he keeps to himself."),
        ("unstated", "I denounced him.", "to stand aside, for a reason that he keeps to himself."),
    ],
)
def test_member_asks_and_the_box_waits_for_the_decision(
    committee: Journey, when: str, ground: str, reason: str, path: str
) -> None:
    near = member(committee, 3)
    if when == "before":
        OF_ADMISSION["helper"][0](committee.dossier, member(committee, 2))
        _asked_before(committee, near, ground, reason)
    else:
        committee.meet()
        ask(committee, near, ground, reason)
    with pytest.raises(Refused) as refused:
        committee.open_vote()
    waits = f"Who presides first decides on: {near.full_name}, who asked to stand aside."
    assert refused.value.errors == {"": waits}

    decide(committee, near)
    told = told_of(committee.item, near)
    assert [(name, stands) for name, _effect, stands, _path in told] == [(ground, "aside")]
    assert told[0][3].endswith(path)
    committee.open_vote()
    assert row_of(committee.item, near)["votes"] is False
    assert "denounced" not in str(list(StandingAside.objects.values()))
    declared = Event.objects.get(case_id=committee.case_id, kind="aside.declared").payload.values
    assert "denounced" not in str(declared)


def _asked_before(journey: Journey, near: Person, ground: str, reason: str) -> None:
    """Between the convening and the opening."""
    meeting = journey.plan()
    ask(journey, near, ground, reason)
    actor, came = journey.actor(), dict.fromkeys(members_of(meeting.body, meeting.held_on), "present")
    attend(meeting, came, by=actor, on=journey.day, key=uuid4())
    open_meeting(meeting, by=actor, on=journey.day, key=uuid4())


def test_declaration_alone_takes_no_ballot_away_and_may_be_declined(committee: Journey) -> None:
    near = member(committee, 3)
    committee.meet()
    ask(committee, near)
    assert row_of(committee.item, near)["votes"] is True
    decide(committee, near, stands=False, reason="Too far related.")
    assert [stands for _g, _e, stands, _p in told_of(committee.item, near)] == ["takes_part"]
    committee.open_vote()
    assert committee.item.expected == 5


@pytest.mark.parametrize("ground", ["denouncer", "subject", "took_part", "", "nonsense"])
def test_what_is_sealed_or_excludes_is_not_declared(ground: str) -> None:
    matter = Matter().to("cell")
    matter.meet()
    holder = Seat.objects.filter(body=matter.task.body).exclude(person=matter.accused).order_by("-pk")[0].person
    with pytest.raises(Refused) as refused:
        ask(matter, holder, ground)
    assert set(refused.value.errors) == {"ground"}
    assert not StandingAside.objects.exists()


def test_who_has_no_seat_in_the_body_asks_for_nothing(committee: Journey) -> None:
    committee.meet()
    with pytest.raises(NotPermitted):
        ask(committee, Person.objects.get(full_name="Standing Member 4"))
    assert not StandingAside.objects.exists()


# One body and another


def test_who_stands_aside_in_one_body_acts_in_another(committee: Journey) -> None:
    near = member(committee, 1)
    seat(near, committee.chain.bodies["standing"], Role.DEPUTY_SECRETARY)
    committee.meet()
    decide(committee, near)
    case, here = committee.dossier, committee.task.body
    assert here is not None
    assert list(case.aside_in(here.pk)) == [near.pk]
    assert case.aside_in(committee.chain.bodies["standing"].pk) == {}
    by = User.objects.get(person=near)
    Seat.objects.create(person=near, body=here, role=Role.DEPUTY_SECRETARY, since=committee.day)
    with pytest.raises(NotPermitted) as refused:
        committee.do("open_vote", by=by, on=committee.day, form="card", medium="paper", acknowledge=True)
    assert str(refused.value).startswith("He stands aside in this body by the decision of ")
    seen = Case.objects.visible_to(by, committee.day).filter(pk=case.pk)
    assert not seen.exists()
    other = {committee.chain.bodies["standing"]: AccessReason.ON_ROUTE}
    access.reached(case, other, event=case.events.latest("sequence"), on=committee.day)
    assert seen.exists()
    assert [body.pk for body, _reason in beholder_of(case, by, committee.day).through] == [one.pk for one in other]
    assert not Task.objects.open().visible_to(by, committee.day).filter(process=case).exists()
    assert counts_of(by, committee.day) == dict.fromkeys(Tab, 0)


def test_chair_who_stands_aside_presides_over_nothing(committee: Journey) -> None:
    chair = committee.actor().person
    assert chair is not None
    other = member(committee, 3)
    seat(other, committee.task.body, Role.DEPUTY_SECRETARY)
    committee.meet()
    by = User.objects.get(person=other)
    decide(committee, chair, by=by)
    with pytest.raises(RuleBroken) as stopped:
        committee.do("open_vote", by=by, on=committee.day, form="card", medium="paper", tellers=[], acknowledge=True)
    assert [one.name for one in stopped.value.findings] == ["chair_may_preside"]


def test_what_the_grounds_cost_does_not_grow_with_the_members() -> None:
    counted = []
    for size in (4, 9):
        journey = Journey(build_chain(official_members=size)).to("cell")
        persons = {one.pk: one for one in journey.chain.members}
        case = Dossier.objects.get(pk=journey.case_id)
        with CaptureQueriesContext(connection) as caught:
            grounds_of(case, persons, journey.day)
        counted.append(len(caught))
    assert counted[0] == counted[1] <= 5


def test_member_without_a_seat_is_decided_on_when_he_says_so_in_the_meeting() -> None:
    matter = Matter(build_matter_chain()).to("cell")
    quiet = Person.objects.create(full_name="Quiet Member")
    membership(quiet, matter.chain.cell, "official")
    matter.meet()
    decide(matter, quiet, reason="He said in the meeting that they are neighbours.")
    said = told_of(matter.item, quiet)
    assert [(ground, stands) for ground, _effect, stands, _path in said] == [("other", "aside")]
    assert said[0][3].endswith("He said in the meeting that they are neighbours.")


# The pages


def test_member_asks_and_who_presides_decides_on_the_page_of_the_meeting(sign_in: SignIn, committee: Journey) -> None:
    OF_ADMISSION["helper"][0](committee.dossier, member(committee, 2))
    meeting = committee.meet()
    near = User.objects.get(person=member(committee, 3))
    page = reverse("meeting", args=[meeting.public_id])
    client = sign_in(near, committee.day)
    shown = client.get(page).content.decode()
    assert "helps the person concerned: assigned to help him, by the dossier [no article; " in shown
    assert ("ask_to_stand_aside" in shown, "decide_standing_aside" in shown) == (True, False)
    _send(client, meeting, committee, "ask_to_stand_aside", ground="witness", reason="He saw it.")
    assert StandingAside.objects.get().stands is None

    client = sign_in(committee.actor(), committee.day)
    assert "decide_standing_aside" in client.get(page).content.decode()
    chosen = member(committee, 3).public_id
    _send(client, meeting, committee, "decide_standing_aside", person=chosen, stands="yes", reason="A witness.")
    row = row_of(committee.item, member(committee, 3))
    assert (row["votes"], StandingAside.objects.get().stands) == (False, True)
    told = client.get(page).content.decode()
    assert "decided: takes no part" in told
    record = client.get(reverse("case", args=[committee.dossier.public_id])).content.decode()
    assert "Grassroots Member 3 asked to stand aside (witness in the matter): He saw it." in record


def _send(client: Any, meeting: Any, journey: Journey, verb: str, **data: str) -> None:
    address = reverse("act_on_item", args=[meeting.public_id, journey.item.public_id, verb])
    answer = client.post(address, {"key": str(uuid4()), **data})
    assert answer.status_code == 302, answer.content.decode()
