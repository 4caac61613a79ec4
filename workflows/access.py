"""The only writer of access rows: bodies (CaseAccess) and named persons (guardian's rows on CasePerson)."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.contrib.auth.models import Permission
from django.db.models import Case as SqlCase
from django.db.models import F, Q, QuerySet, When

from organization.models import Body, User, valid_on
from organization.writing import insert
from workflows.audit.models import Event
from workflows.models import AccessReason, Case, CaseAccess, CasePerson


def reached(case: Case, bodies: Mapping[Body, str], *, event: Event, on: date) -> None:
    """Let the ``bodies`` {body: AccessReason} see the case from the day on. One statement; a body that sees it already
    keeps its row.
    """
    rows = [
        CaseAccess(case_id=case.pk, body=body, since=on, reason=reason, event=event) for body, reason in bodies.items()
    ]
    insert(rows, ignore_conflicts=True)


def day_after(on: date) -> date:
    return on + timedelta(days=1)


def lent(case: Case, body: Body, *, event: Event, on: date, until: date) -> None:
    """Let a body that lies on no way of the case see it until a day told before; told another day, until that one."""
    rows = CaseAccess.objects.filter(case_id=case.pk, body=body)
    if not rows.filter(until__gt=on).update(until=until):
        CaseAccess.objects.create(
            case_id=case.pk, body=body, since=on, until=until, reason=AccessReason.ASKED, event=event
        )


def left(case: Case, body: Body, *, on: date) -> None:
    """End the body's access on the day. An access given that same day ends the day after: rows never vanish."""
    _end(CaseAccess.objects.filter(case_id=case.pk, body=body), on)


def left_behind(case: Case, staying: Collection[int], *, on: date) -> None:
    """End the access of every body but those ``staying`` (ids), as ``left`` does. One statement, however many."""
    _end(CaseAccess.objects.filter(case_id=case.pk).exclude(body_id__in=staying), on)


def _end(rows: QuerySet[CaseAccess], on: date) -> None:
    given_today = When(since__gte=on, then=F("since") + timedelta(days=1))
    rows.filter(Q(until__isnull=True) | Q(until__gt=on)).update(until=SqlCase(given_today, default=on))


def seeing(case: Case) -> list[Body]:
    """The bodies whose access to the case has no end yet. One statement."""
    rows = CaseAccess.objects.filter(case_id=case.pk, until__isnull=True).select_related("body__organization")
    return [row.body for row in rows.order_by("pk")]


def name_person(case: Case, user: User, *, reason: str, since: date, until: date | None, event: Event) -> CasePerson:
    """Let a named person see the case (team, representative): dated and explained."""
    permission = Permission.objects.get(content_type__app_label="workflows", codename="view_case")
    row, _created = CasePerson.objects.update_or_create(
        content_object_id=case.pk,
        user=user,
        permission=permission,
        defaults={"reason": reason, "since": since, "until": until, "event": event},
    )
    return row


def unname_person(case: Case, person_id: int, *, on: date) -> None:
    """End on the day what a person sees of the case by name; from when it was stays."""
    rows = CasePerson.objects.filter(content_object_id=case.pk, user__person_id=person_id)
    rows.filter(Q(until__isnull=True) | Q(until__gt=on)).update(until=on)


def who_can_see(case: Case, on: date) -> tuple[QuerySet[CaseAccess], QuerySet[CasePerson]]:
    """The bodies and the named persons that see the case on the day, with reason, since and until."""
    bodies = CaseAccess.objects.on(on).filter(case_id=case.pk).select_related("body__organization", "event")
    named = CasePerson.objects.filter(valid_on(on), content_object_id=case.pk).select_related("user__person", "event")
    return bodies.order_by("since", "pk"), named.order_by("since", "pk")
