"""Who is sent from above to lead one body in one case: dated, with its paper and article. Written by acts alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Body, Dated, Person, Role, User
from permissions.catalogue import roles_for

if TYPE_CHECKING:
    from workflows.acting import Act

#: Why he sees the case by name.
REASON = _("Sent from above to lead the body in this case")
#: In the data of a case: whether anybody was ever sent. Spares the question in all others.
SENT = "sent_from_above"


class Mandate(Dated):
    """``person`` leads ``body`` in ``case``, as its secretary would, until the day before ``until``.

    It is no seat: it reaches no other case, and gives no vote. ``paper``: of ``sent_by``, number and day; ``citation``:
    Provision.citation of what lets it be sent.
    """

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="mandates")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("body"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    sent_by = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    paper = models.CharField(_("paper (number, day)"), max_length=120)
    citation = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("mandate to lead a body in a case")
        verbose_name_plural = _("mandates to lead a body in a case")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.person}: {self.body}"


def stands_in(case: Any, user: User, perm: str, body: Body | None, on: date) -> Mandate | None:
    """The mandate by which the user does in this case, without a seat, what takes ``perm`` on ``body``.

    Asked where no seat allows it; one statement, none in a case for which nobody was ever sent.
    """
    if not case.data.get(SENT) or body is None or not user.is_active:
        return None
    if user.person_id is None or Role.SECRETARY not in roles_for(perm, body.kind):
        return None
    rows = Mandate.objects.on(on).filter(case_id=case.pk, body_id=body.pk, person_id=user.person_id)
    return rows.select_related("sent_by").order_by("pk").last()


def led_by(user: User, on: date) -> models.QuerySet[Mandate]:
    """The mandates of the user on the day."""
    mandates: models.QuerySet[Mandate] = Mandate.objects.on(on)
    return mandates.none() if user.person_id is None else mandates.filter(person_id=user.person_id)


def sent_to(cases: Iterable[Any], body: Body, on: date) -> list[Mandate]:
    """Who is sent to lead the body in the cases on the day; no statement where nobody ever was."""
    asked = [case.pk for case in cases if case.data.get(SENT)]
    if not asked:
        return []
    rows = Mandate.objects.on(on).filter(case_id__in=asked, body_id=body.pk)
    return list(rows.select_related("person", "sent_by").order_by("pk"))


def end_with_case(act: Act) -> None:
    """Every mandate of a case that has ended ends with that day, on which the meeting is still to be closed."""
    if act.case.finished is None or not act.case.data.get(SENT):
        return
    ends = act.on + timedelta(days=1)
    rows = list(Mandate.objects.filter(case_id=act.case.pk, until__gt=ends))
    for row in rows:
        row.until = ends
        act.add(row)
    for user in User.objects.filter(person_id__in=[row.person_id for row in rows]):
        act.name(user, str(REASON), ends)
