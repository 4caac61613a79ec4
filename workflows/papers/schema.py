"""The forms as data, read from the YAML files of a procedure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workflows import plain_yaml
from workflows.law import Certainty
from workflows.papers.fields import Field, Item, Part, field_of


@dataclass(frozen=True)
class FormItem(Item):
    """``known``: what is printed without being asked, by its keys; ``lines``: it is of several lines.

    ``table``: rows that are kept with the paper, printed under ``columns``. ``text``: printed before it as it stands;
    ``blank``: a line to write on by hand later. ``if_known``: left out where nothing is known; ``former``: only of who
    was a member before.
    """

    known: tuple[str, ...] = ()
    text: str = ""
    blank: bool = False
    lines: bool = False
    table: str = ""
    columns: tuple[Field, ...] = ()
    if_known: bool = False
    former: bool = False
    certainty: Certainty = Certainty.TEXT


@dataclass(frozen=True)
class Form:
    """``code``: the paper it is filed as. ``writer``: whose it is to write, by a code of the procedure; "act": made by
    what was done. ``of``: each of whom writes one of his own, or "". ``transcribed``: copies what another office
    issued. ``signed``: written here to be signed; the signed paper is filed by an act of its own.
    ``numbered``: it has a number.

    ``certainty``: of the layout. ``sign``: {authority, title, name}. ``signs``: who signs beside, in the same shape.
    ``sums``: counts as (whole, the parts that make it); ``limits``: (whole, parts that make no more); ``shares``:
    {count: of which it is printed as a share}; ``order``: [(earlier day, later day)].
    """

    code: str
    form: str
    title: str
    guidance: str
    certainty: Certainty
    writer: str
    items: tuple[FormItem, ...]
    about: str = ""
    of: str = ""
    form_authorised: str = ""
    transcribed: bool = False
    signed: bool = False
    numbered: bool = False
    sign: Mapping[str, str] = field(default_factory=dict)
    signs: tuple[Mapping[str, str], ...] = ()
    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()
    limits: tuple[tuple[str, tuple[str, ...]], ...] = ()
    shares: Mapping[str, str] = field(default_factory=dict)
    order: tuple[tuple[str, str], ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is asked, in order."""
        return tuple(one for item in self.items for one in item.fields)

    def part(self, *, former: bool = False) -> Part:
        """The form as a page of fields; ``former``: of a former member."""
        return Part(self.code, self.title, tuple(item for item in self.items if former or not item.former))

    def named(self, *, authorised: bool) -> str:
        """The sign of the form; ``authorised``: issued by a grassroots committee that decides itself."""
        return self.form_authorised if authorised and self.form_authorised else self.form


def load(
    folder: Path,
    *,
    writers: frozenset[str],
    of: frozenset[str] = frozenset({""}),
    columns: Callable[[str], tuple[Field, ...]] | None = None,
    inherit: bool = False,
) -> dict[str, Form]:
    """The forms of ``folder``. ``columns``: of a table that is named without columns of its own. ``inherit``: an item
    that says nothing else is as certain as its form. Raises ValueError.
    """
    found: dict[str, Form] = {}
    for path in sorted(folder.glob("*.yaml")):
        for entry in plain_yaml.load(path.read_text(encoding="utf-8")):
            if entry["writer"] not in writers or entry.get("of", "") not in of:
                raise ValueError(f"{entry['code']}: unknown writer")
            if entry["code"] in found:
                raise ValueError(f"{entry['code']} has two forms.")
            found[entry["code"]] = _form(entry, columns, entry["certainty"] if inherit else "text")
    return found


def _form(entry: dict[str, Any], columns: Callable[[str], tuple[Field, ...]] | None, certainty: str) -> Form:
    return Form(
        **{
            **entry,
            "certainty": Certainty(entry["certainty"]),
            "items": tuple(_item({"certainty": certainty, **one}, columns) for one in entry["items"]),
            "signs": tuple(entry.get("signs", ())),
            **{
                name: tuple((one["whole"], tuple(one["parts"])) for one in entry.get(name, ()))
                for name in ("sums", "limits")
            },
            "order": tuple((first, last) for first, last in entry.get("order", ())),
        }
    )


def _item(entry: dict[str, Any], columns: Callable[[str], tuple[Field, ...]] | None) -> FormItem:
    table = entry.get("table", "")
    own = tuple(field_of(one, "") for one in entry.get("columns", ()))
    return FormItem(
        number=entry["number"],
        label=entry["label"],
        fields=tuple(field_of(one, entry["label"]) for one in entry.get("fields", ())),
        known=tuple(entry.get("known", ())),
        text=entry.get("text", ""),
        blank=entry.get("blank", False),
        lines=entry.get("lines", False),
        table=table,
        columns=own or (columns(table) if table and columns else ()),
        if_known=entry.get("if_known", False),
        former=entry.get("former", False),
        certainty=Certainty(entry["certainty"]),
    )
