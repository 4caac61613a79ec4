"""Names found without regard to diacritics, those written exactly as typed first."""

from django.db.models import Case, IntegerField, Q, Value, When

from organization.text import fold, nfc


def accented(text: str) -> tuple[str, ...]:
    """The words of ``text`` that carry a diacritic or a đ, as typed: only they tell one spelling from another."""
    return tuple(word for word in nfc(text).split() if fold(word) != word.lower())


def written_so_first(words: tuple[str, ...], *columns: str) -> Case:
    """What rows are ordered by first: 0 where each of the words begins a word of one of the columns, letter for letter.

    Without regard to case as people type it (đặng, Đặng, ĐẶNG): SQLite compares other letters than ASCII exactly.
    """
    condition = Q()
    for word in words:
        spellings = {word, word.lower(), word.capitalize(), word.upper()}
        found = Q()
        for column in columns:
            for spelling in sorted(spellings):
                found |= Q(**{f"{column}__startswith": spelling}) | Q(**{f"{column}__contains": f" {spelling}"})
        condition &= found
    return Case(When(condition, then=Value(0)), default=Value(1), output_field=IntegerField())
