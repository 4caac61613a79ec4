"""The conclusion, its publication, and discipline that goes on from it (V07 to V10)."""

from typing import Any
from uuid import uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.violations import told_violation
from discipline.codes import SubjectKind
from discipline.flows import DisciplineFlow
from discipline.inspections.models import Inspection
from organization.models import CELLS, Membership, Organization, Standing
from workflows.acting import Act
from workflows.actions import open_case
from workflows.documents.filing import issue_paper
from workflows.verbs import verb


def not_passed_on(case: Inspection) -> str:
    """What stands against closing the file, in words."""
    if case.deserves_discipline and not case.passed_on:
        return _("The violation deserves discipline: go on with it, or hand it over, before the file is closed.")
    return ""


@verb(
    gettext_lazy("Conclude the inspection"),
    consequence=gettext_lazy("One of the four outcomes; where discipline is deserved it follows without another one."),
    moves="conclude",
    day="day",
    grave=True,
    answers=("inspection_outcome_is_one_of_four",),
)
def conclude_inspection(case: Inspection, act: Act) -> None:
    """By the meeting of the body (V07; DIS-144). ``data``: number, outcome, conclusion."""
    case.outcome, case.concluded_on, case.conclusion_number = act.data["outcome"], act.day, act.data["number"]
    case.conclude()
    act.stop_clock("inspection")
    issue_paper(act, "inspection_conclusion", act.data["number"], conclusion=act.data["conclusion"])
    act.record("inspection.concluded", number=act.data["number"], inspection_outcome=case.outcome)


@verb(
    gettext_lazy("Go on with discipline"),
    consequence=gettext_lazy("A discipline case begins at the step that the inspection has not done yet."),
    day="day",
    grave=True,
)
def go_on_with_discipline(case: Inspection, act: Act) -> None:
    """Within the power of this body (V09). ``data``: columns of the violation, matter, expected_form, managed_above."""
    _open(case, act, receiver=None)


@verb(
    gettext_lazy("Hand over to the competent body"),
    consequence=gettext_lazy("Outside the power of this body: the competent one takes the case with its conclusion."),
    day="day",
    grave=True,
)
def hand_to_competent(case: Inspection, act: Act) -> None:
    """V10. ``data``: as above, receiver (Body) or receiver_name, number, reason."""
    if act.data.get("receiver"):
        _open(case, act, receiver=act.data["receiver"])
    else:
        case.handed_to = act.data["receiver_name"]
    named = str(act.data.get("receiver") or case.handed_to)
    issue_paper(act, "hand_over_letter", act.data["number"], reason=act.data["reason"])
    act.record("case.handed_over", receiver=named, number=act.data["number"], reason=act.data["reason"])


def _open(case: Inspection, act: Act, receiver: Any) -> None:
    """Begin the discipline case by its own opening act, inside this one; both name each other."""
    assert act.by is not None
    assert act.body is not None
    plan = case.documents.filter(code="inspection_plan").order_by("-pk").first()
    conclusion = case.documents.filter(code="inspection_conclusion").order_by("-pk").first()
    heard = {
        "held_on": case.heard_on,
        "representative": case.heard_by,
        "mandate": case.heard_mandate,
        "opinion": case.heard_opinion,
    }
    assert plan is not None
    assert conclusion is not None
    kept = {**told_violation(case, act), "conclusion": conclusion.data["conclusion"]}
    cell, subject_kind = _counted(case, act)
    data = {
        "person": case.subject,
        "cell": cell,
        "subject_kind": subject_kind,
        "day": act.day,
        "source_number": case.conclusion_number,
        "source_on": case.concluded_on,
        "matter": act.data["matter"],
        "expected_form": act.data["expected_form"],
        "managed_above": act.data.get("managed_above"),
        "receiver": receiver,
        "number": act.data.get("number") or "",
        "reason": act.data.get("reason") or "",
        "violation": kept,
        "plan": {
            "number": case.decision_number,
            "on": case.decided_on,
            "known_on": case.deployed_on,
            "allegations": plan.data["content"],
        },
        "criticism": case.documents.filter(code="self_criticism").order_by("-pk").first(),
        "hearing": heard if case.heard_on else None,
        "voted": bool(case.org_vote),
        "acknowledge": act.data.get("acknowledge"),
    }
    opened = open_case(
        DisciplineFlow,
        by=act.by,
        body=act.body,
        on=act.on,
        key=uuid5(act.judgement.key, "discipline"),
        data=data,
        verb="continue_inspection",
    )
    case.discipline_id = opened.case.pk
    act.record("discipline.opened", code_of=opened.case.code)


def _counted(case: Inspection, act: Act) -> tuple[Organization, str]:
    """The cell in which he is counted on the day, and as what. Raises Refused."""
    members = (Standing.OFFICIAL, Standing.PROBATIONARY)
    row = Membership.objects.on(act.day).filter(person_id=case.subject_id, standing__in=members).first()
    if row is None or row.organization.kind not in CELLS:
        act.refuse(_("On that day he is counted in no cell."), "day")
    probationary = row.standing == Standing.PROBATIONARY
    return row.organization, (SubjectKind.PROBATIONARY if probationary else SubjectKind.OFFICIAL).value


@verb(
    gettext_lazy("Publish the conclusion"),
    consequence=gettext_lazy("It is told to him and to his organisation, with minutes."),
    moves="publish",
    day="day",
)
def publish_conclusion(case: Inspection, act: Act) -> None:
    """V08. ``data``: number, place."""
    case.published_on = act.day
    conclusion = case.documents.filter(code="inspection_conclusion", replaced_on__isnull=True).latest("pk")
    conclusion.own = True  # the one inspected reads it from the publication on
    act.add(conclusion)
    case.publish()
    issue_paper(act, "publication_minutes", act.data["number"], own=True, place=act.data["place"])
    act.record("conclusion.published", number=act.data["number"], place=act.data["place"])


@verb(gettext_lazy("File the inspection"), moves="file", day="day", hindrance=not_passed_on)
def file_inspection(case: Inspection, act: Act) -> None:
    """V08. ``data``: number (of the index)."""
    case.ended_on = act.day
    case.file()
    act.stop_all_clocks()
    act.record("inspection.filed", number=act.data["number"])
