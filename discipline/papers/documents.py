"""The list of the documents of a case (discipline.md 4.1), from documents.yaml: who issues what, by which act, when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from workflows import plain_yaml
from workflows.law import Certainty

#: The verb by which papers are filed that no act of their own makes.
FILING = "file_case_paper"


@dataclass(frozen=True)
class Row:
    """``codes``: papers of the file that belong here. ``when``: "" for what every case has. ``made_by``: {verb: code of
    the paper that the act makes}; ``filed``: by hand; ``computed``: printed from the file at any time.
    """

    number: int
    label: str
    issuer: str
    certainty: Certainty
    codes: tuple[str, ...]
    form: str = ""
    when: str = ""
    made_by: Mapping[str, str] = field(default_factory=dict)
    filed: tuple[str, ...] = ()
    computed: tuple[str, ...] = ()


@cache
def rows() -> tuple[Row, ...]:
    raw = plain_yaml.load(Path(__file__).with_name("documents.yaml").read_text(encoding="utf-8"))
    lists = ("codes", "filed", "computed")
    return tuple(
        Row(
            **{
                **entry,
                **{name: tuple(entry.get(name, ())) for name in lists},
                "certainty": Certainty(entry["certainty"]),
            }
        )
        for entry in raw
    )


@cache
def _made_by() -> dict[str, str]:
    return {verb: code for row in rows() for verb, code in row.made_by.items()}


def paper_of(verb: str, filed: str = "") -> str:
    """The paper that an act makes, "" for none. ``filed``: which one, of the act that files by hand."""
    if verb == FILING:
        return filed if filed in filed_by_hand() else ""
    return _made_by().get(verb, "")


@cache
def filed_by_hand() -> frozenset[str]:
    """Papers that are written here and filed by hand."""
    return frozenset(code for row in rows() for code in row.filed)


@cache
def computed() -> frozenset[str]:
    return frozenset(code for row in rows() for code in row.computed)
