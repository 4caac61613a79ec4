"""What was entered into a complaint, for its page: the ladder, the decision complained of, grounds, parties, answer."""

from datetime import date

from django.utils.translation import gettext as _

from discipline.codes import FORM_LABELS, Form
from discipline.codes_complaint import (
    BAR_LABELS,
    HEARD_LABELS,
    LEVEL_LABELS,
    ORGAN_LABELS,
    OUTCOME_LABELS,
    ComplaintBar,
    ComplaintOutcome,
    Heard,
)
from discipline.complaints.models import Complaint
from discipline.team import team_lines
from workflows.findings import CERTAINTY_LABELS
from workflows.law import Certainty, NotInForce
from workflows.routes import NoRoute
from workflows.screens import Panel


def complaint_panels(case: Complaint, on: date) -> list[Panel]:
    """The whole ladder with the article of each instance; who takes no part, and why; then what was entered."""
    found = [
        Panel(_("Instances"), _ladder(case, on)),
        Panel(_("The complaint"), _complaint(case)),
        Panel(_("Decision complained of"), _contested(case)),
        Panel(_("Take no part in this complaint"), _barred(case)),
        Panel(_("Grounds against it"), _grounds(case)),
        Panel(_("Team"), team_lines(case.team_rows)),
        Panel(_("Parties heard"), _parties(case)),
        Panel(_("Answer"), _answer(case)),
    ]
    return [panel for panel in found if panel.lines]


def _ladder(case: Complaint, on: date) -> list[tuple[str, str]]:
    try:
        steps, bodies = case.ladder(on), case.instances(on).bodies
    except (NoRoute, NotInForce) as error:
        return [(_("Way"), str(error))]
    lines = []
    for number, step in enumerate(steps, 1):
        name = bodies.get(step.place) or f"{_(ORGAN_LABELS[step.organ])}, {_(LEVEL_LABELS[step.level])}"
        provision = step.provision
        article = f"{provision.article} {provision.title}".strip() if provision.article else ""
        known = "" if provision.certainty is Certainty.TEXT else _(CERTAINTY_LABELS[provision.certainty])
        marks = [
            _("this complaint") if step.place == case.place else "",
            _("has answered") if step.place in case.passed else "",
            _("the last instance") if step.final else "",
        ]
        lines.append(
            (f"{number}.", "\n".join(filter(None, [str(name), ", ".join(filter(None, marks)), article, known])))
        )
    return lines


def _complaint(case: Complaint) -> list[tuple[str, str]]:
    lines = [
        (_("Instance"), str(case.ordinal)),
        (_("Addressed to"), str(case.body)),
        (_("Day of the complaint"), f"{case.complained_on:%d/%m/%Y}"),
        (_("Proof of the day"), case.proof),
        (_("Grounds"), case.grounds),
        (_("What he asks for"), case.asked),
    ]
    return [(label, value) for label, value in lines if value]


def _contested(case: Complaint) -> list[tuple[str, str]]:
    decision = case.previous or case.of
    days = [(_("Announced on"), decision.announced_on), (_("Handed over on"), decision.handed_on)]
    return [
        (_("Number"), decision.decision_number or "–"),
        (_("Form of discipline"), _(FORM_LABELS[Form(case.contested_form)]) if case.contested_form else "–"),
        *((label, f"{day:%d/%m/%Y}") for label, day in days if day),
    ]


def _barred(case: Complaint) -> list[tuple[str, str]]:
    """By reason, so that a whole cell takes one line."""
    names: dict[str, list[str]] = {}
    for one in case.who_took_part:
        names.setdefault(one.why, []).append(one.name)
    return [(reason, ", ".join(persons)) for reason, persons in names.items()]


def _grounds(case: Complaint) -> list[tuple[str, str]]:
    return [(_(BAR_LABELS[ComplaintBar(row.ground)]), row.noted) for row in case.bar_rows]


def _parties(case: Complaint) -> list[tuple[str, str]]:
    found = []
    for row in sorted(case.party_rows, key=lambda row: (row.held_on, row.pk)):
        heard_for = _("Heard for %(body)s") % {"body": row.body}
        said = [heard_for, row.representative, _("did not come") if row.refused else "", row.opinion]
        label = f"{row.held_on:%d/%m/%Y}, {_(HEARD_LABELS[Heard(row.party)])}"
        found.append((label, "\n".join(filter(None, said))))
    return found


def _answer(case: Complaint) -> list[tuple[str, str]]:
    if not case.result:
        return []
    days = [(_("Resolved on"), case.voted_on), (_("Signed on"), case.signed_on), (_("Announced on"), case.announced_on)]
    return [
        (_("Result"), _(OUTCOME_LABELS[ComplaintOutcome(case.result)])),
        *([(_("Form of discipline"), _(FORM_LABELS[Form(case.new_form)]))] if case.new_form else []),
        *([(_("Number"), case.decision_number)] if case.decision_number else []),
        *((label, f"{day:%d/%m/%Y}") for label, day in days if day),
        *([(_("Final"), _("no further complaint"))] if case.final else []),
    ]
