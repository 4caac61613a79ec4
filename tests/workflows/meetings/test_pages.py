"""The pages of meetings: who finds them, what they cost, what a sent form leads to."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organization.models import Power, PowerGrant, Role, Standing
from tests.chain import Journey, build_chain
from tests.factories import membership, person, seat, user
from tests.holding_meetings import signed_minutes
from workflows.audit.chain import canonical, digest
from workflows.documents.models import Document
from workflows.meetings.convening import attend, open_meeting
from workflows.meetings.doings import OFFERED
from workflows.meetings.models import AgendaItem, ItemState, Meeting, MeetingState
from workflows.meetings.pages import meetings_of
from workflows.meetings.rosters import members_of

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]


@pytest.fixture
def journey() -> Journey:
    return Journey(build_chain()).to("cell")


@pytest.fixture
def page(settings: Any, journey: Journey, tmp_path: Any) -> SignIn:
    """``page(who)``: a client of that user on the journey's day."""

    def sign_in(who: Any) -> Client:
        settings.TODAY, settings.MEDIA_ROOT = journey.day, tmp_path
        signed = Client()
        signed.force_login(journey.chain.users[who] if isinstance(who, str) else who)
        return signed

    return sign_in


def another(journey: Journey, name: str) -> Journey:
    """One more dossier of the same cell, at the same step on the same day."""
    applicant = person(name, born_on=date(1998, 1, 1))
    membership(applicant, journey.chain.cell, Standing.SYMPATHIZER, since=date(2023, 1, 1))
    former, journey.chain.applicant = journey.chain.applicant, user(applicant)
    later = Journey(journey.chain, start=journey.day).to("cell")
    journey.chain.applicant = former
    return later


def main_of(answer: Any) -> str:
    """What the page says, without its head and foot, where the viewer's own name stands."""
    return str(answer.content.decode().split("<main", 1)[1].split("</main>")[0])


def statements(client: Client, path: str) -> int:
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def addresses(meeting: Meeting, item: AgendaItem) -> list[str]:
    """Every page of a meeting."""
    ids = [meeting.public_id, item.public_id]
    return [
        reverse("meeting", args=ids[:1]),
        reverse("certificate", args=ids),
        reverse("certificate", args=[ids[0], f"{ids[1]}.json"]),
        reverse("received", args=ids),
    ]


def test_members_of_the_body_find_the_meeting_and_nobody_else_does(journey: Journey, page: SignIn) -> None:
    meeting = journey.meet()
    journey.open_vote()
    item = journey.item
    for who in ("cell", "clerk"):
        # the file for the verifier is there once the outcome is recorded
        assert [page(who).get(path).status_code for path in addresses(meeting, item)] == [200, 200, 404, 200]
        assert journey.dossier.subject.full_name in page(who).get(reverse("meetings")).content.decode()
    administrator = user(is_superuser=True)
    for other in ("grassroots", "department", "standing", "applicant", administrator):
        client = page(other)
        assert [client.get(path).status_code for path in addresses(meeting, item)] == [404] * 4
        listed = main_of(client.get(reverse("meetings")))
        assert journey.dossier.subject.full_name not in listed
        assert meeting.public_id not in listed


def test_the_person_concerned_does_not_find_a_meeting_about_nothing_but_himself(journey: Journey, page: SignIn) -> None:
    """Though he holds a seat in the body: neither the meeting, nor that a case waits for one."""
    concerned = journey.chain.applicant
    seat(concerned.person, journey.task.body, Role.DEPUTY_SECRETARY)
    client = page(concerned)
    waiting = main_of(client.get(reverse("meetings")))
    body = journey.task.body
    assert body is not None
    convening = client.get(reverse("convene", args=[body.organization.public_id, body.kind]))
    assert reverse("convene", args=[body.organization.public_id, body.kind]) not in waiting
    assert str(concerned.person) not in main_of(convening)
    meeting = journey.meet()
    assert client.get(reverse("meeting", args=[meeting.public_id])).status_code == 404
    assert list(meetings_of(concerned, journey.day)) == []


