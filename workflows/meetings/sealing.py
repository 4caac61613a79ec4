"""The sealing of ballots, composed of libsodium's parts and nothing else: no model, no cryptography of our own.

A box has a key pair. A ballot is sealed to its public key; the private key lies only in wrapped form, sealed to one
teller and then to another, so that two passphrases open it and one does not.
"""

import hashlib
import threading
import unicodedata
from dataclasses import dataclass
from typing import NewType

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id
from nacl.utils import random

#: What a teller's key costs whoever guesses at a passphrase with a copy of the database in hand: libsodium's "moderate"
#: (0.4 s and 256 MiB on the machine of the figures). It is paid twice at a counting and once when a teller is named,
#: so the cheaper "interactive" would save nobody any time. A change makes boxes uncountable that are open at the time.
OPSLIMIT, MEMLIMIT = argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE
SALT_BYTES = argon2id.SALTBYTES

#: Bytes of a choice and of the ballot that seals it.
CHOICE_BYTES = 16
BALLOT_BYTES = CHOICE_BYTES + 48

#: The private key of a box, as bytes, in memory only.
BoxKey = NewType("BoxKey", bytes)

#: One derivation at a time in a process: each takes MEMLIMIT bytes.
_deriving = threading.Lock()


class WrongPassphrase(Exception):
    """The passphrase makes another key than the teller's."""


class NotABallot(Exception):
    """Bytes that the key of this box does not open: made for another box, damaged, or never a ballot."""


@dataclass(frozen=True)
class TellerKey:
    """What is kept of a teller's key: the passphrase makes the private half again."""

    salt: bytes
    public_key: bytes


def teller_key(passphrase: str) -> TellerKey:
    """A key of the passphrase in NFC and a fresh salt."""
    salt = random(SALT_BYTES)
    return TellerKey(salt, bytes(_derived(passphrase, salt).public_key))


def new_box() -> tuple[BoxKey, bytes]:
    """The private and the public key of a box."""
    key = PrivateKey.generate()
    return BoxKey(bytes(key)), bytes(key.public_key)


def wrap(box: BoxKey, *, outer: bytes, inner: bytes) -> bytes:
    """The key of the box for a pair of tellers (their public keys): both passphrases open it."""
    once = SealedBox(PublicKey(inner)).encrypt(box)
    return bytes(SealedBox(PublicKey(outer)).encrypt(once))


def private_key(key: TellerKey, passphrase: str) -> PrivateKey:
    """The private half of a teller's key, made again. Raises WrongPassphrase."""
    made = _derived(passphrase, key.salt)
    if bytes(made.public_key) != key.public_key:
        raise WrongPassphrase
    return made


def unwrap(wrapped: bytes, *, outer: PrivateKey, inner: PrivateKey) -> BoxKey:
    """The key of the box. Raises NotABallot when it was wrapped for another pair, or for this pair the other way."""
    return BoxKey(_decrypted(inner, _decrypted(outer, wrapped)))


def public_half(box: BoxKey) -> bytes:
    """The public key of the box, to which its ballots were sealed."""
    return bytes(PrivateKey(box).public_key)


def choice_bytes(code: str) -> bytes:
    """A code of any length as CHOICE_BYTES bytes, so that every ballot has the same size. Not secret by itself."""
    return hashlib.blake2b(code.encode(), digest_size=CHOICE_BYTES).digest()


def seal(public_key: bytes, choice: bytes) -> bytes:
    """A ballot of BALLOT_BYTES bytes; the same choice never gives the same ballot twice."""
    if len(choice) != CHOICE_BYTES:
        raise ValueError(f"A choice has {CHOICE_BYTES} bytes, not {len(choice)}.")
    return bytes(SealedBox(PublicKey(public_key)).encrypt(choice))


def open_ballot(box: BoxKey, ballot: bytes) -> bytes:
    """The choice in a ballot. Raises NotABallot."""
    if len(ballot) != BALLOT_BYTES:
        raise NotABallot
    return _decrypted(PrivateKey(box), ballot)


def receipt(ballot: bytes) -> str:
    """What the voter keeps: SHA-256 of his sealed ballot, in hexadecimal. It tells nothing of the choice."""
    return hashlib.sha256(ballot).hexdigest()


def _derived(passphrase: str, salt: bytes) -> PrivateKey:
    typed = unicodedata.normalize("NFC", passphrase).encode()
    with _deriving:
        return PrivateKey(argon2id.kdf(PrivateKey.SIZE, typed, salt, OPSLIMIT, MEMLIMIT))


def _decrypted(key: PrivateKey, sealed: bytes) -> bytes:
    try:
        return bytes(SealedBox(key).decrypt(sealed))
    except CryptoError as error:
        raise NotABallot from error
