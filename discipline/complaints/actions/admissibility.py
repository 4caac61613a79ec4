"""Is the complaint to be handled: level, grounds with their proof, acceptance."""

from django.utils.translation import gettext_lazy

from discipline.codes_complaint import LEVEL_LABELS, ORGAN_LABELS
from discipline.complaint_window import governing
from discipline.complaints.actions.linked import begin_on_case, let_go_on
from discipline.complaints.issuing import issue
from discipline.complaints.models import Complaint, ComplaintGround
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected
from workflows.verbs import verb

RESOLUTION = "complaint_resolution"


@verb(gettext_lazy("Begin to look at the complaint"), moves="look_at", day="day")
def look_at_complaint(case: Complaint, act: Act) -> None:
    """C02."""
    case.look_at()
    act.record("complaint.looked_at")


@verb(gettext_lazy("Note a ground against it, with its proof"), day="day", prepare=inspected("file"))
def note_ground(case: Complaint, act: Act) -> None:
    """A ground without a paper bars nothing (DIS-115). ``data``: ground, noted, happened_on, file."""
    paper = file_paper(act, "complaint_ground", "file", issued_on=act.day, own=True)
    row = next(
        (row for row in case.bar_rows if row.ground == act.data["ground"]), ComplaintGround(ground=act.data["ground"])
    )
    row.proof, row.noted, row.happened_on = paper, act.data["noted"], act.data.get("happened_on")
    act.add(row)
    act.record("complaint.ground", ground=row.ground, noted=row.noted)


@verb(gettext_lazy("Guide him to denounce separately"), day="day")
def guide_to_denounce(case: Complaint, act: Act) -> None:
    """Of a complaint that also denounces somebody (DIS-124). ``data``: number."""
    case.denounces, case.guided_on = True, act.day
    issue(case, act, "complaint_guidance", act.data["number"], own=True)
    act.record("complaint.guided", number=act.data["number"])


@verb(
    gettext_lazy("Send it to the right level"),
    consequence=gettext_lazy("He is told which body is competent; nothing is decided here."),
    moves="redirect",
    day="day",
    grave=True,
)
def redirect_complaint(case: Complaint, act: Act) -> None:
    """C03; DIS-117. ``data``: number."""
    due = case.due_instance(act.day)
    level = LEVEL_LABELS[due.level] if due else ""
    organ = ORGAN_LABELS[due.organ] if due else ""
    case.ended_on, case.notice_number = act.day, act.data["number"]
    case.redirect()
    issue(case, act, "complaint_guidance", act.data["number"], own=True, level=level, organ=organ)
    act.stop_all_clocks()
    act.record("complaint.redirected", number=act.data["number"], level=level, organ=organ)


@verb(
    gettext_lazy("Do not handle it"),
    consequence=gettext_lazy("He gets a written notice with the ground, the day and the proof."),
    moves="reject",
    day="day",
    grave=True,
    answers=("rejection_names_proven_grounds", "rejection_is_notified"),
)
def reject_complaint(case: Complaint, act: Act) -> None:
    """C04; DIS-115. ``data``: rejected_for (list of grounds), number, reason."""
    case.rejected_for, case.notice_number = list(act.data["rejected_for"]), act.data["number"]
    case.ended_on = act.day
    case.reject()
    issue(
        case,
        act,
        "complaint_rejection",
        act.data["number"],
        own=True,
        grounds=case.rejected_for,
        reason=act.data["reason"],
        proofs=[row.noted for row in case.bar_rows],
    )
    act.stop_all_clocks()
    act.record("complaint.rejected", number=act.data["number"], grounds=case.rejected_for, reason=act.data["reason"])


@verb(
    gettext_lazy("Accept the complaint"),
    consequence=gettext_lazy("He is told; the time to resolve it runs from its receipt. The decision stays in force."),
    moves="accept",
    day="day",
    grave=True,
    answers=("complainant_is_notified",),
)
def accept_complaint(case: Complaint, act: Act) -> None:
    """C05; T28; DIS-121. ``data``: number."""
    case.accepted_on, case.notice_number = act.day, act.data["number"]
    case.accept()
    facts = case.facts(act.day)
    provision = "complaint.resolution_central" if facts.complaint_at_centre else "complaint.resolution"
    then = governing(facts, act.law)
    act.start_clock(RESOLUTION, provision, case.received_on, law=then if provision in then else None)
    issue(case, act, "complaint_acceptance", act.data["number"], own=True)
    act.record("complaint.accepted", number=act.data["number"])
    let_go_on(case, act)
    begin_on_case(case, act)
