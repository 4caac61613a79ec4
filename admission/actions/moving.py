"""What every move shares, of an applicant or a member: the place told, who sees no longer, the lists of the cells."""

from typing import Any

from django.utils.translation import gettext as _

from admission import transfer_places as places
from admission.member_move_models import MemberMove
from admission.models import Dossier
from admission.transfer_models import Transfer
from organization.models import BASE_STANDINGS, CELLS, BodyKind, Membership, Organization
from organization.queries import subtree_on
from workflows.acting import Act
from workflows.models import Task
from workflows.routes import NoRoute


def tell_place(dossier: Dossier, act: Act, move: Transfer | MemberMove) -> None:
    """Decision and new place as told. Raises Refused at the field."""
    data, decided_on = act.data, act.data["decided_on"]
    destination: Organization | None = data.get("destination") or None
    outside = data.get("outside") or ""
    if decided_on > act.on:
        act.refuse(_("%(day)s lies in the future.") % {"day": decided_on.strftime("%d/%m/%Y")}, "decided_on")
    if dossier.subject.born_on and decided_on <= dossier.subject.born_on:
        act.refuse(_("The paper's day lies before he was born."), "decided_on")
    if bool(destination) == bool(outside):
        act.refuse(_("Name the new place: an organisation of this system, or a place outside it."), "destination")
    if destination is not None:
        _check_place(dossier, act, destination)
    move.decision_number, move.decided_on = data["decision_number"], decided_on
    move.destination, move.outside = destination, outside


def _check_place(dossier: Dossier, act: Act, destination: Organization) -> None:
    if destination.pk == dossier.organization_id:
        act.refuse(_("He is in this cell already."), "destination")
    if not places.exists_on(destination, act.day):
        values = {"organization": destination, "day": act.day.strftime("%d/%m/%Y")}
        act.refuse(_("%(organization)s does not exist on %(day)s.") % values, "destination")
    try:
        places.authority_over(destination, act.day, act.law)
    except NoRoute as error:
        act.refuse(str(error), "destination")


def cell_field(act: Act) -> str:
    """The field at which the new cell is named; none where a cell takes him in itself."""
    return "" if act.body is not None and act.body.kind == BodyKind.CELL else "cell"


def check_cell(dossier: Dossier, act: Act, cell: Organization | None) -> Organization:
    """The cell that goes on with him, under who takes him in. Raises Refused."""
    assert act.body is not None
    field_name = cell_field(act)
    if cell is None or cell.kind not in CELLS:
        act.refuse(_("Choose the cell that goes on with him."), field_name)
    if cell.pk == dossier.organization_id:
        act.refuse(_("He is in this cell already."), field_name)
    own = cell.pk == act.body.organization_id
    if not own and not subtree_on(act.body.organization_id, act.day).filter(pk=cell.pk).exists():
        values = {"cell": cell, "organization": act.body.organization}
        act.refuse(_("%(cell)s does not stand under %(organization)s on that day.") % values, field_name)
    return cell


def stand_elsewhere(dossier: Dossier, act: Act, cell: Organization) -> None:
    """The dossier belongs to the cell from the act on: the way is computed from there, and who lies on no level of it
    sees the case no longer. Raises Refused where there is no way from there.
    """
    dossier.stand_in(cell)
    act.reroute()
    try:
        act.settled = bool(act.route.bodies)
    except NoRoute as error:
        act.refuse(str(error), cell_field(act))


def no_longer_sent_to(dossier: Dossier, act: Act) -> None:
    """Who was asked to acknowledge the receipt, and is no body of the way here, sees the case no longer."""
    here = {body.pk for body in act.route.bodies.values()}
    waiting = Task.objects.filter(process_id=dossier.pk, flow_task_type="HUMAN").select_related("body")
    task = waiting.order_by("-pk").first()
    if task is not None and task.body is not None and task.body.pk not in here:
        act.leaving[task.body] = act.on


def _open_standing(dossier: Dossier) -> Any:
    return Membership.objects.filter(person=dossier.subject, standing__in=BASE_STANDINGS, until__isnull=True)


def _refuse_later(act: Act, row: Membership | None, field_name: str) -> None:
    if row is None or row.since >= act.day:
        act.refuse(_("The person's standing changed on or after that day; correct the list first."), field_name)


def end_standing(dossier: Dossier, act: Act) -> None:
    """The list of the cell left names him no longer."""
    rows = _open_standing(dossier)
    _refuse_later(act, rows.first(), "sent_on")
    rows.update(until=act.day)


def move_standing(dossier: Dossier, act: Act, cell: Organization, basis: str) -> None:
    """From the list of the cell left to that of the new one, unless the lists say so already. Raises Refused."""
    rows = _open_standing(dossier)
    row = rows.first()
    if row is not None and row.organization_id == cell.pk:
        return
    _refuse_later(act, row, "received_on")
    rows.update(until=act.day)
    act.add(Membership(person=dossier.subject, organization=cell, standing=row.standing, since=act.day, basis=basis))
