"""Names of the synthetic Khối: drawn from word lists, so that none belongs to a real person or office."""

import random
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from organization.models import ALPHABET

FOLDER = Path(__file__).resolve().parent / "scenario_data"


@lru_cache
def words(name: str) -> dict[str, Any]:
    """One word list of ``scenario_data``."""
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def public_id(rng: random.Random) -> str:
    """As ``organization.models.new_public_id``, but the same for the same seed."""
    return "".join(rng.choices(ALPHABET, k=12))


def full_name(rng: random.Random, sex: str) -> str:
    people = words("people")
    half = people["male" if sex == "m" else "female"]
    return " ".join((rng.choice(people["families"]), rng.choice(half["middles"]), rng.choice(half["given"])))


def native_place(rng: random.Random) -> str:
    return str(rng.choice(words("people")["places"]))


def offices(rng: random.Random, kinds: str, count: int, *, source: str = "organizations") -> list[str]:
    """``count`` different office names; ``kinds``: the list of kinds of office in ``source`` to draw from."""
    fields = words("organizations")["fields"]
    every = [f"{kind} {field}" for kind in words(source)[kinds] for field in fields]
    return rng.sample(every, count)


def named(what: str, name: str) -> str:
    """The full name of an organisation or body called ``name``."""
    return str(words("organizations")["names"][what]) % name


def symbol(what: str) -> str:
    return str(words("organizations")["symbols"][what])


def basis(what: str) -> str:
    return str(words("organizations")["basis"][what])


def term(level: str, day: date) -> tuple[date, date]:
    """The first days of the last and of the current term of the committees of a level, as of the day.

    Current is a term half a year after its congress: dossiers of the months before the day too were dealt with in it.
    """
    begun = [first for first in words("organizations")["terms"][level] if first <= day - timedelta(days=183)]
    last, current = begun[-2:]
    return last, current
