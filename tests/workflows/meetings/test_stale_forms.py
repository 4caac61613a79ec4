"""Forms of an agenda item that is done with, or whose case goes another way meanwhile."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from admission.vote_form import ResolutionForm
from organization.models import Power, PowerGrant
from tests.chain import Journey, build_chain
from tests.factories import user
from tests.holding_meetings import signed_minutes
from tests.workflows.meetings.stored import now, refused
from tests.workflows.meetings.votes import name_tellers
from workflows.meetings.models import AgendaItem, Teller

pytestmark = pytest.mark.django_db
SIX = {f"{name}_{teller}": n for teller in (1, 2) for name, n in {"votes_yes": 0, "votes_no": 5, "invalid": 0}.items()}
#: verb: (what the vote that goes on has come to before, what the form says).
FORMS: dict[str, tuple[list[str], dict[str, Any]]] = {
    "take_off_agenda": ([], {"reason": "x"}),
    "set_aside_vote": (["open"], {"reason": "x", "minutes": signed_minutes}),
    "seal_box": (["open"], {}),
    "count_votes": (["open", "seal"], SIX),
}


@pytest.fixture
def journey() -> Journey:
    return Journey(build_chain()).to("cell")


@pytest.fixture
def send(settings: Any, journey: Journey, tmp_path: Path) -> Callable[..., int]:
    """``send(item, verb, **fields)``: the status of the answer to a form of the item, confirmed already."""

    def sent(item: AgendaItem, verb: str, *, as_of: str = "cell", **fields: Any) -> int:
        settings.TODAY, settings.MEDIA_ROOT = journey.day, tmp_path
        client = Client()
        client.force_login(journey.chain.users[as_of])
        address = reverse("act_on_item", args=[item.meeting.public_id, item.public_id, verb])
        fields = {name: value() if callable(value) else value for name, value in fields.items()}
        return client.post(address, {"key": str(uuid4()), "confirmed": "1", "acknowledge": "on", **fields}).status_code

    return sent


@pytest.mark.parametrize("verb", FORMS)
def test_form_of_an_item_that_is_done_with_does_nothing_to_the_vote_that_goes_on(journey, send, verb):
    journey.meet()
    old = journey.item
    now(journey, "take_off_agenda", reason="x")
    journey.meet()
    moments, fields = FORMS[verb]
    if "open" in moments:
        journey.open_vote()
    if "seal" in moments:
        now(journey, "seal_box")
    new = journey.item
    before = (new.state, new.counts, new.reason)
    assert send(old, verb, **fields) == 422
    assert (new.state, new.counts, new.reason) == before
    assert AgendaItem.objects.get(pk=new.pk).state == new.state
    assert send(new, verb, **fields) == 302  # its own form does


@pytest.mark.parametrize(
    "verb", ["count_votes", "count_ballots", "open_vote", "seal_box", "break_off_vote", "set_aside_vote"]
)
@pytest.mark.parametrize("moment", ["listed", "ready", "gone"])
def test_form_out_of_its_turn_is_refused_whatever_it_says(journey, send, verb, moment):
    if moment == "listed":
        journey.plan()
    else:
        journey.meet()
    item = journey.item
    if moment == "gone":
        now(journey, "take_off_agenda", reason="x")
    state = AgendaItem.objects.get(pk=item.pk).state
    assert send(item, verb) == 422
    assert AgendaItem.objects.get(pk=item.pk).state == state


def test_form_to_open_a_vote_after_the_case_goes_another_way_says_so(send, journey):
    chain = build_chain("p1", with_section=False)
    there = Journey(chain).to("standing")
    there.meet()
    PowerGrant.objects.create(
        organization=chain.base, power=Power.AUTHORISED, decision_number="8", decided_on=there.day, since=there.day
    )
    journey.chain, journey.day = chain, there.day
    assert send(there.item, "open_deciding_vote", as_of="standing", form="card", medium="paper") == 302
    assert there.item.state == "ready"


def test_keys_of_tellers_go_where_no_box_needs_them(journey):
    for member in journey.chain.members[2:]:
        user(member)
    for end in ("taken off", "on paper"):
        journey.meet()
        name_tellers(journey)
        assert Teller.objects.count() == 2
        if end == "taken off":
            now(journey, "take_off_agenda", reason="x")
        else:
            journey.open_vote()
        assert not Teller.objects.exists()


def test_form_that_records_an_outcome_records_that_of_the_vote_it_was_shown_for(journey):
    """Counted, it is set aside by a new way; sent late, the form says nothing of the vote that was counted since."""
    journey.meet()
    old = journey.item
    now(journey, "take_off_agenda", reason="x")
    journey.meet()
    journey.open_vote()
    journey.count()
    said = refused(partial(now, journey, "record_cell_vote", item=old.public_id, resolution_number="5"), "")
    assert said == "The case stands on the agenda of another meeting by now. Look at it there."
    own = {"item": journey.item.public_id, "resolution_number": "5"}
    assert now(journey, "record_cell_vote", **own).judgement.outcome == "passed"


def test_form_that_records_an_outcome_names_its_item(journey):
    journey.meet()
    journey.open_vote()
    journey.count()
    case, task = journey.dossier, journey.task
    form = ResolutionForm(
        verb="record_cell_vote", on=journey.day, user=journey.chain.users["cell"], case=case, task=task
    )
    assert form["item"].value() == journey.item.public_id
    without = ResolutionForm({}, verb="record_cell_vote", on=journey.day, user=form.user, case=case, task=task)
    assert "item" in without.errors
