"""The electronic secret ballot: naming tellers, opening a box, casting, counting. See docs/decisions/0005.

While a box is open, the database tells who cast which sealed ballot. What a ballot holds takes the passphrases of two
tellers, and they are asked for once, at the counting, which leaves no sealed ballot and no key behind. Nothing here
writes an event, a log line or a time of a single ballot, and nothing may be added that does.
"""

import secrets
import unicodedata
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypedDict

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from organization.models import Person, User
from workflows.acting import Refused
from workflows.live import announce_ballots
from workflows.meetings import sealing
from workflows.meetings.box_keys import TELLERS, make_key, tellers_of, unwrapped_key
from workflows.meetings.models import (
    GONE,
    AgendaItem,
    CountedBallot,
    ItemState,
    Medium,
    SealedBallot,
    Teller,
)
from workflows.meetings.sealing import BoxKey, NotABallot
from workflows.meetings.stamps import fingerprint, stamp, stamped
from workflows.meetings.suspended import suspended_because
from workflows.models import Judgement
from workflows.rules import reads

#: The option of a voter who chooses none of the others. The counting calls it invalid: it is for no option.
BLANK = "blank"
PASSPHRASE_MIN = 12
#: The receipts are published.
COUNTED = (ItemState.COUNTED, ItemState.RESOLVED)
RECEIPTS_DAYS = "ballot.receipts_days"
reads(RECEIPTS_DAYS)
#: What the ballot itself shows of the matter.
ON_BALLOT = ("meeting__body", "case__subject", "task")


class NoSuchBallot(Exception):
    """There is no such ballot, or it is not for this person to know of."""


class BallotRefused(Exception):
    """The person knows the ballot, and it does not take his vote. Nothing was stored."""


class HasNoVote(BallotRefused):
    """On the roster, but without a ballot: not in the base, absent or recused."""


class NotOpen(BallotRefused):
    """Before the opening of the box, after its sealing, or after the day of its meeting."""


class OtherServerKey(BallotRefused):
    """The box was opened under another SECRET_KEY: no ballot of this one would be counted."""


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
    if len(unicodedata.normalize("NFC", passphrase)) < PASSPHRASE_MIN:
        text = _("The passphrase has at least %(n)s characters.") % {"n": PASSPHRASE_MIN}
        raise Refused({"passphrase": text})
    # slow on purpose, so before the lock
    key = sealing.teller_key(passphrase)
    found = _locked(item)
    row = _row_of(found.roster, by)
    if row is None or by.person is None:
        raise NoSuchBallot
    if found.state != ItemState.READY or on < found.meeting.held_on:
        raise Refused({"": _("Tellers are named after the roster is known and before the box is opened.")})
    if not row["votes"]:
        raise Refused({"": _("A teller is present at the meeting and takes part in the matter.")})
    values = {"salt": key.salt, "public_key": key.public_key}
    teller, _made = Teller.objects.update_or_create(item=found, person=by.person, defaults=values)
    return teller


def prepare_box(item: AgendaItem, *, fewest_voters: int) -> None:
    """Make the key pair of the box: ``item.public_key`` and a wrapped key for every pair of tellers; note the server's.

    To be called in the transaction of the act that opens the vote, which saves the item. Of ``item.tellers``, if any
    are named there, only those open the box. ``fewest_voters``: with fewer the result itself tells who chose what
    (``ballot.electronic_min_voters``). Raises Refused for too few tellers or voters.
    """
    tellers = tellers_of(_locked(item), item.tellers)
    if len(tellers) < TELLERS:
        raise Refused({"tellers": _("Two tellers who have chosen their passphrases are needed to open the box.")})
    if _issued(item) < fewest_voters:
        text = _("With fewer than %(n)s voters the result would tell who chose what; vote on paper.")
        raise Refused({"medium": text % {"n": fewest_voters}})
    make_key(item, tellers.values())
    item.asked["server_key"] = fingerprint()


