"""From the report of a violation to the screening: what is known of it, and who is competent."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.codes import SubjectKind
from discipline.codes_content import contents_open
from discipline.models import DisciplineCase, Violation
from organization.models import Kind
from organization.queries import subtree_on
from workflows.acting import Act
from workflows.verbs import verb

#: What a violation may have of its form, and the columns of its row.
VIOLATION_FIELDS = ("described", "place", "code", "article", "category", "started_on", "ended_on", "discovered_on")


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
)
def register_organization_report(case: DisciplineCase, act: Act) -> None:
    """As ``register_report``, about a party organisation (DIS-07). ``data``: accused, person (who speaks for it where
    it has no secretary).
    """
    refuse_unfit(case, act)
    _register(case, act)


def refuse_unfit(case: DisciplineCase, act: Act) -> None:
    """Raises Refused for an organisation that is not disciplined, or not examined by the body, on the day."""
    assert act.body is not None
    accused = case.organization
    if accused.until is not None and accused.until <= act.day:
        told = {"organization": accused, "day": f"{accused.until:%d/%m/%Y}"}
        act.refuse(_("%(organization)s has ended on %(day)s: nobody stands above it in the tree.") % told, "accused")
    if accused.kind == Kind.GROUP:
        act.refuse(_("A party group is no organisation that is disciplined; its cell is."), "accused")
    if not subtree_on(act.body.organization_id, act.day).filter(pk=accused.pk).exists():
        told = {"organization": accused, "body": act.body}
        act.refuse(_("%(organization)s does not stand below %(body)s on that day.") % told, "accused")


@verb(gettext_lazy("Add a violation"), day="day")
def add_violation(case: DisciplineCase, act: Act) -> None:
    """Another act, examined in the same case (DIS-09; T10)."""
    _add(case, act, case.violations.count() + 1)


def _add(case: DisciplineCase, act: Act, number: int) -> None:
    kept = violation_of(act, SubjectKind(case.subject_kind))
    act.add(Violation(number=number, **kept))
    act.record("violation.added", number=number, described=kept["described"], code=kept["code"])


def violation_of(act: Act, kind: SubjectKind) -> dict[str, Any]:
    """The columns of a violation of the act's data, for a case about the kind: a content that is open to it, at least
    one day, none in the future (DIS-24). Raises Refused.
    """
    values: dict[str, Any] = {name: act.data.get(name) for name in VIOLATION_FIELDS}
    if values["code"] not in contents_open(kind, act.law):
        act.refuse(_("No new violation is entered under this content."), "code")
    if not (values["started_on"] or values["ended_on"] or values["discovered_on"]):
        act.refuse(
            _("A violation needs the day of the act, or the day on which it was discovered (DIS-24)."), "started_on"
        )
    if values["started_on"] and values["ended_on"] and values["ended_on"] < values["started_on"]:
        act.refuse(_("The end lies before the beginning."), "ended_on")
    for name in ("started_on", "ended_on", "discovered_on"):
        if values[name] and values[name] > act.day:
            act.refuse(_("%(day)s lies in the future.") % {"day": f"{values[name]:%d/%m/%Y}"}, name)
    kept = {name: value if value is not None or name.endswith("_on") else "" for name, value in values.items()}
    return {**kept, "category": values["category"] or "ordinary"}


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
