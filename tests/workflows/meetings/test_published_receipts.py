"""The door of the voter closes again: the list of receipts is his as long as the law has it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organization.models import User
from tests.chain import Journey
from tests.workflows.meetings.votes import cell_that_met, resolve, vote_electronically
from workflows.audit.triggers import JUDGEMENTS
from workflows.meetings.models import AgendaItem, ItemState
from workflows.models import Judgement

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def counted() -> Journey:
    """The cell of five voted electronically, and the count is entered five days after the meeting."""
    journey = cell_that_met()
    vote_electronically(journey)
    late = journey.day + 5 * DAY
    with JUDGEMENTS.suspended(connection):
        Judgement.objects.filter(verb="count_ballots").update(entered_on=late)
    return journey


def length(journey: Journey) -> timedelta:
    return journey.dossier.law(journey.day)["ballot.receipts_days"].value * DAY


def ask(settings: Any, journey: Journey, item: AgendaItem, on: date) -> list[Any]:
    """What a member without a seat gets for his ballot and for the list."""
    settings.TODAY, client = on, Client()
    client.force_login(User.objects.get(person=journey.chain.members[3]))
    return [client.get(reverse(name, args=[item.public_id])) for name in ("ballot", "receipts")]


@pytest.mark.parametrize("state", [ItemState.COUNTED, ItemState.RESOLVED])
def test_list_of_receipts_is_open_for_its_days_from_the_count_on(counted, settings, state) -> None:
    item = counted.item
    if state == ItemState.RESOLVED:
        resolve(counted)
    last = counted.day + 4 * DAY + length(counted)
    ballot, listed = ask(settings, counted, item, last)
    assert (ballot.status_code, listed.status_code, len(listed.context["receipts"])) == (302, 200, 4)
    unknown = ask(settings, counted, AgendaItem(public_id="nosuchballot"), last + DAY)
    for answer, strange in zip(ask(settings, counted, item, last + DAY), unknown, strict=True):
        assert (answer.status_code, answer.content) == (404, strange.content)


def test_the_length_is_a_convention_and_says_so(counted) -> None:
    provision = counted.dossier.law(counted.day)["ballot.receipts_days"]
    assert (provision.value, provision.unit, provision.certainty, provision.article) == (90, "day", "design", "")


def test_list_takes_few_statements(counted, settings) -> None:
    item, client = counted.item, Client()
    ask(settings, counted, item, counted.day)
    client.force_login(User.objects.get(person=counted.chain.members[3]))
    with CaptureQueriesContext(connection) as statements:
        client.get(reverse("receipts", args=[item.public_id]))
    assert len(statements) <= 10
