"""How long an answer takes tells nothing: of a sealed file as of none, in a world with it as in one without."""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse
from pytest_django import DjangoDbBlocker, Settings

from project.urls import urlpatterns as program
from tests.permissions.asking import UNKNOWN
from tests.permissions.relations import Khoi
from tests.permissions.test_two_worlds import DAY, SEALED
from workflows.models import Case

pytestmark = pytest.mark.bench

#: Requests of a kind in a round, and rounds; both kinds take turns, so that a busy machine slows both.
REQUESTS, ROUNDS = 20, 9
#: The largest ratio that counts as the same. What nobody can tell from so few requests on a quiet
#: network he cannot tell through a real one.
TOLERANCE = 1.25
#: Pages on which a sealed file would stand if one saw it, and those of the file itself.
SHARED = ("inbox", "cases", "tracker", "numbers", "meetings", "programme", "own_files")
OF_FILE = ("case", "own_discipline", "own_denunciation", "own_inspection", "complain_about", "denouncer", "case_papers")


@pytest.fixture(autouse=True)
def today(django_db_blocker: DjangoDbBlocker, settings: Settings) -> Iterator[None]:
    settings.TODAY = DAY
    with django_db_blocker.unblock():
        yield


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _spent(client: Client, address: str) -> float:
    """Seconds of the quickest answer: what else the machine does only adds to it."""
    spent = []
    for _request in range(REQUESTS):
        begin = time.perf_counter()
        client.get(address)
        spent.append(time.perf_counter() - begin)
    return min(spent)


def _ratio(one: Callable[[], float], other: Callable[[], float]) -> float:
    """How often the slower of the two takes as long as the quicker: the median of rounds in which they take turns."""
    rounds = []
    for number in range(ROUNDS):
        pair = (one(), other()) if number % 2 else tuple(reversed((other(), one())))
        rounds.append(pair[0] / pair[1])
    found = median(rounds)
    return max(found, 1 / found)


def _client(khoi: Khoi, who: str) -> Client:
    client = Client(raise_request_exception=False)
    user: Any = khoi.people[who]
    client.force_login(user)
    client.get(reverse("inbox"))
    return client


@pytest.mark.django_db
def test_the_measure_tells_apart_what_differs() -> None:
    """So that sameness below means something: half as long again is found."""

    def work(rounds: int) -> float:
        begin = time.perf_counter()
        hashlib.pbkdf2_hmac("sha256", b"", b"", rounds)
        return time.perf_counter() - begin

    assert _ratio(lambda: work(20_000), lambda: work(30_000)) > TOLERANCE
    assert _ratio(lambda: work(20_000), lambda: work(20_000)) < TOLERANCE


@pytest.mark.parametrize("kind", SEALED)
def test_a_sealed_file_is_not_found_as_quickly_as_none(khoi: Khoi, kind: str) -> None:
    with _undone():
        case = SEALED[kind](khoi)
        client = _client(khoi, "unsuspecting" if kind == "report" else "accused")
        told = {}
        for name in OF_FILE:
            there, nowhere = (reverse(name, args=[one]) for one in (case.public_id, UNKNOWN["slug"]))
            assert client.get(there).status_code == client.get(nowhere).status_code == 404
            told[name] = _ratio(lambda: _spent(client, there), lambda: _spent(client, nowhere))  # noqa: B023
    print(kind, {name: f"{ratio:.2f}" for name, ratio in told.items()})  # noqa: T201
    assert {name: ratio for name, ratio in told.items() if ratio > TOLERANCE} == {}


@pytest.mark.parametrize("kind", SEALED)
def test_pages_take_as_long_with_a_sealed_file_as_without(khoi: Khoi, kind: str) -> None:
    who = "unsuspecting" if kind == "report" else "accused"
    told = {}
    for name in SHARED:
        client, address = _client(khoi, who), reverse(name)

        def with_it() -> float:
            with _undone():
                SEALED[kind](khoi)
                return _spent(client, address)  # noqa: B023

        def without() -> float:
            with _undone():
                return _spent(client, address)  # noqa: B023

        told[name] = _ratio(with_it, without)
    print(kind, {name: f"{ratio:.2f}" for name, ratio in told.items()})  # noqa: T201
    assert {name: ratio for name, ratio in told.items() if ratio > TOLERANCE} == {}


def hesitating(request: HttpRequest, public_id: str) -> HttpResponse:
    """Looks before it knows whether it may."""
    if Case.objects.filter(public_id=public_id).exists():
        hashlib.pbkdf2_hmac("sha256", b"", b"", 30_000)
    return HttpResponse(status=404)


class planted:  # noqa: N801 - a module of addresses
    urlpatterns = [path("ngap-ngung/<slug:public_id>/", hesitating, name="hesitating"), *program]


def test_a_planted_hesitation_is_found(khoi: Khoi, settings: Settings) -> None:
    settings.ROOT_URLCONF = planted
    with _undone():
        case = SEALED["report"](khoi)
        client = _client(khoi, "unsuspecting")
        there, nowhere = (reverse("hesitating", args=[one]) for one in (case.public_id, UNKNOWN["slug"]))
        assert _ratio(lambda: _spent(client, there), lambda: _spent(client, nowhere)) > TOLERANCE
