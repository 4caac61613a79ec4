"""Who took part in an electronic secret ballot, not how: on the published page and in the minutes, after the count."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from organization.models import User
from tests.factories import person, user
from tests.workflows.meetings import boxes
from tests.workflows.meetings.boxes import Box
from tests.workflows.meetings.votes import voted_in_cell
from workflows.documents.rendering.minutes import counting_minutes, meeting_minutes
from workflows.documents.rendering.paper import Annex, Table
from workflows.meetings import sealing
from workflows.meetings.guards import BOXES
from workflows.meetings.models import SealedBallot
from workflows.meetings.stamps import stamp

pytestmark = pytest.mark.django_db

TITLE = "Who took part in the electronic vote"


@pytest.fixture(autouse=True)
def english(settings) -> None:
    settings.LANGUAGE_CODE, settings.TODAY = "en", boxes.DAY


def page(box: Box, reader: User):
    client = Client()
    client.force_login(reader)
    return client.get(reverse("receipts", args=[box.public_id]))


def four_of_five() -> Box:
    """The last of five voters has not cast; an absent member has no ballot."""
    box = boxes.opened(5, others=[boxes.row(person("Absent One"), votes=False, present=False)])
    boxes.vote(box, "yes", "no", "yes", "blank")
    return box


def test_page_names_who_took_part_of_those_who_had_a_ballot_in_the_order_of_the_roster() -> None:
    box = four_of_five()
    boxes.seal(box)
    boxes.count(box)
    answer = page(box, box.voters[4])
    names = [str(voter.person) for voter in box.voters]
    expected = [{"name": name, "took_part": number < 4} for number, name in enumerate(names)]
    assert answer.context["participants"] == expected
    text = answer.content.decode()
    assert [TITLE in text, text.count("took part</td>"), "put no ballot into the box</td>" in text] == [True, 4, True]
    assert "Absent One" not in text


def test_before_the_count_the_page_names_nobody() -> None:
    box = four_of_five()
    for _moment in ("open", "sealed"):
        answer = page(box, box.voters[0])
        assert answer.context["participants"] == []
        assert TITLE not in answer.content.decode()
        if box.fresh().state == "voting":
            boxes.seal(box)


def test_forged_participation_shows_to_who_did_not_vote() -> None:
    """A hand that has the server's key too, and took the triggers away after the sealing."""
    box = four_of_five()
    boxes.seal(box)
    idle = box.voters[4].person
    assert idle is not None
    stuffed = sealing.seal(bytes(box.item.public_key or b""), sealing.choice_bytes("yes"))
    mark = stamp(box.public_id, idle.public_id, stuffed)
    with BOXES.suspended(connection):
        SealedBallot.objects.create(item=box.item, voter=idle, sealed=stuffed, stamp=mark)
    boxes.count(box)
    shown = page(box, box.voters[4]).context["participants"]
    assert shown[4] == {"name": str(idle), "took_part": True}


def test_vote_on_paper_tells_of_nobody() -> None:
    _journey, item = voted_in_cell(medium="paper")
    assert (item.participants, item.paper["participants"]) == ([], [])
    assert [annex.about for annex in meeting_minutes(item.paper).annexes if annex.about == TITLE] == []


def listed(annexes: tuple[Annex, ...]) -> list[tuple[str, ...]]:
    [annex] = [annex for annex in annexes if annex.about == TITLE]
    [table] = [block for block in annex.sections[0].blocks if isinstance(block, Table)]
    return list(table.rows)


def test_minutes_of_the_meeting_and_of_the_count_name_who_took_part() -> None:
    _journey, item = voted_in_cell()
    voters = [row for row in item.roster if row["votes"]]
    assert [one["took_part"] for one in item.paper["participants"]] == [False] + [True] * (len(voters) - 1)
    with translation.override("en"):
        both = meeting_minutes(item.paper), counting_minutes(item.paper)
    words = {True: "took part", False: "put no ballot into the box"}
    rows = [(str(n), row["name"], words[n > 1]) for n, row in enumerate(voters, 1)]
    assert [listed(paper.annexes) for paper in both] == [rows, rows]
    numbers = [[annex.title for annex in paper.annexes] for paper in both]
    assert numbers == [["ANNEX 1", "ANNEX 2", "ANNEX 3"]] * 2


def test_minutes_frozen_before_there_was_such_a_list_are_made_without_it() -> None:
    _journey, item = voted_in_cell()
    old = {name: value for name, value in item.paper.items() if name != "participants"}
    with translation.override("en"):
        titles = [annex.about for paper in (meeting_minutes(old), counting_minutes(old)) for annex in paper.annexes]
    assert (TITLE in titles, len(titles)) == (False, 4)


def test_reader_without_a_vote_finds_no_page() -> None:
    box = four_of_five()
    boxes.seal(box)
    boxes.count(box)
    assert page(box, user()).status_code == 404
