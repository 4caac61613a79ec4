"""Which chain of competence the dossier follows: ADM-03, ADM-50."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.codes import PROFILE_LABELS, Profile
from admission.facts import Facts
from workflows.law import Law, Provision
from workflows.rules import Verdict, rule


def shown_profile(profile: str) -> str:
    """The code as the table of chains writes it; the variant for a grassroots cell belongs to the same row."""
    return profile.removesuffix("_cell").upper()


@rule(
    optional=[f"profile.{profile}.steps" for profile in PROFILE_LABELS],
    id="ADM-03",
    needs=["profile"],
    cured_by="authority",
)
def chain_is_known(facts: Facts, *chains: Provision | None, law: Law) -> Verdict:
    steps = law.get(f"profile.{facts.profile}.steps")
    if steps is None:
        return Verdict(
            None,
            gettext_noop("The chain %(profile)s is not loaded: its steps and thresholds are not known."),
            {"profile": shown_profile(facts.profile)},
        )
    return Verdict(
        True,
        gettext_noop("The dossier follows the chain %(profile)s: %(way)s."),
        {"profile": shown_profile(facts.profile), "way": PROFILE_LABELS[facts.profile]},
        cites=(steps,),
    )


@rule("armed_forces.own_rules", id="ADM-50", needs=["profile"])
def armed_forces_have_rules_of_their_own(facts: Facts, own_rules: Provision) -> Verdict:
    if facts.profile is not Profile.P7:
        return Verdict(True, gettext_noop("Does not apply: not of the army or the police."))
    return Verdict(
        False,
        gettext_noop(
            "The army and the police admit by rules of their own, which are not known here: this system conducts no"
            " dossier of theirs."
        ),
    )
