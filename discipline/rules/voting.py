"""The vote on the forms of discipline: DIS-68 to DIS-74. Who counts in the base: workflows.votes."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes import FORM_LABELS
from discipline.facts import Facts
from discipline.facts.voting import VoteMode
from workflows.law import Provision
from workflows.rules import Number, Verdict, rule


@rule("discipline.vote.form", id="DIS-68", needs=["meeting"], cured_by="cell")
def vote_is_secret(facts: Facts, forms: Provision) -> Verdict:
    """For deciding and for proposing a form alike."""
    if facts.meeting.form is None:
        return Verdict(None, gettext_noop("Not known yet: the form of the vote."))
    return Verdict(facts.meeting.form in forms.value, gettext_noop("On discipline the vote is secret."))


@rule("discipline.vote.single_ballot", id="DIS-69", needs=["vote_ballots"], cured_by="cell")
def one_ballot_asks_all(facts: Facts, single: Provision) -> Verdict:
    """One ballot lists every form and "no discipline" beside them; a voter marks exactly one."""
    return Verdict(
        facts.vote_ballots == 1 or not single.value,
        gettext_noop("One ballot asks about every form and no discipline at once; here %(count)s were taken."),
        {"count": facts.vote_ballots},
    )


@rule(
    "discipline.vote.half",
    id="DIS-70",
    needs=["vote_mode", "form", "vote_base", "vote_for_form"],
    optional=["vote_ratio.half"],
)
def form_has_more_than_half(facts: Facts, half: Provision, read: Provision | None) -> Verdict:
    """In a deciding vote; a form that only passes by adding up is another question (DIS-74)."""
    if facts.vote_mode is not VoteMode.DECIDE:
        return Verdict(True, gettext_noop("Does not apply: the vote only proposes."))
    return _passes(facts, read or half)


@rule(
    "discipline.vote.two_thirds",
    "discipline.vote.heavy_forms",
    id="DIS-71",
    needs=["vote_mode", "form", "vote_base", "vote_for_form"],
    optional=["vote_ratio.two_thirds"],
)
def heavy_form_is_proposed_by_two_thirds(
    facts: Facts, two_thirds: Provision, heavy: Provision, read: Provision | None
) -> Verdict:
    """Where it falls short all results still go up (T21)."""
    if facts.vote_mode is not VoteMode.PROPOSE or facts.form not in heavy.value:
        return Verdict(True, gettext_noop("Does not apply: no expulsion or dissolution is proposed."))
    return _passes(facts, read or two_thirds)


@rule("discipline.vote.accused_votes", id="DIS-72", needs=["accused_in_base"])
def accused_has_his_vote(facts: Facts, votes: Provision) -> Verdict:
    """No text found takes it from him before a decision is in force (U-04)."""
    if not facts.accused_in_base:
        return Verdict(True, gettext_noop("The accused does not vote in this body."))
    return Verdict(
        votes.value,
        gettext_noop("The accused votes in his own cell: no text found excludes him. Check this before the vote."),
    )


@rule("discipline.vote.cumulation", id="DIS-74", needs=["vote_mode", "vote_cumulated"], cured_by="cell")
def only_a_deciding_vote_adds_up(facts: Facts, cumulation: Provision) -> Verdict:
    if not facts.vote_cumulated:
        return Verdict(True, gettext_noop("No votes were added up."))
    return Verdict(
        facts.vote_mode is VoteMode.DECIDE,
        gettext_noop(
            "Votes are added up from the heaviest form in a deciding vote only; a proposal sends all results up."
        ),
    )


def _passes(facts: Facts, ratio: Provision) -> Verdict:
    base, votes = facts.vote_base, facts.vote_for_form
    if base == 0 or votes > base:
        return Verdict(False, gettext_noop("The counts do not close."), cites=(ratio,))
    numbers: dict[str, Number] = {
        "form": FORM_LABELS[facts.form],
        "votes": votes,
        "base": base,
        "ratio": str(ratio.value),
        "min": ratio.value.minimum(base),
    }
    text = gettext_noop("%(form)s: %(votes)s votes of %(base)s counted; %(ratio)s needs %(min)s.")
    return Verdict(ratio.value.reached(votes, base), text, numbers, cites=(ratio,))
