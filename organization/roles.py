"""The roles of seats, and which two seats of one body cannot be held at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.dated import share_a_day
from organization.kinds import BodyKind

if TYPE_CHECKING:
    from organization.models import Seat


class Role(models.TextChoices):
    SECRETARY = "secretary", gettext_lazy("Secretary")  # bí thư
    DEPUTY_SECRETARY = "deputy_secretary", gettext_lazy("Deputy secretary")  # phó bí thư
    MEMBER = "member", gettext_lazy("Member")  # ủy viên
    CLERK = "clerk", gettext_lazy("Clerk")  # cán bộ giúp việc
    HEAD = "head", gettext_lazy("Head")  # trưởng ban, chánh văn phòng, chủ nhiệm
    DEPUTY_HEAD = "deputy_head", gettext_lazy("Deputy head")
    OFFICER = "officer", gettext_lazy("Officer")  # chuyên viên


#: What the two are called in an inspection commission.
_IN_COMMISSION = {
    Role.HEAD: gettext_lazy("Chairperson of the commission"),
    Role.DEPUTY_HEAD: gettext_lazy("Deputy chairperson of the commission"),
}


def role_label(role: str, body_kind: str) -> str:
    """The role as it is called in a body of this kind."""
    known = Role(role)
    own = _IN_COMMISSION.get(known) if body_kind == BodyKind.INSPECTION else None
    return str(own or known.label)


#: Roles that make a person a member of the collective, counted in its vote.
VOTING_ROLES = (Role.SECRETARY, Role.DEPUTY_SECRETARY, Role.MEMBER, Role.HEAD, Role.DEPUTY_HEAD)
#: Roles that one person at a time holds in a body.
SINGLE_ROLES = (Role.SECRETARY, Role.HEAD)


def clash(seat: Seat, other: Seat) -> tuple[str, str] | None:
    """(the field of ``seat`` that is wrong, why) when both cannot be held at once; ``other`` comes with its person.

    One person has one seat in a body, and one person is its secretary or head.
    """
    if seat.body_id != other.body_id or not share_a_day(seat, other):
        return None
    held = {"name": other.person.full_name, "role": other.get_role_display(), "since": f"{other.since:%d/%m/%Y}"}
    if seat.person_id == other.person_id:
        if seat.role == other.role:
            return "since", _("The person already holds this seat in this time.")
        told = _(
            "%(name)s sits in this body already (%(role)s, from %(since)s): one person, one seat. End that one first."
        )
        return "role", told % held
    if seat.role == other.role and seat.role in SINGLE_ROLES:
        told = _("The body has this role once, and %(name)s holds it (%(role)s, from %(since)s). End that seat first.")
        return "role", told % held
    return None
