"""A member's file that was lost: ADM-97."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_lost_file import LOST_FILE_LABELS, LostFileStep
from workflows.law import Provision
from workflows.rules import Number, Status, StepRules, Verdict, rule


@rule("lost_file.steps", "lost_file.opinion_by", id="ADM-97", needs=["lost_file_steps"], cured_by="grassroots")
def lost_file_is_made_good(facts: Facts, steps: Provision, opinion_by: Provision) -> Verdict:
    missing: Number = [
        LOST_FILE_LABELS[step] for step in map(LostFileStep, steps.value) if step not in facts.lost_file_steps
    ]
    if missing:
        return Verdict(
            False, gettext_noop("Of the lost file there is still missing: %(missing)s."), {"missing": missing}
        )
    return Verdict(True, gettext_noop("The lost file is made good."))


@rule("lost_file.force_majeure_excuses", id="ADM-97", needs=["lost_file_force_majeure"])
def loss_is_answered_for(facts: Facts, excuses: Provision) -> Verdict:
    if facts.lost_file_force_majeure and excuses.value:
        return Verdict(True, gettext_noop("Lost by force majeure: nobody answers for it."))
    return Verdict(Status.HUMAN, gettext_noop("Not lost by force majeure: it is concluded who answers for it."))


AT_END_OF_LOSS = StepRules(blocks=(lost_file_is_made_good,), flags=(loss_is_answered_for,))
AT_LOSS = StepRules(blocks=(), flags=(loss_is_answered_for,))
