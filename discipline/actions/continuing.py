"""Discipline that goes on from an inspection without a second one: what was done there is not done again (V09, V10)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.models import DisciplineCase, Hearing, Violation
from organization.models import BodyKind
from workflows.acting import Act
from workflows.documents.models import Document
from workflows.verbs import verb

TO_OTHER, TO_CRITICISM, TO_VERIFYING, TO_CELL, TO_HEARING = "other", "criticism", "verifying", "cell", "hearing"
_CARRIED = ("sha256", "size", "file_name", "content_type", "data", "issued_on", "issuer")


@verb(
    gettext_lazy("Go on with discipline from the inspection"),
    moves={
        TO_OTHER: "come_handed_over",
        TO_CRITICISM: "go_on_to_criticism",
        TO_VERIFYING: "go_on_to_verifying",
        TO_CELL: "go_on_to_cell",
        TO_HEARING: "go_on_to_hearing",
    },
    day="day",
)
def continue_inspection(case: DisciplineCase, act: Act) -> str:
    """An inspection concluded that the violation deserves discipline (DIS-144). ``data``: source_number, source_on,
    matter, expected_form, managed_above, receiver (Body or None), reason; ``violation``: columns of its row; ``plan``:
    {number, on, known_on, allegations}; ``criticism``: Document or None; ``hearing``: columns of its row or None;
    ``voted``: whether his organisation has voted in the inspection.
    """
    data = act.data
    case.source, case.source_number, case.source_on = "inspection", data["source_number"], data["source_on"]
    case.matter, case.expected_form = data["matter"], data["expected_form"]
    case.managed_above, case.facts_concluded = bool(data.get("managed_above")), True
    days = [data["violation"][name] for name in ("ended_on", "started_on", "discovered_on")]
    case.substance_on = next((day for day in days if day), act.day)
    act.add(Violation(number=1, established=True, concluded_on=data["source_on"], **data["violation"]))
    act.telling += [body for body in case.commissions_above(act.day) if body != act.body]
    outcome = _handed_over(case, act) if data.get("receiver") else _gone_on(case, act)
    act.record("inspection.continued", number=case.source_number, form=case.expected_form, matter=case.matter)
    return outcome


def _handed_over(case: DisciplineCase, act: Act) -> str:
    """Another body is competent: it takes the case with its facts concluded, and makes its own plan known (V10)."""
    case.receiver = act.data["receiver"]
    case.come_handed_over()
    named = str(case.receiver)
    act.record("case.handed_over", receiver=named, number=act.data["number"], reason=act.data["reason"])
    return TO_OTHER


def _gone_on(case: DisciplineCase, act: Act) -> str:
    """Plan, self-criticism and hearing are those of the inspection; what is missing of them is asked first (V09)."""
    assert act.body is not None
    of_cell = act.body.kind == BodyKind.CELL
    if not of_cell:
        case.stand_at_body(act.body, act.day)
    powers = case.powers_of(case.decider, act.day)
    if case.expected_form not in powers.decides | powers.proposes:
        message = _("%(body)s has no power over this form: hand the case over to the competent body (V10).")
        act.refuse(message % {"body": act.body}, "expected_form")
    plan, criticism, heard = act.data["plan"], act.data.get("criticism"), act.data.get("hearing")
    case.plan_number, case.plan_on, case.plan_known_on = plan["number"], plan["on"], plan["known_on"]
    case.in_own_file = True
    _keep(act, "plan", number=plan["number"], issued_on=plan["on"], data={"allegations": plan["allegations"]})
    if criticism is None:
        case.decider = "cell"
        case.go_on_to_criticism()
        return TO_CRITICISM
    case.self_criticism_on = criticism.issued_on
    _keep(act, "self_criticism", **{name: getattr(criticism, name) for name in _CARRIED})
    if not of_cell and not act.data.get("voted"):
        # his organisation has met on the facts alone: his cell votes first
        case.decider = "cell"
        case.go_on_to_verifying()
        return TO_VERIFYING
    if heard is not None:
        act.add(Hearing(decider=case.decider, body=case.voting_body(act.day), **heard))
    if of_cell:
        (case.go_on_to_cell if heard is not None else case.go_on_to_verifying)()
        return TO_CELL if heard is not None else TO_VERIFYING
    # its own inspection is its own verification (DIS-61)
    case.verified_above_on = act.data["source_on"]
    case.data = {**case.data, "went_up": True}
    case.go_on_to_hearing()
    return TO_HEARING


def _keep(act: Act, code: str, **columns: Any) -> None:
    given = {"issuer": str(act.body), **columns}
    act.add(Document(code=code, own=True, filed_by=act.by, filed_on=act.on, **given))
