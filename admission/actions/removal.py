"""Removing a probationary member from the list: proposed, voted from the cell upward, decided, announced."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.member_move import break_off
from admission.actions.member_votes import GOES_UP, record_attempt
from admission.actions.numbering import take_decision_number
from admission.actions.probation import let_cell_clock_run
from admission.actions.temporary import leave_stay
from admission.actions.voting import BELOW_RATIO, PASSED, record_vote
from admission.codes import Document as Paper
from admission.member_codes import Removal
from admission.models import Dossier
from admission.papers.keeping import set_aside
from organization.models import Membership, Standing
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.meetings.models import ItemState
from workflows.meetings.verbs import meeting_day, needs
from workflows.verbs import verb

#: Outcomes of dropping a removal.
GOES_ON, OVER = "goes_on", "over"
#: What a removal leaves in the dossier; current no more once it is dropped or cancelled.
REMOVAL_PAPERS = (Paper.REMOVAL_CELL_RESOLUTION, Paper.REMOVAL_BASE_RESOLUTION, Paper.REMOVAL_DECISION)
#: What the bodies made on the recognition before; it is considered from its beginning.
RECOGNITION_PAPERS = (
    Paper.RECOGNITION_CELL_RESOLUTION,
    Paper.RECOGNITION_SECTION_REPORT,
    Paper.RECOGNITION_BASE_RESOLUTION,
)
_AGAIN = {BELOW_RATIO: "", GOES_UP: "escalate"}


@verb(
    gettext_lazy("Propose the removal"),
    consequence=gettext_lazy("The bodies vote on removing the member, from the cell upward."),
    moves="propose_removal",
    answers=("absence_after_a_move_is_unexplained",),
    grave=True,
)
def propose_removal(dossier: Dossier, act: Act) -> None:
    """Not qualified: never a longer probation (ADM-80, T49). The ground decides on a readmission (ADM-89)."""
    break_off(dossier, act)
    dossier.propose_removal()
    _proposed(dossier, act)


@verb(
    gettext_lazy("Take the removal up"),
    consequence=gettext_lazy("The body itself votes on the removal."),
    moves="take_up_removal",
)
def take_up_removal(dossier: Dossier, act: Act) -> None:
    """After the votes below the ratio the superior decides on the removal itself (ADM-79, T47)."""
    dossier.take_up_removal()
    _proposed(dossier, act)


def _proposed(dossier: Dossier, act: Act) -> None:
    """The recognition waits for nobody's decision any more."""
    row = dossier.probation_row
    row.removal_ground, row.removal_reason = Removal(act.data["ground"]), act.data["reason"]
    act.add(row)
    act.stop_clock("recognition_decision")
    act.record("removal.proposed", removal=row.removal_ground, reason=row.removal_reason)


@verb(
    gettext_lazy("Drop the removal"),
    consequence=gettext_lazy("The member stays probationary; the recognition is considered when its time has come."),
    moves={GOES_ON: "resume_probation", OVER: "resume_after_probation"},
)
def drop_removal(dossier: Dossier, act: Act) -> str:
    """Back to the probation as it stands on the day; the recognition is considered from its beginning (design: no text
    says how a proposal is taken back).
    """
    row = dossier.probation_row
    row.removal_ground = row.removal_reason = ""
    row.cell_resolved_on = row.section_appraised_on = row.base_resolved_on = None
    row.appraised_on = row.authority_resolved_on = None
    act.add(row)
    set_aside(dossier, act, (*REMOVAL_PAPERS, *RECOGNITION_PAPERS))
    act.stop_clock("recognition_decision")
    act.record("removal.dropped", reason=act.data["reason"])
    if dossier.official_on is not None and act.day < dossier.official_on:
        dossier.resume_probation()
        return GOES_ON
    dossier.resume_after_probation()
    let_cell_clock_run(dossier, act)
    return OVER


def _attempt(dossier: Dossier, act: Act, paper: str) -> str:
    outcome = record_attempt(dossier, act, paper=paper)
    if outcome == GOES_UP:
        dossier.escalate()
    return outcome


