"""The list of sympathisers and the two approvals before a dossier: ADM-17."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.facts import Facts
from workflows.law import Provision
from workflows.rules import Number, Verdict, reads, rule

# Starts the clock of the monthly review; lateness stops nothing.
reads("sources.review")


@rule("sources.helper_official", id="ADM-17", needs=["helper_official"], cured_by="cell")
def helper_is_official(facts: Facts, official: Provision) -> Verdict:
    return Verdict(
        facts.helper_official or not official.value,
        gettext_noop("Who helps a sympathiser is an official member."),
    )


@rule("sources.dossier_allowed_by", id="ADM-17", needs=["dossier_proposed_on", "dossier_allowed_on"], cured_by="cell")
def dossier_is_proposed_then_allowed(facts: Facts, allowed_by: Provision) -> Verdict:
    """Two approvals: the cell proposes; the grassroots committee, or the superior where there is none, allows."""
    numbers: dict[str, Number] = {
        "proposed": facts.dossier_proposed_on.isoformat(),
        "allowed": facts.dossier_allowed_on.isoformat(),
    }
    message = gettext_noop("The cell proposed the dossier on %(proposed)s; it is allowed on %(allowed)s, not before.")
    return Verdict(facts.dossier_proposed_on <= facts.dossier_allowed_on, message, numbers)
