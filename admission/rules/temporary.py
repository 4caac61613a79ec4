"""Temporary party activity elsewhere, of an applicant or a member: ADM-72."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_temporary import StayKind
from workflows.law import Provision
from workflows.rules import Number, Verdict, not_known, rule

_NOWHERE = gettext_noop("Does not apply: he is not active elsewhere for a time.")


@rule(
    "temporary.months_min",
    "temporary.months_below",
    "temporary.study_months_max",
    id="ADM-72",
    needs=["stay_kind", "stay_months", "stay_months_begun"],
    cured_by="cell",
)
def stay_has_its_length(facts: Facts, least: Provision, below: Provision, study: Provision) -> Verdict:
    """Of work or residence shorter than the one limit, of studies up to the other, which counts in."""
    numbers: dict[str, Number] = {
        "months": facts.stay_months,
        "min": least.value,
        "below": below.value,
        "study": study.value,
    }
    if facts.stay_kind is StayKind.STUDY:
        holds = least.value <= facts.stay_months and facts.stay_months_begun <= study.value
        message = gettext_noop("For studies: from %(min)s to %(study)s months; whole months here: %(months)s.")
    else:
        holds = least.value <= facts.stay_months < below.value
        message = gettext_noop(
            "For work or residence: from %(min)s to under %(below)s months; whole months here: %(months)s."
        )
    return Verdict(holds, message, numbers)


@rule("temporary.prepares", "temporary.votes", id="ADM-72", needs=["stay_in_force"])
def temporary_cell_only_prepares(facts: Facts, prepares: Provision, votes: Provision) -> Verdict:
    """The flow itself leads the vote to the cell he belongs to."""
    if not facts.stay_in_force:
        return Verdict(True, _NOWHERE)
    return Verdict(
        True,
        gettext_noop(
            "The cell where he is active for a time prepares papers and remarks; the cell he belongs to votes and"
            " announces."
        ),
    )


@rule("temporary.informed", id="ADM-72", needs=["stay_in_force"], cured_by="cell")
def temporary_organisation_is_informed(facts: Facts, informed: Provision) -> Verdict:
    if not facts.stay_in_force:
        return Verdict(True, _NOWHERE)
    if facts.temporary_informed is None:
        return not_known(facts, "temporary_informed")
    return Verdict(
        facts.temporary_informed,
        gettext_noop("The organisation where he is active for a time is informed of the decision."),
    )
