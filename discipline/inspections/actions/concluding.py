"""The conclusion, its publication, and discipline that goes on from it (V07 to V10)."""

from typing import Any
from uuid import uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.violations import told_violation
from discipline.codes import SubjectKind
from discipline.flows import DisciplineFlow
from discipline.inspections.models import Consequence, Inspection
from organization.models import CELLS, Membership, Person, Standing
from workflows.acting import Act
from workflows.actions import open_case
from workflows.documents.filing import issue_paper
from workflows.verbs import verb

#: What became of an organisation that has ended, and before whom it answers (DIS-16).
_STANDING = ("standing", "above", "standing_reason")


def not_passed_on(case: Inspection) -> str:
    """What stands against closing the file, in words."""
    if case.waiting:
        names = ", ".join(str(row) for row in case.waiting)
        message = _("Discipline is deserved by %(names)s: go on with it, or hand it over, before the file is closed.")
        return message % {"names": names}
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
    """By the meeting of the body (V07; DIS-144). ``data``: number, outcome, conclusion; of an organisation, where
    discipline is deserved, by whom: against_organization, against_persons (who belong to it).
    """
    case.outcome, case.concluded_on, case.conclusion_number = act.data["outcome"], act.day, act.data["number"]
    deserving = _deserving(case, act)
    case.conclude()
    act.stop_clock("inspection")
    issue_paper(act, "inspection_conclusion", act.data["number"], conclusion=act.data["conclusion"])
    act.record("inspection.concluded", number=act.data["number"], inspection_outcome=case.outcome)
    for person in deserving:
        act.add(Consequence(person=person))
    if case.of_organization and deserving:
        act.record("discipline.deserved", names=", ".join(str(one or case.organization) for one in deserving))


def _deserving(case: Inspection, act: Act) -> list[Person | None]:
    """Against whom discipline is deserved, None for the organisation inspected. Raises Refused where nobody is named,
    or somebody without need.
    """
    if not case.of_organization:
        return [case.subject] if case.deserves_discipline else []
    itself, persons = bool(act.data.get("against_organization")), list(act.data.get("against_persons") or ())
    if not case.deserves_discipline:
        if itself or persons:
            act.refuse(_("By this outcome no discipline is deserved: name nobody."), "outcome")
        return []
    if not (itself or persons):
        message = _("Name by whom discipline is deserved: the organisation, persons who belong to it, or both.")
        act.refuse(message, "against_organization")
    strangers = [str(one) for one in persons if one.pk not in case.concerned(act.on)]
    if strangers:
        message = _("They do not belong to the organisation inspected: %(names)s")
        act.refuse(message % {"names": ", ".join(strangers)}, "against_persons")
    return [*([None] if itself else []), *persons]


@verb(
    gettext_lazy("Go on with discipline"),
    consequence=gettext_lazy("A discipline case begins at the step that the inspection has not done yet."),
    day="day",
    grave=True,
)
def go_on_with_discipline(case: Inspection, act: Act) -> None:
    """Within the power of this body (V09). ``data``: against (Consequence; may be left out where one is waiting),
    columns of the violation, expected_form; of a person matter, managed_above, of an organisation dissolution_ground,
    and where it has ended standing, above, standing_reason.
    """
    _open(case, act, _meant(case, act), receiver=None)


@verb(
    gettext_lazy("Hand over to the competent body"),
    consequence=gettext_lazy("Outside the power of this body: the competent one takes the case with its conclusion."),
    day="day",
    grave=True,
)
def hand_to_competent(case: Inspection, act: Act) -> None:
    """V10. ``data``: as above, receiver (Body) or receiver_name, number, reason."""
    row = _meant(case, act)
    if act.data.get("receiver"):
        _open(case, act, row, receiver=act.data["receiver"])
    else:
        row.handed_to = act.data["receiver_name"]
        act.add(row)
    named = str(act.data.get("receiver") or row.handed_to)
    issue_paper(act, "hand_over_letter", act.data["number"], reason=act.data["reason"])
    act.record("case.handed_over", receiver=named, number=act.data["number"], reason=act.data["reason"])


