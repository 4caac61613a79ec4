"""Sealing of bytes, in pieces: libsodium's secretstream (XChaCha20-Poly1305), each piece bound to what it belongs to.

A sealed whole is MAGIC, the fingerprint of its key, the header of the stream and pieces of PIECE bytes; the last one,
which may be shorter, is marked as the last, so that nothing is cut off unseen.
"""

import io
from collections.abc import Iterable, Iterator
from typing import IO

import nacl.exceptions
from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_ABYTES,
    crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
)

from organization.at_rest.keys import FINGERPRINT_BYTES, Key, keyring

#: No file that may be uploaded begins so.
MAGIC = b"\x00dangvu1"
PIECE = 64 * 1024
_PURPOSE = b"dangvu.content"
_OVERHEAD = crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES
_LAST, _MIDDLE = crypto_secretstream_xchacha20poly1305_TAG_FINAL, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE


class Spoiled(Exception):
    """What is sealed was changed, cut, or put in the place of something else."""


def sealed_pieces(chunks: Iterable[bytes], key: Key, about: str) -> Iterator[bytes]:
    """``chunks`` of any length as they are to be kept. ``about``: what they belong to; only with it they are opened."""
    state = crypto_secretstream_xchacha20poly1305_state()
    header = crypto_secretstream_xchacha20poly1305_init_push(state, key.derived(_PURPOSE))
    yield MAGIC + bytes.fromhex(key.fingerprint) + header
    for piece, last in _even(chunks):
        tag = _LAST if last else _MIDDLE
        yield crypto_secretstream_xchacha20poly1305_push(state, piece, about.encode(), tag)


def _even(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """(piece, whether it is the last): PIECE bytes each but the last, of which there is one even of nothing."""
    waiting = b""
    for chunk in chunks:
        rest = memoryview(chunk)
        while rest:
            if len(waiting) == PIECE:
                yield waiting, False
                waiting = b""
            taken = rest[: PIECE - len(waiting)]
            waiting += bytes(taken)
            rest = rest[len(taken) :]
    yield waiting, True


def fingerprint_of(file: IO[bytes]) -> str:
    """Of the key that sealed it; "" for what is not sealed. The file is left after it, or rewound."""
    start = file.tell()
    if file.read(len(MAGIC)) != MAGIC:
        file.seek(start)
        return ""
    return file.read(FINGERPRINT_BYTES).hex()


def opened_pieces(file: IO[bytes], about: str) -> Iterator[bytes]:
    """What was sealed for ``about``, piece by piece: each is proven before it is handed out, the whole at the end.

    Raises NoKey, Spoiled.
    """
    fingerprint = fingerprint_of(file)
    if len(fingerprint) != 2 * FINGERPRINT_BYTES:
        raise Spoiled(about)
    key = keyring().find(fingerprint)
    header = file.read(_HEADER)
    if len(header) != _HEADER:
        raise Spoiled(about)
    state = crypto_secretstream_xchacha20poly1305_state()
    crypto_secretstream_xchacha20poly1305_init_pull(state, header, key.derived(_PURPOSE))
    last = False
    while piece := file.read(PIECE + _OVERHEAD):
        if last or len(piece) < _OVERHEAD:
            raise Spoiled(about)
        try:
            plain, tag = crypto_secretstream_xchacha20poly1305_pull(state, piece, about.encode())
        except nacl.exceptions.CryptoError as error:
            raise Spoiled(about) from error
        last = tag == _LAST
        yield plain
    if not last:
        raise Spoiled(about)


def sealed(data: bytes, about: str) -> bytes:
    """Raises NoKey."""
    return b"".join(sealed_pieces([data], keyring().current, about))


def opened(data: bytes, about: str) -> bytes:
    """Raises NoKey, Spoiled."""
    return b"".join(opened_pieces(io.BytesIO(data), about))
