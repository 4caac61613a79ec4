"""The recognition alone was faulty: the member stays admitted, and its faulty steps are done again (ADM-86, T51)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.faults import BELOW_RATIO, PASSED, all_done, done_again
from admission.actions.voting import paper_of_vote, record_vote
from admission.codes import Document as Paper
from admission.faults import OF_RECOGNITION, RedoStep, WrongAdmission
from admission.member_models import Probation
from admission.models import Dossier
from admission.papers.keeping import set_aside
from organization.models import Membership, Standing
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.meetings.models import ItemState
from workflows.meetings.verbs import meeting_day, needs
from workflows.nodes import reopen
from workflows.verbs import verb

_LEVELS: dict[RedoStep, str] = {
    RedoStep.RECOGNITION_GRASSROOTS: "grassroots",
    RedoStep.RECOGNITION_AUTHORITY: "authority",
}
#: What a wrong recognition leaves; kept with the finding, emptied for the one that comes anew.
_DAYS = ("decided_on", "effective_on", "issuer", "announced_on", "card_decided_on")
_TEXTS = ("decision_lateness", "decision_number", "decision_signer", "card_decision_number", "card_number")
_OF_STEP: dict[RedoStep, tuple[str, ...]] = {
    RedoStep.RECOGNITION_CELL: ("cell_resolved_on",),
    RedoStep.RECOGNITION_GRASSROOTS: ("base_resolved_on",),
    RedoStep.RECOGNITION_AUTHORITY: ("authority_resolved_on",),
}


@verb(
    gettext_lazy("Direct that the faulty steps of the recognition are done again"),
    consequence=gettext_lazy(
        "The admission stands. What was right stays; a new decision then replaces the wrong recognition."
    ),
    moves="order_recognition_redo",
    day="signed_on",
    answers=("faulty_steps_suffice",),
    grave=True,
)
def order_recognition_redo(dossier: Dossier, act: Act) -> None:
    """By who issued the recognition; where it is dissolved, the authority of the day. The wrong recognition stands
    until the new one. ``data``: fault, qualified, found, faulty, number, signed_on.
    """
    act.require_seat_on_day("signed_on")
    faulty = [step for step in OF_RECOGNITION if step in act.data["faulty"]]
    if any(step in _LEVELS and not act.route.has(_LEVELS[step]) for step in faulty):
        act.refuse(_("This step does not lie on the way of the day."), "faulty")
    recognition = dossier.probation_row
    row = WrongAdmission(
        dossier=dossier,
        fault=act.data["fault"],
        qualified=True,
        found=act.data["found"],
        number=act.data["number"],
        signed_on=act.day,
        faulty=[step.value for step in faulty],
        former=_former(recognition),
    )
    act.add(row)
    dossier.note("fault")
    for name in (*_DAYS, *(name for step in faulty for name in _OF_STEP.get(step, ()))):
        setattr(recognition, name, None)
    for name in _TEXTS:
        setattr(recognition, name, "")
    act.add(recognition)
    issue_paper(act, Paper.REDO_INSTRUCTION, row.number, own=True, reason=row.found)
    dossier.order_recognition_redo()
    reopen(dossier)
    act.stop_all_clocks(but=dossier.flow_class.clocks_aside)
    act.record("redo.ordered", number=row.number, fault=row.fault, steps=row.faulty, found=row.found)


def _former(recognition: Probation) -> dict[str, str]:
    """Number, days and issuer of the recognition that was wrong, as text."""
    names = {
        "recognition_number": recognition.decision_number,
        "recognition_decided_on": recognition.decided_on,
        "recognition_issuer_id": recognition.issuer_id,
        **{name: getattr(recognition, name) for columns in _OF_STEP.values() for name in columns},
    }
    return {name: str(value) for name, value in names.items() if value}


@verb(
    gettext_lazy("Hand on the next faulty step of the recognition"),
    consequence=gettext_lazy("The step waits for the body whose it is, and comes back here once it is done again."),
    moves=dict.fromkeys(OF_RECOGNITION, ""),
    hindrance=all_done,
)
def hand_on_recognition_redo(dossier: Dossier, act: Act) -> str:
    """In the order of the chain; also after a vote below the ratio, which is then taken again (design)."""
    row = dossier.open_fault
    assert row is not None
    step = row.left[0]
    act.record("redo.handed_on", step=step.value)
    return step.value


@verb(
    gettext_lazy("The papers of the recognition are done again"),
    consequence=gettext_lazy("The authority goes on with the next faulty step."),
    moves="",
)
def finish_recognition_papers(dossier: Dossier, act: Act) -> None:
    """Self-criticism, remarks and opinions, as far as they were faulty (ADM-74, 86)."""
    done_again(dossier, act, RedoStep.RECOGNITION_PAPERS)
    act.record("redo.papers", what=act.data["what"])


def _vote_again(dossier: Dossier, act: Act, step: RedoStep, *, paper: str = "") -> str:
    """``paper``: what the vote makes, in the words of the admission; that of the faulty vote stays in the file."""
    made = paper_of_vote(dossier, act.node.level, paper, act.route)
    former = dossier.documents.filter(code=made, issuer=str(act.body), replaced_on__isnull=True)
    former.update(replaced_on=act.on)
    if not record_vote(dossier, act, act.node.level, paper=paper).passed:
        act.record("redo.below_ratio", step=step.value)
        return BELOW_RATIO
    recognition = dossier.probation_row
    for name in _OF_STEP[step]:
        setattr(recognition, name, act.day)
    act.add(recognition)
    done_again(dossier, act, step)
    return PASSED


@verb(
    gettext_lazy("Record the resolution of the cell on the recognition"),
    consequence=gettext_lazy("The outcome is computed from the count. Below the ratio, the result is reported up."),
    moves={PASSED: "", BELOW_RATIO: ""},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
)
def record_recognition_vote_again(dossier: Dossier, act: Act) -> str:
    """The cell votes again; the clock of the decision runs from its new resolution (ADM-77, 86; design)."""
    outcome = _vote_again(dossier, act, RedoStep.RECOGNITION_CELL, paper=Paper.CELL_RESOLUTION)
    if outcome == PASSED:
        act.start_clock("recognition_decision", "recognition.decision_deadline", act.day)
    return outcome


@verb(
    gettext_lazy("Record the resolution of the committee on the recognition"),
    consequence=gettext_lazy("The outcome is computed from the count. Below the ratio, the result is reported up."),
    moves={PASSED: "", BELOW_RATIO: ""},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
)
def propose_recognition_again(dossier: Dossier, act: Act) -> str:
    """The grassroots committee votes again (ADM-76, 86)."""
    return _committee_again(dossier, act)


@verb(
    gettext_lazy("Record the deciding resolution of the authorised committee on the recognition"),
    consequence=gettext_lazy("The outcome is computed from the count. Below the ratio, the authority directs."),
    moves={PASSED: "", BELOW_RATIO: ""},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    decides=True,
)
def resolve_recognition_again(dossier: Dossier, act: Act) -> str:
    """A committee authorised to recognise votes again (ADM-47, 76, 86)."""
    return _committee_again(dossier, act)


def _committee_again(dossier: Dossier, act: Act) -> str:
    return _vote_again(dossier, act, RedoStep.RECOGNITION_GRASSROOTS, paper=Paper.GRASSROOTS_RESOLUTION)


@verb(
    gettext_lazy("Record the resolution of the standing committee on the recognition"),
    consequence=gettext_lazy("The outcome is computed from the count; exactly half does not pass."),
    moves={PASSED: "", BELOW_RATIO: ""},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    decides=True,
)
def decide_recognition_again(dossier: Dossier, act: Act) -> str:
    """The authority votes again (ADM-46, 48, 49, 76, 86)."""
    return _vote_again(dossier, act, RedoStep.RECOGNITION_AUTHORITY)


@verb(
    gettext_lazy("Conclude that the faulty steps of the recognition are done again"),
    consequence=gettext_lazy("The new recognition is signed next; with it the wrong one is cancelled."),
    moves="conclude_recognition_redo",
    grave=True,
)
def conclude_recognition_redo(dossier: Dossier, act: Act) -> None:
    """With the review of who was responsible (ADM-86, T51)."""
    row = dossier.open_fault
    assert row is not None
    row.responsibility = act.data["responsibility"]
    act.add(row)
    dossier.conclude_recognition_redo()
    act.record("redo.concluded", responsibility=row.responsibility)


def cancel_wrong_recognition(dossier: Dossier, act: Act) -> None:
    """Its papers are current no more once the recognition is issued anew."""
    if dossier.open_fault is not None:
        set_aside(dossier, act, (Paper.RECOGNITION_DECISION, Paper.CARD_DECISION))


def close_recognition_redo(dossier: Dossier, act: Act) -> bool:
    """The recognition just issued replaces the wrong one, which is cancelled with it; the member has been official on
    the list all the time. Whether there was one.
    """
    row = dossier.open_fault
    if row is None:
        return False
    row.cancelled_on = row.reissued_on = row.closed_on = act.day
    row.cancelled_by_issuer = act.body is not None and str(act.body.pk) == row.former.get("recognition_issuer_id")
    act.add(row)
    former, number = row.former["recognition_number"], dossier.probation_row.decision_number
    Membership.objects.filter(person=dossier.subject, standing=Standing.OFFICIAL, basis=former).update(basis=number)
    act.record("decision.replaced", number=number, cancelled=former)
    return True