def _meant(case: Inspection, act: Act) -> Consequence:
    """Against whom it goes on. Raises Refused."""
    named: Consequence | None = act.data.get("against")
    if named is None and len(case.waiting) == 1:
        return case.waiting[0]
    found = next((row for row in case.waiting if named is not None and row.pk == named.pk), None)
    if found is None:
        act.refuse(_("Name against whom it goes on: one of those the conclusion names, and each once."), "against")
    return found


def _open(case: Inspection, act: Act, row: Consequence, receiver: Any) -> None:
    """Begin the discipline case by its own opening act, inside this one; both name each other."""
    assert act.by is not None
    assert act.body is not None
    itself = row.person is None
    whom = _counted(row.person, act) if row.person else _itself(case)
    conclusion = case.documents.filter(code="inspection_conclusion").latest("pk")
    opened = open_case(
        DisciplineFlow,
        by=act.by,
        body=act.body,
        on=act.on,
        key=uuid5(act.judgement.key, "discipline"),
        data={
            **whom,
            "day": act.day,
            "source_number": case.conclusion_number,
            "source_on": case.concluded_on,
            "matter": "" if itself else act.data["matter"],
            "expected_form": act.data["expected_form"],
            "managed_above": not itself and act.data.get("managed_above"),
            "dissolution_ground": act.data.get("dissolution_ground") if itself else "",
            "receiver": receiver,
            "number": act.data.get("number") or "",
            "reason": act.data.get("reason") or "",
            "violation": {
                **told_violation(row.person or case.organization, act, whom["subject_kind"]),
                "conclusion": conclusion.data["conclusion"],
            },
            # what was done with the organisation was not done with a person of it
            "done": _done(case) if itself == case.of_organization else None,
            "concluded_by": case,
            **({name: act.data.get(name) for name in _STANDING} if itself else {}),
            "acknowledge": act.data.get("acknowledge"),
        },
        verb="continue_inspection",
    )
    row.led_to_id = opened.case.pk
    act.add(row)
    act.record("discipline.opened", code_of=opened.case.code)


def _done(case: Inspection) -> dict[str, Any]:
    """What the inspection has done of the examination, as ``continue_inspection`` takes it over."""
    plan = case.documents.filter(code="inspection_plan").latest("pk")
    heard = {
        "held_on": case.heard_on,
        "representative": case.heard_by,
        "mandate": case.heard_mandate,
        "opinion": case.heard_opinion,
    }
    return {
        "plan": {
            "number": case.decision_number,
            "on": case.decided_on,
            "known_on": case.deployed_on,
            "allegations": plan.data["content"],
        },
        "criticism": case.documents.filter(code="self_criticism").order_by("-pk").first(),
        "hearing": heard if case.heard_on else None,
        "vote": {**case.org_vote, "held_on": case.met_on} if case.org_vote else None,
    }


def _itself(case: Inspection) -> dict[str, Any]:
    """The organisation inspected, as ``_counted`` tells of a person; "accused" beside it."""
    return {"person": case.subject, "accused": case.organization, "subject_kind": SubjectKind.ORGANIZATION}


def _counted(person: Person, act: Act) -> dict[str, Any]:
    """{"person", "cell" in which he is counted on the day, or was last (he stays answerable, DIS-16; a rule of this
    system), "subject_kind"}. Raises Refused.
    """
    members = (Standing.OFFICIAL, Standing.PROBATIONARY)
    rows = Membership.objects.filter(person=person, standing__in=members, organization__kind__in=CELLS)
    row = rows.filter(since__lte=act.day).order_by("-since", "-pk").first()
    if row is None:
        act.refuse(_("On that day he is counted in no cell."), "day")
    probationary = row.standing == Standing.PROBATIONARY
    kind = SubjectKind.PROBATIONARY if probationary else SubjectKind.OFFICIAL
    return {"person": person, "cell": row.organization, "subject_kind": kind}


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
