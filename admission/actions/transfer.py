"""An applicant moves before becoming a member: the dossier is sent after him and goes on at the new place."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission import transfer_places as places
from admission.actions.moving import end_standing, no_longer_sent_to, tell_place
from admission.codes import Document as Paper
from admission.facts_transfer import Transfer as Situation
from admission.models import Dossier, State
from admission.rules.transfer import transfer_rule
from admission.states import DECIDED, NOTHING_RESOLVED
from admission.transfer_models import Transfer, was_sent
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.models import Task
from workflows.routes import NoRoute
from workflows.verbs import verb

SEND, CANCEL_FIRST = "send", "cancel_first"
INSIDE, OUTSIDE = "inside", "outside"
#: What goes along, by situation (document types 53 and 92 to 95 of the electronic file).
LETTERS = {
    Situation.UNRESOLVED: Paper.HELPED_CERTIFICATE,
    Situation.RESOLVED: Paper.TRANSFER_LETTER_RESOLVED,
    Situation.SENT: Paper.TRANSFER_LETTER_SENT,
    Situation.SAME_AUTHORITY: Paper.TRANSFER_LETTER_SAME_AUTHORITY,
    Situation.DECISION_SENT_ON: Paper.TRANSFER_LETTER_OTHER_AUTHORITY,
    Situation.DECISION_CANCELLED: Paper.TRANSFER_LETTER_OTHER_AUTHORITY,
}
#: Steps from which a transfer can be opened; dropped, it leads back to them.
FORMER_STEPS = (
    "sympathizer",
    "class_permission",
    "class_permission_above",
    "class_enrolled",
    "class_certified",
    "dossier_permission",
    "dossier_permission_above",
    "draft",
    "verify",
    "certify",
    "certify_in_cell",
    "certify_above",
    "political_review",
    "authorised_review",
    "completion",
    "stale",
    "class_again",
    "cell",
    "section",
    "grassroots",
    "appraisal",
    "supplement_below",
    "supplement",
    "consent",
    "authorised_consent",
    "standing",
    "decision",
    "authorised_decision",
    "receipt",
    "ceremony",
)
_OPENED = {SEND: "move_out", CANCEL_FIRST: "move_out"}
_CONSEQUENCE = gettext_lazy(
    "The law tells from what has been done and decided which way the dossier goes; nothing goes on here meanwhile."
)


@verb(gettext_lazy("The applicant moves: open the transfer"), consequence=_CONSEQUENCE, moves=_OPENED, grave=True)
def open_transfer(dossier: Dossier, act: Act) -> str:
    """The committee that sends the dossier records the decision that moves the applicant (T32 to T34, T37, T38).

    ``data``: decision_number, decided_on, destination (Organization) or outside (text).
    """
    return _open(dossier, act)


@verb(gettext_lazy("Report that the applicant moves"), consequence=_CONSEQUENCE, moves=_OPENED, grave=True)
def report_move(dossier: Dossier, act: Act) -> str:
    """The cell tells its grassroots committee, which sends the dossier (ADM-64, 65). ``data`` as open_transfer."""
    return _open(dossier, act)


@verb(
    gettext_lazy("Correct the transfer"),
    consequence=gettext_lazy("Whoever was to take the dossier in sees it no longer; it is sent anew."),
    moves={SEND: "", CANCEL_FIRST: "await_cancellation"},
    grave=True,
)
def redirect_transfer(dossier: Dossier, act: Act) -> str:
    """Another place or another decision than was recorded, before the receipt (design). ``data``: see open_transfer."""
    move = _going_on(dossier)
    if move.sent_on is not None:
        no_longer_sent_to(dossier, act)
    tell_place(dossier, act, move)
    if dossier.state != State.CANCELLED:
        move.situation = _situation(dossier, act, move, move.from_state)
    move.sent_on, move.letter_number = None, ""
    act.stop_clock("transfer_forward")
    outcome = _to_be_sent(dossier, act, move)
    if outcome == CANCEL_FIRST:
        dossier.await_cancellation()
    return outcome


@verb(
    gettext_lazy("The transfer does not take place"),
    consequence=gettext_lazy("The dossier goes on here where it stood."),
    moves=dict.fromkeys(FORMER_STEPS, "stay"),
)
def drop_transfer(dossier: Dossier, act: Act) -> str:
    """Before the receipt the applicant stays after all: the step that waited waits again (design)."""
    move = _going_on(dossier)
    if move.sent_on is not None:
        no_longer_sent_to(dossier, act)
    dossier.stay()
    move.ended_on = act.day
    act.add(move)
    act.stop_clock("transfer_forward")
    act.record("transfer.dropped", reason=act.data["reason"])
    return move.from_step


@verb(
    gettext_lazy("Send the dossier to the new place"),
    consequence=gettext_lazy("The new place is asked to acknowledge the receipt."),
    moves={INSIDE: "", OUTSIDE: "leave_system"},
    day="sent_on",
    grave=True,
)
def send_transfer(dossier: Dossier, act: Act) -> str:
    """The paper of the situation goes with the dossier (ADM-64 to 67c). ``data``: letter_number, sent_on."""
    move = _going_on(dossier)
    if act.day < move.decided_on:
        act.refuse(_("The letter is older than the decision on the transfer."), "sent_on")
    move.sent_on, move.letter_number = act.day, act.data["letter_number"]
    code = LETTERS[Situation(move.situation)]
    issue_paper(act, code, move.letter_number, to=move.place)
    act.stop_clock("transfer_forward")
    act.record("transfer.sent", letter=move.letter_number, paper=code.value, place=move.place)
    act.add(move)
    if move.destination is not None:
        return INSIDE
    move.ended_on = act.day
    end_standing(dossier, act)
    dossier.leave_system()
    act.stop_all_clocks()
    return OUTSIDE


def _open(dossier: Dossier, act: Act) -> str:
    task = Task.objects.filter(process_id=dossier.pk, flow_task_type="HUMAN").order_by("-pk").first()
    if task is None:
        act.refuse(_("No step of the dossier is open."))
    move = Transfer(
        dossier=dossier,
        origin=dossier.organization,
        from_state=dossier.state,
        from_step=task.flow_task.name,
        opened_on=act.day,
    )
    tell_place(dossier, act, move)
    move.situation = _situation(dossier, act, move, dossier.state)
    moves = dossier.moves
    dossier.note("transfer")
    moves.append(move)
    dossier.move_out()
    return _to_be_sent(dossier, act, move)


def _situation(dossier: Dossier, act: Act, move: Transfer, state: str) -> Situation:
    """Which of the six it is, by what was resolved, sent and decided, by whom and when (ADM-64 to 67c)."""
    decided = state in DECIDED
    same, between = False, 0
    if decided:
        assert dossier.decided_on is not None
        assert dossier.issuer is not None
        between = act.calendar.working_days_between(move.decided_on, dossier.decided_on)
        if move.destination is not None:
            authority = places.authority_over(move.destination, act.day, act.law)
            same = authority.pk == dossier.issuer.organization_id
    return transfer_rule(
        resolved=state not in NOTHING_RESOLVED,
        sent=decided or was_sent(state, lambda: move.from_step),
        decided=decided,
        same_authority=same,
        between=between,
        window=act.law["transfer.decision_window"].value,
    )


def _to_be_sent(dossier: Dossier, act: Act, move: Transfer) -> str:
    if move.destination is not None:
        try:
            places.receiver(Situation(move.situation), move.destination, act.day, act.law)
        except NoRoute as error:
            act.refuse(str(error), "destination")
    act.add(move)
    if move.situation == Situation.SENT:
        # the text does not say from when: from the decision on the transfer (design)
        act.start_clock("transfer_forward", "transfer.forward_within", move.decided_on)
    act.record(
        "transfer.opened",
        number=move.decision_number,
        decided_on=move.decided_on.isoformat(),
        place=move.place,
        situation=move.situation,
    )
    to_cancel = move.situation == Situation.DECISION_CANCELLED and dossier.state != State.CANCELLED
    return CANCEL_FIRST if to_cancel else SEND


def _going_on(dossier: Dossier) -> Transfer:
    move = dossier.transfer
    assert move is not None, "a dossier on its way without a transfer"
    return move
