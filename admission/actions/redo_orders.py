"""Directing that the faulty steps of an admission are done again (ADM-86, T51)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.faults import OF_DECISION, OF_STEP, former_decision
from admission.actions.removal import RECOGNITION_PAPERS
from admission.answering import note_answerable
from admission.codes import Document as Paper
from admission.faults import OF_ADMISSION, RedoStep, WrongAdmission
from admission.models import Dossier, State
from admission.papers.keeping import set_aside
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.nodes import reopen
from workflows.verbs import verb

_CONSEQUENCE = gettext_lazy(
    "What was right stays. A new decision then replaces the wrong one, and determines the days of admission and"
    " recognition anew."
)
_LEVELS: dict[RedoStep, str] = {RedoStep.GRASSROOTS: "grassroots", RedoStep.AUTHORITY: "authority"}
#: What the recognition left: its days count no more, and neither do the papers written for it.
_OF_RECOGNITION = (
    "cell_resolved_on",
    "section_appraised_on",
    "base_resolved_on",
    "appraised_on",
    "authority_resolved_on",
    "decided_on",
    "effective_on",
    "issuer",
    "announced_on",
    "card_decided_on",
)
_OF_RECOGNITION_TEXT = (
    "cell_lateness",
    "decision_lateness",
    "decision_number",
    "decision_signer",
    "card_decision_number",
    "card_number",
)
_FOR_RECOGNITION = (
    *RECOGNITION_PAPERS,
    Paper.RECOGNITION_DECISION,
    Paper.CARD_DECISION,
    Paper.SELF_CRITICISM,
    Paper.MEMBER_OPINIONS,
)


@verb(
    gettext_lazy("Direct that the faulty steps are done again"),
    consequence=_CONSEQUENCE,
    moves="order_redo",
    day="signed_on",
    answers=("faulty_steps_suffice",),
    grave=True,
)
def order_redo(dossier: Dossier, act: Act) -> None:
    """Procedure or competence alone was faulty (ADM-86, T51). The wrong decision stands until the new one; the
    recognition of an official member, which rested on it, is considered anew after the new ceremony.
    """
    _order(dossier, act)


@verb(
    gettext_lazy("Direct that the faulty steps of a member received from elsewhere are done again"),
    consequence=_CONSEQUENCE,
    moves="order_redo",
    day="signed_on",
    answers=("faulty_steps_suffice", "cancellation_after_intake_is_consented"),
    grave=True,
)
def order_redo_here(dossier: Dossier, act: Act) -> None:
    """Found on a transfer and already received: the authority here, after its superior consented, as it would annul
    (ADM-87; for steps done again design, the text read speaks of the cancellation). ``data``: as order_redo, with
    consent_number and consent_on.
    """
    row = _order(dossier, act)
    row.at_intake, row.consent_number, row.consent_on = True, act.data["consent_number"], act.data["consent_on"]


def _order(dossier: Dossier, act: Act) -> WrongAdmission:
    act.require_seat_on_day("signed_on")
    faulty = [step for step in OF_ADMISSION if step in act.data["faulty"]]
    if any(step in _LEVELS and not act.route.has(_LEVELS[step]) for step in faulty):
        act.refuse(_("This step does not lie on the way of the day."), "faulty")
    row = WrongAdmission(
        dossier=dossier,
        fault=act.data["fault"],
        qualified=True,
        found=act.data["found"],
        number=act.data["number"],
        signed_on=act.day,
        faulty=[step.value for step in faulty],
        former=former_decision(dossier),
    )
    if dossier.state == State.OFFICIAL:
        _void_recognition(dossier, act, row)
    act.add(row)
    dossier.note("fault")
    for name in (*OF_DECISION, *(name for step in faulty for name in OF_STEP.get(step, ()))):
        setattr(dossier, name, "" if name == "decision_number" else None)
    issue_paper(act, Paper.REDO_INSTRUCTION, row.number, own=True, reason=row.found)
    note_answerable(dossier, act, unqualified=False)
    dossier.order_redo()
    reopen(dossier)
    act.stop_all_clocks()
    act.record("redo.ordered", number=row.number, fault=row.fault, steps=row.faulty, found=row.found)
    return row


def _void_recognition(dossier: Dossier, act: Act, row: WrongAdmission) -> None:
    """The official date is determined anew with the day of the admission."""
    recognition = dossier.probation_row
    row.former |= {
        "recognition_number": recognition.decision_number,
        "recognition_decided_on": str(recognition.decided_on),
    }
    for name in _OF_RECOGNITION:
        setattr(recognition, name, None)
    for name in _OF_RECOGNITION_TEXT:
        setattr(recognition, name, "")
    recognition.extensions = 0
    act.add(recognition)
    set_aside(dossier, act, _FOR_RECOGNITION)
