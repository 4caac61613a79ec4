"""What was entered into an inspection or a supervision, for its page."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from discipline.codes_inspection import INSPECTION_OUTCOME_LABELS, SOURCE_LABELS, InspectionOutcome, SignSource
from discipline.inspections.models import Consequence, Inspection
from discipline.models import DisciplineCase, Responsibility
from discipline.spoken import spoken
from discipline.team import team_lines
from organization.models import User
from workflows.models import Case
from workflows.screens import PageLink, Panel


def inspection_panels(case: Inspection, on: date) -> list[Panel]:
    days = [
        (_("Signs assessed on"), case.assessed_on),
        (_("Inspection decided on"), case.decided_on),
        (_("Looks back to"), case.looks_back_to),
        (_("Made known on"), case.deployed_on),
        (_("Explanation asked until"), case.asked_until),
        (_("Explanation of"), case.explained_on),
        (_("Meeting of his organisation on"), case.met_on),
        (_("Concluded on"), case.concluded_on),
        (_("Published on"), case.published_on),
    ]
    signs = [(_("Source of the signs"), f"{_(SOURCE_LABELS[SignSource(case.source)])} {case.source_number}".strip())]
    signs += [(_("Inspected by"), str(case.seated)), (_("Signs of violation"), case.signs)]
    signs += [(_("Assessment of the signs"), case.assessment)] if case.assessment else []
    result = []
    if case.outcome:
        outcome = _(INSPECTION_OUTCOME_LABELS[InspectionOutcome(case.outcome)])
        result = [(_("Outcome"), outcome), (_("Number"), case.conclusion_number)]
    if case.org_vote:
        told = spoken("votes", case.org_vote["votes"])
        proposed = _("No discipline") if case.org_vote["none"] else spoken("form", case.org_vote["form"]) or "–"
        lines = f"{told}\n{_('of %(base)s counted; proposed:') % {'base': case.org_vote['base']}} {proposed}"
        result.insert(0, (_("Vote of his organisation"), lines))
    result += consequences(case) if case.deserves_discipline else []
    heard = [(f"{case.heard_on:%d/%m/%Y}, {case.heard_by}", case.heard_opinion)] if case.heard_on else []
    found = [
        Panel(_("Signs"), signs),
        Panel(_("Course of the inspection"), dated(days)),
        Panel(_("What he says himself"), his_words(case)),
        Panel(_("Hearings"), heard),
        Panel(_("Team"), team_lines(case.inspectors.select_related("person").order_by("pk"))),
        Panel(_("Result of the inspection"), result),
    ]
    return [panel for panel in found if panel.lines]


def consequences(case: Inspection) -> list[tuple[str, str]]:
    """[(against whom discipline is deserved, how it goes on)]; of a member who was inspected no more than where it was
    handed over to.
    """
    rows = case.consequences.select_related("person", "led_to", "case__organization").order_by("pk")
    if not case.of_organization:
        return [(_("Handed over to"), row.handed_to) for row in rows if row.handed_to]
    return [(_("Discipline is deserved by"), f"{row}: {_goes_on(row)}") for row in rows]


def _goes_on(row: Consequence) -> str:
    if row.led_to and row.passed_on:
        return _("discipline case %(code)s") % {"code": row.led_to.code}
    return _("handed over to %(receiver)s") % {"receiver": row.handed_to} if row.handed_to else _("not passed on yet")


def dated(days: list[tuple[str, date | None]]) -> list[tuple[str, str]]:
    return [(label, f"{day:%d/%m/%Y}") for label, day in days if day]


def his_words(case: Any) -> list[tuple[str, str]]:
    """[(what it is and its day, his words)] of what he wrote in the system."""
    labels = {
        "explanation": _("Explanation"),
        "self_criticism": _("Self-criticism"),
        "self_report": _("Report on the supervision of oneself"),
        "reserved_opinion": _("Reserved opinion"),
    }
    rows = case.documents.filter(code__in=labels, own=True).order_by("pk")
    told = [(row, row.data.get("account") or row.data.get("opinion")) for row in rows]
    return [(f"{labels[row.code]}, {row.issued_on:%d/%m/%Y}", words) for row, words in told if words]


def linked_pages(case: Any, user: User, on: date) -> list[PageLink]:
    """The cases that this one came from or led to, as far as the user sees them."""
    if isinstance(case, DisciplineCase):
        return _linked_with(case, user, on)
    linked = [(label, row) for label, row in _linked(case) if row is not None]
    seen = set(
        Case.objects.visible_to(user, on).filter(pk__in=[row.pk for _label, row in linked]).values_list("pk", flat=True)
    )
    return [
        PageLink(f"{label} {row.code}", reverse("case", args=[row.public_id]), row.state_label)
        for label, row in linked
        if row.pk in seen
    ]


def _linked_with(case: DisciplineCase, user: User, on: date) -> list[PageLink]:
    """The inspection a discipline case goes on from, and those of members beside that of their organisation. One
    statement.
    """
    linked = Q(pk__in=Inspection.objects.filter(consequences__led_to=case).values("pk"))
    linked |= Q(pk__in=Responsibility.objects.filter(led_to=case).values("case_id"))
    linked |= Q(pk__in=Responsibility.objects.filter(case=case, led_to__isnull=False).values("led_to_id"))
    found = []
    for row in Case.objects.visible_to(user, on).filter(linked).order_by("pk"):
        of = row.flow_class.process_class
        label = _("Case of his organisation") if row.of_organization else _("Case of a member")
        label = _("Inspection") if of is Inspection else label
        found.append(
            PageLink(f"{label} {row.code}", reverse("case", args=[row.public_id]), str(of.states(row.state).label))
        )
    return found


def _linked(case: Any) -> list[tuple[str, Any]]:
    if isinstance(case, Inspection):
        came_from = getattr(case, "supervision", None)  # there is none where no supervision led to it
        rows = case.consequences.exclude(led_to=None).select_related("led_to").order_by("pk")
        led_to = rows if case.deserves_discipline else ()
        return [*((_("Discipline case"), row.led_to) for row in led_to), (_("Supervision"), came_from)]
    return [(_("Inspection"), case.led_to)]
