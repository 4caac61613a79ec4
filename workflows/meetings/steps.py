"""A step that a body takes in a meeting."""

from typing import Any, Self

from workflows.meetings import ending, verbs
from workflows.meetings.rules import before_vote
from workflows.nodes import BodyStep
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
            verbs.freeze_roster,
            verbs.seal_box,
            ending.break_off_vote,
            ending.set_aside_vote,
            verbs.count_votes,
            verbs.count_ballots,
        ):
            self.Does(verb)

    def Opens(self, verb: Verb, rules: StepRules) -> Self:  # noqa: N802
        """The verb that opens the box, judged by the rules of the step and by those of any meeting."""
        self.Does(verb, rules=before_vote(rules))
        return self
