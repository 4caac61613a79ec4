"""From the signs to the decision to inspect (V01, V02)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.inspections.models import Inspection
from organization.models import Kind
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.verbs import verb


def refuse_if_not_below(case: Any, act: Act) -> None:
    """Raises Refused for whom the body does not inspect or supervise: who does not stand below it on the day."""
    if case.of_organization and case.organization.kind == Kind.GROUP:
        act.refuse(_("A party group is no organisation that is inspected; its cell is."), "organization")
    if case.of_receiver(act.day):
        return
    if case.of_organization:
        told = {"organization": case.organization, "body": act.body}
        act.refuse(_("%(organization)s does not stand below %(body)s on that day.") % told, "organization")
    act.refuse(_("On that day he is not below this body."), "person")


@verb(
    gettext_lazy("Note signs of violation"),
    consequence=gettext_lazy("The body assesses the signs and decides whether it inspects; he is told nothing yet."),
    moves="note_signs",
    day="day",
)
def note_signs(case: Inspection, act: Act) -> None:
    """With their source (V01; DIS-143). ``data``: person, cell, inspected, source, source_number, signs,
    task_of_superior.
    """
    case.source, case.source_number = act.data["source"], act.data.get("source_number") or ""
    case.signs, case.task_of_superior = act.data["signs"], bool(act.data.get("task_of_superior"))
    refuse_if_not_below(case, act)
    case.note_signs()
    issue_paper(act, "sign_information", case.source_number, signs=case.signs)
    act.telling += [body for body in case.commissions_above(act.day) if body != act.body]
    act.record("signs.noted", person=str(case.whom), sign_source=case.source, number=case.source_number)


@verb(
    gettext_lazy("Propose the inspection"),
    consequence=gettext_lazy("Who presides over the body decides on it."),
    moves="propose",
    day="day",
)
def propose_inspection(case: Inspection, act: Act) -> None:
    """The assessment is recorded before the decision (V02; DIS-143). ``data``: number, assessment."""
    case.assessed_on, case.assessment = act.day, act.data["assessment"]
    case.propose()
    issue_paper(act, "inspection_proposal", act.data["number"], assessment=case.assessment)
    act.record("inspection.proposed", number=act.data["number"], assessment=case.assessment)


@verb(
    gettext_lazy("File the signs without an inspection"),
    consequence=gettext_lazy("It ends here; he is told nothing."),
    moves="drop",
    day="day",
    grave=True,
)
def file_signs(case: Inspection, act: Act) -> None:
    """They give no ground to inspect. ``data``: reason."""
    case.ended_on = act.day
    case.drop()
    act.record("signs.filed", reason=act.data["reason"])


@verb(
    gettext_lazy("Decide on the inspection"),
    consequence=gettext_lazy("Decision, plan and outline are issued; the team is named and makes them known."),
    moves="decide",
    day="day",
    grave=True,
    answers=("inspection_looks_back_no_further",),
)
def decide_inspection(case: Inspection, act: Act) -> None:
    """V02; DIS-142. ``data``: number, content (what is inspected, as it is made known to him), looks_back_to."""
    looks_back_to = act.data["looks_back_to"]
    case.decision_number, case.decided_on, case.looks_back_to = act.data["number"], act.day, looks_back_to
    case.decide()
    issue_paper(act, "inspection_plan", act.data["number"], own=True, content=act.data["content"])
    if "inspection.made_known_within" in act.law and case.organ == "cell":
        act.start_clock("inspection_known", "inspection.made_known_within", act.day)
    act.record("inspection.decided", number=act.data["number"], looks_back_to=looks_back_to.isoformat())
