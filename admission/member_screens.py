"""The words of the member stage: clocks, sentences of the record, and what its panels show."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from admission.choices import named
from admission.complaints import RemovalComplaint, complaints_of
from admission.member_codes import REMOVAL_LABELS, Removal
from admission.models import Dossier
from admission.rules.removal import complaint_is_in_time
from admission.states import MEMBER_STAGE, REMOVING
from workflows import days
from workflows.law import Certainty
from workflows.rules import Rule, Status, judge
from workflows.screens import Panel

MEMBER_CLOCKS = {
    "recognition_cell": gettext_noop("The cell considers the recognition"),
    "recognition_decision": gettext_noop("Decision on the recognition"),
    "member_records": gettext_noop("Member's CV and record card"),
    "complaint_answer": gettext_noop("Answer to the complaint against the removal"),
    "removed_files": gettext_noop("Files of the removed member to the superior"),
}
MEMBER_SENTENCES = {
    "paper.filed_for_member": gettext_noop("Paper filed by the cell for the member, who has no account: %(code)s."),
    "helper.changed": gettext_noop("%(helper)s helps from now on in place of %(before)s: %(reason)s"),
    "vote.below_ratio": gettext_noop(
        "Vote number %(failed)s below the ratio; after %(most)s it goes up (%(article)s %(regulation)s)."
    ),
    "recognition.issued": gettext_noop(
        "Recognition %(number)s, signed by the %(signer)s: official member from %(official_from)s. Late because:"
        " %(explanation)s"
    ),
    "abroad.concluded": gettext_noop(
        "%(committee)s, which manages members abroad, concluded (%(number)s): %(conclusion)s Remarks of the cell at"
        " home: %(remarks)s"
    ),
    "recognition.announced": gettext_noop(
        "Recognition %(number)s announced in the cell; told where he is active for a time: %(elsewhere)s."
    ),
    "card.returned": gettext_noop("A misprinted card went back: %(reason)s"),
    "card.handed_over": gettext_noop("Party card %(number)s handed over; decision %(decision)s."),
    "removal.proposed": gettext_noop("Removal proposed: %(removal)s. %(reason)s"),
    "removal.dropped": gettext_noop("Removal dropped: %(reason)s"),
    "removal.issued": gettext_noop("Removal %(number)s, signed by the %(signer)s: %(removal)s. %(reason)s"),
    "removal.announced": gettext_noop("Removal %(number)s announced to the person."),
    "removal.complained": gettext_noop("He complains against the removal: %(grounds)s"),
    "removal.complaint_answered": gettext_noop("Complaint answered by %(by)s, %(number)s: the removal stands."),
    "removal.cancelled": gettext_noop("Complaint answered by %(by)s, %(number)s: the removal is cancelled."),
    "removal.files_sent": gettext_noop("Files sent to the superior, letter %(letter)s."),
}


def member_panels(dossier: Dossier, on: date) -> list[Panel]:
    """The dates that are never one, the helpers, and the removal with the time for a complaint."""
    if dossier.state not in MEMBER_STAGE:
        return []
    return [
        Panel(_("Dates of the member"), _dates(dossier, on)),
        Panel(_("Members assigned to help"), _helpers(dossier)),
        Panel(_("Removal"), _removal(dossier, on)),
    ]


def _dates(dossier: Dossier, on: date) -> list[tuple[str, str]]:
    """Decision, admission, official date and card are four days (ADM-83)."""
    row = dossier.probation_row
    official = _day(dossier.official_on)
    if row.decided_on is None:
        official += "\n" + _("if recognised, however late that is decided")
    lines = [
        (_("Decision on the admission"), _day(dossier.decided_on)),
        (_("Admitted (ceremony)"), _day(dossier.ceremony_on)),
        (_("Official member from"), official if dossier.state not in REMOVING else ""),
        (_("Decision on the recognition"), _day(row.decided_on)),
        (_("Party card handed over"), _day(row.card_on)),
    ]
    lines += [(_("Why the cell was late"), row.cell_lateness), (_("Why the decision was late"), row.decision_lateness)]
    return [(label, text) for label, text in lines if text]


def told_by(rule: Rule, dossier: Dossier, on: date) -> list[str]:
    """What a rule says on the day, with its articles; nothing where it has no answer."""
    day = max(on, dossier.last_day)
    found = judge([rule], dossier.facts(day), dossier.law(day), days.calendar())[0]
    if found.status not in (Status.HOLDS, Status.BROKEN):
        return []
    said = "" if found.certainty is Certainty.TEXT else f" ({found.certainty_label})"
    return [f"{found.text}\n{found.articles}{said}".strip()]


def _helpers(dossier: Dossier) -> list[tuple[str, str]]:
    lines = []
    for former in dossier.former_helpers.select_related("person").order_by("left_on", "pk"):
        text = _("from %(since)s until %(until)s: %(reason)s") % {
            "since": _day(former.assigned_on),
            "until": _day(former.left_on),
            "reason": former.left_reason,
        }
        if former.without_remarks:
            text += "\n" + _("without remarks: %(why)s") % {"why": former.without_remarks}
        lines.append((named(former.person), text))
    if dossier.helper is not None:
        since = dossier.probation_row.helper_since or dossier.ceremony_on
        lines.append((named(dossier.helper), _("since %(day)s") % {"day": _day(since)}))
    return lines


def _removal(dossier: Dossier, on: date) -> list[tuple[str, str]]:
    row = dossier.probation_row
    if dossier.state not in REMOVING or not row.removal_ground:
        return []
    lines = [
        (_("Ground"), f"{_(REMOVAL_LABELS[Removal(row.removal_ground)])}. {row.removal_reason}".strip()),
        (_("Decision on the removal"), f"{row.removal_number} {_day(row.removed_on)}".strip()),
        (_("Announced to the person on"), _day(row.removal_announced_on)),
    ]
    lines += [(_("Complaint"), text) for text in told_by(complaint_is_in_time, dossier, on)]
    lines += [_complaint(row) for row in complaints_of(dossier)]
    return [(label, text) for label, text in lines if text]


def _complaint(row: RemovalComplaint) -> tuple[str, str]:
    text = f"{_day(row.complained_on)}: {row.grounds}"
    if row.answered_on:
        values = {"by": row.answered_by, "day": _day(row.answered_on), "number": row.answer_number}
        text += "\n" + _("answered by %(by)s on %(day)s, %(number)s") % values
    return _("Complaint of the person"), text


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""
