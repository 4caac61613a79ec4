"""What is recorded of a member beside the chain, in words: sentences of the record, and its panels."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from admission.answering import KIND, PART_LABELS, Part, noted_answerable
from admission.facts_lost_file import LOST_FILE_LABELS
from admission.lost_files import PARTS
from admission.member_screens import told_by
from admission.models import Dossier, State
from admission.party_life import OUTSIDE_LABELS, OutsideBecause, TimeOutside
from admission.rules.lost_file import lost_file_is_made_good
from admission.rules.party_age import party_age_counts, party_age_start_is_known, time_since_leaving_is_taken_off
from admission.ways import cited
from workflows.screens import Panel

RECORD_SENTENCES = {
    "name.changed": gettext_noop(
        "From %(former)s to %(name)s: application of %(applied_on)s, paper %(paper)s of %(paper_on)s, decision"
        " %(number)s."
    ),
    "member_record.filed": gettext_noop("Paper filed: %(code)s; number %(number)s, kept by: %(kept_by)s."),
    "lost_file.reported": gettext_noop("The file is lost; force majeure: %(force_majeure)s. Cause: %(cause)s"),
    "lost_file.opinion": gettext_noop("Opinion %(number)s of the superior on the lost file: %(opinion)s"),
    "lost_file.restored": gettext_noop("Written anew: %(part)s."),
    "lost_file.closed": gettext_noop("The lost file is made good. Who answers for it: %(responsibility)s"),
    KIND: gettext_noop("For the review of responsibility: %(answerable)s."),
    "party_age.declared": gettext_noop(
        "Outside party life from %(since)s until %(until)s (%(outside)s): declared on %(declared_on)s, paper"
        " %(number)s."
    ),
    "party_age.checked": gettext_noop("Times outside party life checked: %(count)s. %(remarks)s"),
    "party_age.decided": gettext_noop(
        "Decision %(number)s on the party age; taken off: %(taken_off)s; not taken off: %(kept)s."
    ),
}


def own_panels(dossier: Dossier, on: date) -> list[Panel]:
    """What the person concerned reads of it in his own file."""
    found = [Panel(_("Party age"), party_age_lines(dossier, on)), Panel(_("Names"), name_lines(dossier))]
    return [panel for panel in found if panel.lines]


def party_age_lines(dossier: Dossier, on: date) -> list[tuple[str, str]]:
    """The party age of an official member on the day, from what it counts, and every time outside party life."""
    if dossier.state not in (State.OFFICIAL, State.CARD_ISSUED):
        return []
    lines = [(_("Party age"), text) for text in told_by(party_age_counts, dossier, on)]
    lines += [(_("Counted from"), text) for text in told_by(party_age_start_is_known, dossier, on)]
    if dossier.former is not None:
        lines += [
            (_("Since the membership ended"), text) for text in told_by(time_since_leaving_is_taken_off, dossier, on)
        ]
    decision = dossier.party_age_decision
    if decision is not None:
        lines.append((_("Decision on the party age"), f"{decision.number}, {decision.decided_on:%d/%m/%Y}"))
    return lines + [(_("Outside party life"), _outside(row)) for row in dossier.outside_rows]


def _outside(row: TimeOutside) -> str:
    told = {
        "since": f"{row.since:%d/%m/%Y}",
        "until": f"{row.until:%d/%m/%Y}",
        "days": (row.until - row.since).days,
        "why": _(OUTSIDE_LABELS[OutsideBecause(row.because)]),
        "number": row.paper_number,
        "day": f"{row.paper_on:%d/%m/%Y}",
    }
    text = _("from %(since)s until %(until)s, %(days)s days: %(why)s; paper %(number)s of %(day)s") % told
    state = {
        None: _("not decided on yet"),
        True: _("taken off"),
        False: _("not taken off"),
    }[row.counted]
    return f"{text}\n{state}"


def answerable_lines(dossier: Dossier) -> list[tuple[str, str]]:
    """Who proposed and decided an admission that was cancelled, annulled or is done again; and what a rule says of
    that.
    """
    noted = noted_answerable(dossier)
    if noted is None:
        return []
    day, values = noted
    lines = [(_(PART_LABELS[Part(row["part"])]), _answers(row)) for row in values["answerable"] or ()]
    breach = dossier.law(day).get("wrong_admission.proposing_is_breach")
    if breach is not None and values["unqualified"]:
        text = _(
            "To propose or decide an unqualified admission is itself a breach; the inspection commission concludes."
        )
        lines.insert(0, (_("To be noted"), f"{text}\n{cited(breach)}"))
    return lines


def told_answerable(rows: list[dict[str, str]]) -> str:
    """The same in one line, for the record."""
    return "; ".join(f"{_(PART_LABELS[Part(row['part'])])}: {_answers(row)}" for row in rows) or "–"


def _answers(row: dict[str, str]) -> str:
    who = " – ".join(filter(None, [row["body"], row["person"]]))
    return f"{who}, {date.fromisoformat(row['on']):%d/%m/%Y}"


def name_lines(dossier: Dossier) -> list[tuple[str, str]]:
    """The names the member was called by before, each until when and by which papers."""
    if not dossier.noted("names"):
        return []
    lines = []
    for row in dossier.name_changes.order_by("pk"):
        told = {
            "day": f"{row.decided_on:%d/%m/%Y}",
            "number": row.number,
            "paper": row.paper_number,
            "paper_on": f"{row.paper_on:%d/%m/%Y}",
        }
        text = _("until %(day)s; decision %(number)s, paper %(paper)s of %(paper_on)s") % told
        lines.append((row.former, text))
    return lines


def loss_lines(dossier: Dossier, on: date) -> list[tuple[str, str]]:
    """Every loss of the file: its cause, the opinion, what is written anew, and what is still missing."""
    lines = []
    for row in dossier.losses:
        cause = f"{row.cause}\n" + (_("force majeure") if row.force_majeure else _("no force majeure"))
        lines.append((_("Loss found on %(day)s") % {"day": f"{row.found_on:%d/%m/%Y}"}, cause))
        if row.opinion_on:
            lines.append(
                (_("Opinion of the superior"), f"{row.opinion_number}, {row.opinion_on:%d/%m/%Y}\n{row.opinion}")
            )
        parts = [(part, row.made_on(part)) for part in PARTS]
        lines += [(_(LOST_FILE_LABELS[part]), f"{day:%d/%m/%Y}") for part, day in parts if day]
        if row.closed_on is None:
            lines += [(_("State"), text) for text in told_by(lost_file_is_made_good, dossier, on)]
        elif row.responsibility:
            lines.append((_("Who answers for the loss"), row.responsibility))
    return lines
