"""The numbers of cases: each is what the list finds for the same question, of what the user sees and no more."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from admission.models import State
from organization.models import BodyKind, Kind, Organization, Placement, Role, User
from tests.factories import body, organization, seat, user
from tests.workflows.case_list.dossiers import ON, dossier
from workflows import case_words
from workflows.case_numbers import report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(settings):
    settings.TODAY = ON


@pytest.fixture
def world() -> tuple[User, dict[str, Organization]]:
    """Two bases with a cell each under one superior, cases in all of them that one committee sees, one it does not."""
    superior = organization(Kind.SUPERIOR, parent=organization(Kind.DIRECT))
    bases = [organization(Kind.BASE, parent=superior) for _number in range(2)]
    cells = [organization(Kind.CELL, parent=base) for base in bases]
    seeing, other = body(superior), body(superior, BodyKind.COMMITTEE)
    member = user()
    seat(member.person, seeing, Role.MEMBER)
    for place, due, state in (
        (cells[0], {"stale": -1}, State.DRAFTING),
        (cells[0], {"stale": 30, "verification": 3}, State.BACKGROUND_CHECK),
        (cells[0], {"stale": 31}, State.DRAFTING),
        (bases[0], {"decision": -5, "ceremony": -1}, State.CELL_RESOLVED),
        (cells[1], {"probation": 60}, State.PROBATIONARY),
        (cells[1], {"probation": 61}, State.PROBATIONARY),
        (cells[1], {"probation": 7}, State.PROBATIONARY),
    ):
        dossier(seeing, of=place, due=due, state=state)
    dossier(seeing, of=cells[1], state=State.REFUSED, finished=True)
    dossier(other, of=cells[1], due={"stale": -1})
    return member, {"superior": superior, "first": bases[0], "second": bases[1], "cell": cells[0]}


def test_whole_is_counted_by_stage_and_clock(world):
    member, _places = world
    whole = report(member, ON, case_words.windows(), None).whole
    assert (whole.total, whole.open, whole.overdue) == (8, 7, 2)
    assert whole.states["admission", State.PROBATIONARY] == 3
    clocks = {line.kind: (line.overdue, line.within) for line in whole.clocks}
    assert clocks["stale"] == (1, {30: 1, 60: 2})
    assert clocks["probation"] == (0, {90: 3, 60: 2, 30: 1, 15: 1, 7: 1})
    assert clocks["ceremony"] == (1, {})


def test_each_organisation_counts_everything_below_it(world):
    member, places = world
    rows = report(member, ON, case_words.windows(), None).rows
    assert [(row.organization, row.numbers.total, row.numbers.overdue) for row in rows] == [
        (places["first"], 4, 2),
        (places["second"], 4, 0),
    ]
    inside = report(member, ON, case_words.windows(), places["first"]).rows
    assert {row.organization: row.numbers.open for row in inside} == {places["first"]: 1, places["cell"]: 3}


def test_place_that_left_the_tree_stands_apart(world):
    member, places = world
    Placement.objects.filter(organization=places["cell"]).update(until=ON)
    rows = report(member, ON, case_words.windows(), None).rows
    assert {row.organization: row.numbers.total for row in rows} == {places["first"]: 1, places["second"]: 4, None: 3}


@pytest.mark.parametrize("under", ["", "first", "second", "cell"])
def test_every_number_leads_to_the_list_of_just_so_many(world, under):
    member, places = world
    client = Client()
    client.force_login(member)
    asked = {"to_chuc": places[under].public_id} if under else {}
    page = client.get(reverse("numbers"), asked).content.decode()
    links = {
        (unescape(address), int(n)) for address, n in re.findall(r'<a href="([^"]*/ho-so/\?[^"]*)">(\d+)</a>', page)
    }
    assert len(links) > 4
    for address, number in links:
        answer = client.get(address)
        assert (address, answer.status_code, answer.context["found"].total) == (address, 200, number)


def test_page_of_what_he_sees_nothing_of_does_not_exist(world):
    _member, places = world
    stranger = user()
    seat(stranger.person, body(organization(Kind.BASE)), Role.MEMBER)
    client = Client()
    client.force_login(stranger)
    assert client.get(reverse("numbers"), {"to_chuc": places["first"].public_id}).status_code == 404
    assert client.get(reverse("numbers"), {"to_chuc": "nonsense"}).status_code == 404
    page = client.get(reverse("numbers"))
    assert (page.status_code, "There is no dossier to count." in page.content.decode()) == (200, True)


def test_statements_do_not_grow_with_cases_and_organisations(world, django_assert_num_queries):
    member, places = world
    with django_assert_num_queries(5):
        report(member, ON, case_words.windows(), None)
    seeing = member.person.seats.get().body
    for _number in range(5):
        place = organization(Kind.CELL, parent=places["second"])
        dossier(seeing, of=place, due={"stale": 10}, opened_on=ON - timedelta(days=9))
    with django_assert_num_queries(5):
        report(member, ON, case_words.windows(), None)
