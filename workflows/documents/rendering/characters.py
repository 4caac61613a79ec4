"""Which characters a paper prints: those that the font of the PDF has, in the one spelling that Word reads as well."""

import unicodedata
from collections.abc import Iterable

#: Inclusive ranges. Latin and every Vietnamese letter, composed; the marks of punctuation and reckoning in use.
_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x180, 0x241),
    (0x1E00, 0x1E9B),
    (0x1EA0, 0x1EF9),
    (0x2010, 0x2011),
    (0x2013, 0x2015),
    (0x2018, 0x2022),
)
_SINGLE = "…‰′″‹›⁄₫€№™←→−√≈≠≤≥■□○●◌"
REPERTOIRE = frozenset(
    char
    for char in [*(chr(code) for first, last in _RANGES for code in range(first, last + 1)), *_SINGLE]
    if unicodedata.category(char) != "Cf"
)
#: Have no shape of their own: left out without a trace. Surrogates and unassigned characters are not among them.
_SHAPELESS = frozenset({"Cc", "Cf"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})


def printable(text: str) -> str:
    """``text`` as a paper prints it: composed (NFC), one space for any white space, outer spaces dropped.

    A character that the paper cannot print is told by its number, ``[U+1F600]``, so that the reader sees that
    something stood there; controls, direction marks and the like vanish.
    """
    return " ".join("".join(_spelled(unicodedata.normalize("NFC", text))).split())


def lines(text: str) -> list[str]:
    """The lines of ``text`` that are not empty, each as a paper prints it."""
    return [line for line in map(printable, text.splitlines()) if line]


def _spelled(text: str) -> Iterable[str]:
    for char in text:
        category = unicodedata.category(char)
        if char in "\t\n\r\v\f\x1c\x1d\x1e\x85" or category in _SPACES:
            yield " "
        elif char in REPERTOIRE:
            yield char
        elif category not in _SHAPELESS:
            yield f"[U+{ord(char):04X}]"
