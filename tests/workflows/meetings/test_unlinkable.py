"""After the counting nobody joins a voter to a choice, whatever he reads; of two naive tables he joins every one.

Every vote goes through the real pages. The attacker has five dumps of all tables (before the opening, after the first
vote, in the middle, sealed, counted), hidden columns and sequences included, and every line that any logger wrote, the
SQL of every request among them.
"""

import logging
import random
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from organization.models import Person, User
from tests.workflows.meetings import attacker, boxes
from tests.workflows.meetings.attacker import Dump, Findings, Votes
from tests.workflows.meetings.test_ballot_views import all_logged
from workflows.meetings.models import CountedBallot

#: Codes that stand nowhere else, so that a word of one is a trace of it.
OPTIONS = ("qfor", "qagainst", "qneither")
VOTERS = 20
#: Chance alone fails a run of the suite as often as this.
LEVEL = 1e-6
SAMPLE, WHOLE = 3, 50

HEAVY = [pytest.param(SAMPLE, id="sample"), pytest.param(WHOLE, marks=pytest.mark.prove, id="whole")]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def on_the_day(settings: Any) -> None:
    settings.TODAY = boxes.DAY


def voters(chance: random.Random) -> list[User]:
    """People and log-ins whose numbers stand nowhere else, in no order; all names are of one length."""
    numbers = chance.sample(range(7_000_000, 8_000_000), 2 * VOTERS)
    people = [Person.objects.create(pk=numbers.pop(), full_name=f"Voter Q{n:03}") for n in range(VOTERS)]
    return [User.objects.create(pk=numbers.pop(), username=f"qvoter{n:03}", person=p) for n, p in enumerate(people)]


def names_of(users: list[User]) -> dict[str, str]:
    """{whatever names a voter: his public id}."""
    names = {}
    for user in users:
        assert user.person is not None
        last = user.person.full_name.split()[-1]
        for name in (user.pk, user.username, user.person.pk, user.person.public_id, last):
            names[str(name)] = user.person.public_id
    return names


@contextmanager
def statements_logged() -> Iterator[list[logging.LogRecord]]:
    """Every line of every logger, with every statement sent to the database."""
    connection.force_debug_cursor = True
    try:
        with all_logged(logging.DEBUG) as lines:
            yield lines
    finally:
        connection.force_debug_cursor = False


