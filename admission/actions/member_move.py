"""A probationary member moves: remarks and papers at the place left, taken in and helped on at the new one (T39)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.moving import (
    check_cell,
    end_standing,
    move_standing,
    no_longer_sent_to,
    stand_elsewhere,
    tell_place,
)
from admission.actions.transfer import INSIDE, OUTSIDE
from admission.codes import Document as Paper
from admission.member_models import FormerHelper
from admission.member_move_models import MEMBER_MOVE, MemberMove
from admission.models import Dossier, State
from organization.models import BodyKind, Membership, Person, Standing
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.verbs import verb

#: Where a member goes on, by how far his recognition is.
PROBATION, FILE = "probation", "recognition_file"
_GOES_ON = {PROBATION: "go_on_as_member", FILE: "go_on_as_member"}
CLOCKS = ("member_move_start", "member_move_present")


def going_on(dossier: Dossier) -> MemberMove:
    move = dossier.member_move
    assert move is not None, "a step of a move without a move"
    return move


def _resumed(dossier: Dossier) -> str:
    dossier.go_on_as_member()
    return FILE if dossier.state == State.RECOGNITION_DRAFTING else PROBATION


def _stop_clocks(act: Act) -> None:
    for kind in CLOCKS:
        act.stop_clock(kind)


@verb(
    gettext_lazy("The member moves: open the transfer of party activity"),
    consequence=gettext_lazy(
        "The probation runs on. The member files his self-criticism, his helper the remarks; then both committees write"
        " theirs."
    ),
)
def report_member_move(dossier: Dossier, act: Act) -> None:
    """The cell records the decision that moves him (ADM-71, T39).

    ``data``: decision_number, decided_on, destination (Organization) or outside (text).
    """
    move = MemberMove(dossier=dossier, origin=dossier.organization, opened_on=act.day)
    tell_place(dossier, act, move)
    dossier.member_moves.append(move)
    dossier.note(MEMBER_MOVE)
    act.add(move)
    act.start_clock("member_move_start", "member_move.start_within", move.decided_on)
    _record_opening(act, move)


def _record_opening(act: Act, move: MemberMove) -> None:
    act.record(
        "member_move.opened",
        number=move.decision_number,
        decided_on=move.decided_on.isoformat(),
        place=move.place,
    )


@verb(
    gettext_lazy("Write the remarks of the cell's committee"),
    consequence=gettext_lazy("The grassroots committee writes its own, and introduces the member to the new place."),
    moves="go_on_as_member",
    day="remarked_on",
)
def remark_on_move(dossier: Dossier, act: Act) -> None:
    """With it the transfer has begun (ADM-71; design). ``data``: remarks, remarked_on."""
    move = going_on(dossier)
    if act.day < move.decided_on:
        act.refuse(_("The remarks are older than the decision that moves the member."), "remarked_on")
    move.cell_remarks, move.cell_remarked_on = act.data["remarks"], act.day
    act.add(move)
    dossier.go_on_as_member()
    act.stop_clock("member_move_start")
    issue_paper(act, Paper.TRANSFER_REMARKS, text=move.cell_remarks)
    act.record("member_move.remarked", remarks=move.cell_remarks)


@verb(
    gettext_lazy("Return it to the cell"),
    consequence=gettext_lazy("The cell files what is missing and writes its remarks anew."),
    moves="go_on_as_member",
)
def return_member_move(dossier: Dossier, act: Act) -> None:
    """Papers or remarks are not in order (design). ``data``: reason."""
    move = going_on(dossier)
    _take_back_papers(dossier, act, move, Paper.TRANSFER_REMARKS)
    move.cell_remarks, move.cell_remarked_on = "", None
    act.add(move)
    dossier.go_on_as_member()
    act.start_clock("member_move_start", "member_move.start_within", move.decided_on, law=act.law.at(move.decided_on))
    act.record("member_move.returned", reason=act.data["reason"])


@verb(
    gettext_lazy("Write the remarks and introduce the member to the new place"),
    consequence=gettext_lazy("The papers go with the member, who presents himself at the new place in time."),
    moves={INSIDE: "go_on_as_member", OUTSIDE: "leave_system_as_member"},
    day="sent_on",
    answers=("nothing_stands_against_the_move", "both_committees_remarked"),
    grave=True,
)
def send_member(dossier: Dossier, act: Act) -> str:
    """The grassroots committee lets him go (ADM-71). ``data``: remarks (none of a grassroots cell), cleared,
    cleared_by, letter_number, sent_on.
    """
    move = going_on(dossier)
    if move.cell_remarked_on is not None and act.day < move.cell_remarked_on:
        act.refuse(_("The letter is older than the remarks of the cell."), "sent_on")
    move.committee_remarks, move.cleared_by = act.data.get("remarks") or "", act.data["cleared_by"]
    move.sent_on, move.letter_number = act.day, act.data["letter_number"]
    act.add(move)
    if move.committee_remarks:
        issue_paper(act, Paper.TRANSFER_REMARKS, text=move.committee_remarks)
    issue_paper(act, Paper.MEMBER_INTRODUCTION, move.letter_number, own=True, to=move.place)
    _stop_clocks(act)
    act.record(
        "member_move.sent",
        letter=move.letter_number,
        place=move.place,
        remarks=move.committee_remarks,
        cleared_by=move.cleared_by,
    )
    if move.destination is not None:
        dossier.go_on_as_member()
        act.start_clock("member_move_present", "member_move.present_within", act.day)
        return INSIDE
    move.ended_on = act.day
    end_standing(dossier, act)
    dossier.leave_system_as_member()
    act.stop_all_clocks()
    return OUTSIDE


@verb(
    gettext_lazy("Take in the member"),
    consequence=gettext_lazy(
        "From this day the member belongs to the new cell; the bodies of the place left see the dossier no longer."
    ),
    moves="go_on_as_member",
    day="received_on",
    grave=True,
)
def receive_member(dossier: Dossier, act: Act) -> None:
    """He has presented himself; the way is that of the new cell from here on (T39). ``data``: received_on, cell
    (Organization; the receiver's own where that is a cell).
    """
    assert act.body is not None
    move = going_on(dossier)
    if move.sent_on is not None and act.day < move.sent_on:
        act.refuse(_("The receipt is older than the letter."), "received_on")
    named = act.body.organization if act.body.kind == BodyKind.CELL else act.data.get("cell")
    cell = check_cell(dossier, act, named)
    move_standing(dossier, act, cell, move.decision_number)
    stand_elsewhere(dossier, act, cell)
    move.received_on, move.cell = act.day, cell
    act.add(move)
    dossier.go_on_as_member()
    act.stop_clock("member_move_present")
    act.record("member_move.received", cell=str(cell), place=str(move.origin))


@verb(
    gettext_lazy("Assign a member of the new cell to help"),
    consequence=gettext_lazy(
        "The probation goes on here; the remarks of every helper, of both places, go into the recognition."
    ),
    moves=_GOES_ON,
    day="assigned_on",
)
def assign_member_helper(dossier: Dossier, act: Act) -> str:
    """An official member of the new cell (ADM-71). ``data``: helper (public id), assigned_on."""
    move = going_on(dossier)
    official = Membership.objects.on(act.day).filter(
        standing=Standing.OFFICIAL, organization_id=dossier.organization_id
    )
    helper = Person.objects.filter(public_id=act.data["helper"], memberships__in=official).first()
    if helper is None or helper.pk == dossier.subject_id:
        act.refuse(_("The new helper must be an official member of the new cell."), "helper")
    row, before = dossier.probation_row, dossier.helper
    if before is not None and before.pk != helper.pk:
        act.add(
            FormerHelper(
                dossier=dossier,
                person=before,
                assigned_on=row.helper_since or dossier.ceremony_on or act.day,
                left_on=move.received_on or act.day,
                left_reason=_("The member moved to another cell."),
            )
        )
    dossier.helper, row.helper_since = helper, act.day
    move.ended_on = act.day
    act.add(row)
    act.add(move)
    act.record("member_move.helper", helper=helper.full_name, before=before.full_name if before else "")
    return _resumed(dossier)


@verb(
    gettext_lazy("Correct the move"),
    consequence=gettext_lazy("Whoever was to take the member in sees the dossier no longer; he is introduced anew."),
    moves="go_on_as_member",
    grave=True,
)
def redirect_member_move(dossier: Dossier, act: Act) -> None:
    """Another place or another decision than was recorded, before he is taken in (design). ``data``: see
    report_member_move.
    """
    move = going_on(dossier)
    if move.sent_on is not None:
        no_longer_sent_to(dossier, act)
    tell_place(dossier, act, move)
    _take_back_papers(dossier, act, move, Paper.MEMBER_INTRODUCTION)
    move.sent_on, move.letter_number, move.committee_remarks = None, "", ""
    move.absence_reason, move.absence_excused = "", None
    act.add(move)
    act.stop_clock("member_move_present")
    dossier.go_on_as_member()
    _record_opening(act, move)


@verb(
    gettext_lazy("The move does not take place"),
    consequence=gettext_lazy("The member stays in his cell, as he was."),
    moves=_GOES_ON,
)
def drop_member_move(dossier: Dossier, act: Act) -> str:
    """Before he is taken in he stays after all (design). ``data``: reason."""
    _end(dossier, act)
    act.record("member_move.dropped", reason=act.data["reason"])
    return _resumed(dossier)


@verb(
    gettext_lazy("Record why the member has not presented himself"),
    consequence=gettext_lazy("As long as the reason is accepted, his absence is no ground of a removal."),
)
def explain_absence(dossier: Dossier, act: Act) -> None:
    """What he or the new place gives as the reason (T39); the last one counts. ``data``: reason, accepted."""
    move = going_on(dossier)
    move.absence_reason, move.absence_excused = act.data["reason"], act.data["accepted"]
    act.add(move)
    act.record("member_move.absent", reason=move.absence_reason, accepted=move.absence_excused)


def break_off(dossier: Dossier, act: Act) -> None:
    """Something else becomes of the member: a move that goes on ends with it."""
    if dossier.member_move is not None:
        _end(dossier, act)
        act.record("member_move.broken_off")


def _take_back_papers(dossier: Dossier, act: Act, move: MemberMove, *codes: Paper) -> None:
    """Remarks and letter of a move that does not go on as they say are papers no more."""
    papers = dossier.documents.filter(code__in=codes, replaced_on__isnull=True, filed_on__gte=move.opened_on)
    papers.update(replaced_on=act.on)


def _end(dossier: Dossier, act: Act) -> None:
    move = going_on(dossier)
    if move.received_on is None:
        _take_back_papers(dossier, act, move, Paper.TRANSFER_REMARKS, Paper.MEMBER_INTRODUCTION)
    if move.sent_on is not None and move.received_on is None:
        no_longer_sent_to(dossier, act)
    move.ended_on = act.day
    act.add(move)
    _stop_clocks(act)
