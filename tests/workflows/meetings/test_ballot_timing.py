"""How long a ballot takes says nothing of the choice in it."""

import random
from collections.abc import Callable
from itertools import combinations
from math import sqrt
from statistics import fmean, variance
from time import perf_counter, sleep

import pytest

from tests.workflows.meetings.boxes import DAY, OPTIONS, opened
from workflows.meetings import sealing
from workflows.meetings.ballots import cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.prove]

#: Ballots of each choice, voters of a box, and the |t| of Welch beyond which two choices differ.
EACH, VOTERS, DIFFERENT = 200, 20, 4.5


def times() -> dict[str, list[float]]:
    """{choice: milliseconds}, in an order of chance."""
    chance = random.Random(EACH)
    choices = [choice for choice in OPTIONS for _number in range(EACH)]
    chance.shuffle(choices)
    found: dict[str, list[float]] = {choice: [] for choice in OPTIONS}
    voters = opened(VOTERS).voters
    for start in range(0, len(choices), VOTERS):
        box = opened(voters)
        for voter, choice in zip(voters, choices[start : start + VOTERS], strict=False):
            began = perf_counter()
            cast(box.public_id, choice, by=voter, on=DAY)
            found[choice].append((perf_counter() - began) * 1000)
    return found


def welch(one: list[float], other: list[float]) -> float:
    return abs(fmean(one) - fmean(other)) / sqrt(variance(one) / len(one) + variance(other) / len(other))


def worst(found: dict[str, list[float]]) -> float:
    return max(welch(found[one], found[other]) for one, other in combinations(OPTIONS, 2))


def test_every_choice_takes_the_same_time() -> None:
    found = times()
    print({choice: f"{fmean(taken):.2f} ms" for choice, taken in found.items()}, f"worst t {worst(found):.2f}")  # noqa: T201
    assert worst(found) < DIFFERENT


def test_control_a_choice_that_takes_longer_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    quick: Callable[[str], bytes] = sealing.choice_bytes

    def slow(code: str) -> bytes:
        if code == "no":
            sleep(0.005)
        return quick(code)

    monkeypatch.setattr(sealing, "choice_bytes", slow)
    assert worst(times()) > DIFFERENT
