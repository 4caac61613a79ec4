"""A wrong admission: annulled by its issuer or by who is competent now; or its faulty steps are done again (ADM-85 to
87).
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.member_move import break_off
from admission.actions.numbering import take_decision_number
from admission.actions.temporary import leave_stay
from admission.actions.voting import record_vote
from admission.answering import note_answerable
from admission.codes import Document as Paper
from admission.faults import OF_ADMISSION, RedoStep, WrongAdmission
from admission.models import Dossier, State
from organization.models import BASE_STANDINGS, Membership
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.meetings.models import ItemState
from workflows.meetings.verbs import meeting_day, needs
from workflows.nodes import reopen
from workflows.verbs import verb

#: What a wrong decision leaves in the dossier; kept with the finding, emptied for the decision that comes anew.
OF_DECISION = ("decision_number", "decided_on", "received_on", "notified_on", "ceremony_on", "official_on")
OF_STEP: dict[RedoStep, tuple[str, ...]] = {
    RedoStep.CELL: ("cell_resolved_on",),
    RedoStep.GRASSROOTS: ("base_resolved_on",),
    RedoStep.AUTHORITY: ("standing_resolved_on",),
}


def _annul(dossier: Dossier, act: Act) -> None:
    assert act.body is not None
    act.require_seat_on_day("signed_on")
    number = take_decision_number(act)
    row = dossier.open_fault or WrongAdmission(dossier=dossier, former=former_decision(dossier))
    row.fault, row.qualified, row.found = act.data["fault"], act.data["qualified"], act.data["found"]
    row.number, row.signed_on, row.cancelled_on = number, act.day, act.day
    row.cancelled_by_issuer = act.body.pk == dossier.issuer_id
    row.at_intake = bool(act.data.get("at_intake"))
    row.consent_number, row.consent_on = act.data.get("consent_number") or "", act.data.get("consent_on")
    act.add(row)
    dossier.note("fault")
    dossier.cancellation_number, dossier.cancelled_on = number, act.day
    issue_paper(act, Paper.CANCELLATION_DECISION, number, own=True, ground=row.fault, reason=row.found)
    standing = Membership.objects.filter(person=dossier.subject, standing__in=BASE_STANDINGS, until__isnull=True)
    if standing.filter(since__gte=act.day).exists():
        act.refuse(_("The person's standing changed on or after that day; correct the list first."), "signed_on")
    standing.update(until=act.day)
    break_off(dossier, act)
    leave_stay(dossier, act)
    note_answerable(dossier, act, unqualified=True)
    dossier.annul()
    reopen(dossier)
    act.stop_all_clocks()
    act.record(
        "admission.annulled",
        number=number,
        cancelled=row.former.get("decision_number") or dossier.decision_number,
        fault=row.fault,
        found=row.found,
        consent=row.consent_number,
    )


def former_decision(dossier: Dossier) -> dict[str, str]:
    """Number and days of the decision that was wrong, as text."""
    columns = (*OF_DECISION, "issuer_id", *(name for names in OF_STEP.values() for name in names))
    return {name: str(value) for name in columns if (value := getattr(dossier, name))}


@verb(
    gettext_lazy("Annul the admission"),
    consequence=gettext_lazy("The decision loses its effect and the membership ends; the cell removes the name."),
    moves="annul",
    day="signed_on",
    answers=("admission_is_annulled", "wrong_admission_is_cancelled"),
    grave=True,
)
def annul(dossier: Dossier, act: Act) -> None:
    """The issuer cancels its decision; where it is dissolved, the authority where the member now is (ADM-85, T50)."""
    _annul(dossier, act)


@verb(
    gettext_lazy("Annul the admission of a member received from elsewhere"),
    consequence=gettext_lazy("The decision loses its effect and the membership ends; the cell removes the name."),
    moves="annul",
    day="signed_on",
    answers=("admission_is_annulled", "wrong_admission_is_cancelled", "cancellation_after_intake_is_consented"),
    grave=True,
)
def annul_after_intake(dossier: Dossier, act: Act) -> None:
    """Found on a transfer and already received: the authority here, after its superior consented (ADM-87, T50)."""
    _annul(dossier, act)


@verb(
    gettext_lazy("Remove the name"),
    consequence=gettext_lazy("The case ends."),
    day="removed_on",
    answers=("cancelled_name_is_removed",),
)
def remove_name(dossier: Dossier, act: Act) -> None:
    """The cell removes the name after the cancellation (ADM-85)."""
    row = dossier.open_fault
    assert row is not None
    row.name_removed_on = row.closed_on = act.day
    act.add(row)
    issue_paper(act, Paper.REMOVAL_NOTICE, act.data.get("number") or "", own=True)
    act.record("name.removed", number=act.data.get("number") or "")


def all_done(dossier: Dossier) -> str:
    row = dossier.open_fault
    return _("Every faulty step is done again.") if row and not row.left else ""


@verb(
    gettext_lazy("Hand on the next faulty step"),
    consequence=gettext_lazy("The step waits for the body whose it is, and comes back here once it is done again."),
    moves=dict.fromkeys(OF_ADMISSION, ""),
    hindrance=all_done,
)
def hand_on_redo(dossier: Dossier, act: Act) -> str:
    """The steps in the order of the chain; also after a vote below the ratio, which is then taken again (ADM-86)."""
    row = dossier.open_fault
    assert row is not None
    step = row.left[0]
    act.record("redo.handed_on", step=step.value)
    return step.value


def done_again(dossier: Dossier, act: Act, step: RedoStep) -> None:
    row = dossier.open_fault
    assert row is not None
    row.redone = [*row.redone, step.value]
    act.add(row)
    act.record("redo.done", step=step.value)


@verb(
    gettext_lazy("The papers are done again"),
    consequence=gettext_lazy("The authority goes on with the next faulty step."),
    moves="",
)
def finish_papers(dossier: Dossier, act: Act) -> None:
    """Introduction, papers and background check, as far as they were faulty (ADM-86)."""
    done_again(dossier, act, RedoStep.PAPERS)
    act.record("redo.papers", what=act.data["what"])


@verb(
    gettext_lazy("Certify the CV again (item 26)"),
    consequence=gettext_lazy("The authority goes on with the next faulty step."),
    moves="",
    day="signed_on",
    grave=True,
)
def certify_again(dossier: Dossier, act: Act) -> None:
    """Item 26 is written anew (ADM-37, 86)."""
    act.require_seat_on_day("signed_on")
    dossier.certified_on, dossier.cv_true = act.day, act.data["cv_true"]
    done_again(dossier, act, RedoStep.CERTIFICATION)


PASSED, BELOW_RATIO = "passed", "below_ratio"
_RESOLUTIONS = (Paper.CELL_RESOLUTION, Paper.GRASSROOTS_RESOLUTION)


def _vote_again(dossier: Dossier, act: Act, step: RedoStep, level: str, paper: str, column: str) -> str:
    # the resolution of the faulty vote stays in the file; a grassroots cell's is a committee's paper
    former = dossier.documents.filter(code__in=_RESOLUTIONS, issuer=str(act.body), replaced_on__isnull=True)
    former.update(replaced_on=act.on)
    result = record_vote(dossier, act, level, paper=paper)
    if not result.passed:
        act.record("redo.below_ratio", step=step.value)
        return BELOW_RATIO
    setattr(dossier, column, act.day)
    done_again(dossier, act, step)
    return PASSED


@verb(
    gettext_lazy("Record the resolution of the cell"),
    consequence=gettext_lazy("The outcome is computed from the count. Below the ratio, the result is reported up."),
    moves={PASSED: "", BELOW_RATIO: ""},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
)
def record_cell_vote_again(dossier: Dossier, act: Act) -> str:
    """The cell votes again; the clock of the decision runs from its new resolution (ADM-42, 55, 86; design)."""
    outcome = _vote_again(dossier, act, RedoStep.CELL, "cell", Paper.CELL_RESOLUTION, "cell_resolved_on")
    if outcome == PASSED:
        act.start_clock("decision", "decision.deadline", act.day)
    return outcome


@verb(
    gettext_lazy("Record the resolution of the committee"),
    consequence=gettext_lazy("The outcome is computed from the count. Below the ratio, the result is reported up."),
    moves={PASSED: "", BELOW_RATIO: ""},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
)
def record_committee_vote_again(dossier: Dossier, act: Act) -> str:
    """The grassroots committee votes again (ADM-45, 86)."""
    return _vote_again(dossier, act, RedoStep.GRASSROOTS, "grassroots", Paper.GRASSROOTS_RESOLUTION, "base_resolved_on")


@verb(
    gettext_lazy("Record the deciding resolution of the authorised committee"),
    consequence=gettext_lazy("The outcome is computed from the count. Below the ratio, the authority directs."),
    moves={PASSED: "", BELOW_RATIO: ""},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    decides=True,
)
def record_deciding_vote_again(dossier: Dossier, act: Act) -> str:
    """A committee authorised to admit votes again (ADM-47, 86)."""
    return _vote_again(dossier, act, RedoStep.GRASSROOTS, "grassroots", Paper.GRASSROOTS_RESOLUTION, "base_resolved_on")


@verb(
    gettext_lazy("Record the resolution of the standing committee"),
    consequence=gettext_lazy("The outcome is computed from the count; exactly half does not pass."),
    moves={PASSED: "", BELOW_RATIO: ""},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    decides=True,
)
def record_standing_vote_again(dossier: Dossier, act: Act) -> str:
    """The authority votes again (ADM-46, 48, 49, 86)."""
    return _vote_again(dossier, act, RedoStep.AUTHORITY, "authority", "", "standing_resolved_on")


@verb(
    gettext_lazy("Conclude that the faulty steps are done again"),
    consequence=gettext_lazy("The new decision is signed next; with it the wrong one is cancelled."),
    moves="conclude_redo",
    grave=True,
)
def conclude_redo(dossier: Dossier, act: Act) -> None:
    """With the review of who was responsible (ADM-86, T51)."""
    row = dossier.open_fault
    assert row is not None
    row.responsibility = act.data["responsibility"]
    act.add(row)
    dossier.conclude_redo()
    act.record("redo.concluded", responsibility=row.responsibility)


def close_redo(dossier: Dossier, act: Act) -> None:
    """The decision just issued replaces the wrong one, which is cancelled with it (ADM-86)."""
    row = dossier.open_fault
    if row is None or dossier.state != State.DECISION_ISSUED:
        return
    row.cancelled_on = row.reissued_on = row.closed_on = act.day
    row.cancelled_by_issuer = act.body is not None and str(act.body.pk) == row.former.get("issuer_id")
    act.add(row)
    dossier.documents.filter(code=Paper.ADMISSION_DECISION, replaced_on__isnull=True).update(replaced_on=act.on)
    act.record("decision.replaced", number=dossier.decision_number, cancelled=row.former.get("decision_number", ""))
