"""The voter's pages: from the choice to the receipt, of one size whatever is chosen, leaving nothing on the way."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.serializers import serialize
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organization.models import Person, Session, User
from tests.chain import Journey, build_chain
from tests.factories import user
from tests.workflows.meetings.boxes import DAY, OPTIONS, Box, count, open_box, opened, ready, row, seal, vote
from tests.workflows.meetings.votes import cell_that_met, name_tellers
from workflows.meetings import ballots
from workflows.meetings.models import SealedBallot
from workflows.meetings.stamps import fingerprint

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(settings: Any) -> None:
    """Everybody asks on the day on which the boxes were opened."""
    settings.TODAY = DAY


def client_of(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def address(box: Box) -> str:
    return reverse("ballot", args=[box.public_id])


def number(choice: str) -> str:
    return f"{OPTIONS.index(choice):02}"


def cast_by_hand(client: Client, box: Box, choice: str) -> list[Any]:
    """The four answers from the empty ballot to the receipt."""
    sent = {"choice": number(choice)}
    asked = client.get(address(box))
    reviewed = client.post(address(box), sent)
    return [asked, reviewed, client.post(address(box), {**sent, "confirmed": "1"}), client.get(address(box))]


@contextmanager
def all_logged(level: int) -> Iterator[list[logging.LogRecord]]:
    """Every line that any logger writes, whatever its own settings say."""
    found: list[logging.LogRecord] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record)

    root = logging.getLogger()
    loggers = [root, *(one for one in root.manager.loggerDict.values() if isinstance(one, logging.Logger))]
    kept = [(one, one.level, one.propagate) for one in loggers]
    handlers, root.handlers = root.handlers, [Keep(level)]
    for logger in loggers:
        logger.setLevel(level)
        logger.propagate = True
    try:
        yield found
    finally:
        root.handlers = handlers
        for logger, own, propagate in kept:
            logger.setLevel(own)
            logger.propagate = propagate


def test_a_voter_chooses_reviews_casts_and_keeps_a_receipt() -> None:
    box = opened()
    client = client_of(box.voters[0])
    asked, reviewed, cast, recorded = cast_by_hand(client, box, "no")
    assert [answer.status_code for answer in (asked, reviewed, cast, recorded)] == [200, 200, 302, 200]
    assert cast["Location"] == address(box)
    chosen = [option.words for option in reviewed.context["options"] if option.chosen]
    assert (chosen, reviewed.context["question"]) == (["Do not agree"], box.item.asked["question"])
    receipt = ballots.receipt_of(box.item, box.voters[0].person)
    assert recorded.context["receipt"].replace(" ", "") == receipt
    seal(box)
    count(box)
    listed = client.get(address(box), follow=True)
    assert listed.redirect_chain == [(reverse("receipts", args=[box.public_id]), 302)]
    assert [text.replace(" ", "") for text in listed.context["receipts"]] == [receipt]


def test_the_page_asks_what_was_asked_when_the_box_was_opened(settings: Any) -> None:
    """Whatever the person concerned is called since."""
    journey = cell_that_met()
    passphrases = name_tellers(journey)
    subject = journey.dossier.subject
    question = f"Admit {subject.full_name} to the Party?"
    journey.open_vote(form="secret", medium="electronic", tellers=list(passphrases))
    Person.objects.filter(pk=subject.pk).update(full_name="Somebody Else")
    item, settings.TODAY = journey.item, journey.day
    labels = {"yes": "Agree", "no": "Do not agree"}
    until = journey.day.isoformat()
    assert item.asked == {"question": question, "labels": labels, "until": until, "server_key": fingerprint()}
    client = client_of(journey.chain.users["cell"])
    shown = client.get(reverse("ballot", args=[item.public_id])).context
    words = ["Agree", "Do not agree", "Blank ballot (I choose nothing)"]
    assert (shown["question"], [option.words for option in shown["options"]]) == (question, words)
    (line,) = client.get(reverse("ballots")).context["lines"]
    assert line.question == question


def test_a_vote_on_paper_or_by_cards_has_no_page() -> None:
    journey = Journey(build_chain()).to("cell")
    journey.meet()
    client = client_of(journey.chain.users["cell"])
    for until in (lambda: None, journey.open_vote):
        until()
        assert client.get(reverse("ballot", args=[journey.item.public_id])).status_code == 404
    assert client.get(reverse("ballots")).context["lines"] == []


def test_nothing_is_in_the_box_before_the_confirmation() -> None:
    box = opened()
    client = client_of(box.voters[0])
    client.post(address(box), {"choice": "00"})
    assert ballots.received(box.item) == 0


@pytest.mark.parametrize("sent", [{}, {"choice": ""}, {"choice": "03"}, {"choice": "yes"}, {"choice": "0"}])
@pytest.mark.parametrize("confirmed", [{}, {"confirmed": "1"}])
def test_without_a_choice_of_the_ballot_the_page_says_so(sent: dict[str, str], confirmed: dict[str, str]) -> None:
    box = opened()
    answer = client_of(box.voters[0]).post(address(box), {**sent, **confirmed})
    assert (answer.status_code, answer.context["error"]) == (200, "Choose one of the answers.")
    assert ballots.received(box.item) == 0


@pytest.mark.parametrize("again", OPTIONS)
def test_who_sends_twice_sees_the_receipt_of_his_first_ballot(again: str) -> None:
    box = opened()
    client = client_of(box.voters[0])
    (receipt,) = vote(box, "yes")
    answer = client.post(address(box), {"choice": number(again), "confirmed": "1"}, follow=True)
    assert answer.context["receipt"].replace(" ", "") == receipt
    assert ballots.received(box.item) == 1


def test_who_comes_late_is_told_that_the_box_is_sealed() -> None:
    box = opened()
    client = client_of(box.voters[3])
    client.get(address(box))
    vote(box, "yes", "no", "yes")
    seal(box)
    answer = client.post(address(box), {"choice": "00", "confirmed": "1"}, follow=True)
    assert "No ballot is taken any more." in answer.content.decode()
    assert ballots.received(box.item) == 3


def test_who_casts_while_the_box_is_being_sealed_is_told_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page still read "voting", and the box is sealed before the ballot comes."""
    box = opened()
    asked = ballots.receipt_of

    def sealed_meanwhile(*args: Any) -> str | None:
        monkeypatch.undo()
        seal(box)
        return asked(*args)

    monkeypatch.setattr(ballots, "receipt_of", sealed_meanwhile)
    answer = client_of(box.voters[0]).post(address(box), {"choice": "00", "confirmed": "1"}, follow=True)
    assert "No ballot is taken any more." in answer.content.decode()
    assert (ballots.received(box.item), box.fresh().state) == (0, "sealed")


