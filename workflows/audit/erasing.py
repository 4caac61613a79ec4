"""Erasing a value from a record for a reason, by two persons: the chain stays whole and says that something is gone.

What is erased is the readable side of an event or a reading alone. What the case itself, its papers and its judgements
say of the same thing is theirs.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from organization.models import User
from organization.writing import update
from permissions.catalogue import Perm
from workflows.audit.chain import Entry, append, redact
from workflows.audit.models import Event, Reading
from workflows.audit.readings import erase_reading
from workflows.models import Case


class NotErased(Exception):
    """Why nothing was erased; the message is for the two who asked."""


@transaction.atomic
def erase(
    row: Event | Reading, names: Sequence[str], *, by: User, second: User, reason: str, on: date, at: datetime
) -> Event | Reading:
    """Erase the named fields of an event or a reading ("_actor" and "_body" included); what records it is returned.

    Both persons must keep the record of every case that the row is about. Raises NotErased; nothing is changed then.
    """
    if by.pk == second.pk or by.person_id == second.person_id:
        raise NotErased(_("Erasing takes two different persons."))
    if not reason.strip():
        raise NotErased(_("Say why it is erased; the record keeps the reason."))
    cases = [row.case_id] if row.case_id else []
    if isinstance(row, Reading):
        cases += row.listed
    for user in (by, second):
        kept = Case.objects.filter(pk__in=cases).read_in_full(user, on, Perm.KEEP_RECORD)
        if not cases or kept.count() != len(set(cases)):
            told = _("%(person)s does not keep the record of this case: it takes who heads a body that sees it.")
            raise NotErased(told % {"person": user})
    entry = Entry("", on, by, None, {"reason": reason.strip(), "second": second.pk})
    try:
        return _erase_event(row, names, entry, at) if isinstance(row, Event) else erase_reading(row, names, entry, at)
    except ValueError as error:
        raise NotErased(_("It has no such values, or they are erased already.")) from error


def _erase_event(event: Event, names: Sequence[str], entry: Entry, at: datetime) -> Event:
    case = Case.objects.select_for_update().get(pk=event.case_id)
    said = redact(event, names, entry.on)
    (made,) = append(case, [replace(said, actor=entry.actor, fields={**entry.fields, **said.fields})], at)
    update(case, ["event_count", "head_hash"])
    return made
