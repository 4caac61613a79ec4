"""Names as people type and sort them: with and without diacritics, given name first."""

import unicodedata

_MARKS = {"Mn"}
#: The letters in the order of the Vietnamese alphabet, with those of foreign names where Vietnamese lists put them, and
#: what stands for each in a key: in any collation of a database digits go before letters.
_LETTERS = dict(zip("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", "3456789abcdefghijklmnopqrstuvwxyz", strict=True))
#: Marks of the tones in their order (huyền, hỏi, ngã, sắc, nặng); a word without one goes before all of them.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_BETWEEN, _NUMBER, _OTHER = "0", "1", "2"
#: Longest key of a name, in characters.
LONGEST_KEY = 300


def nfc(text: str) -> str:
    """The one spelling of ``text`` that is stored (NFC, outer spaces dropped, inner runs of spaces made one)."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def fold(text: str) -> str:
    """``text`` for searching: no diacritics, đ as d, lower case. The same key on every database."""
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(char for char in decomposed if unicodedata.category(char) not in _MARKS)
    return nfc(bare.replace("đ", "d").replace("Đ", "D").lower())


def alphabetical(text: str) -> str:
    """The key by which names sort as in Vietnamese lists (A Ă Â B C D Đ E Ê …, then the tones; numbers by value).

    Lower-case ASCII letters and digits alone, so that SQLite and PostgreSQL of any collation order it the same way.
    """
    words = [_word(word) for word in nfc(text).lower().split()]
    return (_BETWEEN.join(key for key, _tone in words) + _BETWEEN * 2 + "".join(tone for _key, tone in words))[
        :LONGEST_KEY
    ]


def sort_key(full_name: str) -> str:
    """The key of a person: the given name, then family and middle names, each in Vietnamese order."""
    words = full_name.split()
    if not words:
        return ""
    return (alphabetical(words[-1]) + _BETWEEN * 3 + alphabetical(" ".join(words[:-1])))[:LONGEST_KEY]


def _word(word: str) -> tuple[str, str]:
    """(the letters of a word in their order, its tone)."""
    decomposed = unicodedata.normalize("NFD", word)
    tone = next((_TONES[char] for char in decomposed if char in _TONES), "0")
    letters = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES))
    key, number = "", ""
    for char in letters:
        if char.isdecimal():
            number += str(int(char))
            continue
        key += _numbered(number) + (_LETTERS.get(char) or _LETTERS.get(fold(char), _OTHER))
        number = ""
    return key + _numbered(number), tone


def _numbered(digits: str) -> str:
    """A number by its length, then its digits: 2 goes before 10."""
    value = digits.lstrip("0") or digits[:1]
    return f"{_NUMBER}{min(len(value), 9)}{value}" if digits else ""
