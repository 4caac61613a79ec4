"""The party age of a member who was outside party life for a time: declared, checked, decided (ADM-83, ADM-84)."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.applicant import inspect_upload
from admission.actions.member_papers import not_before_the_ceremony
from admission.actions.numbering import take_decision_number
from admission.codes import Document as Paper
from admission.models import Dossier
from admission.party_life import OutsideBecause, PartyAgeDecision, TimeOutside
from workflows.acting import Act
from workflows.documents.filing import file_paper, issue_paper
from workflows.verbs import verb


@verb(
    gettext_lazy("Record a time outside party life"),
    consequence=gettext_lazy("The grassroots committee checks it; the superior decides whether it is taken off."),
    day="checked_on",
    prepare=inspect_upload,
    orders=False,
)
def declare_time_outside(dossier: Dossier, act: Act) -> None:
    """The member declared it in writing, the cell checked it with its papers (ADM-84)."""
    not_before_the_ceremony(dossier, act, "checked_on")
    because, since, until = OutsideBecause(act.data["because"]), act.data["since"], act.data["until"]
    if until <= since:
        act.refuse(_("The time ends after it begins."), "until")
    if until > act.day:
        act.refuse(_("The time is over before it is checked."), "until")
    entered = _counts_from(dossier)
    if entered is not None and since < entered:
        text = _("That day lies before %(day)s, from which the party age counts.")
        act.refuse(text % {"day": _shown(entered)}, "since")
    if any(row.since < until and since < row.until for row in dossier.outside_rows):
        act.refuse(_("A time recorded before has days in common with this one."), "since")
    for name in ("declared_on", "paper_on"):
        if act.data[name] > act.day:
            act.refuse(_("The paper is younger than the check of the cell."), name)
    act.add(
        TimeOutside(
            dossier=dossier,
            because=because,
            since=since,
            until=until,
            paper_number=act.data["paper_number"],
            paper_on=act.data["paper_on"],
            declared_on=act.data["declared_on"],
            cell_checked_on=act.day,
        )
    )
    dossier.note("party_age")
    if act.data.get("inspected"):
        file_paper(
            act,
            Paper.OUTSIDE_PAPER,
            "file",
            number=act.data["paper_number"],
            issued_on=act.data["paper_on"],
            issuer="",
            own=True,
        )
    act.record(
        "party_age.declared",
        outside=because.value,
        since=since.isoformat(),
        until=until.isoformat(),
        number=act.data["paper_number"],
        declared_on=act.data["declared_on"].isoformat(),
    )


def _counts_from(dossier: Dossier) -> date | None:
    """The earliest day it can count from, as far as it is known."""
    former = dossier.former
    return former.first_decision_on if former else dossier.decided_on


def _shown(day: date) -> str:
    return day.strftime("%d/%m/%Y")


@verb(
    gettext_lazy("Record the check of the times outside party life"),
    consequence=gettext_lazy("The superior may then decide on the party age."),
    day="checked_on",
    orders=False,
)
def check_times_outside(dossier: Dossier, act: Act) -> None:
    """The grassroots committee checks what the cell sent (ADM-84)."""
    unchecked = [row for row in dossier.outside_rows if row.committee_checked_on is None]
    for row in unchecked:
        if act.day < row.cell_checked_on:
            act.refuse(_("That day lies before the check of the cell."), "checked_on")
        row.committee_checked_on = act.day
        act.add(row)
    act.record("party_age.checked", count=len(unchecked), remarks=act.data["remarks"])


def _decide(dossier: Dossier, act: Act, number: str) -> None:
    """Every time that was declared is decided on anew: taken off, or not."""
    chosen = set(act.data.get("counted") or ())
    first, card = act.data.get("first_decision_on"), act.data.get("card_dated_on")
    rows = dossier.outside_rows
    if not chosen <= {row.public_id for row in rows}:
        act.refuse(_("Choose among the times that were recorded."), "counted")
    if dossier.former is None and (first or card):
        act.refuse(_("Only of a member admitted again."), "first_decision_on" if first else "card_dated_on")
    if first and card:
        act.refuse(_("The card counts only where no decision is kept."), "card_dated_on")
    for name, day in (("first_decision_on", first), ("card_dated_on", card)):
        if day and dossier.former and day >= dossier.former.left_on:
            act.refuse(_("That day lies after the membership had ended."), name)
    start = first or card or _counts_from(dossier)
    for row in rows:
        if start and row.public_id in chosen and row.since < start:
            act.refuse(_("One of the times begins before %(day)s.") % {"day": _shown(start)}, "counted")
        row.counted = row.public_id in chosen
        act.add(row)
    act.add(
        PartyAgeDecision(
            dossier=dossier,
            number=number,
            decided_on=act.day,
            first_decision_on=first or (None if card or not dossier.former else dossier.former.first_decision_on),
            card_dated_on=card,
        )
    )
    dossier.note("party_age")
    act.record(
        "party_age.decided",
        number=number,
        taken_off=[f"{_shown(row.since)} – {_shown(row.until)}" for row in rows if row.counted],
        kept=[f"{_shown(row.since)} – {_shown(row.until)}" for row in rows if not row.counted],
    )


@verb(
    gettext_lazy("Decide on the party age"),
    consequence=gettext_lazy("The times chosen are taken off; the decision gets its number now."),
    day="signed_on",
    grave=True,
)
def decide_party_age(dossier: Dossier, act: Act) -> None:
    """By decision of the superior's standing committee (ADM-84)."""
    act.require_seat_on_day("signed_on")
    number = take_decision_number(act)
    _decide(dossier, act, number)
    issue_paper(act, Paper.PARTY_AGE_DECISION, number, own=True)


@verb(
    gettext_lazy("Record the superior's decision on the party age"),
    consequence=gettext_lazy("The times chosen are taken off, as the superior decided."),
    day="signed_on",
    prepare=inspect_upload,
    orders=False,
)
def record_party_age(dossier: Dossier, act: Act) -> None:
    """Where the grassroots committee is authorised, its superior is on no way of the dossier: what that decided is
    entered here (ADM-84).
    """
    not_before_the_ceremony(dossier, act, "signed_on")
    if not act.data.get("inspected"):
        act.refuse(_("Choose a file."), "file")
    number = act.data["number"]
    _decide(dossier, act, number)
    file_paper(
        act, Paper.PARTY_AGE_DECISION, "file", number=number, issued_on=act.day, issuer=act.data["issuer"], own=True
    )
