"""What is sealed opens whole, with its key and for what it belongs to, or not at all."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from organization.at_rest import keys
from organization.at_rest.cipher import MAGIC, PIECE, Spoiled, fingerprint_of, opened, opened_pieces, sealed
from organization.at_rest.keys import NoKey, keyring

_PIECE_ON_DISK = PIECE + 17
_FRONT = len(MAGIC) + 8 + 24


@pytest.fixture(autouse=True)
def key_file(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.DATA_KEY_FILE = tmp_path / "data.key"
    keys.make()
    return settings.DATA_KEY_FILE


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 5])
def test_what_is_sealed_opens_again_and_shows_nothing(length: int) -> None:
    plain = (b"canary" * (length // 6 + 1))[:length]
    shut = sealed(plain, "here")
    assert opened(shut, "here") == plain
    assert b"canary" not in shut
    assert sealed(plain, "here") != shut


def _pieces(shut: bytes) -> list[bytes]:
    return [shut[at : at + _PIECE_ON_DISK] for at in range(_FRONT, len(shut), _PIECE_ON_DISK)]


def test_it_does_not_open_changed_cut_turned_or_in_another_place() -> None:
    shut = sealed(bytes(PIECE) + b"x" * PIECE + b"end", "here")
    front, (first, second, last) = shut[:_FRONT], _pieces(shut)
    wrong = [
        *(shut[:at] + bytes([shut[at] ^ 1]) + shut[at + 1 :] for at in (16, _FRONT, _FRONT + PIECE, len(shut) - 1)),
        *(shut[:at] for at in (0, 3, len(MAGIC), _FRONT - 1, _FRONT, _FRONT + 5, len(shut) - len(last), len(shut) - 1)),
        front + second + first + last,
        front + first + last,
        front + first + second + last + last,
        shut + b"x",
        b"plain",
    ]
    for one in wrong:
        with pytest.raises(Spoiled):
            opened(one, "here")
    with pytest.raises(Spoiled):
        opened(shut, "there")


def test_pieces_come_one_by_one_and_none_after_a_broken_one() -> None:
    shut = bytearray(sealed(bytes(3 * PIECE), "here"))
    shut[_FRONT + _PIECE_ON_DISK] ^= 1
    pieces = opened_pieces(io.BytesIO(bytes(shut)), "here")
    assert next(pieces) == bytes(PIECE)
    with pytest.raises(Spoiled):
        next(pieces)


def test_an_earlier_key_opens_and_the_last_one_seals() -> None:
    shut, first = sealed(b"x", "here"), keyring().current
    second = keys.add()
    assert keyring().keys == (first, second)
    assert opened(shut, "here") == b"x"
    assert fingerprint_of(io.BytesIO(sealed(b"x", "here"))) == second.fingerprint
    assert keys.keep_the_current_alone() == [first.fingerprint]
    with pytest.raises(NoKey, match=first.fingerprint):
        opened(shut, "here")


@pytest.mark.parametrize("text", ["", "xyz", "ab" * 31, "ab" * 33, f"{'ab' * 32}\n{'ab' * 32}\n", "é" * 64])
def test_file_that_holds_no_keys_is_told(key_file: Path, text: str) -> None:
    key_file.write_text(text, encoding="utf-8")
    with pytest.raises(NoKey):
        keyring()


def test_key_is_made_once_and_is_of_its_owner_alone(key_file: Path) -> None:
    before = key_file.read_text()
    with pytest.raises(NoKey, match="already"):
        keys.make()
    assert key_file.read_text() == before
    assert key_file.stat().st_mode & 0o777 == 0o600
    keys.add()
    assert key_file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("demo", [True, False])
def test_only_the_demonstration_makes_itself_a_key(key_file: Path, settings: Settings, demo: bool) -> None:
    key_file.unlink()
    settings.DEMO = demo
    if demo:
        assert opened(sealed(b"x", "here"), "here") == b"x"
    else:
        with pytest.raises(NoKey, match="keys make"):
            keyring()
    assert key_file.exists() is demo


def test_two_do_not_change_keys_at_once() -> None:
    with keys.alone(), pytest.raises(NoKey, match="Another run"), keys.alone():
        pass
    with keys.alone():
        pass
