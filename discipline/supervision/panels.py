"""What was entered into a supervision, for its page."""

from datetime import date

from django.utils.translation import gettext as _

from discipline.codes_inspection import KIND_LABELS, InspectionKind
from discipline.inspections.panels import dated, his_words, team
from discipline.supervision.models import Supervision
from workflows.screens import Panel


def supervision_panels(case: Supervision, on: date) -> list[Panel]:
    subject = [(_("Kind"), _(KIND_LABELS[InspectionKind(case.topic)])), (_("Theme"), case.theme)]
    subject += [(_("Supervised by"), str(case.body)), (_("By the programme"), str(case.item.programme))]
    subject += [(_("Organisation supervised"), str(case.inspected))] if case.inspected else []
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
        Panel(_("Team"), team(case)),
        Panel(_("Result of the supervision"), [line for line in result if line[1]]),
        Panel(_("To be remedied"), remedies(case, on)),
    ]
    return [panel for panel in found if panel.lines]


def remedies(case: Supervision, on: date) -> list[tuple[str, str]]:
    """[(until when and whether it is done, what and who)]."""
    lines = []
    for row in case.remedies.all():
        late = _("overdue") if row.done_on is None and row.due_on < on else _("open")
        stands = f"{_('remedied on')} {row.done_on:%d/%m/%Y}" if row.done_on else late
        lines.append((f"{row.due_on:%d/%m/%Y} – {stands}", f"{row.what}\n{_('Responsible')}: {row.responsible}"))
    return lines