def test_an_item_about_the_viewer_is_left_out_of_a_meeting_about_others_too(journey: Journey, page: SignIn) -> None:
    concerned = journey.chain.applicant
    seat(concerned.person, journey.task.body, Role.DEPUTY_SECRETARY)
    other = another(journey, "Second Applicant")
    journey.day = other.day
    meeting = journey.plan(tasks=[journey.task, other.task])
    hidden, shown = (AgendaItem.objects.get(case_id=row.case_id) for row in (journey, other))
    client = page(concerned)
    told = client.get(reverse("meeting", args=[meeting.public_id]))
    main = main_of(told)
    assert (told.status_code, "Second Applicant" in main, hidden.public_id in main) == (200, True, False)
    assert journey.dossier.public_id not in main
    assert str(concerned.person) not in main
    assert 'id="act-attend"' not in main  # nor does he lead a meeting of which something is hidden from him
    assert client.get(reverse("received", args=[meeting.public_id, shown.public_id])).status_code == 200
    assert client.get(reverse("received", args=[meeting.public_id, hidden.public_id])).status_code == 404
    sent = client.post(reverse("act_on_item", args=[meeting.public_id, hidden.public_id, "take_off_agenda"]), {})
    assert sent.status_code == 404


def test_from_whom_an_item_is_hidden_leads_no_part_of_the_meeting(journey: Journey, page: SignIn) -> None:
    """He holds a seat that may; another matter of the agenda is his own."""
    concerned = journey.chain.applicant
    seat(concerned.person, journey.task.body, Role.DEPUTY_SECRETARY)
    other = another(journey, "Second Applicant")
    journey.day = other.day
    meeting = journey.plan(tasks=[journey.task, other.task])
    data = {"key": str(uuid4()), "reason": "x", "place": "elsewhere"}
    for state, doings in ((MeetingState.PLANNED, OFFERED[MeetingState.PLANNED]), (MeetingState.OPEN, ("close",))):
        if state == MeetingState.OPEN:
            told: dict[str, Any] = {"by": journey.chain.users["cell"], "on": journey.day}
            everybody = members_of(meeting.body, meeting.held_on)
            attend(meeting, dict.fromkeys(everybody, "present"), key=uuid4(), **told)
            open_meeting(meeting, key=uuid4(), **told)
        before = Meeting.objects.values().get()
        assert before["state"] == state
        address = reverse("meeting", args=[meeting.public_id])
        shown, led = (page(who).get(address) for who in (concerned, "cell"))
        for doing in doings:
            sent = reverse("act_on_meeting", args=[meeting.public_id, doing])
            assert page(concerned).post(sent, data).status_code == 403
            assert sent not in main_of(shown)
            # with something left on its agenda it does not offer to close
            assert (sent in main_of(led)) == (state == MeetingState.PLANNED)
        assert Meeting.objects.values().get() == before


def test_a_vote_is_set_aside_by_its_form(journey: Journey, page: SignIn) -> None:
    meeting = journey.meet()
    journey.open_vote()
    item, client = journey.item, page("cell")
    path = reverse("act_on_item", args=[meeting.public_id, item.public_id, "set_aside_vote"])
    address = f"{reverse('meeting', args=[meeting.public_id])}?muc={item.public_id}"
    assert path in main_of(client.get(address))
    assert path not in main_of(page("clerk").get(address))
    for told in ({"reason": "", "minutes": signed_minutes()}, {"reason": "mất điện"}):
        assert client.post(path, {"key": str(uuid4()), "confirmed": "1", **told}).status_code == 422
    assert AgendaItem.objects.get().state == ItemState.VOTING
    key = str(uuid4())
    for _twice in range(2):
        sent = {"key": key, "confirmed": "1", "reason": "mất điện", "minutes": signed_minutes()}
        assert client.post(path, sent).status_code == 302
    assert (AgendaItem.objects.get().state, AgendaItem.objects.get().reason) == (ItemState.ABANDONED, "mất điện")
    assert "mất điện" in main_of(client.get(address))
    assert path not in main_of(client.get(address))


