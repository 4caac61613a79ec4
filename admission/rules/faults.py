"""Which way a wrong admission goes: annulled, or done again in its faulty steps (ADM-85, ADM-86)."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_fault import FAULT_LABELS
from admission.rules.wrong_admission import is_substantive
from workflows.law import Provision
from workflows.rules import Verdict, not_known, rule


@rule("wrong_admission.substantive", id="ADM-85", needs=["fault"])
def admission_is_annulled(facts: Facts, substantive: Provision) -> Verdict:
    annulled = is_substantive(facts.fault, facts.fault_qualified, substantive)
    if annulled is None:
        return not_known(facts, "fault_qualified")
    if not annulled:
        return Verdict(
            False, gettext_noop("Only the procedure was faulty and the member meets the standards: it is done again.")
        )
    message = gettext_noop("The member does not meet the standards: the admission is annulled (%(fault)s).")
    return Verdict(True, message, {"fault": FAULT_LABELS[facts.fault]})


@rule("wrong_admission.substantive", "wrong_admission.redo", id="ADM-86", needs=["fault"])
def faulty_steps_suffice(facts: Facts, substantive: Provision, redo: Provision) -> Verdict:
    annulled = is_substantive(facts.fault, facts.fault_qualified, substantive)
    if annulled is None:
        return not_known(facts, "fault_qualified")
    if annulled:
        return Verdict(
            False, gettext_noop("The member does not meet the standards: the admission is annulled, not done again.")
        )
    return Verdict(True, gettext_noop("The member meets the standards: the faulty steps alone are done again."))