@verb(
    gettext_lazy("Record the resolution on the removal"),
    consequence=gettext_lazy("The outcome is computed. Below the ratio the body may vote again; then it goes up."),
    moves={PASSED: "", **_AGAIN},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
)
def record_removal_vote(dossier: Dossier, act: Act) -> str:
    """The cell or the grassroots committee proposes the removal (ADM-79, 80; T49)."""
    cell = act.node.level == "cell"
    return _attempt(dossier, act, Paper.CELL_RESOLUTION if cell else Paper.GRASSROOTS_RESOLUTION)


@verb(
    gettext_lazy("Record the deciding resolution of the authorised committee on the removal"),
    consequence=gettext_lazy("The outcome is computed. Below the ratio the body may vote again; then it goes up."),
    moves={PASSED: "agree_to_remove", **_AGAIN},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    decides=True,
)
def record_deciding_removal(dossier: Dossier, act: Act) -> str:
    """A committee authorised to admit removes as well (ADM-79, 80; T49)."""
    outcome = _attempt(dossier, act, Paper.GRASSROOTS_RESOLUTION)
    if outcome == PASSED:
        dossier.agree_to_remove()
    return outcome


@verb(
    gettext_lazy("Decide on the removal"),
    consequence=gettext_lazy("The outcome is computed from the count. Without the ratio nobody is removed."),
    moves={PASSED: "agree_to_remove", BELOW_RATIO: "escalate"},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    decides=True,
)
def decide_removal(dossier: Dossier, act: Act) -> str:
    """The authority's own vote (ADM-80, T49); what follows one below the ratio, it decides again (design)."""
    if record_vote(dossier, act, act.node.level, paper="").passed:
        dossier.agree_to_remove()
        return PASSED
    dossier.escalate()
    return BELOW_RATIO


@verb(
    gettext_lazy("Number and issue the removal"),
    consequence=gettext_lazy("The decision gets its number now; the membership ends on its day."),
    moves="remove",
    day="signed_on",
    grave=True,
)
def issue_removal(dossier: Dossier, act: Act) -> None:
    """The membership ends; the files go up in their time (ADM-80, 99; T49)."""
    assert act.seat is not None
    act.require_seat_on_day("signed_on")
    row = dossier.probation_row
    row.removal_number, row.removed_on = take_decision_number(act), act.day
    act.add(row)
    issue_paper(
        act, Paper.REMOVAL_DECISION, row.removal_number, own=True, ground=row.removal_ground, reason=row.removal_reason
    )
    leave_stay(dossier, act)
    dossier.remove()
    act.stop_all_clocks()
    act.start_clock("removed_files", "files.removed_to_superior", act.day)
    _leave(dossier, act)
    act.record(
        "removal.issued",
        number=row.removal_number,
        signer=act.seat.role,
        removal=row.removal_ground,
        reason=row.removal_reason,
    )


def _leave(dossier: Dossier, act: Act) -> None:
    probationary = Membership.objects.filter(person=dossier.subject, standing=Standing.PROBATIONARY, until__isnull=True)
    if probationary.filter(since__lt=act.day).update(until=act.day) != 1:
        act.refuse(_("The person is no probationary member on the list; correct the list first."), "signed_on")
    act.add(
        Membership(
            person=dossier.subject,
            organization=dossier.organization,
            standing=Standing.LEFT,
            since=act.day,
            basis=dossier.probation_row.removal_number,
        )
    )


@verb(
    gettext_lazy("Record the announcement of the removal"),
    consequence=gettext_lazy("The time in which he may complain counts from this day."),
    day="announced_on",
)
def announce_removal(dossier: Dossier, act: Act) -> None:
    """The person is told (ADM-101)."""
    row = dossier.probation_row
    row.removal_announced_on = act.day
    act.add(row)
    act.record("removal.announced", number=row.removal_number)


@verb(
    gettext_lazy("Record that the files went to the superior"),
    consequence=gettext_lazy("The dossier ends here."),
    day="sent_on",
)
def send_removed_files(dossier: Dossier, act: Act) -> None:
    """The files of a removed member go to the superior (ADM-99)."""
    row = dossier.probation_row
    row.files_sent_on = act.day
    act.add(row)
    act.stop_clock("removed_files")
    act.record("removal.files_sent", letter=act.data["letter_number"])
