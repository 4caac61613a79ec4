"""The facts of a discipline case that its rules are asked of, by what they are about."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from discipline.facts.case import CaseFacts
from discipline.facts.circumstances import CircumstanceFacts
from discipline.facts.competence import CompetenceFacts
from discipline.facts.complaint import ComplaintFacts, WrongDisciplineFacts
from discipline.facts.criminal import CriminalFacts, SuspensionFacts
from discipline.facts.decision import DecisionFacts
from discipline.facts.deferral import DeferralFacts
from discipline.facts.denunciation import DenunciationFacts
from discipline.facts.inspection import ContentFacts, InspectionFacts
from discipline.facts.papers import PaperFacts
from discipline.facts.principles import PrincipleFacts
from discipline.facts.procedure import ProcedureFacts
from discipline.facts.violations import ViolationFacts
from discipline.facts.voting import VotingFacts
from workflows.facts import DAY, fact
from workflows.meetings.facts import MEETING, MeetingFacts


@dataclass(frozen=True)
class Facts(
    CaseFacts,
    CompetenceFacts,
    VotingFacts,
    ViolationFacts,
    PrincipleFacts,
    DeferralFacts,
    CircumstanceFacts,
    ProcedureFacts,
    DecisionFacts,
    CriminalFacts,
    SuspensionFacts,
    ComplaintFacts,
    WrongDisciplineFacts,
    DenunciationFacts,
    InspectionFacts,
    ContentFacts,
    PaperFacts,
):
    """Everything a rule of discipline may be asked of."""

    meeting: MeetingFacts | None = fact(MEETING, gettext_noop("Meeting"))
    meets_on: date | None = fact(DAY, gettext_noop("Day of the meeting that votes"))

    @property
    def meeting_day(self) -> date | None:
        """Once its roster is frozen. Facts recorded earlier name it with the rest of the meeting alone."""
        return self.meets_on or (self.meeting.held_on if self.meeting else None)
