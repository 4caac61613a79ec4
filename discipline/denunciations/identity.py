"""The one door to who denounced (DIS-136, discipline.md §9): who may, what he is shown, and that he read it.

The head of the inspection commission that handles the denunciation, and persons named one by one. Each reading is an
entry of the record, written before anything is shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from discipline.denunciations.models import DenouncerIdentity, Denunciation, IdentityReader
from organization.models import User
from organization.text import fold
from permissions.catalogue import Perm
from permissions.checks import may
from workflows.audit import chain
from workflows.audit.chain import Entry
from workflows.models import Case

READ = "identity.read"


def may_read(case: Denunciation, user: User, on: date) -> bool:
    """Whether ``user``, who must see the case, may read who denounced on the day."""
    if not Case.objects.visible_to(user, on).filter(pk=case.pk).exists():
        return False
    return bool(may(user, Perm.READ_DENOUNCER, case.handler, on)) or named(case, user, on)


def named(case: Denunciation, user: User, on: date) -> bool:
    rows = IdentityReader.objects.filter(case=case, user=user, body=case.handler_id)
    return rows.filter(since__lte=on, until__gt=on).exists()


def read(case: Denunciation, user: User, on: date, purpose: str) -> list[DenouncerIdentity]:
    """Who denounced, after the reading has been recorded; both or neither. The caller has asked ``may_read``."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        answer = may(user, Perm.READ_DENOUNCER, case.handler, on)
        entry = Entry(
            kind=READ,
            on=on,
            actor=user,
            body=answer.seat.body if answer.seat else None,
            fields={"reader": str(user), "purpose": purpose},
        )
        chain.append(locked, [entry], at=timezone.now())
        locked.save(update_fields=["event_count", "head_hash"])
        return list(DenouncerIdentity.objects.filter(case=case).order_by("pk"))


def tells_who(text: str, rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether the text holds a name, an address or a contact of the ``rows``, however it is spelled."""
    folded = fold(text)
    parts = {fold(one) for row in rows for one in row if one}
    return any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", folded) for part in parts)


def known_rows(case: Denunciation) -> list[tuple[str, ...]]:
    """For ``tells_who``; shown to nobody."""
    return list(DenouncerIdentity.objects.filter(case=case).values_list("name", "address", "contact"))