@sensitive_variables("choice", "sealed")
def cast(public_id: str, choice: str, *, by: User, on: date) -> str:
    """Put the ballot of a voter into the box on the day, once; the receipt is what the published list will show of it.

    ``choice``: one of the item's options. Raises NoSuchBallot, HasNoVote, NotOpen, OtherServerKey, AlreadyCast, Refused
    at "choice".
    """
    with transaction.atomic(durable=True):
        _share(public_id)
        item, row = row_in(public_id, by, on)
        if not row["votes"]:
            raise HasNoVote
        if not takes_ballots(item, on):
            raise NotOpen
        if held := suspended_because(item.meeting.body, on):
            raise Refused({"choice": held})
        if under_another_key(item):
            raise OtherServerKey
        if choice not in item.options:
            raise Refused({"choice": _("Choose one of the answers.")})
        sealed = sealing.seal(bytes(item.public_key or b""), sealing.choice_bytes(choice))
        mark = stamp(item.public_id, row["person"], sealed)
        # A second ballot is passed over rather than refused by the database, whose log would keep the refused
        # statement with its time.
        ballot = SealedBallot(item=item, voter=by.person, sealed=sealed, stamp=mark)
        SealedBallot.objects.bulk_create([ballot], ignore_conflicts=True)
        if receipt_of(item, by.person) != sealing.receipt(sealed):
            raise AlreadyCast
    announce_ballots(item.meeting.body_id, item.case.public_id, item.public_id, received(item))
    return sealing.receipt(sealed)


@sensitive_variables()
def count(item: AgendaItem, passphrases: Mapping[str, str]) -> Count:
    """Open the sealed box, once, with the ``passphrases`` of two tellers: {public id of the person: passphrase}.

    To be called in the transaction of the counting act, with the item locked and SEALED; the act saves it as COUNTED
    and calls ``destroy``. Sets ``item.voted``, ``item.receipts`` and ``item.counts``, and leaves the ballots as opened
    in random order. A blank ballot, and one that cannot be opened (kept with the choice ""), are invalid.

    Raises Refused: at a teller's public id for a wrong passphrase; for the whole when it takes other tellers, when the
    box is not sealed or the server's key is another than at its opening, or when somebody has changed it past this
    module. Nothing was opened then.
    """
    if item.state != ItemState.SEALED:
        raise Refused({"": _("The box is not sealed.")})
    if under_another_key(item):
        text = _(
            "This box was opened under another key of the server (SECRET_KEY): its ballots cannot be checked, and"
            " nothing was opened. Have the former key put back, then count; without it the vote is broken off."
        )
        raise Refused({"": text})
    box = unwrapped_key(item, passphrases)
    # in the order in which they came, so that it is the shuffle that hides it and no whim of the database
    rows = SealedBallot.objects.filter(item=item).order_by("pk").values_list("voter__public_id", "sealed", "stamp")
    ballots = [(person, bytes(sealed)) for person, sealed, _mark in rows]
    _refuse_strange(item, ballots)
    if not all(stamped(bytes(mark), item.public_id, person, bytes(sealed)) for person, sealed, mark in rows):
        raise Refused({"": _("In the box is a ballot that no voter cast by this program; nothing was opened.")})
    codes = {sealing.choice_bytes(code): code for code in item.options}
    choices = [_choice_in(box, sealed, codes) for _person, sealed in ballots]
    secrets.SystemRandom().shuffle(choices)
    CountedBallot.objects.bulk_create(CountedBallot(item=item, choice=choice) for choice in choices)
    counts = _counted(item, choices)
    item.counts = dict(counts)
    item.voted = sorted(person for person, _sealed in ballots)
    item.receipts = sorted(sealing.receipt(sealed) for _person, sealed in ballots)
    return counts


def received(item: AgendaItem) -> int:
    """How many ballots are, or were, in the box."""
    return len(item.voted) or SealedBallot.objects.filter(item=item).count()


def receipt_of(item: AgendaItem, person: Person | None) -> str | None:
    """The receipt of the person's ballot, as long as it lies sealed; afterwards nobody can tell it any more."""
    sealed = SealedBallot.objects.filter(item=item, voter=person).values_list("sealed", flat=True).first()
    return None if sealed is None else sealing.receipt(bytes(sealed))


def cast_into(boxes: QuerySet[AgendaItem], user: User) -> set[int]:
    """The ids of those of the boxes into which the user has put his ballot."""
    return set(SealedBallot.objects.filter(item__in=boxes, voter=user.person).values_list("item", flat=True))


def under_another_key(item: AgendaItem) -> bool:
    """Whether the server's key is another than the one under which the box was opened. Of a box that was opened before
    the fingerprint was kept nobody knows; its stamps still tell.
    """
    mine = fingerprint()
    return bool(item.asked.get("server_key", mine) != mine)


def takes_ballots(item: AgendaItem, on: date) -> bool:
    """Whether a ballot may come in on the day: the box is open, and its meeting is not over."""
    held_on = item.meeting.held_on
    last = date.fromisoformat(item.asked["until"]) if "until" in item.asked else held_on
    return item.state == ItemState.VOTING and held_on <= on <= last


