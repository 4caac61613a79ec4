"""Reads YAML cases of law into pytest parameters.

A case: ``name`` (a sentence), ``date`` (whose law judges), ``given`` (facts), ``expect`` (by rule function: true,
false, unknown, human or not_in_force); optionally ``article`` (cited by one of them), ``regulation`` (the code of a
regulation cited by each of them) and ``local`` (an overlay).
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workflows import plain_yaml
from workflows.rules import Status

_ANSWERS = {True: Status.HOLDS, False: Status.BROKEN}


@dataclass(frozen=True)
class LawCase:
    day: date
    given: dict[str, Any]
    expect: dict[str, Status]
    article: str | None
    regulation: str | None
    local: str


def cases_in(folder: Path) -> list[Any]:
    """Every case of the folder's files; the id is the file and the sentence."""
    return [
        pytest.param(
            LawCase(
                day=raw["date"],
                given=raw["given"],
                expect={name: _ANSWERS.get(answer) or Status(answer) for name, answer in raw["expect"].items()},
                article=raw.get("article"),
                regulation=raw.get("regulation"),
                local=raw.get("local", ""),
            ),
            id=f"{path.stem}: {raw['name']}",
        )
        for path in sorted(folder.glob("*.yaml"))
        for raw in plain_yaml.load(path.read_text(encoding="utf-8"))
    ]
