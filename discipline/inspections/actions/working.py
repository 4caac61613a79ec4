"""The inspection itself: made known, explained, verified, before his organisation, reported (V03 to V07)."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.own import own_words
from discipline.inspections.models import Inspection
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected, issue_paper
from workflows.verbs import verb


@verb(gettext_lazy("File a paper of the inspection"), day="day", prepare=inspected("file"))
def file_inspection_paper(case: Any, act: Act) -> None:
    """``data``: code, number, issued_on, issuer, file."""
    named = {name: act.data.get(name) for name in ("number", "issued_on", "issuer")}
    file_paper(act, act.data["code"], "file", **{name: value for name, value in named.items() if value})
    act.record("paper.filed", code=act.data["code"])


@verb(
    gettext_lazy("Make the inspection known"),
    consequence=gettext_lazy("From here on he follows it in a file of his own and may answer; its time runs."),
    moves="deploy",
    day="day",
    grave=True,
)
def deploy_inspection(case: Inspection, act: Act) -> None:
    """Before him and his organisation (V03). ``data``: number (of the minutes), how. No text that was read says from
    which day the time runs; it is counted from this one.
    """
    case.deployed_on, case.in_own_file = act.day, True
    case.deploy()
    issue_paper(act, "deployment_minutes", act.data["number"], own=True, how=act.data["how"])
    act.stop_clock("inspection_known")
    length = _length_of(case, act)
    if length in act.law:
        act.start_clock("inspection", length, act.day)
    act.record("inspection.deployed", number=act.data["number"], how=act.data["how"])


def _length_of(case: Inspection, act: Act) -> str:
    """The provision that limits it; of a body at the grassroots none is known."""
    if case.organ == "cell":
        return "inspection.cell_length"
    if case.at_centre:
        return "inspection.length_central"
    return "inspection.length" if case.above_grassroots(act.day) else ""


@verb(gettext_lazy("Extend the inspection"), day="day", grave=True)
def extend_inspection(case: Inspection, act: Act) -> None:
    """Once (DIS-145, 146). ``data``: number, days (added to its time), reason."""
    case.extensions, case.days_added = case.extensions + 1, case.days_added + act.data["days"]
    ground = act.law.get("inspection.extension_parts") or act.law.get("inspection.extensions_max")
    if ground is not None:
        act.extend_clock("inspection", replace(ground, value=act.data["days"]))
    issue_paper(act, "inspection_extension", act.data["number"], own=True, reason=act.data["reason"])
    act.record("inspection.extended", number=act.data["number"], days=act.data["days"], reason=act.data["reason"])


@verb(
    gettext_lazy("Ask for his explanation"),
    consequence=gettext_lazy("He answers in his own file, or brings his report."),
    moves="ask_explanation",
    day="day",
)
def ask_explanation(case: Inspection, act: Act) -> None:
    """V04. ``data``: asked_until (the plan's day), outline."""
    if act.data["asked_until"] < act.day:
        act.refuse(_("The day lies in the past."), "asked_until")
    case.asked_until = act.data["asked_until"]
    case.ask_explanation()
    issue_paper(act, "inspection_outline", own=True, content=act.data["outline"])
    act.record("explanation.asked", until=case.asked_until.isoformat())


@verb(
    gettext_lazy("Hand in the explanation"),
    consequence=gettext_lazy("The team verifies it; it stays in the file in your own words."),
    moves="explain",
    day="day",
    by_subject=True,
    grave=True,
    prepare=inspected("file"),
)
def hand_in_explanation(case: Inspection, act: Act) -> None:
    """By himself in his own file, or entered for him (V04). ``data``: account, file."""
    if not act.data.get("file") and not act.data.get("account"):
        act.refuse(_("The explanation is written here or handed in as a file."), "account")
    case.explained_on = act.day
    if act.data.get("file"):
        file_paper(act, "explanation", "file", issued_on=act.day, issuer=str(case.whom), own=True)
    if act.data.get("account"):
        own_words(case, act, "explanation", account=act.data["account"])
    case.explain()
    act.record("explanation.handed_in", by_himself=act.by_himself)


@verb(
    gettext_lazy("Go on without an explanation"),
    consequence=gettext_lazy("The team verifies without it."),
    moves="explain",
    day="day",
    grave=True,
)
def note_no_explanation(case: Inspection, act: Act) -> None:
    """``data``: reason."""
    if case.asked_until and act.day <= case.asked_until:
        act.refuse(_("He has time until %(day)s.") % {"day": f"{case.asked_until:%d/%m/%Y}"}, "day")
    case.no_explanation = act.data["reason"]
    case.explain()
    act.record("explanation.missing", reason=act.data["reason"])


@verb(
    gettext_lazy("Hand in a self-criticism for the inspection"),
    consequence=gettext_lazy("If the violation deserves discipline, it is not asked for again."),
    day="day",
    by_subject=True,
    grave=True,
    prepare=inspected("file"),
)
def criticise_in_inspection(case: Inspection, act: Act) -> None:
    """Where it may come to discipline (V06; DIS-75). ``data``: account, file."""
    if not act.data.get("file") and not act.data.get("account"):
        act.refuse(_("The self-criticism is written here or handed in as a file."), "account")
    case.self_criticism_on = act.day
    if act.data.get("file"):
        file_paper(act, "self_criticism", "file", issued_on=act.day, issuer=str(case.whom), own=True)
    else:
        own_words(case, act, "self_criticism", account=act.data["account"])
    act.record("inspection.criticised", by_himself=act.by_himself)


@verb(gettext_lazy("Record that he was heard in the inspection"), day="day")
def hear_inspected(case: Inspection, act: Act) -> None:
    """By a representative of the body that inspects (V07; DIS-77). ``data``: representative, mandate, opinion."""
    case.heard_on, case.heard_by = act.day, act.data["representative"]
    case.heard_mandate, case.heard_opinion = act.data.get("mandate") or "", act.data["opinion"]
    issue_paper(act, "inspection_hearing", own=True, opinion=case.heard_opinion)
    act.record("inspected.heard", representative=case.heard_by)


@verb(
    gettext_lazy("Put the facts before his organisation"),
    consequence=gettext_lazy("His organisation meets on the report of the facts."),
    moves="put_before_organization",
    day="day",
)
def put_facts_before(case: Inspection, act: Act) -> None:
    """V06. ``data``: number, facts."""
    case.put_before_organization()
    issue_paper(act, "facts_report", act.data["number"], facts=act.data["facts"])
    act.record("facts.reported", number=act.data["number"])


@verb(
    gettext_lazy("Report the result"),
    consequence=gettext_lazy("The body that inspects concludes on it."),
    moves="report",
    day="day",
)
def report_result(case: Inspection, act: Act) -> None:
    """The meeting of his organisation was held, on the facts alone or with a vote (V06, V07). ``data``: met_on,
    minutes_number, number, result.
    """
    met_on = act.data["met_on"]
    if met_on > act.day or (case.deployed_on and met_on < case.deployed_on):
        act.refuse(_("The meeting lies between the day it was made known and today."), "met_on")
    case.met_on = met_on
    case.report()
    issue_paper(act, "org_minutes", act.data["minutes_number"])
    issue_paper(act, "result_report", act.data["number"], result=act.data["result"])
    act.record("result.reported", number=act.data["number"], met_on=met_on.isoformat(), voted=bool(case.org_vote))
