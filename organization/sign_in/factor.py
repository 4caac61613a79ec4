"""The second factor: codes of a telephone (TOTP, RFC 6238) and codes on paper. Each counts once."""

import secrets
from base64 import b32encode
from time import time

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from organization.models import ALPHABET, User
from organization.sign_in.models import RecoveryCode, SecondFactor
from organization.sign_in.sealing import seal, unseal
from organization.sign_in.throttle import attempt_code

SECRET_BYTES = 20
DIGITS, STEP = 6, 30
#: Intervals before and after this one whose codes are taken: a telephone's clock is never quite ours.
DRIFT = 1
#: Codes on paper, and the letters of each after its number (27 letters: 57 bits).
PAPER_CODES, PAPER_LETTERS = 10, 12


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


@sensitive_variables()
def step_of(secret: bytes, typed: str, now: float | None = None) -> int | None:
    """The interval of thirty seconds whose code was typed, among those taken at the time; None: it is no code."""
    code = "".join(typed.split())
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        return None
    totp, current = _totp(secret), int((time() if now is None else now) // STEP)
    for step in range(current - DRIFT, current + DRIFT + 1):
        try:
            totp.verify(code.encode(), step * STEP)
        except InvalidToken:
            continue
        return step
    return None


def code_at(secret: bytes, moment: float) -> str:
    """What the telephone shows at the moment (seconds of the epoch)."""
    return _totp(secret).generate(moment).decode()


def address_for(user: User, secret: bytes, issuer: str) -> str:
    """What the picture says to the telephone (otpauth://). The user name and the system, no name of a person."""
    return _totp(secret).get_provisioning_uri(user.username, issuer)


def letters_of(secret: bytes) -> str:
    """The secret as it is typed into a telephone without a camera: base 32, in groups of four."""
    letters = b32encode(secret).decode()
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP)


def has_factor(user: User) -> bool:
    return SecondFactor.objects.filter(user=user).exists()


@sensitive_variables()
@transaction.atomic
def enrol(user: User, secret: bytes, step: int) -> list[str]:
    """From now on the user signs in with this secret; ``step``: of the code that showed it works, which counts no more.

    The codes on paper, to be shown once; those he had before count no more.
    """
    values = {"sealed": seal(secret, user.pk), "last_step": step, "since": timezone.now()}
    SecondFactor.objects.update_or_create(user=user, defaults=values)
    return new_paper_codes(user)


@sensitive_variables()
@transaction.atomic
def new_paper_codes(user: User) -> list[str]:
    """Ten codes in place of those he had; they are stored hashed and cannot be shown again."""
    RecoveryCode.objects.filter(user=user).delete()
    codes = {n: "".join(secrets.choice(ALPHABET) for _i in range(PAPER_LETTERS)) for n in range(1, PAPER_CODES + 1)}
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, number=number, digest=make_password(letters)) for number, letters in codes.items()
    )
    return [f"{number}-{letters[:4]}-{letters[4:8]}-{letters[8:]}" for number, letters in codes.items()]


def paper_codes_left(user: User) -> int:
    return RecoveryCode.objects.filter(user=user, used_at__isnull=True).count()


@sensitive_variables()
def verify(user: User, typed: str) -> str:
    """How the typed code proved who it is: "phone", "paper", or "" where it did not. Counts once.

    Raises TooOften, and NoKey where the server has lost its key.
    """
    tried = attempt_code(user.pk)
    way = _by_phone(user, typed) or _by_paper(user, typed)
    if way:
        tried.succeeded()
    else:
        tried.failed()
    return way


@sensitive_variables()
def _by_phone(user: User, typed: str) -> str:
    factor = SecondFactor.objects.filter(user=user).first()
    step = step_of(unseal(bytes(factor.sealed), user.pk), typed) if factor else None
    if step is None:
        return ""
    # one statement: of two requests with the same code one finds it used
    taken = SecondFactor.objects.filter(user=user, last_step__lt=step).update(last_step=step)
    return "phone" if taken else ""


@sensitive_variables()
def _by_paper(user: User, typed: str) -> str:
    number, _dash, rest = typed.strip().upper().partition("-")
    letters = "".join(one for one in rest if one.isalnum())
    if not (number.isascii() and number.isdigit() and len(number) < 3 and len(letters) == PAPER_LETTERS):
        return ""
    code = RecoveryCode.objects.filter(user=user, number=int(number), used_at__isnull=True).first()
    if code is None or not check_password(letters, code.digest):
        return ""
    taken = RecoveryCode.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=timezone.now())
    return "paper" if taken else ""


def forget(user: User) -> None:
    """No second factor any more, neither telephone nor paper."""
    SecondFactor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
