"""The chain of an admission dossier, from top to bottom: who acts, by which rules, and where each outcome leads.

The steps stand in admission/steps/, by phase. Every chain of profiles.yaml runs through this one flow: of several
steps named for an outcome, the first is entered whose level lies on the route of the day. ``grassroots_cell`` is a cell
that is itself the grassroots organisation, ``authorised`` a committee that decides in place of its superior.
"""

from django.utils.translation import gettext_lazy as _

from admission.models import Dossier, State
from admission.steps.aside import AsideSteps
from admission.steps.ceremony import CeremonySteps
from admission.steps.decision import DecisionSteps
from admission.steps.dossier import DossierSteps
from admission.steps.faults import FaultSteps
from admission.steps.member import MemberSteps
from admission.steps.member_move import MemberMoveSteps
from admission.steps.recognition import RecognitionSteps
from admission.steps.recognition_redo import RecognitionRedoSteps
from admission.steps.records import RecordSteps
from admission.steps.removal import RemovalSteps
from admission.steps.sources import SourceSteps
from admission.steps.temporary import TemporarySteps
from admission.steps.transfer import TransferSteps
from admission.steps.unusual import UnusualSteps
from workflows.models import Task
from workflows.nodes import CaseFlow, End


class AdmissionFlow(
    SourceSteps,
    DossierSteps,
    DecisionSteps,
    CeremonySteps,
    MemberSteps,
    RecognitionSteps,
    RemovalSteps,
    TransferSteps,
    MemberMoveSteps,
    TemporarySteps,
    AsideSteps,
    UnusualSteps,
    FaultSteps,
    RecognitionRedoSteps,
    RecordSteps,
    CaseFlow,
):
    """Admission"""

    process_class = Dossier
    task_class = Task
    process_title = _("Admission")
    clocks_aside = ("member_records", "complaint_answer")

    recognised = End(states=(State.CARD_ISSUED,))
    removed = End(states=(State.REMOVED,))
    refused = End(states=(State.REFUSED,))
    withdrawn = End(states=(State.WITHDRAWN,))
    cancelled = End(states=(State.CANCELLED,))
    moved_away = End(states=(State.MOVED_AWAY,))
    annulled = End(states=(State.ANNULLED,))
    delisted = End(states=(State.DELISTED,))
    deceased = End(states=(State.DECEASED,))
