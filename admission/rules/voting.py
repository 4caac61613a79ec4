"""The votes of the cell, the grassroots committee and the standing committee: ADM-42 to ADM-48, ADM-51, ADM-52."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.codes import DECIDED_BY_GROUP, VoteForm
from admission.facts import Facts, Vote
from workflows.law import Provision
from workflows.rules import Number, Status, Verdict, not_known, rule
from workflows.votes import CountsDoNotClose, TallyResult, tally

_CELL_BASE = [
    f"vote_base.cell.{reason}"
    for reason in ("temporarily_away", "exempt", "suspended", "prosecuted", "probationary", "guest")
]
_COMMITTEE_BASE = [f"vote_base.committee.{reason}" for reason in ("temporarily_away", "suspended", "prosecuted")]

_OTHER_CHAIN = gettext_noop("Does not apply to this chain.")

_FORM_LABELS = {
    VoteForm.SECRET: gettext_noop("secret ballot"),
    VoteForm.CARD: gettext_noop("raising the party card"),
    VoteForm.OTHER: gettext_noop("another form"),
}


def _tally(vote: Vote, threshold: Provision) -> TallyResult:
    return tally(vote.base, yes=vote.yes, no=vote.no, invalid=vote.invalid, absent=vote.absent, ratio=threshold.value)


def _passes(vote: Vote, threshold: Provision) -> Verdict:
    try:
        result = _tally(vote, threshold)
    except CountsDoNotClose as error:
        return Verdict(False, error.message, dict(error.numbers))
    return Verdict(
        result.passed,
        gettext_noop("%(yes)s in favour of %(base)s counted; %(ratio)s needs %(min)s."),
        {"yes": result.yes, "base": result.base, "ratio": str(threshold.value), "min": result.minimum_yes},
    )


def _base_closes(vote: Vote) -> Verdict:
    if vote.summoned is None or vote.excluded is None:
        return Verdict(
            None, gettext_noop("Not known yet: how many were summoned and how many are excluded from the base.")
        )
    numbers: dict[str, Number] = {"summoned": vote.summoned, "excluded": vote.excluded, "base": vote.base}
    return Verdict(
        vote.summoned - vote.excluded == vote.base,
        gettext_noop("%(summoned)s summoned less %(excluded)s excluded; the base entered is %(base)s."),
        numbers,
    )


def _allowed_form(vote: Vote, forms: Provision) -> Verdict:
    if vote.form is None:
        return Verdict(None, gettext_noop("Not known yet: the form of the vote."))
    return Verdict(
        vote.form in forms.value, gettext_noop("The meeting voted by %(form)s."), {"form": _FORM_LABELS[vote.form]}
    )


@rule("cell.threshold", id="ADM-42", needs=["cell_vote"])
def cell_agrees(facts: Facts, threshold: Provision) -> Verdict:
    return _passes(facts.cell_vote, threshold)


@rule("vote_base.counting", *_CELL_BASE, id="ADM-43", needs=["cell_vote"], cured_by="cell")
def cell_base_is_right(facts: Facts, counting: Provision, *exclusions: Provision) -> Verdict:
    return _base_closes(facts.cell_vote)


@rule("section.decides", id="ADM-44")
def section_only_appraises(facts: Facts, decides: Provision) -> Verdict:
    if facts.section_appraised_on is None:
        return Verdict(
            Status.HUMAN, gettext_noop("The section committee, where it exists, appraises; it does not decide.")
        )
    return Verdict(
        Status.HUMAN,
        gettext_noop("The section committee appraised on %(day)s; it does not decide."),
        {"day": facts.section_appraised_on.isoformat()},
    )


@rule("committee.threshold", id="ADM-45", needs=["committee_vote"])
def committee_agrees(facts: Facts, threshold: Provision) -> Verdict:
    return _passes(facts.committee_vote, threshold)


@rule("vote_base.counting", *_COMMITTEE_BASE, id="ADM-46", needs=["committee_vote"], cured_by="grassroots")
def committee_base_is_right(facts: Facts, counting: Provision, *exclusions: Provision) -> Verdict:
    return _base_closes(facts.committee_vote)


@rule("vote_base.counting", *_COMMITTEE_BASE, id="ADM-46", needs=["standing_committee_vote"], cured_by="authority")
def standing_committee_base_is_right(facts: Facts, counting: Provision, *exclusions: Provision) -> Verdict:
    return _base_closes(facts.standing_committee_vote)


@rule("base_committee.decider", id="ADM-47", needs=["committee_authorised"], cured_by="superior")
def committee_may_decide(facts: Facts, decider: Provision) -> Verdict:
    if facts.committee_authorised:
        return Verdict(True, gettext_noop("The grassroots committee is authorised to admit: it decides itself."))
    return Verdict(
        False, gettext_noop("The grassroots committee is not authorised on this day: it proposes to its superior.")
    )


@rule("base_committee.decider", id="ADM-47", needs=["committee_authorised"])
def committee_only_proposes(facts: Facts, decider: Provision) -> Verdict:
    if facts.committee_authorised:
        return Verdict(
            False, gettext_noop("The grassroots committee is authorised on this day: it decides and does not propose.")
        )
    return Verdict(True, gettext_noop("The grassroots committee is not authorised to admit: it proposes."))


@rule("authorised_committee.threshold", "base_committee.decider", id="ADM-47", needs=["committee_authorised"])
def authorised_committee_agrees(facts: Facts, threshold: Provision, decider: Provision) -> Verdict:
    """Of the members with the exclusions of ADM-46; the total is printed beside it, because the text says "total"."""
    if not facts.committee_authorised:
        return Verdict(True, gettext_noop("The grassroots committee is not authorised to admit: it proposes."))
    if facts.committee_vote is None:
        return not_known(facts, "committee_vote")
    verdict = _passes(facts.committee_vote, threshold)
    if facts.committee_vote.summoned is None or "ratio" not in verdict.numbers:
        return verdict
    return Verdict(
        verdict.status,
        gettext_noop("%(yes)s in favour of %(base)s counted (%(total)s members in all); %(ratio)s needs %(min)s."),
        {**verdict.numbers, "total": facts.committee_vote.summoned},
    )


@rule("standing_committee.threshold", id="ADM-48", needs=["standing_committee_vote"])
def standing_committee_agrees(facts: Facts, threshold: Provision) -> Verdict:
    if facts.profile in DECIDED_BY_GROUP:
        return Verdict(True, _OTHER_CHAIN)
    return _passes(facts.standing_committee_vote, threshold)


@rule("direct_committee.threshold", id="ADM-49", needs=["standing_committee_vote", "profile"])
def direct_committee_agrees(facts: Facts, threshold: Provision) -> Verdict:
    """Of the permanent members and the members who head departments; the base is already narrowed to them."""
    if facts.profile not in DECIDED_BY_GROUP:
        return Verdict(True, _OTHER_CHAIN)
    return _passes(facts.standing_committee_vote, threshold)


@rule("vote.forms", id="ADM-51", needs=["cell_vote"], cured_by="cell")
def cell_vote_has_allowed_form(facts: Facts, forms: Provision) -> Verdict:
    return _allowed_form(facts.cell_vote, forms)


@rule("vote.forms", id="ADM-51", needs=["committee_vote"], cured_by="grassroots")
def committee_vote_has_allowed_form(facts: Facts, forms: Provision) -> Verdict:
    return _allowed_form(facts.committee_vote, forms)


@rule(
    "vote.forms",
    id="ADM-51",
    needs=["standing_committee_vote"],
    optional=["standing_committee.vote_forms"],
    cured_by="authority",
)
def standing_committee_vote_has_allowed_form(facts: Facts, forms: Provision, local: Provision | None) -> Verdict:
    return _allowed_form(facts.standing_committee_vote, local or forms)


def _reported(facts: Facts, vote: Vote, threshold: Provision) -> Verdict:
    try:
        passed = _tally(vote, threshold).passed
    except CountsDoNotClose as error:
        return Verdict(False, error.message, dict(error.numbers))
    if passed:
        return Verdict(True, gettext_noop("The vote reached the ratio."))
    if facts.below_ratio_reported is None:
        return not_known(facts, "below_ratio_reported")
    if not facts.below_ratio_reported:
        return Verdict(
            False, gettext_noop("The vote is below the ratio: the full result must be reported to the authority.")
        )
    return Verdict(
        Status.HUMAN, gettext_noop("The vote is below the ratio and was reported: the authority decides what follows.")
    )


@rule("vote.below_ratio_reported", "cell.threshold", id="ADM-52", needs=["cell_vote"], cured_by="cell")
def cell_vote_below_ratio_is_reported(facts: Facts, reported: Provision, threshold: Provision) -> Verdict:
    return _reported(facts, facts.cell_vote, threshold)


@rule("vote.below_ratio_reported", "committee.threshold", id="ADM-52", needs=["committee_vote"], cured_by="grassroots")
def committee_vote_below_ratio_is_reported(facts: Facts, reported: Provision, threshold: Provision) -> Verdict:
    return _reported(facts, facts.committee_vote, threshold)
