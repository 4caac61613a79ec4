"""The administrator sets no password: he hands over a code in person, and its owner chooses one.

What opens the log-in of another takes two administrators, none of them its owner, and stands in the record of the
administration: who issued, who confirmed, for whom; never the code.
"""

import logging
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from organization.clock import today
from organization.log_ins import held_because
from organization.models import ALPHABET, User
from organization.proposals.deciding import record
from organization.sign_in.factor import forget, has_factor
from organization.sign_in.models import EntryCode, FactorReset
from organization.sign_in.sessions import end_sessions

log = logging.getLogger(__name__)
LETTERS = 16


class NotIssued(Exception):
    """Why no code is issued or no second factor given up, in words for the administrator."""


@sensitive_variables("code")
@transaction.atomic
def issue(user: User, *, by: User) -> str:
    """A code for the user, shown once, which counts once another administrator confirmed it; an earlier one counts no
    more. Raises NotIssued.

    Nobody gets one while his vote depends on his log-in, and nobody issues his own: he knows his password, or asks
    another.
    """
    _refuse(user, by)
    now = timezone.now()
    EntryCode.objects.filter(user=user, used_at__isnull=True, until__gt=now).update(until=now)
    code = "".join(secrets.choice(ALPHABET) for _i in range(LETTERS))
    until = now + timedelta(seconds=settings.ENTRY_CODE_SECONDS)
    EntryCode.objects.create(user=user, digest=make_password(code), issued_by=by, issued_at=now, until=until)
    _enter("entry_code.issued", user, by)
    return "-".join(code[start : start + 4] for start in range(0, LETTERS, 4))


def last_of(user: User) -> EntryCode | None:
    """What was issued for him last, with who issued and who confirmed it. One statement."""
    rows = EntryCode.objects.filter(user=user).select_related("issued_by__person", "confirmed_by__person")
    return rows.order_by("-issued_at").first()


def waiting() -> QuerySet[EntryCode]:
    """Codes that would count if a second administrator confirmed them."""
    return EntryCode.objects.filter(confirmed_at__isnull=True, used_at__isnull=True, until__gt=timezone.now())


@transaction.atomic
def confirm(code_id: int, *, by: User) -> EntryCode:
    """The second person: from now on the code counts, until the time that it was issued for. Raises NotIssued."""
    code = waiting().select_for_update(of=("self",)).select_related("user__person").filter(pk=code_id).first()
    if code is None:
        raise NotIssued(_("No such code waits: it was confirmed, replaced by another one, or its time is over."))
    _refuse(code.user, by)
    if code.issued_by_id == by.pk:
        raise NotIssued(_("You issued this code yourself: it takes another administrator to confirm it."))
    code.confirmed_by, code.confirmed_at = by, timezone.now()
    code.save(update_fields=["confirmed_by", "confirmed_at"])
    _enter("entry_code.confirmed", code.user, by, issued_by=code.issued_by_id)
    return code


@sensitive_variables()
def owner_of(username: str, typed: str) -> EntryCode | None:
    """The code that was issued to this user name and counts; None otherwise, and it takes as long to say so."""
    code = "".join(one for one in typed.upper() if one.isalnum())
    rows = EntryCode.objects.filter(user__username=username, user__is_active=True, used_at__isnull=True)
    rows = rows.filter(confirmed_at__isnull=False)
    found = rows.filter(until__gt=timezone.now()).select_related("user").order_by("-issued_at").first()
    if check_password(code, found.digest if found else make_password(None)) and found:
        return found
    return None


@sensitive_variables("password")
@transaction.atomic
def use(code: EntryCode, password: str) -> bool:
    """The password is his, every session of his is over. False: somebody was faster with the same code."""
    if not EntryCode.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=timezone.now()):
        return False
    code.user.set_password(password)
    code.user.save(update_fields=["password"])
    end_sessions(code.user)
    log.warning("entry code used: by account %s", code.user_id)
    return True


@transaction.atomic
def ask_reset(user: User, *, by: User) -> FactorReset:
    """Ask that the lost second factor be given up; another administrator grants it. Raises NotIssued."""
    _refuse(user, by)
    if not has_factor(user):
        raise NotIssued(_("This log-in has no second factor."))
    if FactorReset.objects.filter(user=user, granted_at__isnull=True).exists():
        raise NotIssued(_("This has been asked already; another administrator grants it."))
    _enter("factor_reset.asked", user, by)
    return FactorReset.objects.create(user=user, asked_by=by, asked_at=timezone.now())


@transaction.atomic
def grant_reset(user: User, *, by: User) -> None:
    """The second person: the second factor is gone and every session over. Raises NotIssued."""
    _refuse(user, by)
    asked = FactorReset.objects.select_for_update().filter(user=user, granted_at__isnull=True).first()
    if asked is None:
        raise NotIssued(_("Nobody has asked for this."))
    if asked.asked_by_id == by.pk:
        raise NotIssued(_("You asked for this yourself: it takes another administrator to grant it."))
    asked.granted_by, asked.granted_at = by, timezone.now()
    asked.save()
    forget(user)
    end_sessions(user)
    _enter("factor_reset.granted", user, by, asked_by=asked.asked_by_id)


@transaction.atomic
def end_everywhere(user: User, *, by: User) -> None:
    """Every session of the user is over, by an administrator's hand."""
    end_sessions(user)
    _enter("sessions.ended", user, by)


def _enter(kind: str, user: User, by: User, **more: int) -> None:
    """Into the record of the administration, and into the log for who watches it."""
    record(kind, by, today(), {"user": user.pk, **more})
    log.warning("%s: account %s, by account %s", kind, user.pk, by.pk)


def _refuse(user: User, by: User) -> None:
    if not (by.is_active and by.is_superuser):
        raise NotIssued(_("Only an administrator does this."))
    if user.pk == by.pk:
        raise NotIssued(_("Nobody does this for his own log-in: ask another administrator."))
    reason = held_because(user.person, today())
    if reason:
        raise NotIssued(reason)