def test_before_the_opening_the_page_says_so() -> None:
    box = ready()
    answer = client_of(box.voters[0]).post(address(box), {"choice": "00", "confirmed": "1"}, follow=True)
    assert "The vote has not been opened yet" in answer.content.decode()


def test_pages_and_requests_are_of_one_size_whatever_is_chosen() -> None:
    box = opened()
    sizes = []
    for voter, choice in zip(box.voters, OPTIONS, strict=False):
        answers = cast_by_hand(client_of(voter), box, choice)
        # who asks stands in the head of each page: his name is not what is compared
        sizes.append([len(_anonymous(answer, voter)) for answer in answers])
        sent = [answer.request["CONTENT_LENGTH"] for answer in answers[1:3]]
        sizes[-1].extend(sent)
    assert sizes[0] == sizes[1] == sizes[2]
    assert min(sizes[0][0], sizes[0][1], sizes[0][3]) > 1000


def _anonymous(answer: HttpResponse, voter: User) -> str:
    return answer.content.decode().replace(str(voter), "")


@pytest.mark.parametrize("choice", OPTIONS)
def test_a_ballot_leaves_no_line_in_any_log_nothing_in_the_session_and_is_kept_in_no_cache(choice: str) -> None:
    box = opened()
    client = client_of(box.voters[0])
    client.get(address(box))
    before = serialize("json", Session.objects.all())
    with all_logged(logging.INFO) as lines:
        answers = cast_by_hand(client, box, choice)
        answers += cast_by_hand(client, box, choice)
        answers.append(client.post(address(box), {}))
    assert [line.getMessage() for line in lines] == []
    assert serialize("json", Session.objects.all()) == before
    assert {"no-store" in answer["Cache-Control"] for answer in answers} == {True}
    assert {name for answer in answers for name in answer.cookies} == set()


