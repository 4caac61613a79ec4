"""The administrator sets no password: he hands over a code in person, and its owner chooses one."""

import logging
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from organization.clock import today
from organization.log_ins import held_because
from organization.models import ALPHABET, User
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
    """A code for the user, shown once; an earlier one counts no more. Raises NotIssued.

    Nobody gets one while his vote depends on his log-in, and nobody issues his own: he knows his password, or asks
    another.
    """
    _refuse(user, by)
    now = timezone.now()
    EntryCode.objects.filter(user=user, used_at__isnull=True, until__gt=now).update(until=now)
    code = "".join(secrets.choice(ALPHABET) for _i in range(LETTERS))
    until = now + timedelta(seconds=settings.ENTRY_CODE_SECONDS)
    EntryCode.objects.create(user=user, digest=make_password(code), issued_by=by, issued_at=now, until=until)
    log.warning("entry code issued: for account %s, by account %s", user.pk, by.pk)
    return "-".join(code[start : start + 4] for start in range(0, LETTERS, 4))


@sensitive_variables()
def owner_of(username: str, typed: str) -> EntryCode | None:
    """The code that was issued to this user name and counts; None otherwise, and it takes as long to say so."""
    code = "".join(one for one in typed.upper() if one.isalnum())
    rows = EntryCode.objects.filter(user__username=username, user__is_active=True, used_at__isnull=True)
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
    log.warning("second factor: reset asked for account %s by account %s", user.pk, by.pk)
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
    log.warning("second factor: reset granted for account %s by account %s", user.pk, by.pk)


def _refuse(user: User, by: User) -> None:
    if user.pk == by.pk:
        raise NotIssued(_("Nobody does this for his own log-in: ask another administrator."))
    reason = held_because(user.person, today())
    if reason:
        raise NotIssued(reason)
