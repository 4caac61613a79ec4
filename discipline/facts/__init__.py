"""The facts of a discipline case that its rules are asked of, by what they are about."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from discipline.facts.case import CaseFacts
from discipline.facts.complaint import ComplaintFacts, WrongDisciplineFacts
from discipline.facts.denunciation import DenunciationFacts
from discipline.facts.inspection import ContentFacts, InspectionFacts
from workflows.facts import fact
from workflows.meetings.facts import MEETING, MeetingFacts


@dataclass(frozen=True)
class Facts(CaseFacts, ComplaintFacts, WrongDisciplineFacts, DenunciationFacts, InspectionFacts, ContentFacts):
    """Everything a rule of discipline may be asked of."""

    meeting: MeetingFacts | None = fact(MEETING, gettext_noop("Meeting"))
