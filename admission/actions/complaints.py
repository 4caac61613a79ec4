"""The removed person complains, and is answered (ADM-101; T49)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.applicant import inspect_upload
from admission.actions.removal import GOES_ON, OVER, RECOGNITION_PAPERS, REMOVAL_PAPERS
from admission.codes import Document as Paper
from admission.complaints import COMPLAINT, RemovalComplaint, open_complaint
from admission.models import Dossier
from admission.papers.keeping import set_aside
from organization.models import Membership, Standing
from workflows.acting import Act
from workflows.documents.filing import file_paper
from workflows.nodes import reopen
from workflows.verbs import verb

CLOCK = "complaint_answer"


@verb(
    gettext_lazy("Record a complaint against the removal"),
    consequence=gettext_lazy("The time in which it has to be answered counts from this day."),
    day="complained_on",
    grave=True,
    prepare=inspect_upload,
)
def record_complaint(dossier: Dossier, act: Act) -> None:
    """Of the person himself, not by proxy, after the decision; a late one is recorded and said to be late (ADM-101).

    From which day the answer counts the text read does not say: from the complaint (design). ``data``: complained_on,
    central, grounds, file: its scan, where it is at hand.
    """
    announced = dossier.probation_row.removal_announced_on
    if announced is not None and act.day < announced:
        act.refuse(_("The complaint is older than the announcement of the removal."), "complained_on")
    central = bool(act.data.get("central"))
    act.add(RemovalComplaint(dossier=dossier, complained_on=act.day, central=central, grounds=act.data["grounds"]))
    dossier.note(COMPLAINT)
    act.start_clock(CLOCK, "removal.complaint_answer_central" if central else "removal.complaint_answer", act.day)
    sha256 = _scan(act, Paper.COMPLAINT, issuer=str(dossier.subject))
    act.record("removal.complained", grounds=act.data["grounds"], sha256=sha256)


def _scan(act: Act, code: str, **columns: str) -> str:
    """The chosen file becomes a paper that the person reads too; its fingerprint, empty without a file."""
    if not act.data.get("inspected"):
        return ""
    return file_paper(act, code, "file", issued_on=act.day, own=True, **columns).sha256


def _answered(dossier: Dossier, act: Act, *, upheld: bool) -> dict[str, str]:
    """What the record keeps of the answer."""
    row = open_complaint(dossier)
    assert row is not None
    row.answer_number, row.answered_on = act.data["number"], act.day
    row.answered_by, row.upheld = act.data["answered_by"], upheld
    act.add(row)
    act.stop_clock(CLOCK)
    sha256 = _scan(act, Paper.COMPLAINT_ANSWER, issuer=row.answered_by, number=row.answer_number)
    return {"by": row.answered_by, "number": row.answer_number, "sha256": sha256}


@verb(
    gettext_lazy("Record the answer: the removal stands"),
    consequence=gettext_lazy("The clock of the answer stops."),
    day="answered_on",
    grave=True,
    prepare=inspect_upload,
)
def answer_complaint(dossier: Dossier, act: Act) -> None:
    """The level that answers upholds the removal (ADM-101). ``data``: number, answered_on, answered_by, file."""
    act.record("removal.complaint_answered", **_answered(dossier, act, upheld=True))


@verb(
    gettext_lazy("Record the answer: the removal is cancelled"),
    consequence=gettext_lazy("The person is a probationary member again; the probation goes on, or is over."),
    moves={GOES_ON: "resume_probation", OVER: "resume_after_probation"},
    day="answered_on",
    grave=True,
    prepare=inspect_upload,
)
def restore_member(dossier: Dossier, act: Act) -> str:
    """The level that answers cancels the removal: back to the probation as it stands on the day (design: the text read
    tells how long an answer may take, not what follows). ``data``: as answer_complaint.
    """
    answer = _answered(dossier, act, upheld=False)
    left = Membership.objects.filter(person=dossier.subject, standing=Standing.LEFT, until__isnull=True)
    if left.filter(since__lt=act.day).update(until=act.day) != 1:
        act.refuse(_("The person's standing changed on or after that day; correct the list first."), "answered_on")
    basis = {"standing": Standing.PROBATIONARY, "since": act.day, "basis": act.data["number"]}
    act.add(Membership(person=dossier.subject, organization=dossier.organization, **basis))
    row = dossier.probation_row
    row.removal_ground = row.removal_reason = row.removal_number = ""
    row.removed_on = row.removal_announced_on = row.files_sent_on = None
    row.cell_resolved_on = row.section_appraised_on = row.base_resolved_on = None
    row.appraised_on = row.authority_resolved_on = None
    act.add(row)
    set_aside(dossier, act, (*REMOVAL_PAPERS, *RECOGNITION_PAPERS))
    reopen(dossier)
    act.stop_clock("removed_files")
    act.record("removal.cancelled", **answer)
    assert dossier.ceremony_on is not None
    assert dossier.official_on is not None
    if act.day < dossier.official_on:
        act.start_clock("probation", "probation.length", dossier.ceremony_on, law=act.law.at(dossier.ceremony_on))
        dossier.resume_probation()
        return GOES_ON
    ended = dossier.official_on
    act.start_clock("recognition_cell", "recognition.cell_deadline", ended, law=act.law.at(ended))
    dossier.resume_after_probation()
    return OVER
