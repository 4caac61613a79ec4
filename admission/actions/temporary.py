"""A person is active elsewhere for a time: the cell there prepares meanwhile, his own goes on voting (ADM-72)."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission import transfer_places as places
from admission.models import Dossier
from admission.states import PREPARING
from admission.temporary_models import STAY, TemporaryStay
from organization.models import CELLS, Organization
from workflows.acting import Act
from workflows.models import Task
from workflows.routes import NoRoute
from workflows.verbs import verb

#: Steps that may wait in a state of PREPARING; each is entered again, with the cell that prepares from then on.
WAITING = (
    "draft",
    "verify",
    "certify",
    "certify_in_cell",
    "certify_above",
    "completion",
    "probation",
    "recognition_file",
    "recognition_supplement",
)
_AGAIN = dict.fromkeys(WAITING, "change_preparer")


def return_day(dossier: Dossier) -> date | None:
    """The day on which the stay that goes on is over."""
    return dossier.open_stay.until if dossier.open_stay is not None else None


@verb(
    gettext_lazy("Record a temporary party activity elsewhere"),
    consequence=gettext_lazy(
        "Until the return the cell there prepares papers and remarks, and sees the dossier; this cell votes."
    ),
    moves=_AGAIN,
    answers=("stay_has_its_length",),
    grave=True,
)
def begin_stay(dossier: Dossier, act: Act) -> str:
    """``data``: place (Organization, a cell) or outside (text), kind, since, until (the day of the return), number."""
    data, since, until = act.data, act.data["since"], act.data["until"]
    place: Organization | None = data.get("place") or None
    outside = data.get("outside") or ""
    if since > act.on:
        act.refuse(_("%(day)s lies in the future.") % {"day": since.strftime("%d/%m/%Y")}, "since")
    if until <= act.on:
        act.refuse(_("That time is over already."), "until")
    if bool(place) == bool(outside):
        act.refuse(_("Name the place: a cell of this system, or a place outside it."), "place")
    stay = TemporaryStay(
        dossier=dossier,
        place=place,
        outside=outside,
        kind=data["kind"],
        number=data["number"],
        since=since,
        until=until,
    )
    if place is not None:
        _check(dossier, act, place)
        act.lending[dossier.temporary_body(place, act.day)] = until
    dossier.stays.append(stay)
    dossier.note(STAY)
    act.add(stay)
    act.record(
        "stay.begun",
        place=str(stay),
        stay=stay.kind,
        number=stay.number,
        since=since.isoformat(),
        until=until.isoformat(),
    )
    return _prepared_anew(dossier)


def _check(dossier: Dossier, act: Act, place: Organization) -> None:
    if place.kind not in CELLS:
        act.refuse(_("Choose a cell."), "place")
    if place.pk == dossier.organization_id:
        act.refuse(_("He is in this cell already."), "place")
    if not places.exists_on(place, act.day):
        values = {"organization": place, "day": act.day.strftime("%d/%m/%Y")}
        act.refuse(_("%(organization)s does not exist on %(day)s.") % values, "place")
    try:
        dossier.temporary_body(place, act.day)
    except NoRoute as error:
        act.refuse(str(error), "place")


@verb(
    gettext_lazy("Extend the temporary party activity"),
    consequence=gettext_lazy("The cell there prepares, and sees the dossier, until the new day of the return."),
    answers=("stay_has_its_length",),
)
def extend_stay(dossier: Dossier, act: Act) -> None:
    """As the host has noted it. ``data``: until, number."""
    stay, until = _open(dossier), act.data["until"]
    assert stay.until is not None
    if until <= stay.until:
        act.refuse(_("The new day lies after the one that was told: %(day)s.") % _day(stay.until), "until")
    if act.on >= stay.until:
        act.refuse(_("That time is over already."), "until")
    before, stay.until = stay.until, until
    act.add(stay)
    if stay.place is not None:
        act.lending[dossier.temporary_body(stay.place, act.day)] = until
    act.record("stay.extended", before=before.isoformat(), until=until.isoformat(), number=act.data["number"])


@verb(
    gettext_lazy("Record that he is back"),
    consequence=gettext_lazy("This cell prepares again; the cell where he was sees the dossier no longer."),
    moves=_AGAIN,
    day="returned_on",
)
def close_stay(dossier: Dossier, act: Act) -> str:
    """Before the day that was told. ``data``: returned_on."""
    stay = _open(dossier)
    if act.day <= stay.since:
        act.refuse(_("He went there on %(day)s.") % _day(stay.since), "returned_on")
    assert stay.until is not None
    stay.until = min(stay.until, act.day)
    return _ended(dossier, act, stay)


@verb(
    gettext_lazy("The temporary party activity is over"),
    moves=_AGAIN,
    day_of=return_day,
    by_system=True,
    orders=False,
)
def end_stay(dossier: Dossier, act: Act) -> str:
    """Derived, on the day of the return itself however late the system comes to it."""
    return _ended(dossier, act, _open(dossier))


def _ended(dossier: Dossier, act: Act, stay: TemporaryStay) -> str:
    if stay.place is not None and dossier.lent_body is not None:
        act.leaving[dossier.lent_body] = act.on
    stay.ended_on = act.day
    act.add(stay)
    act.record("stay.ended", place=str(stay))
    return _prepared_anew(dossier)


def leave_stay(dossier: Dossier, act: Act) -> None:
    """The dossier ends, and with it what another cell was lent of it."""
    stay = dossier.open_stay
    if stay is None:
        return
    if stay.place is not None and dossier.lent_body is not None:
        act.leaving[dossier.lent_body] = act.on
    stay.ended_on = act.day
    act.add(stay)
    act.record("stay.ended", place=str(stay))


def _open(dossier: Dossier) -> TemporaryStay:
    stay = dossier.open_stay
    if stay is None:
        raise NoRoute(_("He is not active elsewhere for a time."))
    return stay


def _prepared_anew(dossier: Dossier) -> str:
    """The step that waits, to be entered again where the cell prepares; elsewhere nothing waits for it."""
    if dossier.state not in PREPARING:
        return ""
    dossier.change_preparer()
    task = Task.objects.filter(process_id=dossier.pk, flow_task_type="HUMAN").order_by("-pk").first()
    return str(task.flow_task.name) if task is not None else ""


def _day(day: date) -> dict[str, str]:
    return {"day": day.strftime("%d/%m/%Y")}
