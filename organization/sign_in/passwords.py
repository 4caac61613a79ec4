"""What a password must be: long, not one that everybody uses, not made of what everybody knows about its owner.

No rule on capitals, digits or signs, and no change by the calendar: both make passwords worse (ASVS 5.0, 6.2).
"""

import unicodedata

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from organization.text import fold

#: Words that stand on every paper of an office, without diacritics. Six letters that are none of them must remain.
OFFICE_WORDS = (
    "dang vu", "dang vien", "dang uy", "dang bo", "chi bo", "bi thu", "cong san", "viet nam", "to chuc", "mat khau",
    "password", "kiem tra",
)  # fmt: skip
REMAINING = 6
LONGEST = 128


class OwnWordsValidator:
    """Refuses a password that is nothing but the user name, the owner's name and words of the office, with digits."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        rest = _letters(password)
        for word in sorted({_letters(word) for word in (*OFFICE_WORDS, *_of(user))}, key=len, reverse=True):
            if len(word) > 2:
                rest = rest.replace(word, "")
        if len(rest) < REMAINING:
            told = _("The password says only what everybody knows here: names, the office, a number. Add own words.")
            raise ValidationError(told, code="password_own_words")

    def get_help_text(self) -> str:
        return _("Not only your name, your user name or words of the office.")


class LongestValidator:
    """Nobody types more, and each letter costs the server work."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(_("At most %(most)s characters.") % {"most": LONGEST}, code="password_too_long")

    def get_help_text(self) -> str:
        return ""


def one_spelling(password: str) -> str:
    """The spelling that is hashed: keyboards send letters with diacritics in two (NFC is kept)."""
    return unicodedata.normalize("NFC", password)


def _letters(text: str) -> str:
    return "".join(one for one in fold(text) if one.isalpha())


def _of(user: AbstractBaseUser | None) -> list[str]:
    person = getattr(user, "person", None)
    names = [user.get_username()] if user is not None else []
    return [*names, *(person.full_name.split() if person else []), person.full_name if person else ""]