def test_who_has_no_ballot_finds_no_page() -> None:
    guest = user()
    assert guest.person is not None
    box = opened(others=[row(guest.person, votes=False)])
    unknown = client_of(box.voters[0]).get(reverse("ballot", args=["nosuchballot"]))
    for who in (guest, user(), User.objects.create_user("nobody")):
        client = client_of(who)
        for path in (address(box), reverse("receipts", args=[box.public_id])):
            answer = client.get(path)
            assert (answer.status_code, answer.content) == (404, unknown.content)
        answer = client.post(address(box), {"choice": "00", "confirmed": "1"})
        assert (answer.status_code, answer.content) == (404, unknown.content)
        assert client.get(reverse("ballots")).context["lines"] == []
    assert SealedBallot.objects.count() == 0


def test_the_list_shows_open_ballots_and_which_of_them_are_cast() -> None:
    box = opened()
    other, waiting = opened(box.voters), ready(box.voters)
    vote(box, "yes")
    client = client_of(box.voters[0])
    lines = client.get(reverse("ballots")).context["lines"]
    assert [(line.item, line.cast) for line in lines] == [(box.item, True), (other.item, False)]
    assert {line.question for line in lines} == {"Admit?"}
    open_box(waiting)
    assert len(client.get(reverse("ballots")).context["lines"]) == 3


def test_the_page_says_that_the_server_has_another_key(settings: Any) -> None:
    """Whatever is sent: no choice, a choice, a reviewed one; who has voted still sees his receipt."""
    box, told = opened(), "The key of the server is another than when the vote was opened"
    receipt = vote(box, "yes")[0]
    settings.SECRET_KEY = "x" * 50
    client = client_of(box.voters[1])
    for sent in ({}, {"choice": "00"}, {"choice": "00", "confirmed": "1"}):
        client.post(address(box), sent, follow=True)
        assert told in client.get(address(box)).content.decode()
    assert SealedBallot.objects.count() == 1
    shown = client_of(box.voters[0]).get(address(box))
    assert (shown.context["receipt"].replace(" ", ""), told in shown.content.decode()) == (receipt, False)


def test_the_list_of_receipts_is_empty_until_the_count() -> None:
    box = opened()
    vote(box, *OPTIONS)
    client = client_of(box.voters[0])
    path = reverse("receipts", args=[box.public_id])
    for _moment in range(2):
        assert "The list is published after the count." in client.get(path).content.decode()
        if box.fresh().state == "voting":
            seal(box)
    count(box)
    assert len(client.get(path).context["receipts"]) == 3


def test_pages_take_few_statements_however_many_have_voted(django_assert_max_num_queries: Any) -> None:
    box = opened(20)
    client = client_of(box.voters[19])
    vote(box, *["yes"] * 19)
    client.get(address(box))
    for sent in (None, {"choice": "00"}, {"choice": "00", "confirmed": "1"}):
        with django_assert_max_num_queries(13):
            if sent is None:
                client.get(address(box))
            else:
                client.post(address(box), sent)
    assert ballots.received(box.item) == 20
