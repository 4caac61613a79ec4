"""What is sealed with libsodium: one ballot, one size; one box, two passphrases."""

import hashlib
import unicodedata

import pytest
from nacl.pwhash import argon2id

from workflows.meetings import sealing
from workflows.meetings.sealing import (
    BALLOT_BYTES,
    CHOICE_BYTES,
    NotABallot,
    TellerKey,
    WrongPassphrase,
    choice_bytes,
    new_box,
    open_ballot,
    private_key,
    receipt,
    seal,
    teller_key,
    unwrap,
    wrap,
)

#: As the module sets them; the tests themselves run with cheaper ones.
AS_SHIPPED = sealing.OPSLIMIT, sealing.MEMLIMIT
FIRST, SECOND = "mật khẩu thứ nhất", "mật khẩu thứ hai"


@pytest.fixture
def tellers() -> tuple[TellerKey, TellerKey]:
    return teller_key(FIRST), teller_key(SECOND)


def test_a_passphrase_costs_what_libsodium_calls_moderate() -> None:
    assert (argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE) == AS_SHIPPED


def test_the_passphrase_makes_the_key_again_however_its_letters_are_composed() -> None:
    key = teller_key(unicodedata.normalize("NFD", FIRST))
    again = private_key(key, unicodedata.normalize("NFC", FIRST))
    assert bytes(again.public_key) == key.public_key


def test_one_passphrase_used_twice_makes_two_keys() -> None:
    assert teller_key(FIRST) != teller_key(FIRST)


@pytest.mark.parametrize("typed", ["", SECOND, FIRST + " ", FIRST.upper()])
def test_another_passphrase_is_wrong(typed: str) -> None:
    key = teller_key(FIRST)
    with pytest.raises(WrongPassphrase):
        private_key(key, typed)


def test_two_passphrases_open_the_box(tellers: tuple[TellerKey, TellerKey]) -> None:
    first, second = tellers
    box, public = new_box()
    wrapped = wrap(box, outer=first.public_key, inner=second.public_key)
    found = unwrap(wrapped, outer=private_key(first, FIRST), inner=private_key(second, SECOND))
    assert found == box
    assert open_ballot(found, seal(public, choice_bytes("yes"))) == choice_bytes("yes")


def test_no_one_passphrase_opens_the_box_nor_the_two_in_the_wrong_places(
    tellers: tuple[TellerKey, TellerKey],
) -> None:
    first, second = private_key(tellers[0], FIRST), private_key(tellers[1], SECOND)
    box, _public = new_box()
    wrapped = wrap(box, outer=tellers[0].public_key, inner=tellers[1].public_key)
    for outer, inner in ((first, first), (second, second), (second, first)):
        with pytest.raises(NotABallot):
            unwrap(wrapped, outer=outer, inner=inner)


@pytest.mark.parametrize("code", ["", "no", "yes", "blank", "expulsion", "a code longer than sixteen bytes, đủ dài"])
def test_every_choice_makes_a_ballot_of_one_size(code: str) -> None:
    box, public = new_box()
    assert len(choice_bytes(code)) == CHOICE_BYTES == 16
    ballot = seal(public, choice_bytes(code))
    assert len(ballot) == BALLOT_BYTES == 64
    assert open_ballot(box, ballot) == choice_bytes(code)


def test_a_choice_of_another_size_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="16 bytes, not 3"):
        seal(new_box()[1], b"yes")


def test_equal_choices_make_different_ballots() -> None:
    public = new_box()[1]
    assert len({seal(public, choice_bytes("yes")) for _number in range(100)}) == 100


def test_what_was_not_sealed_for_this_box_is_not_a_ballot() -> None:
    box, public = new_box()
    ballot = seal(public, choice_bytes("yes"))
    damaged = bytes([ballot[0] ^ 1]) + ballot[1:]
    foreign = seal(new_box()[1], choice_bytes("yes"))
    for strange in (damaged, foreign, ballot[:-1], ballot + b"\0", b"", bytes(BALLOT_BYTES)):
        with pytest.raises(NotABallot):
            open_ballot(box, strange)


def test_the_receipt_is_the_hash_of_the_sealed_ballot() -> None:
    ballot = seal(new_box()[1], choice_bytes("yes"))
    assert receipt(ballot) == hashlib.sha256(ballot).hexdigest()
