"""Secrets that must be read again, encrypted with a key that is not in the database nor in its backups.

XChaCha20-Poly1305 of libsodium. The file of the key (settings.SIGN_IN_KEY_FILE) has one key a line, 32 bytes as 64
hexadecimal digits: the first one seals, each of them opens, so that a new one can be put before an old one.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from nacl.exceptions import CryptoError
from nacl.secret import Aead
from nacl.utils import random


class NoKey(Exception):
    """There is no key, or it opens nothing of this; the message is for who runs the server."""


def keys() -> list[bytes]:
    """Raises NoKey where there is none."""
    path = settings.SIGN_IN_KEY_FILE
    try:
        found = [bytes.fromhex(line) for line in path.read_text().split()]
    except FileNotFoundError as error:
        told = _("There is no key to seal with at %(path)s: “manage.py sign_in_key” makes one.")
        raise NoKey(told % {"path": path}) from error
    except ValueError as error:
        raise NoKey(_("The file %(path)s holds no key: 64 hexadecimal digits a line.") % {"path": path}) from error
    if not found or any(len(key) != Aead.KEY_SIZE for key in found):
        raise NoKey(_("The file %(path)s holds no key: 64 hexadecimal digits a line.") % {"path": path})
    return found


def make_key() -> None:
    """Write a new key, readable by its owner alone. Raises NoKey where there is one: what it sealed would be lost."""
    path = settings.SIGN_IN_KEY_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise NoKey(_("There is a key at %(path)s already.") % {"path": path}) from error
    path.write_text(random(Aead.KEY_SIZE).hex() + "\n")


def seal(secret: bytes, owner: int) -> bytes:
    """Sealed for the user of this id: moved to another's row, it opens no more."""
    return bytes(Aead(keys()[0]).encrypt(secret, aad=str(owner).encode()))


def unseal(sealed: bytes, owner: int) -> bytes:
    """Raises NoKey where no key opens it."""
    for key in keys():
        try:
            return bytes(Aead(key).decrypt(sealed, aad=str(owner).encode()))
        except CryptoError:
            continue
    raise NoKey(_("No key in %(path)s opens this secret.") % {"path": settings.SIGN_IN_KEY_FILE})
