"""A step that a body takes in a meeting."""

from typing import Any, Self

from django.utils.translation import gettext as _

from workflows.acting import Refused
from workflows.meetings import aside, ending, freezing, verbs
from workflows.meetings.emptying import abandon
from workflows.meetings.models import BEING_VOTED
from workflows.meetings.rules import before_vote
from workflows.meetings.standstill import falls_short
from workflows.nodes import BodyStep, Doing
from workflows.rules import StepRules
from workflows.verbs import Verb


class MeetingStep(BodyStep):
    """Everything the meeting does to a case before its outcome is recorded: agenda, roster, box, count.

    The verb that completes the step is declared with ``Does`` as everywhere; the one that opens the box with ``Opens``.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for verb in (
            verbs.put_on_agenda,
            verbs.take_off_agenda,
            verbs.note_change,
            freezing.freeze_roster,
            aside.ask_to_stand_aside,
            aside.decide_standing_aside,
            verbs.seal_box,
            ending.break_off_vote,
            ending.set_aside_vote,
            verbs.count_votes,
            verbs.count_ballots,
        ):
            self.Does(verb)

    def leave_by(self, case: Any, task: Any, verb: Verb) -> None:
        """A vote that has begun ends by its outcome or is broken off: nothing else completes the step meanwhile."""
        item = case.agenda_item
        if item is None or verb.day_of is verbs.meeting_day:
            return
        if item.state in BEING_VOTED:
            raise Refused(
                {"": _("The dossier is being voted on: record the outcome, break the vote off or set it aside, first.")}
            )
        abandon(task)

    def rules_of(self, case: Any, doing: Doing) -> StepRules:
        """Of a vote below the ratio nothing is approved: what an approval needs is shown and stops nothing."""
        if doing.completes and doing.verb.day_of is verbs.meeting_day and falls_short(case, self.level):
            return doing.rules.shown
        return doing.rules

    def Opens(self, verb: Verb, rules: StepRules) -> Self:  # noqa: N802
        """The verb that opens the box, judged by the rules of the step and by those of any meeting."""
        self.Does(verb, rules=before_vote(rules))
        return self
