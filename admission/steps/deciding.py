"""Steps that stand once for each body that may be competent: the vote after votes below the ratio, the decision."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from admission import actions
from admission.actions.voting import BELOW_RATIO, PASSED
from admission.models import State
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.meetings.steps import MeetingStep
from workflows.meetings.verbs import open_deciding_vote
from workflows.nodes import BodyStep
from workflows.rules import StepRules
from workflows.verbs import Verb

Kind = tuple[str, str]
STANDING: Kind = ("authority", BodyKind.STANDING_COMMITTEE)
AUTHORISED: Kind = ("authorised", BodyKind.COMMITTEE)
SUPERIOR: Kind = ("superior", BodyKind.STANDING_COMMITTEE)


def escalated_to(
    body: Kind, opens: StepRules, records: StepRules, *, agreed: Any, refused: Any, dropped: Any
) -> MeetingStep:
    """The vote of ``body`` on a recognition that came up after votes below the ratio, or its own removal (T47).

    The committee above the cell hears of it, where it is another one.
    """
    level, kind = body
    step = MeetingStep(
        level,
        kind,
        Perm.RECORD_RESOLUTION,
        states=(State.ESCALATED,),
        reported_to=(("grassroots", BodyKind.COMMITTEE),),
    )
    step = step.Annotation(
        title=_("Decide after votes below the ratio"),
        description=_(
            "As many votes as the law holds were below the ratio: decide on the recognition, take the removal up, or"
            " let the probation go on."
        ),
    ).Opens(open_deciding_vote, rules=opens)
    return (
        step.Does(actions.decide_recognition, rules=records, **{PASSED: agreed, BELOW_RATIO: refused})
        .Does(actions.take_up_removal, refused)
        .Does(actions.drop_removal, **{actions.GOES_ON: dropped, actions.OVER: dropped})
    )


def decision_of(
    body: Kind,
    verb: Verb,
    *leads: Any,
    state: str,
    title: str | Promise,
    description: str | Promise,
    rules: StepRules,
) -> BodyStep:
    """The step at which the head of ``body`` numbers and signs what it agreed to."""
    level, kind = body
    step = BodyStep(level, kind, Perm.ISSUE_DECISION, states=(state,))
    return step.Annotation(title=title, description=description).Does(verb, *leads, rules=rules)
