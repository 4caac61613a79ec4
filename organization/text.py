"""Names as people type and sort them: with and without diacritics, given name first."""

import unicodedata

_MARKS = {"Mn"}


def nfc(text: str) -> str:
    """The one spelling of ``text`` that is stored (NFC, outer spaces dropped, inner runs of spaces made one)."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def fold(text: str) -> str:
    """``text`` for searching: no diacritics, đ as d, lower case. The same key on every database."""
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(char for char in decomposed if unicodedata.category(char) not in _MARKS)
    return nfc(bare.replace("đ", "d").replace("Đ", "D").lower())


def sort_key(full_name: str) -> str:
    """Vietnamese order: given name, then family and middle names, without diacritics."""
    words = fold(full_name).split()
    return " ".join([words[-1], *words[:-1]]) if words else ""
