"""A temporary party activity on the pages: for the panel of a dossier, its record, and the person's own file."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from admission.facts_temporary import STAY_KIND_LABELS, StayKind
from admission.models import Dossier
from admission.temporary_models import TemporaryStay

TEMPORARY_SENTENCES = {
    "stay.begun": gettext_noop(
        "Active at %(place)s for a time from %(since)s, back on %(until)s; %(stay)s, letter %(number)s."
    ),
    "stay.extended": gettext_noop("Back on %(until)s instead of %(before)s, paper %(number)s."),
    "stay.ended": gettext_noop("Back from %(place)s: his own cell prepares again."),
}


def stay_lines(dossier: Dossier) -> list[tuple[str, str]]:
    """Each stay in a line."""
    return [(str(stay), _told(stay)) for stay in dossier.stays]


def _told(stay: TemporaryStay) -> str:
    return _("from %(since)s, back on %(until)s; %(stay)s, letter %(number)s") % {
        "since": _day(stay.since),
        "until": _day(stay.until),
        "stay": _(STAY_KIND_LABELS[StayKind(stay.kind)]),
        "number": stay.number,
    }


def own_stay(dossier: Dossier) -> list[str]:
    """What the person has to know of the stay that goes on."""
    stay = dossier.open_stay
    if stay is None:
        return []
    values = {"place": str(stay), "until": _day(stay.until), "cell": dossier.organization}
    lines = [_("You are active at %(place)s until you are back on %(until)s.") % values]
    if stay.place is not None:
        lines.append(_("The cell there takes your papers and writes remarks; %(cell)s votes.") % values)
    return lines


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""
