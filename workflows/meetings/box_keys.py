"""The key of the box of an electronic vote: made and wrapped at the opening, unwrapped by two tellers at the counting.

Passphrases and private keys are in the clear in memory alone: nothing here stores, logs or announces one, and nothing
may be added that does. See docs/decisions/0005.
"""

from collections.abc import Iterable, Mapping
from itertools import permutations

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from workflows.acting import Refused
from workflows.meetings import sealing
from workflows.meetings.models import AgendaItem, Teller, WrappedKey
from workflows.meetings.sealing import BoxKey, NotABallot, TellerKey, WrongPassphrase

#: Who opens a ballot does so together with another.
TELLERS = 2


def tellers_of(item: AgendaItem, wanted: list[str] | None = None) -> dict[str, Teller]:
    """{public id of the person: his key}, of those wanted if any are named."""
    rows = Teller.objects.filter(item=item).select_related("person").order_by("pk")
    return {row.person.public_id: row for row in rows if not wanted or row.person.public_id in wanted}


@sensitive_variables("box")
def make_key(item: AgendaItem, tellers: Iterable[Teller]) -> None:
    """``item.public_key``, and its private half wrapped for every pair of the tellers, in place of an earlier one.

    The caller saves the item.
    """
    box, item.public_key = sealing.new_box()
    WrappedKey.objects.filter(item=item).delete()
    WrappedKey.objects.bulk_create(
        WrappedKey(
            item=item,
            outer=outer,
            inner=inner,
            sealed=sealing.wrap(box, outer=bytes(outer.public_key), inner=bytes(inner.public_key)),
        )
        for outer, inner in permutations(tellers, TELLERS)
    )


@sensitive_variables()
def unwrapped_key(item: AgendaItem, passphrases: Mapping[str, str]) -> BoxKey:
    """The private key of the box. Raises Refused as ``ballots.count`` does for what is wrong with key or tellers."""
    tellers, keys, wrong = tellers_of(item, item.tellers), {}, {}
    if len(passphrases) != TELLERS or not passphrases.keys() <= tellers.keys():
        raise Refused({"": _("It takes two different tellers of this box, each with his passphrase.")})
    for person, passphrase in passphrases.items():
        row = tellers[person]
        try:
            keys[row] = sealing.private_key(TellerKey(bytes(row.salt), bytes(row.public_key)), passphrase)
        except WrongPassphrase:
            wrong[person] = _("This is not the passphrase of %(teller)s.") % {"teller": row.person}
    if wrong:
        raise Refused(wrong)
    (outer, first), (inner, second) = keys.items()
    wrapped = WrappedKey.objects.filter(item=item, outer=outer, inner=inner).first()
    try:
        box = sealing.unwrap(bytes(wrapped.sealed if wrapped else b""), outer=first, inner=second)
    except NotABallot:
        box = None
    if box is None or sealing.public_half(box) != bytes(item.public_key or b""):
        raise Refused({"": _("The key of the box has been changed in the database; nothing was opened.")})
    return box
