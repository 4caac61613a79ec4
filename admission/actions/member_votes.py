"""What the votes on recognition and removal share: a body may vote as often as the law holds, then it goes up."""

from admission.actions.voting import BELOW_RATIO, PASSED, record_vote
from admission.member_gathering import failed_votes
from admission.models import Dossier
from workflows.acting import Act
from workflows.meetings.outcomes import AfterAttempt, after_attempt

GOES_UP = "goes_up"
MOST_VOTES = "votes.max_before_escalation"


def record_attempt(dossier: Dossier, act: Act, *, paper: str = "") -> str:
    """The outcome of a vote that may be held again: PASSED, BELOW_RATIO or, after the last one, GOES_UP (ADM-79)."""
    failed, most = failed_votes(dossier, act.node.name), act.law[MOST_VOTES]
    if record_vote(dossier, act, act.node.level, paper=paper).passed:
        return PASSED
    act.record("vote.below_ratio", failed=failed + 1, most=most.value, article=most.article, regulation=most.title)
    return BELOW_RATIO if after_attempt(failed + 1, most) is AfterAttempt.VOTE_AGAIN else GOES_UP
