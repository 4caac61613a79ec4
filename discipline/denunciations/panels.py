"""What was entered into a denunciation, for its page, and the page behind the door; never who denounced."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from discipline.codes_inspection import (
    ALLEGATION_LABELS,
    DENUNCIATION_BAR_LABELS,
    AllegationConclusion,
    DenunciationBar,
)
from discipline.denunciations.identity import may_read
from discipline.denunciations.models import Denunciation
from discipline.denunciations.own_words import written
from organization.models import User
from workflows.screens import PageLink, Panel


def denunciation_panels(case: Denunciation, on: date) -> list[Panel]:
    found = [
        Panel(_("Allegations"), _allegations(case)),
        Panel(_("Screening"), _screening(case)),
        Panel(_("What he says himself"), [(f"{label}, {day:%d/%m/%Y}", text) for day, label, text in written(case)]),
        Panel(_("Team"), _team(case)),
        Panel(_("Who may read who denounced"), _readers(case, on)),
        Panel(_("What follows"), _following(case)),
    ]
    return [panel for panel in found if panel.lines]


def denunciation_pages(case: Denunciation, user: User, on: date) -> list[PageLink]:
    """The link is shown to those alone whom the page lets in."""
    if not may_read(case, user, on):
        return []
    return [PageLink(_("Who denounced"), reverse("denouncer", args=[case.public_id]), _("each reading is recorded"))]


def _allegations(case: Denunciation) -> list[tuple[str, str]]:
    lines = []
    for row in case.allegations.order_by("number"):
        concluded = _(ALLEGATION_LABELS[AllegationConclusion(row.conclusion)]) if row.conclusion else ""
        lines.append((f"{row.number}.", "\n".join(filter(None, [row.described, concluded, row.reasons]))))
    return lines


def _screening(case: Denunciation) -> list[tuple[str, str]]:
    lines = [
        (_("Handled by"), str(case.handler)),
        (_("Received on"), f"{case.received_on:%d/%m/%Y}"),
        (_("Persons who signed"), _("anonymous") if case.anonymous else str(case.signatories)),
    ]
    if case.grounds is not None:
        bars = [_(DENUNCIATION_BAR_LABELS[DenunciationBar(code)]) for code in case.grounds]
        lines.append((_("Against handling it"), "; ".join(bars) or _("nothing")))
    if case.org_skipped:
        lines.append((_("No meeting of his organisation"), case.org_skipped))
    return lines


def _team(case: Denunciation) -> list[tuple[str, str]]:
    rows = case.team.select_related("person").order_by("pk")
    return [(str(row.person), f"{row.since:%d/%m/%Y} – {row.until:%d/%m/%Y}") for row in rows]


def _readers(case: Denunciation, on: date) -> list[tuple[str, str]]:
    rows = case.identity_readers.filter(until__gt=on).select_related("user__person").order_by("pk")
    return [(str(row.user), f"{row.reason}; {row.since:%d/%m/%Y} – {row.until:%d/%m/%Y}") for row in rows]


def _following(case: Denunciation) -> list[tuple[str, str]]:
    lines = [(_("Discipline case"), case.discipline.code)] if case.discipline else []
    lines += [(_("Cleared"), case.rehabilitated)] if case.rehabilitated else []
    return lines + ([(_("Bad faith"), case.bad_faith)] if case.bad_faith else [])
