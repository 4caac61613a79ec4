"""The dated layouts of papers, from layouts.yaml, and what each paper has to say about its own."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from workflows.documents.rendering.errors import NotAPaper

#: English source strings: what of a layout may be unchecked.
ASPECTS = {
    "margins": gettext_noop("margins"),
    "sizes": gettext_noop("sizes of letters"),
    "page_numbers": gettext_noop("place of the page number"),
}
#: English source strings: how the facts of a layout are known.
CERTAINTIES = {
    "text": gettext_noop("read in its text"),
    "secondary": gettext_noop("known from secondary sources"),
}


@dataclass(frozen=True)
class Layout:
    """``margins``: {top, bottom, left, right} in millimetres. ``sizes``: {body, title, small, table} in points.

    ``typeface``: {named, pdf}: what the guide names, and what the PDF takes for it. ``unchecked``: keys of ASPECTS.
    ``successor``: (title, issued on) of a text known to replace it and not read.
    """

    code: str
    title: str
    issued_on: date
    certainty: str
    margins: dict[str, int]
    sizes: dict[str, int]
    typeface: dict[str, str]
    unchecked: tuple[str, ...]
    successor: tuple[str, date] | None

    def notes(self, on: date) -> tuple[str, ...]:
        """What a paper of the day ``on`` says of its layout, in the language of the reader."""
        said = [
            _("Layout %(code)s, after %(title)s of %(day)s, %(certainty)s.")
            % {
                "code": self.code,
                "title": self.title,
                "day": _day(self.issued_on),
                "certainty": _(CERTAINTIES[self.certainty]),
            }
        ]
        if self.unchecked:
            aspects = ", ".join(_(ASPECTS[aspect]) for aspect in self.unchecked)
            said.append(_("Not compared with its text: %(aspects)s.") % {"aspects": aspects})
        said.append(_("The PDF is set in %(pdf)s instead of %(named)s.") % self.typeface)
        if on < self.issued_on:
            said.append(_("No layout is loaded for days before %(day)s.") % {"day": _day(self.issued_on)})
        if self.successor and on >= self.successor[1]:
            said.append(
                _("%(title)s of %(day)s regulates the form of papers since; its technical guide is not loaded.")
                % {"title": self.successor[0], "day": _day(self.successor[1])}
            )
        return tuple(said)


def layout(code: str) -> Layout:
    """Raises NotAPaper for a layout that is not loaded."""
    try:
        return _layouts()[code]
    except KeyError:
        raise NotAPaper(f"layout: {code!r} is not loaded") from None


def layout_on(day: date) -> Layout:
    """The newest loaded layout issued by ``day``; before all of them the oldest, which then says so in its notes."""
    known = sorted(_layouts().values(), key=lambda entry: entry.issued_on)
    return next((entry for entry in reversed(known) if entry.issued_on <= day), known[0])


@cache
def _layouts() -> dict[str, Layout]:
    raw = yaml.safe_load(Path(__file__).with_name("layouts.yaml").read_text(encoding="utf-8"))
    return {code: _layout(code, entry) for code, entry in raw.items()}


def _layout(code: str, entry: dict) -> Layout:
    successor = entry.get("unread_successor")
    return Layout(
        code=code,
        title=entry["title"],
        issued_on=entry["issued"],
        certainty=entry["certainty"],
        margins=entry["margins"],
        sizes=entry["sizes"],
        typeface=entry["typeface"],
        unchecked=tuple(entry.get("unchecked", ())),
        successor=(successor["title"], successor["issued"]) if successor else None,
    )


def _day(day: date) -> str:
    return formats.date_format(day, "SHORT_DATE_FORMAT")
