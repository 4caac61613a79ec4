"""The only questions about acting: a seat, valid that day, on exactly this body, in a role that has the permission."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from organization.models import Body, Seat, User
from organization.queries import seats_on
from organization.roles import role_label
from permissions.catalogue import Perm, roles_for


@dataclass(frozen=True)
class Answer:
    """``seat`` is the seat that allows it, or None with the reason in words. ``roles``: whose it would be, in words;
    ``held``: the seats of the day in the body, none of which allows it.
    """

    seat: Seat | None
    reason: str = ""
    roles: str = ""
    held: tuple[Seat, ...] = ()

    def __bool__(self) -> bool:
        return self.seat is not None


class NotPermitted(PermissionDenied):
    """No seat of the day allows it; ``str()`` says whose it would be."""


def may(user: User, perm: str, body: Body, on: date, seats: Sequence[Seat] | None = None) -> Answer:
    """Whether ``user`` may use ``perm`` on ``body`` on the day, and through which seat. One statement, or none where
    all his ``seats`` of that day are known: a page has them, an act asks anew.
    """
    if not user.is_active or user.person_id is None:
        return Answer(None, _("This account is not linked to a person with seats."))
    roles = roles_for(perm, body.kind)
    known = seats_on(user.person_id, body.pk, on) if seats is None else seats
    held = [seat for seat in known if seat.body_id == body.pk]
    for seat in held:
        if seat.role in roles:
            return Answer(seat)
    wanted = ", ".join(sorted(role_label(role, body.kind) for role in roles)) or "–"
    told = {"body": body, "day": on.strftime("%d/%m/%Y"), "roles": wanted}
    if held:
        reason = _("In %(body)s only these roles may do it: %(roles)s.") % told
    else:
        reason = _("It takes a seat in %(body)s on %(day)s (%(roles)s).") % told
    return Answer(None, reason, wanted, tuple(held))


def require(user: User, perm: Perm | str, body: Body, on: date) -> Seat:
    """The seat that allows it; raises NotPermitted otherwise."""
    answer = may(user, perm, body, on)
    if answer.seat is None:
        raise NotPermitted(answer.reason)
    return answer.seat
