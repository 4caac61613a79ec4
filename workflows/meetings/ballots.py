"""The electronic secret ballot: naming tellers, opening a box, casting, counting. See docs/decisions/0005.

While a box is open, the database tells who cast which sealed ballot. What a ballot holds takes the passphrases of two
tellers, and they are asked for once, at the counting, which leaves no sealed ballot and no key behind. Nothing here
writes an event, a log line or a time of a single ballot, and nothing may be added that does.
"""

import logging
import unicodedata
from datetime import date
from itertools import permutations
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from organization.models import User
from workflows.acting import Refused
from workflows.meetings import sealing
from workflows.meetings.models import (
    AgendaItem,
    ItemState,
    SealedBallot,
    Teller,
    WrappedKey,
)

log = logging.getLogger(__name__)

#: The option of a voter who chooses none of the others. The counting calls it invalid: it is for no option.
BLANK = "blank"
#: Who opens a ballot does so together with another.
TELLERS = 2
#: With fewer voters the result itself tells who chose what: they vote on paper.
FEWEST_VOTERS = 3
PASSPHRASE_MIN = 12


class NoSuchBallot(Exception):
    """There is no such ballot, or it is not for this person to know of."""


class BallotRefused(Exception):
    """The person knows the ballot, and it does not take his vote. Nothing was stored."""


class HasNoVote(BallotRefused):
    """On the roster, but without a ballot: not in the base, absent or recused."""


class NotOpen(BallotRefused):
    """Before the opening of the box, or after its sealing."""


class AlreadyCast(BallotRefused):
    """His first ballot stands."""


class Count(TypedDict):
    """``issued``: how many were handed a ballot; ``returned`` = ``invalid`` + the sum of ``votes``: {option: votes},
    every option but BLANK."""

    issued: int
    returned: int
    invalid: int
    votes: dict[str, int]


@sensitive_variables("passphrase")
@transaction.atomic
def name_teller(item: AgendaItem, *, by: User, passphrase: str, on: date) -> Teller:
    """Make the key of a teller of the box, the user himself; an earlier one of his is replaced.

    He is present and not recused by the frozen roster, and the box has not been opened. Raises NoSuchBallot for who is
    not on the roster, Refused (at "passphrase", or for the whole).
    """
    found = _locked(item)
    row = _row_of(found.roster, by)
    if row is None or by.person is None:
        raise NoSuchBallot
    if found.state != ItemState.READY or on < found.meeting.held_on:
        raise Refused({"": _("Tellers are named after the roster is known and before the box is opened.")})
    if not row["present"] or row["recused"]:
        raise Refused({"": _("A teller is present at the meeting and takes part in the matter.")})
    if len(unicodedata.normalize("NFC", passphrase)) < PASSPHRASE_MIN:
        text = _("The passphrase has at least %(n)s characters.") % {"n": PASSPHRASE_MIN}
        raise Refused({"passphrase": text})
    key = sealing.teller_key(passphrase)
    values = {"salt": key.salt, "public_key": key.public_key}
    teller, _made = Teller.objects.update_or_create(item=found, person=by.person, defaults=values)
    return teller


@sensitive_variables("box")
def prepare_box(item: AgendaItem) -> None:
    """Make the key pair of the box: ``item.public_key`` and a wrapped key for every pair of tellers.

    To be called in the transaction of the act that opens the vote, which saves the item. Of ``item.tellers``, if any
    are named there, only those open the box. Raises Refused for too few tellers or voters.
    """
    tellers = _tellers_of(_locked(item), item.tellers)
    if len(tellers) < TELLERS:
        raise Refused({"tellers": _("Two tellers who have chosen their passphrases are needed to open the box.")})
    if _issued(item) < FEWEST_VOTERS:
        text = _("With fewer than %(n)s voters the result would tell who chose what; vote on paper.")
        raise Refused({"medium": text % {"n": FEWEST_VOTERS}})
    box, item.public_key = sealing.new_box()
    pairs = permutations(tellers.values(), TELLERS)
    WrappedKey.objects.filter(item=item).delete()
    WrappedKey.objects.bulk_create(
        WrappedKey(
            item=item,
            outer=outer,
            inner=inner,
            sealed=sealing.wrap(box, outer=bytes(outer.public_key), inner=bytes(inner.public_key)),
        )
        for outer, inner in pairs
    )


@sensitive_variables("choice", "sealed")
def cast(public_id: str, choice: str, *, by: User) -> str:
    """Put the ballot of a voter into the box, once; the receipt is what the published list will show of it.

    ``choice``: one of the item's options. Raises NoSuchBallot, HasNoVote, NotOpen, AlreadyCast, Refused at "choice".
    """
    with transaction.atomic(durable=True):
        _share(public_id)
        found = ballot_of(public_id, by)
        if not found.row["votes"]:
            raise HasNoVote
        item = found.item
        if item.state != ItemState.VOTING:
            raise NotOpen
        if choice not in item.options:
            raise Refused({"choice": _("Choose one of the answers.")})
        sealed = sealing.seal(bytes(item.public_key or b""), sealing.choice_bytes(choice))
        # A second ballot is passed over rather than refused by the database, whose log would keep the refused
        # statement with its time.
        SealedBallot.objects.bulk_create(
            [SealedBallot(item=item, voter_id=by.person_id, sealed=sealed)], ignore_conflicts=True
        )
        if receipt_of(item, by.person) != sealing.receipt(sealed):
            raise AlreadyCast
    return sealing.receipt(sealed)
