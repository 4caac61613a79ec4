"""From the acceptance to the meeting: plan, verification, the parties, the report."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.complaints.issuing import issue
from discipline.complaints.models import Complaint, PartyHeard
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected
from workflows.verbs import verb


@verb(gettext_lazy("File a paper of the complaint"), day="day", prepare=inspected("file"))
def file_complaint_paper(case: Complaint, act: Act) -> None:
    """``data``: code, number, issued_on, issuer, file."""
    named = {name: act.data.get(name) for name in ("number", "issued_on", "issuer")}
    file_paper(act, act.data["code"], "file", **{name: value for name, value in named.items() if value})
    act.record("paper.filed", code=act.data["code"])


@verb(
    gettext_lazy("Begin the verification"),
    consequence=gettext_lazy("The plan is issued; the team verifies content, form and procedure."),
    moves="verify",
    day="day",
)
def verify_complaint(case: Complaint, act: Act) -> None:
    """C06. ``data``: number."""
    case.plan_number, case.plan_on = act.data["number"], act.day
    case.verify()
    issue(case, act, "complaint_plan", act.data["number"])
    act.record("complaint.plan", number=act.data["number"])


@verb(
    gettext_lazy("Go on to the parties"),
    consequence=gettext_lazy("He, the body that decided and his cell are heard."),
    moves="hear",
    day="day",
    answers=("verification_covers_everything",),
)
def go_to_parties(case: Complaint, act: Act) -> None:
    """C07; DIS-123. ``data``: number, verified (list of aspects), remarks."""
    case.verified, case.verified_on = list(act.data["verified"]), act.day
    case.hear()
    remarks = act.data["remarks"]
    issue(case, act, "complaint_verification", act.data["number"], verified=case.verified, remarks=remarks)
    act.record("complaint.verified", number=act.data["number"], verified=case.verified)


@verb(gettext_lazy("Record what a party said"), day="day", prepare=inspected("file"))
def hear_party(case: Complaint, act: Act) -> None:
    """For the body that is to vote where the complaint stands (DIS-77). Who does not come is minuted with the reason,
    and the minutes are filed (C07). ``data``: party, representative, refused, opinion, file.
    """
    refused = bool(act.data.get("refused"))
    if not act.data.get("opinion"):
        said = _("Write down what the minutes say: how he was called, and why he did not come.")
        act.refuse(said if refused else _("Write down what was said."), "opinion")
    if refused and not act.data.get("file"):
        act.refuse(_("Who does not come is minuted: add the signed minutes."), "file")
    body = case.instance_body(act.day)
    act.add(
        PartyHeard(
            party=act.data["party"],
            body=body,
            held_on=act.day,
            representative=act.data["representative"],
            refused=refused,
            opinion=act.data["opinion"],
        )
    )
    issue(case, act, "complaint_minutes", own=act.data["party"] == "complainant")
    act.record("complaint.heard", party=act.data["party"], body=str(body), refused=refused)


@verb(
    gettext_lazy("Put the complaint before the meeting"),
    consequence=gettext_lazy("The body votes in secret on one ballot with all forms."),
    moves="put_before_meeting",
    day="day",
)
def put_complaint_before_meeting(case: Complaint, act: Act) -> None:
    """C08. ``data``: number, proposed_form ("" proposes to cancel), remarks."""
    case.expected_form = act.data.get("proposed_form") or ""
    case.put_before_meeting()
    remarks = act.data.get("remarks") or ""
    issue(case, act, "complaint_report", act.data["number"], form=case.expected_form, remarks=remarks)
    act.record("complaint.reported", number=act.data["number"], form=case.expected_form)


@verb(
    gettext_lazy("Put what was submitted before the meeting"),
    consequence=gettext_lazy("The superior has heard him and votes itself; what the lower body voted is in the file."),
    moves="take_submission",
    day="day",
)
def take_submission(case: Complaint, act: Act) -> None:
    """After C10, once he was heard for the body that votes now (DIS-77). ``data``: number, remarks."""
    case.take_submission()
    remarks = act.data["remarks"]
    issue(case, act, "complaint_report", act.data["number"], form=case.expected_form, remarks=remarks)
    act.record("complaint.reported", number=act.data["number"], form=case.expected_form)


@verb(gettext_lazy("Tell him that the time has run out"), day="day")
def notify_overrun(case: Complaint, act: Act) -> None:
    """In writing, with the reason (C09; DIS-121). ``data``: number, reason."""
    due = next((row.due_on for row in act.deadlines if row.kind == "complaint_resolution"), None)
    if due is None or act.day <= due:
        act.refuse(_("The time to resolve the complaint has not run out."))
    case.overrun_on = act.day
    issue(case, act, "complaint_overrun", act.data["number"], own=True, reason=act.data["reason"])
    act.record("complaint.overrun", number=act.data["number"], reason=act.data["reason"])
