"""A complaint ends by the complainant's own written wish: from his file, or by a letter that the office records."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.complaints.actions.linked import end_on_case
from discipline.complaints.models import Complaint
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected, issue_paper
from workflows.verbs import verb


@verb(
    gettext_lazy("Withdraw the complaint"),
    consequence=gettext_lazy("The decision stands as it is. Nobody may urge you to it."),
    moves="withdraw",
    day="day",
    by_subject=True,
    grave=True,
    answers=("complaint_withdrawn_freely",),
)
def withdraw_complaint(case: Complaint, act: Act) -> None:
    """C14; DIS-125: in writing, of his own wish. ``data``: wish, urged."""
    issue_paper(act, "complaint_withdrawal", own=True, wish=act.data["wish"])
    act.record("complaint.withdrawn", wish=act.data["wish"])
    _end(case, act)


@verb(
    gettext_lazy("Record a letter by which he withdraws"),
    consequence=gettext_lazy("The complaint ends and the decision stands as it is. Nobody may urge him to it."),
    moves="withdraw",
    day="day",
    grave=True,
    answers=("complaint_withdrawn_freely",),
    prepare=inspected("file"),
)
def record_withdrawal(case: Complaint, act: Act) -> None:
    """C14; DIS-125, of who has no account or wrote all the same; what others send ends nothing (DIS-112). ``day``: of
    its receipt. ``data``: written_on, proof, received_by, own, urged, wish, file.
    """
    written_on = act.data["written_on"]
    if written_on > act.day:
        act.refuse(_("The letter cannot have been written after it was received."), "written_on")
    if written_on < case.complained_on:
        day = f"{case.complained_on:%d/%m/%Y}"
        act.refuse(_("The letter is older than the complaint of %(day)s.") % {"day": day}, "written_on")
    noted = {name: act.data[name] for name in ("wish", "proof", "received_by")}
    file_paper(
        act,
        "complaint_withdrawal",
        "file",
        issued_on=written_on,
        issuer=str(case.whom),
        own=True,
        data={**noted, "received_on": act.day.isoformat()},
    )
    act.record("complaint.withdrawn_by_letter", written_on=written_on.isoformat(), **noted)
    _end(case, act)


def _end(case: Complaint, act: Act) -> None:
    accepted = case.accepted_on is not None
    case.ended_on = act.day
    case.withdraw()
    act.stop_all_clocks()
    if accepted:
        end_on_case(case, act)
