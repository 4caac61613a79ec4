"""From the report of a violation to the screening: what is known of it, and who is competent."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.ended import refuse_outside, take_ended
from discipline.actions.violations import told_violation
from discipline.codes import SubjectKind
from discipline.models import DisciplineCase, Violation
from organization.models import Kind
from organization.queries import subtree_on
from workflows.acting import Act
from workflows.verbs import verb


@verb(
    gettext_lazy("Register a report of a violation"),
    consequence=gettext_lazy("A discipline case begins; the inspection commissions above are told of it."),
    moves="register",
    day="day",
)
def register_report(case: DisciplineCase, act: Act) -> None:
    """A report with its source (T01). ``data``: person, cell, subject_kind, source, source_number, source_on, the first
    violation, and concluded_by (the case that concluded the facts; they are not verified again)."""
    _register(case, act)


def _register(case: DisciplineCase, act: Act) -> None:
    case.source, case.source_number = act.data["source"], act.data.get("source_number") or ""
    case.source_on = act.data.get("source_on")
    case.concluded_by = act.data.get("concluded_by")
    case.facts_concluded = case.concluded_by is not None
    case.register()
    _add(case, act, 1)
    act.telling += [body for body in case.commissions_above(act.day) if body != act.body]
    act.record("report.registered", person=str(case.whom), source=case.source, number=case.source_number)


@verb(
    gettext_lazy("Register a report about an organisation"),
    consequence=gettext_lazy("A discipline case begins; the inspection commissions above are told of it."),
    moves="register",
    day="day",
    answers=("organization_stays_answerable",),
)
def register_organization_report(case: DisciplineCase, act: Act) -> None:
    """As ``register_report``, about a party organisation (DIS-07). ``data``: accused, person (who speaks for it where
    it has no secretary); of one that has ended beside (DIS-16) standing, above, standing_reason.
    """
    refuse_unfit(case, act)
    _register(case, act)


def refuse_unfit(case: DisciplineCase, act: Act) -> None:
    """Raises Refused for an organisation that is not disciplined, or not examined by the body, on the day."""
    assert act.body is not None
    accused = case.organization
    if accused.kind == Kind.GROUP:
        act.refuse(_("A party group is no organisation that is disciplined; its cell is."), "accused")
    if accused.until is not None and accused.until <= act.day:
        take_ended(case, act)
        refuse_outside(case, act)
    elif not subtree_on(act.body.organization_id, act.day).filter(pk=accused.pk).exists():
        told = {"organization": accused, "body": act.body}
        act.refuse(_("%(organization)s does not stand below %(body)s on that day.") % told, "accused")


@verb(gettext_lazy("Add a violation"), day="day")
def add_violation(case: DisciplineCase, act: Act) -> None:
    """Another act, examined in the same case (DIS-09; T10)."""
    _add(case, act, len(case.violation_rows) + 1)


def _add(case: DisciplineCase, act: Act, number: int) -> None:
    values = told_violation(case.whom, act, SubjectKind(case.subject_kind))
    act.add(Violation(number=number, **values))
    act.record("violation.added", number=number, described=values["described"], code=values["code"])


@verb(
    gettext_lazy("Begin the screening"),
    consequence=gettext_lazy("Power, limitation and grounds of deferral are examined."),
    moves="screen",
    day="day",
)
def begin_screening(case: DisciplineCase, act: Act) -> None:
    """The person is identified and his offices known (T02). ``data``: matter, expected_form, managed_above,
    substance_on; of an organisation dissolution_ground beside."""
    case.matter, case.expected_form = act.data.get("matter") or "", act.data["expected_form"]
    case.managed_above = bool(act.data.get("managed_above"))
    if case.of_organization:
        case.dissolution_ground = act.data.get("dissolution_ground") or ""
        case.stand_at_first(act.day, case.expected_form)
    case.substance_on = act.data.get("substance_on") or case.proposed_substance_day(act.day)
    case.screen()
    act.record(
        "case.screened",
        matter=case.matter,
        form=case.expected_form,
        substance_on=case.substance_on.isoformat() if case.substance_on else "",
    )
