"""What was entered into a dossier, for its page: introducers, particulars, verification."""

from datetime import date

from django.utils.translation import gettext as _

from admission.choices import named
from admission.codes import EDUCATION_LABELS, Education
from admission.facts import Facts
from admission.facts_special import SPECIAL_PAPER_LABELS, SpecialPaper
from admission.member_move_words import member_moves
from admission.member_screens import member_panels
from admission.models import Dossier
from admission.record_words import answerable_lines, loss_lines, name_lines, party_age_lines
from admission.states import MEMBERSHIP
from admission.temporary_words import stay_lines
from admission.transfer_words import moves
from admission.ways import way_lines
from workflows.screens import Panel


def panels(dossier: Dossier, on: date) -> list[Panel]:
    """The way of the day, introducers, particulars, and the verification with its replies (items 24 to 26); what is
    empty is left out.
    """
    found = [
        Panel(_("Way of the dossier on %(day)s") % {"day": on.strftime("%d/%m/%Y")}, way_lines(dossier, on)),
        Panel(_("The person has no account"), _without_account(dossier)),
        Panel(_("Moves of the applicant"), moves(dossier)),
        Panel(_("Moves of the member"), member_moves(dossier)),
        Panel(_("Temporary party activity"), stay_lines(dossier)),
        Panel(_("Introducers"), _introducers(dossier)),
        Panel(_("Particulars of the applicant"), _particulars(dossier)),
        Panel(_("Verification"), _verification(dossier)),
        *member_panels(dossier, on),
        Panel(_("Party age"), party_age_lines(dossier, on)),
        Panel(_("Names"), name_lines(dossier)),
        Panel(_("Lost file"), loss_lines(dossier, on)),
        Panel(_("Who proposed and decided"), answerable_lines(dossier)),
    ]
    return [panel for panel in found if panel.lines]


def _without_account(dossier: Dossier) -> list[tuple[str, str]]:
    if dossier.finished or dossier.applicant_has_account:
        return []
    if dossier.state in MEMBERSHIP:
        does = _("The cell files the papers; each entry says that it was the cell.")
    else:
        does = _(
            "The cell files the papers and, on a written request, withdraws; each entry says that it was the cell."
        )
    return [(_("Who acts for him"), does)]


def _introducers(dossier: Dossier) -> list[tuple[str, str]]:
    lines = []
    for row in dossier.introducers.select_related("person").order_by("pk"):
        text = _("in one unit with the applicant since %(day)s") % {"day": row.together_since.strftime("%d/%m/%Y")}
        if row.substitute:
            text += "; " + _("replaces an introducer who left")
        if row.left_on:
            left = {"day": row.left_on.strftime("%d/%m/%Y"), "reason": row.left_reason}
            text += "\n" + _("no longer introduces since %(day)s: %(reason)s") % left
        lines.append((named(row.person), text))
    return lines


def _particulars(dossier: Dossier) -> list[tuple[str, str]]:
    lines = []
    for name, value in dossier.particulars.items():
        if name == "education" and value:
            lines.append((_(Facts.label(name)), _(EDUCATION_LABELS[Education(value)])))
        elif name == "special_papers" and value:
            lines.append(
                (_(Facts.label(name)), "; ".join(_(SPECIAL_PAPER_LABELS[SpecialPaper(code)]) for code in value))
            )
        elif isinstance(value, bool):
            lines.append((_(Facts.label(name)), _("yes") if value else _("no")))
    return lines


def _verification(dossier: Dossier) -> list[tuple[str, str]]:
    """How far it is; whom it is about and what was replied stand on the page of the background check."""
    lines = []
    replies = list(dossier.verifications.values_list("replied_on", flat=True))
    if replies:
        numbers = {"asked": len(replies), "replied": sum(day is not None for day in replies)}
        lines.append((_("Places asked"), _("%(asked)s asked, %(replied)s replied") % numbers))
    if dossier.cell_remarks:
        lines.append((_("Remarks of the cell (item 25)"), dossier.cell_remarks))
    if dossier.certified_on:
        verdict = _("eligible") if dossier.eligible else _("not eligible")
        lines.append((_("Certificate (item 26)"), f"{dossier.certified_on:%d/%m/%Y}: {verdict}"))
    return lines
