"""A dissolution carried out: the members moved, files and seal collected, the organisation ended (T26; DIS-66)."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case as SqlCase
from django.db.models import F, Q, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.models import DisciplineCase
from discipline.states import State
from organization.models import CELLS, Body, Membership, Organization, Placement, PowerGrant, Seat
from organization.queries import path_on, secretary_of, subtree_on
from workflows.acting import Act
from workflows.verbs import verb


@verb(
    gettext_lazy("Move members to another cell"),
    consequence=gettext_lazy("From this day on they are counted there; the organisation is being wound up."),
    day="day",
    grave=True,
)
def move_members(case: DisciplineCase, act: Act) -> None:
    """``data``: members (rows of Membership in the organisation or below it), receiving (Organization, a cell)."""
    receiving: Organization = act.data["receiving"]
    _refuse_unfit(case, act, receiving)
    for row in act.data["members"]:
        if row.since >= act.day:
            message = _("%(person)s has been counted there only since %(day)s.")
            act.refuse(message % {"person": row.person, "day": f"{row.since:%d/%m/%Y}"}, "members")
    basis = f"{case.decision_number} {case.signed_on:%d/%m/%Y}" if case.signed_on else case.decision_number
    Membership.objects.filter(pk__in=[row.pk for row in act.data["members"]]).update(until=act.day)
    for row in act.data["members"]:
        there = {"organization": receiving, "standing": row.standing, "since": act.day, "basis": basis[:120]}
        act.add(Membership(person=row.person, **there))
    names = ", ".join(str(row.person) for row in act.data["members"])
    act.record("members.moved", members=names, receiving=str(receiving))


def _refuse_unfit(case: DisciplineCase, act: Act, receiving: Organization) -> None:
    """A cell of the tree of the day, outside the organisation that is dissolved. Raises Refused."""
    if receiving.kind not in CELLS or len(path_on(receiving.pk, act.day)) < 2:
        act.refuse(_("Members are counted in a cell that exists on that day."), "receiving")
    if subtree_on(case.organization_id, act.day).filter(pk=receiving.pk).exists():
        act.refuse(_("This cell belongs to the organisation that is dissolved."), "receiving")


def _already(case: DisciplineCase) -> str:
    if case.state == State.UNDER_COMPLAINT:
        return _("A complaint is being resolved: winding up goes on, the end is recorded afterwards.")
    return ""


@verb(
    gettext_lazy("Conclude the dissolution"),
    consequence=gettext_lazy("The organisation, its bodies and all their seats end on this day."),
    moves="dissolve",
    day="day",
    grave=True,
    hindrance=_already,
)
def conclude_dissolution(case: DisciplineCase, act: Act) -> None:
    """T26; not while the organisation may still complain: nobody would speak for it (DIS-112). ``data``:
    files_collected, seal_collected.
    """
    runs_until = case.complaint_runs_until(act.day)
    if runs_until is not None:
        message = _("The organisation may complain until %(day)s: its end is recorded afterwards.")
        act.refuse(message % {"day": f"{runs_until:%d/%m/%Y}"}, "day")
    if (case.last_answer or case).receipt_awaited(act.law):
        message = _("The organisation has not received the decision: its time to complain has not begun.")
        act.refuse(message, "day")
    for name in ("files_collected", "seal_collected"):
        if not act.data[name]:
            act.refuse(_("The dissolution is concluded when this has been done."), name)
    left = case.remaining(act.day).count()
    if left:
        act.refuse(_("%(n)s members are still counted in the organisation: move them first.") % {"n": left})
    below = subtree_on(case.organization_id, act.day).exclude(pk=case.organization_id)
    if below.exists():
        names = ", ".join(str(place) for place in below.order_by("code")[:3])
        act.refuse(_("Organisations still stand below it: %(names)s. Move or end them first.") % {"names": names})
    case.subject = secretary_of(case.organization_id, act.day) or case.subject
    _end_organization(case.organization, act)
    case.ended_on = act.day
    case.dissolve()
    act.stop_all_clocks(but=("complaint",))
    act.record("organization.dissolved", organization=str(case.organization))


def _end_organization(organization: Organization, act: Act) -> None:
    """Everything of it that is still open ends on the day; what begins on it or later ends the day after it begins. A
    statement for each table.
    """
    day: date = act.day
    ends: tuple[QuerySet[Any], ...] = (
        Organization.objects.filter(pk=organization.pk),
        Body.objects.filter(organization=organization),
        Seat.objects.filter(body__organization=organization),
        Placement.objects.filter(organization=organization),
        PowerGrant.objects.filter(organization=organization),
    )
    begins_later = When(since__gte=day, then=F("since") + timedelta(days=1))
    for found in ends:
        found.filter(Q(until__isnull=True) | Q(until__gt=day)).update(until=SqlCase(begins_later, default=day))
