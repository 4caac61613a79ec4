"""What was entered into a supervision, for its page."""

from datetime import date

from django.utils.translation import gettext as _

from discipline.inspections.panels import dated, his_words
from discipline.supervision.models import RemediationItem, Supervision
from discipline.team import team_lines
from workflows.screens import Panel


def supervision_panels(case: Supervision, on: date) -> list[Panel]:
    subject = [(_("Kind"), case.kind_label), (_("Theme"), case.theme)]
    subject += [(_("Supervised by"), str(case.seated)), (_("Planned for"), f"{case.month:02d}/{case.year}")]
    if case.adopted_on:
        subject.append((_("By the programme"), f"{case.programme_number}, {case.adopted_on:%d/%m/%Y}"))
    subject += [(_("Organisation supervised"), str(case.organization))] if case.of_organization else []
    days = [
        (_("Supervision decided on"), case.decided_on),
        (_("Made known on"), case.deployed_on),
        (_("Report on the supervision of oneself of"), case.reported_on),
        (_("Concluded on"), case.concluded_on),
    ]
    result = [(_("What is good"), case.strengths), (_("Limits and shortcomings"), case.limits)]
    found = [
        Panel(_("Supervision"), subject),
        Panel(_("Course of the supervision"), dated(days)),
        Panel(_("What he says himself"), his_words(case)),
        Panel(_("Team"), team_lines(case.inspectors.select_related("person").order_by("pk"))),
        Panel(_("Result of the supervision"), [line for line in result if line[1]]),
        Panel(_("To be remedied"), remedies(case, on)),
    ]
    return [panel for panel in found if panel.lines]


def remedies(case: Supervision, on: date) -> list[tuple[str, str]]:
    """[(until when and how it stands, what and who)]."""
    return [
        (f"{row.due_on:%d/%m/%Y} – {_stands(row, on)}", f"{row.what}\n{_('Responsible')}: {row.responsible}")
        for row in case.all_remedies
    ]


def _stands(row: RemediationItem, on: date) -> str:
    if row.done_on:
        return f"{_('remedied on')} {row.done_on:%d/%m/%Y}"
    if row.lifted_on:
        return f"{_('no longer asked for since')} {row.lifted_on:%d/%m/%Y}: {row.lifted_because}"
    return _("overdue") if row.due_on < on else _("open")