def test_a_counted_vote_is_not_offered_to_be_set_aside_while_it_can_be_recorded(journey: Journey, page: SignIn) -> None:
    meeting = journey.meet()
    journey.open_vote()
    journey.count()
    item = journey.item
    path = reverse("act_on_item", args=[meeting.public_id, item.public_id, "set_aside_vote"])
    client = page("cell")
    assert path not in main_of(client.get(f"{reverse('meeting', args=[meeting.public_id])}?muc={item.public_id}"))
    sent = {"key": str(uuid4()), "confirmed": "1", "reason": "x", "minutes": signed_minutes()}
    assert client.post(path, sent).status_code == 422
    assert AgendaItem.objects.get().state == ItemState.COUNTED


@pytest.mark.parametrize("power", [Power.AUTHORISED, Power.UPPER_LEVEL])
@pytest.mark.parametrize("state", ["ready", "voting", "counted"])
def test_a_meeting_whose_way_has_changed_is_shown_and_ends(settings: Any, power: str, state: str) -> None:
    """From its day on no standing committee votes on this case, or no loaded way leads anywhere."""
    journey = Journey(build_chain("p1", with_section=False)).to("standing")
    meeting = journey.meet()
    if state != "ready":
        journey.open_vote()
    if state == "counted":
        journey.count()
    grant = {"power": power, "decision_number": "8-QĐ", "decided_on": journey.day, "since": journey.day}
    PowerGrant.objects.create(organization=journey.chain.base, **grant)
    settings.TODAY, client = journey.day, Client()
    client.force_login(journey.chain.users["standing"])
    item = journey.item
    shown = client.get(f"{reverse('meeting', args=[meeting.public_id])}?muc={item.public_id}")
    verb = "take_off_agenda" if state == "ready" else "set_aside_vote"
    path = reverse("act_on_item", args=[meeting.public_id, item.public_id, verb])
    assert (shown.status_code, path in main_of(shown)) == (200, True)
    sent = {"key": str(uuid4()), "confirmed": "1", "reason": "x", "minutes": signed_minutes()}
    assert client.post(path, sent).status_code == 302
    assert AgendaItem.objects.get(pk=item.pk).state in (ItemState.POSTPONED, ItemState.ABANDONED)
    assert client.get(reverse("meeting", args=[meeting.public_id])).status_code == 200


def test_an_item_is_not_found_under_another_meeting(journey: Journey, page: SignIn) -> None:
    other = another(journey, "Second Applicant")
    first, second = journey.meet(), other.meet()
    item = AgendaItem.objects.get(meeting=second)
    assert page("cell").get(reverse("received", args=[first.public_id, item.public_id])).status_code == 404


@pytest.mark.parametrize("doing", ["attend", "open", "change", "cancel", "no-such"])
def test_who_may_only_look_changes_nothing_of_a_meeting(journey: Journey, page: SignIn, doing: str) -> None:
    meeting = journey.plan()
    before = Meeting.objects.values().get()
    data = {"key": str(uuid4()), "reason": "x", "place": "elsewhere"}
    answer = page("clerk").post(reverse("act_on_meeting", args=[meeting.public_id, doing]), data)
    assert answer.status_code in (403, 404, 422)
    assert Meeting.objects.values().get() == before


def test_statements_do_not_grow_with_the_agenda_or_the_meetings(journey: Journey, page: SignIn) -> None:
    others = [another(journey, f"Applicant {number}") for number in range(3)]
    day = others[-1].day
    journey.day = day
    alone = journey.plan(held_on=day)
    client = page("cell")
    counts = [statements(client, path) for path in (reverse("meetings"), reverse("meeting", args=[alone.public_id]))]
    together = others[0].plan(tasks=[row.task for row in others], held_on=day)
    paths = (reverse("meetings"), reverse("meeting", args=[together.public_id]))
    assert [statements(client, path) for path in paths] == counts
    assert counts[0] <= 12


