"""What a supervision leads to: its result, what has to be remedied, or an inspection on the signs it found."""

from uuid import uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.codes_inspection import SignSource
from discipline.inspections.flows import InspectionFlow
from discipline.supervision.models import RemediationItem, Supervision
from workflows.acting import Act
from workflows.actions import open_case
from workflows.documents.filing import file_paper, inspected, issue_paper
from workflows.verbs import verb


@verb(
    gettext_lazy("Hand signs of violation to an inspection"),
    consequence=gettext_lazy("An inspection on these signs begins; the supervision itself imposes nothing."),
    moves="find_signs",
    day="day",
    grave=True,
)
def report_signs(case: Supervision, act: Act) -> None:
    """The inspection begins by its own opening act, inside this one; both name each other (DIS-149). ``data``: signs,
    task_of_superior.
    """
    assert act.by is not None
    assert act.body is not None
    source = SignSource.SUPERVISION if case.topic == "supervision" else SignSource.INSPECTION
    opened = open_case(
        InspectionFlow,
        by=act.by,
        body=act.body,
        on=act.on,
        key=uuid5(act.judgement.key, "inspection"),
        data={
            "person": case.subject,
            "cell": case.organization,
            "inspected": case.inspected,
            "day": act.day,
            "source": source.value,
            "source_number": case.decision_number,
            "signs": act.data["signs"],
            "task_of_superior": act.data.get("task_of_superior"),
            "acknowledge": act.data.get("acknowledge"),
        },
        verb="note_signs",
    )
    case.found_signs, case.led_to_id = True, opened.case.pk
    case.find_signs()
    act.record("supervision.signs_found", code_of=opened.case.code, signs=act.data["signs"])


@verb(
    gettext_lazy("Conclude the supervision"),
    consequence=gettext_lazy("What is good, the limits, and what has to be remedied are told; no discipline follows."),
    moves="conclude",
    day="day",
    grave=True,
)
def conclude_supervision(case: Supervision, act: Act) -> None:
    """DIS-147. ``data``: number, strengths, limits."""
    case.strengths, case.limits = act.data["strengths"], act.data["limits"]
    case.concluded_on, case.conclusion_number = act.day, act.data["number"]
    case.conclude()
    act.stop_clock("supervision")
    told = f"{case.strengths}\n\n{case.limits}"
    issue_paper(act, "supervision_notice", act.data["number"], own=True, conclusion=told)
    act.record("supervision.concluded", number=act.data["number"], strengths=case.strengths, limits=case.limits)


@verb(gettext_lazy("Ask for a remedy"), day="day")
def require_remedy(case: Supervision, act: Act) -> None:
    """With its last day and who is responsible. ``data``: what, responsible, due_on."""
    if act.data["due_on"] <= act.day:
        act.refuse(_("The last day lies after the day on which it is asked."), "due_on")
    columns = {name: act.data[name] for name in ("what", "responsible", "due_on")}
    act.add(RemediationItem(**columns))
    act.record(
        "remedy.required", what=columns["what"], responsible=columns["responsible"], until=columns["due_on"].isoformat()
    )


@verb(gettext_lazy("Tick off a remedy"), day="day", prepare=inspected("file"))
def tick_remedy(case: Supervision, act: Act) -> None:
    """With the paper that shows it. ``data``: remedy (row), number, file."""
    row = act.data["remedy"]
    row.refresh_from_db()
    if row.case_id != case.pk or row.done_on is not None:
        act.refuse(_("It has been ticked off already."), "remedy")
    row.proof = file_paper(act, "remedy_proof", "file", number=act.data["number"], issued_on=act.day)
    row.done_on = act.day
    act.add(row)
    act.record("remedy.done", what=row.what, number=act.data["number"])


def not_remedied(case: Supervision) -> str:
    """What stands against filing, in words."""
    return _("Not everything that was asked has been remedied.") if case.open_remedies.exists() else ""


@verb(gettext_lazy("File the supervision"), moves="file", day="day", hindrance=not_remedied)
def file_supervision(case: Supervision, act: Act) -> None:
    """``data``: number (of the index)."""
    case.ended_on = act.day
    case.file()
    act.stop_all_clocks()
    act.record("supervision.filed", number=act.data["number"])
