"""What a supervision leads to: its result, or an inspection on the signs it found; and the closing of its file."""

from uuid import uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.codes_inspection import SignSource
from discipline.inspections.flows import InspectionFlow
from discipline.supervision.models import Supervision
from workflows.acting import Act
from workflows.actions import open_case
from workflows.documents.filing import issue_paper
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
            "inspected": case.organization if case.of_organization else None,
            "day": act.day,
            "source": source.value,
            "source_number": case.decision_number,
            "signs": act.data["signs"],
            "task_of_superior": act.data.get("task_of_superior"),
            "found_by": case,
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


def not_remedied(case: Supervision) -> str:
    """What stands against filing, in words."""
    return _("Not everything that was asked has been remedied.") if case.open_remedies else ""


@verb(gettext_lazy("File the supervision"), moves="file", day="day", hindrance=not_remedied)
def file_supervision(case: Supervision, act: Act) -> None:
    """``data``: number (of the index)."""
    case.ended_on = act.day
    case.file()
    act.stop_all_clocks()
    act.record("supervision.filed", number=act.data["number"])
