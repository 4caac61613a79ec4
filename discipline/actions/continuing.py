"""Discipline that goes on from an inspection without a second one: what was done there is not done again (V09, V10)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.intake import refuse_unfit
from discipline.actions.screening import refuse_accused
from discipline.codes import Form
from discipline.models import DisciplineCase, Hearing, SelfProposal, Violation
from organization.models import Body, BodyKind
from permissions.catalogue import Perm, roles_for
from workflows.acting import Act
from workflows.documents.models import Document
from workflows.verbs import verb

TO_OTHER, TO_SCREENING, TO_CRITICISM, TO_VERIFYING = "other", "screening", "criticism", "verifying"
TO_CELL, TO_HEARING = "cell", "hearing"
_CARRIED = ("sha256", "size", "file_name", "content_type", "data", "issued_on", "issuer")


@verb(
    gettext_lazy("Go on with discipline from the inspection"),
    moves={
        TO_OTHER: "come_handed_over",
        TO_SCREENING: "go_on_to_screening",
        TO_CRITICISM: "go_on_to_criticism",
        TO_VERIFYING: "go_on_to_verifying",
        TO_CELL: "go_on_to_cell",
        TO_HEARING: "go_on_to_hearing",
    },
    day="day",
)
def continue_inspection(case: DisciplineCase, act: Act) -> str:
    """An inspection concluded that the violation deserves discipline (DIS-144). ``data``: source_number, source_on,
    matter, expected_form, managed_above, dissolution_ground, receiver (Body or None), reason; ``violation``: columns of
    its row; ``done``: {"plan": {number, on, known_on, allegations}, "criticism": Document or None, "hearing": columns
    of its row or None, "vote": {held_on, base, votes, form} of his organisation, or of the one concerned for itself, or
    None}; None where nothing of it was done with him; concluded_by (the inspection).
    """
    data = act.data
    if case.of_organization:
        refuse_unfit(case, act)
        if data["expected_form"] == Form.DISSOLUTION and not data.get("dissolution_ground"):
            act.refuse(_("Name the ground of the dissolution (DIS-44)."), "dissolution_ground")
    case.source, case.source_number, case.source_on = "inspection", data["source_number"], data["source_on"]
    case.matter, case.expected_form = data["matter"], data["expected_form"]
    case.dissolution_ground = data.get("dissolution_ground") or ""
    case.managed_above, case.facts_concluded = bool(data.get("managed_above")), True
    case.concluded_by = data["concluded_by"]
    days = [data["violation"][name] for name in ("ended_on", "started_on", "discovered_on")]
    case.substance_on = next((day for day in days if day), act.day)
    act.add(Violation(number=1, established=True, concluded_on=data["source_on"], **data["violation"]))
    act.telling += [body for body in case.commissions_above(act.day) if body != act.body]
    outcome = _handed_over(case, act) if data.get("receiver") else _gone_on(case, act)
    act.record("inspection.continued", number=case.source_number, form=case.expected_form, matter=case.matter)
    return outcome


def _handed_over(case: DisciplineCase, act: Act) -> str:
    """Another body is competent: it takes the case with its facts concluded, and makes its own plan known (V10)."""
    refuse_accused(case, act, act.data["receiver"])
    if case.of_organization:
        case.stand_at_first(act.day, case.expected_form)
    case.receiver = act.data["receiver"]
    case.come_handed_over()
    named = str(case.receiver)
    act.record("case.handed_over", receiver=named, number=act.data["number"], reason=act.data["reason"])
    return TO_OTHER


def _gone_on(case: DisciplineCase, act: Act) -> str:
    """Plan, self-criticism and hearing are those of the inspection; what is missing of them is asked first (V09)."""
    assert act.body is not None
    case.registrar = _conducting(act.body, act)
    done = act.data.get("done")
    if done is None:
        case.go_on_to_screening()
        return TO_SCREENING
    plan = done["plan"]
    case.plan_number, case.plan_on, case.plan_known_on = plan["number"], plan["on"], plan["known_on"]
    case.in_own_file = True
    _keep(act, "plan", number=plan["number"], issued_on=plan["on"], data={"allegations": plan["allegations"]})
    return _organization_goes_on(case, act, done) if case.of_organization else _member_goes_on(case, act, done)


def _conducting(body: Body, act: Act) -> Body:
    """The body; for a committee, which conducts no examination, the inspection commission beside it. Raises Refused."""
    if roles_for(Perm.CONDUCT_EXAMINATION, body.kind):
        return body
    beside = Body.objects.on(act.day).filter(organization_id=body.organization_id, kind=BodyKind.INSPECTION).first()
    if beside is None:
        message = _("%(body)s has no inspection commission beside it that conducts an examination: hand the case over.")
        act.refuse(message % {"body": body})
    return beside


def _member_goes_on(case: DisciplineCase, act: Act, done: dict[str, Any]) -> str:
    assert act.body is not None
    of_cell = act.body.kind == BodyKind.CELL
    if not of_cell:
        case.stand_at_body(act.body, act.day)
    powers = case.powers_of(case.decider, act.day)
    if case.expected_form not in powers.decides | powers.proposes:
        message = _("%(body)s has no power over this form: hand the case over to the competent body (V10).")
        act.refuse(message % {"body": act.body}, "expected_form")
    if done["criticism"] is None:
        case.decider = "cell"
        case.go_on_to_criticism()
        return TO_CRITICISM
    _criticised(case, act, done["criticism"])
    if not of_cell and done["vote"] is None:
        # his organisation has met on the facts alone: his cell votes first
        case.decider = "cell"
        case.go_on_to_verifying()
        return TO_VERIFYING
    if not of_cell:
        return _to_hearing(case, act, done)
    if done["hearing"] is None:
        case.go_on_to_verifying()
        return TO_VERIFYING
    _heard(case, act, done["hearing"])
    case.go_on_to_cell()
    return TO_CELL


def _organization_goes_on(case: DisciplineCase, act: Act, done: dict[str, Any]) -> str:
    """Its members have adopted a self-criticism and voted on what they propose for it, or do so first; then the lowest
    body that has a part in the form votes. Where that one inspected itself, it has verified too (DIS-61).
    """
    case.stand_at_first(act.day, case.expected_form)
    vote = done["vote"]
    if done["criticism"] is None or vote is None:
        case.go_on_to_criticism()
        return TO_CRITICISM
    _criticised(case, act, done["criticism"])
    case.self_nominated = vote["form"]
    told = {name: vote[name] for name in ("held_on", "base", "votes", "form")}
    act.add(SelfProposal(**told))
    if act.body in (case.voting_body(act.day), case.appraiser(act.day)):
        return _to_hearing(case, act, done)
    case.go_on_to_verifying()
    return TO_VERIFYING


def _to_hearing(case: DisciplineCase, act: Act, done: dict[str, Any]) -> str:
    """Its own inspection is its own verification (DIS-61)."""
    if done["hearing"] is not None:
        _heard(case, act, done["hearing"])
    case.verified_above_on = act.data["source_on"]
    case.data = {**case.data, "went_up": True}
    case.go_on_to_hearing()
    return TO_HEARING


def _criticised(case: DisciplineCase, act: Act, criticism: Document) -> None:
    case.self_criticism_on = criticism.issued_on
    _keep(act, "self_criticism", **{name: getattr(criticism, name) for name in _CARRIED})


def _heard(case: DisciplineCase, act: Act, hearing: dict[str, Any]) -> None:
    act.add(Hearing(decider=case.decider, body=case.voting_body(act.day), **hearing))


def _keep(act: Act, code: str, **columns: Any) -> None:
    given = {"issuer": str(act.body), **columns}
    act.add(Document(code=code, own=True, filed_by=act.by, filed_on=act.on, **given))
