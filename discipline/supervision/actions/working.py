"""From the decision to the meeting of the organisation supervised (discipline.md 7.3)."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.own import own_words
from discipline.supervision.models import Supervision
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected, issue_paper
from workflows.verbs import verb

#: The provision that limits the time of each kind, of a cell alone (DIS-145).
LENGTHS = {"supervision": "supervision.length", "thematic": "inspection.thematic_length"}


@verb(
    gettext_lazy("Decide on the supervision"),
    moves="decide",
    day="day",
    grave=True,
    answers=("supervision_by_cell_allowed",),
)
def decide_supervision(case: Supervision, act: Act) -> None:
    """Decision and plan (DIS-148). ``data``: number, content, scattered (of a cell)."""
    case.decision_number, case.decided_on, case.scattered = act.data["number"], act.day, act.data.get("scattered")
    case.decide()
    issue_paper(act, "supervision_plan", act.data["number"], own=True, content=act.data["content"])
    if "inspection.made_known_within" in act.law and case.organ == "cell":
        act.start_clock("inspection_known", "inspection.made_known_within", act.day)
    act.record("supervision.decided", number=act.data["number"])


@verb(
    gettext_lazy("Make the supervision known"),
    consequence=gettext_lazy("From here on he follows it in a file of his own; he reports on himself."),
    moves="deploy",
    day="day",
    grave=True,
)
def deploy_supervision(case: Supervision, act: Act) -> None:
    """``data``: number, how. Its time is counted from this day: no text that was read says from which."""
    case.deployed_on, case.in_own_file = act.day, True
    case.deploy()
    issue_paper(act, "supervision_minutes", act.data["number"], own=True, how=act.data["how"])
    act.stop_clock("inspection_known")
    if case.organ == "cell" and LENGTHS[case.topic] in act.law:
        act.start_clock("supervision", LENGTHS[case.topic], act.day)
    act.record("supervision.deployed", number=act.data["number"], how=act.data["how"])


@verb(gettext_lazy("Extend the supervision"), day="day", grave=True)
def extend_supervision(case: Supervision, act: Act) -> None:
    """``data``: number, days (added to its time), reason."""
    case.extensions, case.days_added = case.extensions + 1, case.days_added + act.data["days"]
    ground = act.law.get("inspection.extension_parts")
    if ground is not None:
        act.extend_clock("supervision", replace(ground, value=act.data["days"]))
    act.record("supervision.extended", number=act.data["number"], days=act.data["days"], reason=act.data["reason"])


@verb(
    gettext_lazy("Hand in the report on oneself"),
    consequence=gettext_lazy("The team considers and evaluates it."),
    moves="receive_report",
    day="day",
    by_subject=True,
    grave=True,
    prepare=inspected("file"),
)
def hand_in_self_report(case: Supervision, act: Act) -> None:
    """By himself in his own file, or entered for him. ``data``: account, file."""
    if not act.data.get("file") and not act.data.get("account"):
        act.refuse(_("The report is written here or handed in as a file."), "account")
    case.reported_on = act.day
    if act.data.get("file"):
        file_paper(act, "self_report", "file", issued_on=act.day, issuer=str(case.whom), own=True)
    if act.data.get("account"):
        own_words(case, act, "self_report", account=act.data["account"])
    case.receive_report()
    act.record("self_report.received", by_himself=act.by_himself)


@verb(
    gettext_lazy("Go on without the report"),
    consequence=gettext_lazy("The team considers and evaluates without it."),
    moves="verify_without_report",
    day="day",
    grave=True,
)
def note_no_report(case: Supervision, act: Act) -> None:
    """No report on oneself came. ``data``: reason."""
    case.verify_without_report()
    act.record("self_report.missing", reason=act.data["reason"])


@verb(gettext_lazy("Begin the verification"), moves="verify", day="day")
def begin_verification(case: Supervision, act: Act) -> None:
    case.verify()
    act.record("supervision.verified")


@verb(gettext_lazy("Record the meeting of the organisation supervised"), moves="meet", day="day")
def hold_supervised_meeting(case: Supervision, act: Act) -> None:
    """``data``: number, summary."""
    case.meet()
    issue_paper(act, "supervised_minutes", act.data["number"], summary=act.data["summary"])
    act.record("supervision.met", number=act.data["number"], summary=act.data["summary"])