def hold_vote(users: list[User], chance: random.Random) -> tuple[attacker.Box, Votes]:
    """A whole vote; what the attacker sees of it, and who chose what."""
    people = chance.sample(users, VOTERS)
    box = boxes.ready(people, options=OPTIONS)
    dumps, truth, sizes = [attacker.dump()], {}, set()
    with statements_logged() as lines:
        boxes.open_box(box)
        before = len(lines)
        for number, voter in enumerate(chance.sample(people, VOTERS)):
            choice = chance.randrange(len(OPTIONS))
            sizes.add(cast(voter, box.public_id, choice))
            assert voter.person is not None
            truth[voter.person.public_id] = OPTIONS[choice]
            if number + 1 in (1, VOTERS // 2):
                dumps.append(attacker.dump())
        while_open = [record.getMessage() for record in lines[before:]]
        boxes.seal(box)
        dumps.append(attacker.dump())
        boxes.count(box)
        dumps.append(attacker.dump())
    published = who_took_part(people[0], box.public_id)
    assert len(sizes) == 1, "an answer tells what was chosen by its size"
    said = set(attacker.words(while_open)) & set(OPTIONS)
    assert not said, "a line of a log tells what was chosen"
    assert any(str(people[0].person_id) in line for line in while_open), "the statements were not logged"
    told = [record.getMessage() for record in lines]
    return attacker.Box(names_of(people), OPTIONS, dumps, [*told, published]), truth


def who_took_part(reader: User, public_id: str) -> str:
    """The published list of names as one line, each as its last word."""
    client = Client()
    client.force_login(reader)
    page = client.get(reverse("receipts", args=[public_id]))
    names = [one["name"] for one in page.context["participants"] if one["took_part"]]
    assert len(names) == VOTERS
    assert all(name in page.content.decode() for name in names)
    return " ".join(name.split()[-1] for name in names)


def cast(voter: User, public_id: str, choice: int) -> tuple[int, ...]:
    """Vote through the pages; the sizes of the answers."""
    client, path = Client(), reverse("ballot", args=[public_id])
    client.force_login(voter)
    sent = {"choice": f"{choice:02}"}
    answers = [client.get(path), client.post(path, sent), client.post(path, {**sent, "confirmed": "1"})]
    answers.append(client.get(path))
    assert [answer.status_code for answer in answers] == [200, 200, 302, 200]
    return tuple(len(answer.content) for answer in answers)


@pytest.mark.parametrize("votes", HEAVY)
def test_nobody_joins_a_voter_to_a_choice(votes: int) -> None:
    chance, found = random.Random(votes), Findings()
    users = voters(chance)
    for _number in range(votes):
        found.attack(*hold_vote(users, chance))
    assert CountedBallot.objects.count() == votes * VOTERS
    name, best = found.best(least=votes * VOTERS)
    print(  # noqa: T201
        f"{votes * VOTERS} votes, {len(found.scores)} strategies; the best hits {best.hits} of {best.guesses}"
        f" ({best.accuracy:.1%}, by chance {best.chance / best.guesses:.1%}): {name}"
    )
    assert found.beyond_chance(LEVEL) == {}


def test_control_without_the_shuffle_the_same_reader_joins_every_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets.SystemRandom, "shuffle", lambda self, choices: None)
    chance, found = random.Random(SAMPLE), Findings()
    users = voters(chance)
    for _number in range(SAMPLE):
        found.attack(*hold_vote(users, chance))
    name, best = found.best(least=SAMPLE * VOTERS)
    assert (best.hits, best.guesses) == (SAMPLE * VOTERS, SAMPLE * VOTERS)
    assert name in found.beyond_chance(LEVEL)


@pytest.fixture
def naive_tables() -> Iterator[None]:
    """The control: a roll and a ballot box, random keys, no time, written together for each vote."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE naive_roll (id char(36) PRIMARY KEY, box char(12), voter bigint)")
        cursor.execute("CREATE TABLE naive_ballot (id char(36) PRIMARY KEY, box char(12), choice varchar(30))")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE naive_roll")
        cursor.execute("DROP TABLE naive_ballot")


def hold_naive_vote(users: list[User], chance: random.Random) -> tuple[attacker.Box, Votes]:
    box = uuid.UUID(int=chance.getrandbits(128)).hex[:12]
    dumps: list[Dump] = [attacker.dump()]
    truth: Votes = {}
    for number, voter in enumerate(chance.sample(users, VOTERS)):
        choice = chance.choice(OPTIONS)
        assert voter.person is not None
        truth[voter.person.public_id] = choice
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO naive_roll VALUES (%s, %s, %s)", [str(uuid.uuid4()), box, voter.person.pk])
            cursor.execute("INSERT INTO naive_ballot VALUES (%s, %s, %s)", [str(uuid.uuid4()), box, choice])
        if number + 1 in (1, VOTERS // 2):
            dumps.append(attacker.dump())
    dumps += [attacker.dump(), attacker.dump()]
    return attacker.Box(names_of(users), OPTIONS, dumps), truth


@pytest.mark.usefixtures("naive_tables")
@pytest.mark.parametrize("votes", HEAVY)
def test_control_the_same_reader_joins_every_vote_of_two_naive_tables(votes: int) -> None:
    chance, found = random.Random(votes), Findings()
    users = voters(chance)
    for _number in range(votes):
        found.attack(*hold_naive_vote(users, chance))
    every = votes * VOTERS
    complete = sorted(name for name, score in found.scores.items() if score.hits * 100 >= 99 * every)
    print(f"{every} votes, of which {len(complete)} strategies join all, such as: {complete[:2]}")  # noqa: T201
    hidden = "_xmin" if connection.vendor == "postgresql" else "_rowid"
    assert f"4:naive_roll.{hidden} = 4:naive_ballot.{hidden}" in complete
    assert set(complete) <= set(found.beyond_chance(LEVEL))
