"""A member's move on the pages: for the panel of a dossier, its record, its clocks, and the member's own file."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from admission.member_move_models import MemberMove
from admission.models import Dossier

MEMBER_MOVE_CLOCKS = {
    "member_move_start": gettext_noop("Beginning of the transfer of party activity"),
    "member_move_present": gettext_noop("The member presents himself at the new place"),
}
#: What an office looks ahead to (design).
MEMBER_MOVE_WINDOWS = dict.fromkeys(MEMBER_MOVE_CLOCKS, (15, 7))
MEMBER_MOVE_SENTENCES = {
    "member_move.opened": gettext_noop("Decision %(number)s of %(decided_on)s moves the member to %(place)s."),
    "member_move.remarked": gettext_noop("Remarks of the cell's committee: %(remarks)s"),
    "member_move.returned": gettext_noop("Returned to the cell: %(reason)s"),
    "member_move.sent": gettext_noop(
        "Introduced to %(place)s by letter %(letter)s. Remarks of the committee: %(remarks)s Nothing stands against it:"
        " %(cleared_by)s."
    ),
    "member_move.absent": gettext_noop("Why the member has not presented himself: %(reason)s Accepted: %(accepted)s."),
    "member_move.received": gettext_noop("Taken in by %(cell)s; before in %(place)s."),
    "member_move.helper": gettext_noop("%(helper)s helps the member from now on, before %(before)s."),
    "member_move.dropped": gettext_noop("The move does not take place: %(reason)s"),
    "member_move.broken_off": gettext_noop("The move that went on ends with this."),
}
#: {step: kind of the event that says what it has to answer}.
MEMBER_MOVE_ASKED = {
    "member_remarks": "member_move.opened",
    "member_letter": "member_move.remarked",
    "member_intake": "member_move.sent",
}


def member_moves(dossier: Dossier) -> list[tuple[str, str]]:
    """Each move in a few lines."""
    return [(str(move), "\n".join(_lines(move))) for move in dossier.member_moves]


def _lines(move: MemberMove) -> list[str]:
    lines = [_("decision %(number)s of %(day)s") % {"number": move.decision_number, "day": _day(move.decided_on)}]
    if move.cell_remarked_on:
        said = {"day": _day(move.cell_remarked_on), "remarks": move.cell_remarks}
        lines.append(_("remarks of the cell's committee of %(day)s: %(remarks)s") % said)
    if move.committee_remarks:
        lines.append(_("remarks of the committee: %(remarks)s") % {"remarks": move.committee_remarks})
    if move.sent_on:
        lines.append(_("sent on %(day)s with %(number)s") % {"day": _day(move.sent_on), "number": move.letter_number})
    if move.absence_reason:
        lines.append(_("has not presented himself: %(reason)s") % {"reason": move.absence_reason})
    if move.received_on:
        lines.append(_("taken in on %(day)s by %(cell)s") % {"day": _day(move.received_on), "cell": move.cell})
    elif move.ended_on and not move.outside:
        lines.append(_("did not take place"))
    return lines


def own_move(dossier: Dossier) -> list[str]:
    """What the member has to know of the move that goes on; nothing of remarks and statements."""
    move = dossier.member_move
    if move is None:
        return []
    lines = [_("You move from %(origin)s to %(place)s.") % {"origin": move.origin, "place": move.place}]
    if move.received_on:
        return [*lines, _("You were taken in on %(day)s; a new helper is being assigned.") % _of(move.received_on)]
    if move.sent_on is None:
        return [*lines, _("File your self-criticism for it; both committees then write their remarks.")]
    cited = {"number": move.letter_number, "day": _day(move.sent_on)}
    lines.append(_("Letter %(number)s of %(day)s introduces you there: take your papers along.") % cited)
    due = dossier.deadlines.filter(kind="member_move_present", closed_on__isnull=True).first()
    if due is not None:
        lines.append(_("Present yourself there by %(day)s; if you cannot, tell your cell why.") % _of(due.due_on))
    return lines


def _of(day: date) -> dict[str, str]:
    return {"day": _day(day)}


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
