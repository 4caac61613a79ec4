"""One answer as typed, read into its value or refused with what is wrong. Pure: no database, no clock."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organization.typed_days import NoSuchDay, NotADay, typed_day
from workflows.papers.fields import Field

#: What has no shape and is not typed on purpose: dropped without a word (copied from other programs).
_DROPPED = {"Cf"}
_REFUSED = {"Cc", "Co", "Cn", "Cs"}
#: What stands where something unreadable was sent.
_LOST = "\ufffd"
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})")
#: No day in the life of anybody living lies before this year (design).
EARLIEST_YEAR = 1900
#: How "until now" is written.
NOW = "now"
_NOW_WORDS = frozenset({"nay", "đến nay", "hiện nay", "now"})


class Wrong(ValueError):
    """An answer that cannot stand; ``str()`` says why and what would do. ``missing``: it is only not there yet."""

    def __init__(self, text: str, *, missing: bool = False) -> None:
        super().__init__(text)
        self.missing = missing


@dataclass(frozen=True)
class About:
    """What answers are measured by: the day of reading, and the birth of the person they are about, if known."""

    on: date
    born_on: date | None = None


def read(field: Field, typed: str, about: About) -> Any:
    """The value: text, ISO day, "YYYY-MM" or NOW, year, count, bool; "" for nothing typed. Raises Wrong."""
    text = _characters(typed, lines=field.kind == "long")
    if not text:
        return ""
    if field.most and len(text) > field.most:
        values = {"most": field.most, "count": len(text)}
        raise Wrong(_("At most %(most)s characters; here there are %(count)s.") % values)
    return _READERS[field.kind](field, text, about)


def spoken_day(value: str) -> str:
    return f"{value[8:10]}/{value[5:7]}/{value[:4]}"


def spoken_month(value: str) -> str:
    return pgettext("month", "now") if value == NOW else f"{value[5:7]}/{value[:4]}"


def told(field: Field, value: Any) -> str:
    """A value in words, as the paper and the pages print it."""
    if value in ("", None):
        return "–"
    if field.kind == "yes_no":
        return _("Yes") if value else _("No")
    if field.kind == "day":
        return spoken_day(value)
    if field.kind in ("month", "month_or_now"):
        return spoken_month(value)
    if field.kind == "choice":
        return field.choices[value]
    text = str(value)
    return text.upper() if field.upper else text


def next_month(value: str) -> str:
    year, month = int(value[:4]), int(value[5:7])
    return f"{year + month // 12:04d}-{month % 12 + 1:02d}"


def previous_month(value: str) -> str:
    year, month = int(value[:4]), int(value[5:7])
    return f"{year - (month == 1):04d}-{(month - 2) % 12 + 1:02d}"


def _characters(typed: str, *, lines: bool) -> str:
    """The text in one spelling (NFC). Raises Wrong at a character that nobody can read."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    for place, char in enumerate(text, 1):
        if char == "\n" or (unicodedata.category(char) not in _REFUSED and char != _LOST):
            continue
        values = {"place": place, "code": f"U+{ord(char):04X}"}
        told = _("The character at place %(place)s cannot be printed (%(code)s). Delete it and type the text again.")
        raise Wrong(told % values)
    kept = "".join(char for char in text if unicodedata.category(char) not in _DROPPED)
    kept = unicodedata.normalize("NFC", kept)
    if lines:
        return "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip()
    return " ".join(kept.split())


def _text(field: Field, text: str, about: About) -> str:
    return text


def _name(field: Field, text: str, about: About) -> str:
    if not all(char.isalpha() or char in " .'’-" or unicodedata.combining(char) for char in text):
        raise Wrong(_("A name is written in letters only, without numbers or signs."))
    if not any(char.isalpha() for char in text):
        raise Wrong(_("Write the name in letters."))
    return text


def _digits(field: Field, text: str, about: About) -> str:
    bare = text.replace(" ", "").replace(".", "")
    if not (bare.isascii() and bare.isdigit() and len(bare) == field.digits):
        raise Wrong(_("Write exactly %(count)s digits.") % {"count": field.digits})
    return bare


def _count(field: Field, text: str, about: About) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Wrong(_("Write a whole number, at most four digits."))
    return int(text)


def _day(field: Field, text: str, about: About) -> str:
    try:
        day = typed_day(text)
    except NoSuchDay as error:
        raise Wrong(str(error)) from error
    except NotADay as error:
        raise Wrong(_("Write the day as dd/mm/yyyy, for example 25/03/2026.")) from error
    if day > about.on:
        raise Wrong(_("%(day)s lies in the future.") % {"day": f"{day:%d/%m/%Y}"})
    _not_too_early(day.year)
    if field.name == "born_on":
        return day.isoformat()
    if about.born_on and day <= about.born_on:
        raise Wrong(_("%(day)s lies before the birth.") % {"day": f"{day:%d/%m/%Y}"})
    return day.isoformat()


def _month(field: Field, text: str, about: About) -> str:
    match = _MONTH.fullmatch(text)
    if match is None:
        told = _("Write the month as mm/yyyy, for example 09/2021.")
        if field.kind == "month_or_now":
            told = _("Write the month as mm/yyyy, for example 09/2021, or “nay” where it goes on.")
        raise Wrong(told)
    month, year = (int(match[1]), int(match[2])) if match[1] else (int(match[4]), int(match[3]))
    if not 1 <= month <= 12:
        raise Wrong(_("There is no month %(month)s.") % {"month": month})
    _not_too_early(year)
    value = f"{year:04d}-{month:02d}"
    if value > f"{about.on:%Y-%m}":
        raise Wrong(_("%(month)s lies in the future.") % {"month": spoken_month(value)})
    if about.born_on and value < f"{about.born_on:%Y-%m}":
        raise Wrong(_("%(month)s lies before the birth.") % {"month": spoken_month(value)})
    return value


def _month_or_now(field: Field, text: str, about: About) -> str:
    return NOW if text.lower() in _NOW_WORDS else _month(field, text, about)


def _year(field: Field, text: str, about: About) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Wrong(_("Write the year in four digits."))
    year = int(text)
    if year > about.on.year:
        raise Wrong(_("%(year)s lies in the future.") % {"year": year})
    _not_too_early(year, field.earliest)
    return year


def _choice(field: Field, text: str, about: About) -> str:
    if text not in field.choices:
        raise Wrong(_("Choose one of the answers."))
    return text


def _yes_no(field: Field, text: str, about: About) -> bool:
    if text not in ("yes", "no"):
        raise Wrong(_("Choose yes or no."))
    return text == "yes"


def _not_too_early(year: int, earliest: int = 0) -> None:
    if year < (earliest or EARLIEST_YEAR):
        raise Wrong(_("The year %(year)s is too early.") % {"year": year})


_READERS = {
    "name": _name,
    "line": _text,
    "long": _text,
    "digits": _digits,
    "count": _count,
    "day": _day,
    "month": _month,
    "month_or_now": _month_or_now,
    "year": _year,
    "choice": _choice,
    "yes_no": _yes_no,
}
