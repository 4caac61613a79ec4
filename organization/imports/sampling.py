"""A small invented Khối as lists: the files in `samples/`, for clerks who want to see one filled in."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from organization.imports.cells import Value
from organization.models import CELLS, Role, Standing

Rows = list[Mapping[str, Value]]
#: Seats of every committee beside those of the cells.
_COMMITTEE = (Role.SECRETARY, Role.DEPUTY_SECRETARY, Role.MEMBER)
_CELL = (Role.SECRETARY, Role.DEPUTY_SECRETARY)
_OFFICE = (Role.HEAD, Role.DEPUTY_HEAD, Role.OFFICER)
_POSTS = {"cell": _CELL, "organization_department": _OFFICE, "inspection": (Role.HEAD, Role.MEMBER)}
_NOBODY: dict[str, Value] = {"placed": None, "until": None, "public_id": "", "basis": ""}


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("sample.yaml").read_text(encoding="utf-8"))
    return loaded


def lists() -> dict[str, Rows]:
    """{list: its rows}; the same on every call."""
    data = _data()
    persons = _persons(random.Random(data["persons"]["count"]))
    return {"organizations": _organizations(), "bodies": _bodies(), "persons": persons, "seats": _seats(persons)}


def _organizations() -> Rows:
    since: date = _data()["since"]
    rows: Rows = []
    for code, name, kind, parent in _data()["organizations"]:
        decision = _data()["decision"] if parent else ""
        own = {"code": code, "name": name, "kind": kind, "force": "", "parent": parent}
        rows.append({**_NOBODY, **own, "decision": decision})
    return [{**row, "since": since} for row in rows]


def _bodies() -> Rows:
    rows: Rows = []
    for code, name, kind, _parent in _data()["organizations"]:
        for body, title, sign in _data()["bodies"][kind]:
            full = title if kind == "superior" else f"{title} – {name}"
            row = {"organization": code, "kind": body, "name": full, "symbol": sign}
            rows.append({**_NOBODY, **row, "since": _data()["since"]})
    return rows


def _persons(rng: random.Random) -> Rows:
    words = _data()["persons"]
    cells = [code for code, _name, kind, _parent in _data()["organizations"] if kind in CELLS]
    rows: Rows = []
    for number in range(words["count"]):
        sex = rng.choice("mf")
        name = " ".join(rng.choice(part) for part in (words["families"], words[sex]["middles"], words[sex]["given"]))
        probationary = number % 10 == 9
        row: dict[str, Value] = {
            "number": f"{number + 1:012}",
            "full_name": name,
            "born_on": date(1965, 1, 1) + timedelta(days=rng.randrange(9000)),
            "sex": sex,
            "native_place": rng.choice(words["places"]),
            "cell": cells[number % len(cells)],
            "standing": Standing.PROBATIONARY.value if probationary else Standing.OFFICIAL.value,
            "since": _data()["since"] if not probationary else date(2025, 9, 2),
        }
        rows.append({**_NOBODY, **row, "basis": words["basis"]})
    return rows


def _seats(persons: Rows) -> Rows:
    """Cells are led by their own members; the other posts go round among the official members."""
    rows: Rows = []
    officials = [person for person in persons if person["standing"] == Standing.OFFICIAL.value]
    turn = 0
    for body in _bodies():
        own = [person for person in officials if person["cell"] == body["organization"]]
        for place, role in enumerate(_POSTS.get(str(body["kind"]), _COMMITTEE)):
            if body["kind"] == "cell":
                holder = own[place]
            else:
                holder, turn = officials[turn % len(officials)], turn + 1
            row = {name: holder[name] for name in ("number", "full_name")}
            post = {"organization": body["organization"], "kind": body["kind"], "role": role.value}
            rows.append({**_NOBODY, **row, **post, "basis": _data()["basis"], "since": body["since"]})
    return rows
