"""Which way a wrong admission goes, and who answers for it: ADM-85, ADM-86, ADM-105."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.codes import Cancellation
from admission.facts import Facts
from admission.facts_fault import FAULT_LABELS
from admission.rules.wrong_admission import is_substantive
from workflows.law import Provision
from workflows.rules import Number, Status, Verdict, not_known, rule


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


@rule("wrong_admission.proposing_is_breach", id="ADM-105", optional=["wrong_admission.substantive"])
def proposing_was_a_breach(facts: Facts, breach: Provision, substantive: Provision | None) -> Verdict:
    """Of one who does not meet the standards; who is named is for the inspection commission to conclude on."""
    unqualified: bool | None = None
    if facts.cancellation_ground is not None:
        unqualified = facts.cancellation_ground is Cancellation.UNQUALIFIED
    elif facts.fault is not None and substantive is not None:
        unqualified = is_substantive(facts.fault, facts.fault_qualified, substantive)
    if unqualified is None:
        return not_known(facts, "fault")
    if not unqualified:
        return Verdict(True, gettext_noop("Does not apply: who was admitted meets the standards."), cites=(breach,))
    named: Number = list(facts.answerable or ())
    message = gettext_noop(
        "Proposing or deciding the admission of one who does not meet the standards is itself a breach; kept for the"
        " inspection commission: %(who)s."
    )
    return Verdict(Status.HUMAN, message, {"who": named}, cites=(breach,))
