"""The dossier of an applicant who moved is taken in at the new place, or found faulty there."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission import transfer_places as places
from admission.actions.moving import cell_field, check_cell, move_standing, stand_elsewhere
from admission.actions.sources import start_review
from admission.codes import Document as Paper
from admission.facts_transfer import Transfer as Situation
from admission.models import Dossier, Introducer
from admission.states import LISTED
from admission.transfer_models import Transfer
from organization.models import Body, BodyKind, Membership, Organization, Person, Standing
from workflows import access
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.routes import NoRoute
from workflows.verbs import verb

HELPER, FORWARDED, STRAIGHT_TO_CELL = "helper", "forwarded", "straight_to_cell"
DRAFT, CONSIDER = "draft", "consider"
#: Outcomes named for the step at which the new cell goes on with a person on its list.
ON_LIST = tuple(state.value for state in LISTED)


@verb(
    gettext_lazy("Acknowledge the receipt of the dossier"),
    consequence=gettext_lazy(
        "From this day the dossier belongs to the new cell; the bodies of the place left see it no longer."
    ),
    moves={HELPER: "take_in", FORWARDED: "take_in", STRAIGHT_TO_CELL: "take_in_decision"},
    day="received_on",
    grave=True,
)
def receive_transfer(dossier: Dossier, act: Act) -> str:
    """The way is that of the new cell from here on (T35). ``data``: received_on, cell (Organization; the receiver's own
    where that is a cell).
    """
    assert act.body is not None
    move = dossier.transfer
    assert move is not None
    assert move.destination is not None
    if move.sent_on is not None and act.day < move.sent_on:
        act.refuse(_("The receipt is older than the letter."), "received_on")
    named = act.body.organization if act.body.kind == BodyKind.CELL else act.data.get("cell")
    cell = check_cell(dossier, act, named)
    _check_authority(dossier, act, cell)
    move_standing(dossier, act, cell, move.decision_number)
    stand_elsewhere(dossier, act, cell)
    move.received_on = move.ended_on = act.day
    move.cell = cell
    act.add(move)
    act.record("transfer.received", cell=str(cell), place=str(move.origin))
    situation = Situation(move.situation)
    if situation in (Situation.SENT, Situation.DECISION_CANCELLED):
        act.stop_clock("decision")
        act.stop_clock("transfer_decision")
    if situation == Situation.SENT:
        act.start_clock("transfer_decision", "transfer.decide_within", act.day)
    if situation not in (Situation.SAME_AUTHORITY, Situation.DECISION_SENT_ON):
        dossier.take_in()
        return HELPER
    if act.body.kind != BodyKind.CELL:
        dossier.take_in()
        return FORWARDED
    dossier.take_in_decision()
    _decision_in_hand(dossier, act)
    return STRAIGHT_TO_CELL


@verb(
    gettext_lazy("Assign a new helper"),
    consequence=gettext_lazy(
        "The dossier goes on where the law lets it: with the new cell, or before the new authority."
    ),
    moves={DRAFT: "resume_drafting", CONSIDER: "resume_before_authority", **dict.fromkeys(ON_LIST, "resume_on_list")},
    day="assigned_on",
)
def assign_new_helper(dossier: Dossier, act: Act) -> str:
    """An official member of the new cell helps on; no months together are asked (ADM-64, 65; T35, T36).

    ``data``: helper (public id), assigned_on.
    """
    move = dossier.moved_in
    assert move is not None
    official = Membership.objects.on(act.day).filter(
        standing=Standing.OFFICIAL, organization_id=dossier.organization_id
    )
    helper = Person.objects.filter(public_id=act.data["helper"], memberships__in=official).first()
    if helper is None or helper.pk == dossier.subject_id:
        act.refuse(_("The new helper must be an official member of the new cell."), "helper")
    dossier.helper, move.helper_on = helper, act.day
    act.add(move)
    act.record("transfer.helper", helper=helper.full_name)
    if dossier.authorised_on is None:
        dossier.resume_on_list()
        start_review(act)
        return move.from_state
    if move.situation == Situation.UNRESOLVED:
        _drafted_anew(dossier, act, helper)
        return DRAFT
    _considered_anew(dossier, act, move)
    dossier.resume_before_authority(act.route.has("authorised"))
    return CONSIDER


@verb(
    gettext_lazy("Record the receipt of the decision at the new cell"),
    consequence=gettext_lazy("The ceremony is held here, not at the place left."),
    moves="receive_forwarded",
    day="received_on",
)
def receive_forwarded_decision(dossier: Dossier, act: Act) -> None:
    """The new superior has this cell hold the ceremony (ADM-67b, T37)."""
    dossier.receive_forwarded()
    _decision_in_hand(dossier, act)


@verb(
    gettext_lazy("Report the reason of the delay to the superior"),
    consequence=gettext_lazy("The record keeps the report; the dossier goes on."),
    day="reported_on",
)
def report_delay(dossier: Dossier, act: Act) -> None:
    """The new authority has not decided in time and reports why (ADM-66). ``data``: number, reason, reported_on."""
    move = dossier.moved_in
    assert move is not None
    move.delay_reported_on = act.day
    act.add(move)
    act.record("transfer.delay", number=act.data["number"], reason=act.data["reason"])


@verb(
    gettext_lazy("Report faults found before the ceremony"),
    consequence=gettext_lazy("No ceremony is held until the issuer of the decision has examined it again."),
    grave=True,
)
def report_faults(dossier: Dossier, act: Act) -> None:
    """The new cell reports up what it found (ADM-67d). ``data``: faults."""
    act.record("transfer.faults", faults=act.data["faults"])


@verb(
    gettext_lazy("Petition the issuer to examine its decision again"),
    consequence=gettext_lazy("The issuer sees the dossier again and has to answer in time."),
    day="petitioned_on",
    grave=True,
)
def petition_issuer(dossier: Dossier, act: Act) -> None:
    """The new superior petitions; the issuer's clock runs from the receipt, which in this system is the same day
    (ADM-67d). ``data``: number, petitioned_on, grounds.
    """
    move = dossier.moved_in
    assert move is not None
    move.petition_number, move.petitioned_on = act.data["number"], act.day
    move.reexamined_on = move.upheld = None
    act.add(move)
    issue_paper(act, Paper.TRANSFER_PETITION, act.data["number"], text=act.data["grounds"])
    act.start_clock("transfer_petition", "transfer.reexamine_within", act.day)
    act.record("transfer.petitioned", number=move.petition_number, grounds=act.data["grounds"])


@verb(
    gettext_lazy("Uphold the decision"),
    consequence=gettext_lazy("The new cell holds the ceremony."),
    day="answered_on",
    grave=True,
)
def uphold_decision(dossier: Dossier, act: Act) -> None:
    """The issuer has examined its decision again and stands by it (ADM-67d). ``data``: number, answered_on, reason."""
    assert act.body is not None
    move = dossier.moved_in
    assert move is not None
    move.reexamined_on, move.upheld = act.day, True
    act.add(move)
    act.stop_clock("transfer_petition")
    if act.body.pk not in {body.pk for body in act.route.bodies.values()}:
        # beside the present way: until the end of the day, on which it still reads what it did
        act.leaving[act.body] = access.day_after(act.on)
    issue_paper(act, Paper.TRANSFER_ANSWER, act.data["number"], text=act.data["reason"])
    act.record("transfer.upheld", number=act.data["number"], reason=act.data["reason"])


def _check_authority(dossier: Dossier, act: Act, cell: Organization) -> None:
    """Raises Refused where another committee than the one that takes him in is competent for the cell."""
    assert act.body is not None
    try:
        authority = places.authority_over(cell, act.day, act.law)
    except NoRoute as error:
        act.refuse(str(error), cell_field(act))
    competent = _competent(dossier, act.body)
    if competent is not None and authority.pk != competent:
        act.refuse(_("Another committee admits those who apply in this cell."), cell_field(act))


def _competent(dossier: Dossier, receiver: Body) -> int | None:
    """Id of the organisation whose committee must be competent for the new cell; None where nothing was voted."""
    move = dossier.transfer
    assert move is not None
    if move.situation == Situation.UNRESOLVED:
        return None
    if move.situation == Situation.SAME_AUTHORITY and dossier.issuer is not None:
        return dossier.issuer.organization_id
    return receiver.organization_id


def _decision_in_hand(dossier: Dossier, act: Act) -> None:
    """As any cell that receives a decision (ADM-59, T29): a clock that began at the place left begins again."""
    dossier.received_on = dossier.notified_on = act.day
    if act.law["ceremony.deadline_starts"].value == "receipt":
        act.stop_clock("ceremony")
        act.start_clock("ceremony", "ceremony.deadline", act.day)
    act.record("decision.received", number=dossier.decision_number)


def _drafted_anew(dossier: Dossier, act: Act, helper: Person) -> None:
    """The helper introduces in place of those of the place left; its certificate of the CV counts no more (design)."""
    for row in dossier.introducers.filter(left_on__isnull=True).exclude(person=helper):
        row.left_on, row.left_reason = act.day, _("The applicant moved to another place.")
        act.add(row)
    if not dossier.introducers.filter(person=helper, left_on__isnull=True).exists():
        act.add(
            Introducer(dossier=dossier, person=helper, together_since=act.day, substitute=True, assigned_on=act.day)
        )
    dossier.certified_on = dossier.cv_true = dossier.eligible = None
    dossier.political_issue = dossier.cell_remarks = ""
    if dossier.created_on is None:
        dossier.created_on = act.day
        act.start_clock("stale", "dossier.stale", act.day)
    dossier.resume_drafting()


def _considered_anew(dossier: Dossier, act: Act, move: Transfer) -> None:
    """What the authority of the place left had done is kept in the record and counts no more."""
    dossier.standing_resolved_on = dossier.registered_on = dossier.appraised_on = None
    dossier.extract_sent = None
    if move.situation == Situation.DECISION_CANCELLED:
        dossier.decided_on = dossier.issuer = dossier.received_on = dossier.notified_on = None
        dossier.decision_number = dossier.decision_signer = dossier.cancellation_number = ""
        dossier.cancelled_on = None
