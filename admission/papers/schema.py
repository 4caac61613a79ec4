"""The forms as data, read from forms/*.yaml; fields and items are those of the CV (admission/cv/schema.py)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from admission.codes import Document as Code
from admission.cv.schema import Field, Item, Part, field_of, schema
from workflows import plain_yaml
from workflows.law import Certainty

WRITERS = frozenset({"subject", "cell", "act"})
OTHERS = frozenset({"", "introducer", "helper"})


@dataclass(frozen=True)
class FormItem(Item):
    """``known``: what is printed without being asked, as keys of known.py; ``table``: rows of the CV that it repeats.

    ``text``: printed before it as it stands; ``blank``: a line to write on by hand later. ``if_known``: left out where
    nothing is known; ``former``: only of who was a member before.
    """

    known: tuple[str, ...] = ()
    text: str = ""
    blank: bool = False
    table: str = ""
    if_known: bool = False
    former: bool = False
    certainty: Certainty = Certainty.TEXT


@dataclass(frozen=True)
class Form:
    """``code``: the paper it is filed as. ``writer``: subject, cell or act (made by what was done). ``of``: each of
    whom writes one of his own: introducer, helper, or "". ``transcribed``: copies what another office issued.
    ``signed``: written here to be signed; the signed paper is filed by an act of its own.

    ``certainty``: of the layout. ``sign``: {authority, title, name}. ``sums``: counts as (whole, the parts that make
    it); ``limits``: (whole, parts that make no more); ``shares``: {count: of which it is printed as a share};
    ``order``: [(earlier day, later day)].
    """

    code: Code
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
    sign: Mapping[str, str] = field(default_factory=dict)
    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()
    limits: tuple[tuple[str, tuple[str, ...]], ...] = ()
    shares: Mapping[str, str] = field(default_factory=dict)
    order: tuple[tuple[str, str], ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is asked, in order."""
        return tuple(one for item in self.items for one in item.fields)

    def part(self, *, former: bool) -> Part:
        """The form as a page of fields; ``former``: of a former member."""
        return Part(self.code, self.title, tuple(item for item in self.items if former or not item.former))

    def named(self, *, authorised: bool) -> str:
        """The sign of the form; ``authorised``: issued by a grassroots committee that decides itself."""
        return self.form_authorised if authorised and self.form_authorised else self.form


@cache
def forms() -> dict[Code, Form]:
    found: dict[Code, Form] = {}
    for path in sorted(Path(__file__).with_name("forms").glob("*.yaml")):
        for entry in plain_yaml.load(path.read_text(encoding="utf-8")):
            form = _form(entry)
            if form.code in found:
                raise ValueError(f"{form.code} has two forms.")
            found[form.code] = form
    return found


def form_of(code: str) -> Form | None:
    """The form of a paper, None for a paper without one."""
    return forms().get(Code(code)) if code in set(Code) else None


def cv_rows(name: str) -> tuple[Field, ...]:
    """The columns of a table of the CV. Raises LookupError."""
    for item in schema().items:
        if item.rows and item.rows.name == name:
            return item.rows.fields
    raise LookupError(name)


def _form(entry: dict[str, Any]) -> Form:
    if entry["writer"] not in WRITERS or entry.get("of", "") not in OTHERS:
        raise ValueError(f"{entry['code']}: unknown writer")
    return Form(
        **{
            **entry,
            "code": Code(entry["code"]),
            "certainty": Certainty(entry["certainty"]),
            "items": tuple(_item(one) for one in entry["items"]),
            **{
                name: tuple((one["whole"], tuple(one["parts"])) for one in entry.get(name, ()))
                for name in ("sums", "limits")
            },
            "order": tuple((first, last) for first, last in entry.get("order", ())),
        }
    )


def _item(entry: dict[str, Any]) -> FormItem:
    if table := entry.get("table", ""):
        cv_rows(table)
    return FormItem(
        number=entry["number"],
        label=entry["label"],
        fields=tuple(field_of(one, entry["label"]) for one in entry.get("fields", ())),
        known=tuple(entry.get("known", ())),
        text=entry.get("text", ""),
        blank=entry.get("blank", False),
        table=table,
        if_known=entry.get("if_known", False),
        former=entry.get("former", False),
        certainty=Certainty(entry.get("certainty", "text")),
    )
