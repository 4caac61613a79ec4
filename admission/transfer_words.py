"""A move on the pages: what it is in words, for the panel of a dossier, its record and its clocks."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from admission.facts_transfer import TRANSFER_LABELS
from admission.facts_transfer import Transfer as Situation
from admission.models import Dossier
from admission.transfer_models import Transfer

TRANSFER_CLOCKS = {
    "transfer_forward": gettext_noop("Forwarding of the dossier to the new place"),
    "transfer_decision": gettext_noop("Decision of the committee of the new place"),
    "transfer_petition": gettext_noop("New examination of the decision on a petition"),
}
TRANSFER_SENTENCES = {
    "transfer.opened": gettext_noop(
        "Decision %(number)s of %(decided_on)s moves the applicant to %(place)s: %(situation)s."
    ),
    "transfer.dropped": gettext_noop("The transfer does not take place: %(reason)s"),
    "transfer.sent": gettext_noop("Sent to %(place)s: %(paper)s, number %(letter)s."),
    "transfer.received": gettext_noop("Taken in by %(cell)s; before in %(place)s."),
    "transfer.helper": gettext_noop("%(helper)s helps the applicant from now on."),
    "transfer.delay": gettext_noop("Reason of the delay reported, %(number)s: %(reason)s"),
    "transfer.faults": gettext_noop("Faults found before the ceremony: %(faults)s"),
    "transfer.petitioned": gettext_noop("Petition %(number)s to examine the decision again: %(grounds)s"),
    "transfer.upheld": gettext_noop("Decision upheld, answer %(number)s: %(reason)s"),
}


def moves(dossier: Dossier) -> list[tuple[str, str]]:
    """Each move in a few lines, the papers by their situation among them."""
    return [_told(move) for move in dossier.moves]


def _told(move: Transfer) -> tuple[str, str]:
    cited = {"number": move.decision_number, "day": _day(move.decided_on)}
    lines = [_("decision %(number)s of %(day)s") % cited, _(TRANSFER_LABELS[Situation(move.situation)])]
    if move.sent_on:
        lines.append(_("sent on %(day)s with %(number)s") % {"day": _day(move.sent_on), "number": move.letter_number})
    if move.received_on:
        lines.append(_("taken in on %(day)s by %(cell)s") % {"day": _day(move.received_on), "cell": move.cell})
    elif move.ended_on and not move.outside:
        lines.append(_("did not take place"))
    if move.petitioned_on:
        cited = {"number": move.petition_number, "day": _day(move.petitioned_on)}
        lines.append(_("petition %(number)s of %(day)s") % cited)
    return f"{move.origin} → {move.place}", "\n".join(lines)


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