def test_a_meeting_goes_its_way_by_its_forms(journey: Journey, page: SignIn) -> None:
    client, task = page("cell"), journey.task
    body = task.body
    assert body is not None
    chair, secretary = journey.chain.members[0], journey.chain.members[2]
    frame = {
        "held_on": journey.day.strftime("%d/%m/%Y"),
        "starts_at": "8:00",
        "place": "Hall",
        "chair": chair.public_id,
        "secretary": secretary.public_id,
        "notice_sent_on": journey.day.strftime("%d/%m/%Y"),
        "tasks": [task.public_id],
    }
    address = reverse("convene", args=[body.organization.public_id, body.kind])
    empty = client.post(address, {"key": str(uuid4())})
    assert (empty.status_code, Meeting.objects.count()) == (422, 0)
    same = client.post(address, {**frame, "key": str(uuid4()), "secretary": chair.public_id})
    assert (same.status_code, Meeting.objects.count()) == (422, 0)
    assert "The chair does not take the minutes." in same.content.decode()
    key = str(uuid4())
    for _twice in range(2):
        client.post(address, {**frame, "key": key})
    meeting = Meeting.objects.get()

    def send(doing: str, **data: Any) -> Any:
        return client.post(reverse("act_on_meeting", args=[meeting.public_id, doing]), {"key": str(uuid4()), **data})

    assert send("open").status_code == 422  # nobody is marked present
    there = {f"at_{one.public_id}": "present" for one in journey.chain.members}
    assert send("attend", **there, seen="what another page showed").status_code == 422
    assert send("attend", **there, seen=digest(canonical({}))).status_code == 302
    review = dict(send("open").context["form"].sent())
    assert send("open", **review, confirmed="1").status_code == 302
    item = AgendaItem.objects.get()

    def do(verb: str, **data: Any) -> Any:
        path = reverse("act_on_item", args=[meeting.public_id, item.public_id, verb])
        return client.post(path, {"key": str(uuid4()), "confirmed": "1", **data})

    assert do("seal_box").status_code == 422  # not opened yet
    assert do("open_vote", form="secret", medium="paper", tellers=[chair.public_id]).status_code == 422
    tellers = [journey.chain.members[3].public_id, journey.chain.members[4].public_id]
    assert do("open_vote", form="secret", medium="paper", tellers=tellers).status_code == 302
    assert do("seal_box").status_code == 302
    counts = {"issued": 5, "returned": 5, "invalid": 0, "votes_yes": 4, "votes_no": 1}
    both = {f"{name}_{teller}": value for name, value in counts.items() for teller in (1, 2)}
    differing = do("count_votes", **{**both, "minutes": signed_minutes(), "votes_yes_2": 3})
    assert "The chosen file goes with it" in differing.content.decode()
    assert (differing.status_code, AgendaItem.objects.get().state) == (422, ItemState.SEALED)
    # beneath the pair, over the whole width: the cell of one teller is narrow on a phone
    told = re.search(r'<tr class="wrong"><td colspan="3">(.*?)</td></tr>', differing.content.decode(), re.DOTALL)
    assert told is not None
    assert "The two tellers differ: 4 and 3." in told[1]
    assert do("count_votes", **both).status_code == 422  # without the signed minutes
    assert do("count_votes", **both, minutes=signed_minutes()).status_code == 302
    journey.do("record_cell_vote", on=journey.day, resolution_number="05-NQ/CB", acknowledge=True)
    assert send("close", ended_at="10:30").status_code == 302
    assert Meeting.objects.get().state == MeetingState.CLOSED

    make = reverse("make_papers", args=[meeting.public_id, item.public_id])
    for _twice in range(2):
        assert client.post(make).status_code == 302
    papers = Document.objects.filter(code__in=("meeting_minutes", "vote_count_minutes")).order_by("pk")
    assert [paper.file_name for paper in papers] == [
        "bien-ban-hoi-nghi.pdf",
        "bien-ban-hoi-nghi.docx",
        "bien-ban-kiem-phieu.pdf",
        "bien-ban-kiem-phieu.docx",
    ]
    assert client.get(reverse("document", args=[papers[0].public_id])).status_code == 200
    assert page("applicant").get(reverse("document", args=[papers[0].public_id])).status_code == 404
