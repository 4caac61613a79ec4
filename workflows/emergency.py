"""Emergency reading ("break-glass"): one case that nobody who heads a body may read any more, opened for one person.

Design: no regulation provides for it. Two persons who head a commission, a committee or a standing committee of the
case's organisation or of one above it decide; one of them reads, for some days, by a named access that ends by itself.
It stands in the record of the case, in that of the administration, and among those who see the case.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from organization.models import Seat, User
from organization.queries import path_on, seats_of
from organization.writing import update
from permissions.catalogue import Perm, roles_for
from permissions.visibility import not_own
from workflows.access import name_person
from workflows.access_rows import CaseAccess, CasePerson
from workflows.audit import administration
from workflows.audit.chain import Entry, append
from workflows.models import Case
from workflows.recusal import recused_because

KIND = "emergency_reading.granted"


class NotOpened(Exception):
    """Why the case stays closed; the message is for the two who asked. Nothing was changed."""


@transaction.atomic
def open_in_emergency(case_id: int, *, by: User, second: User, reason: str, on: date, at: datetime) -> CasePerson:
    """Let ``by`` read the case for settings.EMERGENCY_READING_DAYS, the day itself included. Raises NotOpened."""
    case = Case.objects.select_for_update(of=("self",)).select_related("subject", "organization").get(pk=case_id)
    if by.pk == second.pk or by.person_id == second.person_id:
        raise NotOpened(_("An emergency reading takes two different persons."))
    if not reason.strip():
        raise NotOpened(_("Say why it is opened; the record keeps the reason."))
    places = {place.pk for place in path_on(case.organization_id, on)}
    for user in (by, second):
        _refuse(user, case, places, on)
    if Case.objects.filter(pk=case.pk).visible_to(by, on).exists():
        raise NotOpened(_("%(person)s sees this case already.") % {"person": by})
    if _somebody_heads(case, on):
        raise NotOpened(_("Somebody who heads a body that sees the case is there: ask him."))
    until = on + timedelta(days=settings.EMERGENCY_READING_DAYS)
    told = {"reader": str(by), "second": str(second), "reason": reason.strip(), "last": _last(until).isoformat()}
    (event,) = append(case, [Entry(KIND, on, by, None, told)], at)
    update(case, ["event_count", "head_hash"])
    fields = {"case": case.public_id, "second": second.pk, "last": told["last"], "event": event.sequence}
    administration.append(Entry(KIND, on, by, fields=fields))
    shown = _("emergency reading: %(reason)s") % {"reason": reason.strip()}
    return name_person(case, by, reason=shown[:200], since=on, until=until, event=event)


def _last(until: date) -> date:
    return until - timedelta(days=1)


def _refuse(user: User, case: Case, places: set[int], on: date) -> None:
    """Neither the person concerned nor who stands aside; and only who heads a body here or above."""
    aside = recused_because(user, case, on)
    if aside or user.person_id is None or not not_own(Case.objects.filter(pk=case.pk), user.person_id, on).exists():
        raise NotOpened(aside or _("%(person)s takes no part in this case.") % {"person": user})
    seats = [seat for seat in seats_of(user.person, on) if seat.body.organization_id in places]
    if not (user.is_active and any(_heads(seat) for seat in seats)):
        told = _(
            "%(person)s heads no commission, committee or standing committee of the organisation of the case or of one"
            " above it."
        )
        raise NotOpened(told % {"person": user})


def _somebody_heads(case: Case, on: date) -> bool:
    """Whether somebody heads, that day, a body that sees the case and could read it the ordinary way."""
    bodies = CaseAccess.objects.on(on).filter(case_id=case.pk).values("body_id")
    seats = Seat.objects.on(on).filter(body_id__in=bodies)
    users = User.objects.filter(is_active=True, person__in=seats.values("person_id")).order_by("pk")
    there = Case.objects.filter(pk=case.pk)
    return any(there.read_in_full(user, on, Perm.KEEP_RECORD).exists() for user in users)


def _heads(seat: Seat) -> bool:
    return seat.role in roles_for(Perm.KEEP_RECORD, seat.body.kind)
