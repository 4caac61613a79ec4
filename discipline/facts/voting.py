"""The vote on the forms of discipline, as the minutes have it: DIS-68..74."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import COUNT, YES_NO, FactSheet, fact, one_of


class VoteMode(StrEnum):
    """What the body may do with the outcome, fixed before the vote (workflows.meetings.outcomes.Mode)."""

    DECIDE = "decide"
    PROPOSE = "propose"


VOTE_MODE_LABELS = {
    VoteMode.DECIDE: gettext_noop("a deciding vote"),
    VoteMode.PROPOSE: gettext_noop("a proposing vote"),
}


@dataclass(frozen=True)
class VotingFacts(FactSheet):
    """``vote_base``: members counted; ``vote_for_form``: of these, votes for the form asked about alone."""

    vote_mode: VoteMode | None = fact(one_of(VoteMode, VOTE_MODE_LABELS), gettext_noop("The vote is"))
    vote_base: int | None = fact(COUNT, gettext_noop("Members counted in the base of the vote"))
    vote_for_form: int | None = fact(COUNT, gettext_noop("Votes for the form"))
    vote_cumulated: bool | None = fact(YES_NO, gettext_noop("Votes for heavier forms were added"))
    vote_ballots: int | None = fact(COUNT, gettext_noop("Ballots taken on discipline and its form"))
    accused_in_base: bool | None = fact(YES_NO, gettext_noop("The accused is counted and votes in his own matter"))
