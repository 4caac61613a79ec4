"""The chain of a discipline case, from top to bottom: who acts, by which rules, and where each outcome leads.

The steps stand in discipline/steps/, by phase. At which body a step of the superior levels waits is computed from the
matrix of powers on the day (discipline/bodies.py): one step serves every level.
"""

from django.utils.translation import gettext_lazy as _

from discipline.models import DisciplineCase, State
from discipline.steps.continued import ContinuedSteps
from discipline.steps.decision import DecisionSteps
from discipline.steps.examination import ExaminationSteps
from discipline.steps.intake import IntakeSteps
from discipline.steps.levels import LevelSteps
from discipline.steps.overlays import OverlaySteps
from workflows.models import Task
from workflows.nodes import CaseFlow, End


class DisciplineFlow(IntakeSteps, ContinuedSteps, ExaminationSteps, LevelSteps, DecisionSteps, OverlaySteps, CaseFlow):
    """Discipline"""

    process_class = DisciplineCase
    task_class = Task
    process_title = _("Discipline")
    holders_on_way = True
    clocks_aside = ("state_sync", "complaint", "automatic_end", "suspension")

    handed_away = End(states=(State.HANDED_OVER,))
    mistaken = End(states=(State.CLOSED_MISTAKEN,))
    without_discipline = End(states=(State.CLOSED_NO_DISCIPLINE,))
    time_barred = End(states=(State.CLOSED_TIME_BARRED,))
    deceased = End(states=(State.CLOSED_SUBJECT_DECEASED,))
    struck_off = End(states=(State.STRUCK_OFF_PROBATIONARY,))
    ended = End(states=(State.ENDED_AUTOMATIC,))
    expelled = End(states=(State.EXPELLED,))
    dissolved = End(states=(State.DISSOLVED,))