def row_in(public_id: str, user: User, on: date) -> tuple[AgendaItem, dict[str, Any]]:
    """The item and the user's row of its roster: the one door to a ballot. Raises NoSuchBallot.

    A ballot on paper, one taken off the agenda and one whose roster is not frozen yet are none; nor is one, any more,
    whose receipts have been published for as long as the law of its meeting has it.
    """
    items = AgendaItem.objects.filter(medium=Medium.ELECTRONIC).exclude(state__in=GONE)
    item = items.select_related(*ON_BALLOT).filter(public_id=public_id).first()
    row = _row_of(item.roster, user) if item is not None else None
    if item is None or row is None or _long_published(item, on):
        raise NoSuchBallot
    return item, row


def _long_published(item: AgendaItem, on: date) -> bool:
    """Whether the list of receipts is closed again. It is open from the day on which the count was entered."""
    if item.state not in COUNTED:
        return False
    counted = Judgement.objects.filter(task=item.task_id, verb="count_ballots").order_by("-pk")
    published = counted.values_list("entered_on", flat=True).first() or item.meeting.held_on
    length = item.case.coerced.law(item.meeting.held_on)[RECEIPTS_DAYS].value
    return on >= published + timedelta(days=length)


def open_boxes_of(user: User, on: date) -> QuerySet[AgendaItem]:
    """The boxes that take ballots on the day and in which the user has a vote.

    Two statements. The first reads the rosters of all boxes open at the moment, by an index that holds no others: the
    work grows with the votes going on at the same time (a roster of 30 is about 8 KB), not with what has been.
    """
    boxes = AgendaItem.objects.filter(state=ItemState.VOTING)
    mine = boxes_that_expect(user.person, on) if user.person else []
    return boxes.select_related(*ON_BALLOT).filter(pk__in=[item.pk for item in mine])


def boxes_that_expect(person: Person, on: date) -> list[AgendaItem]:
    """Those of the open boxes in which the person has a vote and may cast it on the day. One statement."""
    boxes = AgendaItem.objects.filter(state=ItemState.VOTING, medium=Medium.ELECTRONIC).select_related("meeting")
    boxes = boxes.only("roster", "asked", "state", "meeting__held_on")
    return [item for item in boxes if takes_ballots(item, on) and _has_vote(item, person)]


def _has_vote(item: AgendaItem, person: Person) -> bool:
    return any(row["votes"] for row in item.roster if row["person"] == person.public_id)


def _row_of(roster: list[dict[str, Any]], user: User) -> dict[str, Any] | None:
    mine = user.person.public_id if user.person else None
    return next((row for row in roster if row["person"] == mine), None)


def _issued(item: AgendaItem) -> int:
    return sum(row["votes"] for row in item.roster)


def _locked(item: AgendaItem) -> AgendaItem:
    return AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item.pk)


def _share(public_id: str) -> None:
    """Hold the item against its sealing until the ballot is in, without holding other voters up.

    The act that seals takes the row for itself (FOR UPDATE, or the UPDATE alone): it waits for every vote that holds a
    share, and a vote that comes later waits for it and then reads "sealed". A share of the key alone would not wait for
    an UPDATE. Django has no FOR SHARE. On SQLite the transaction is alone from its beginning.
    """
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(AgendaItem._meta.db_table)
            cursor.execute(f"SELECT 1 FROM {table} WHERE public_id = %s FOR SHARE", [public_id])


def _refuse_strange(item: AgendaItem, ballots: list[tuple[str, bytes]]) -> None:
    """What ``cast`` never writes: a ballot of somebody without a vote, or one sealed text twice. Who copies a voter's
    ballot and has it opened learns from the result what was in it."""
    entitled = {row["person"] for row in item.roster if row["votes"]}
    if not {person for person, _sealed in ballots} <= entitled:
        raise Refused({"": _("In the box is a ballot of somebody who has no vote; nothing was opened.")})
    if len({sealed for _person, sealed in ballots}) < len(ballots):
        raise Refused({"": _("In the box is a copied ballot; nothing was opened.")})


def _choice_in(box: BoxKey, sealed: bytes, codes: dict[bytes, str]) -> str:
    try:
        return codes.get(sealing.open_ballot(box, sealed), "")
    except NotABallot:
        return ""


def _counted(item: AgendaItem, choices: list[str]) -> Count:
    times = Counter(choices)
    votes = {code: times[code] for code in item.options if code != BLANK}
    returned = len(choices)
    return Count(issued=_issued(item), returned=returned, invalid=returned - sum(votes.values()), votes=votes)
