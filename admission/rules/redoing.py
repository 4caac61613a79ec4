"""Whether a dossier is stale, whether its certificate stands, whether the class is attended again: ADM-10, ADM-39."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.rules.dossier import dossier_is_fresh
from admission.rules.eligibility import certificate_is_valid
from workflows.law import Law, Provision
from workflows.rules import Verdict, not_known, rule


@rule("dossier.stale", "dossier.redo_when_stale", id="ADM-39", needs=["dossier_created_on"])
def dossier_is_stale(facts: Facts, months: Provision, redo: Provision, law: Law) -> Verdict:
    """Only then are its papers done anew."""
    fresh = dossier_is_fresh(facts, months, redo, law=law)
    return Verdict(fresh.status is False, fresh.message, fresh.numbers)


@rule("dossier.redo_verification", id="ADM-39", optional=["dossier.redo_verification_always"], cured_by="cell")
def verification_stands(facts: Facts, redo: Provision, always: Provision | None) -> Verdict:
    """Of a dossier done anew: whether something changed, the cell concluded; a local rule may ask it always."""
    if facts.stale_since is None:
        return Verdict(False, gettext_noop("The dossier has not been stale: its CV is sent for verification."))
    if facts.certified_on is None:
        return Verdict(False, gettext_noop("The CV is not certified: it is sent for verification."))
    if always:
        return Verdict(False, gettext_noop("Current politics are verified again, whether something changed or not."))
    if facts.changed_since_check is None:
        return not_known(facts, "changed_since_check")
    if facts.changed_since_check:
        return Verdict(False, gettext_noop("Something changed since the background check: it is supplemented."))
    return Verdict(True, gettext_noop("The cell concluded that nothing changed since the background check."))


@rule("certificate.valid", id="ADM-10", needs=["certificate_issued_on"])
def certificate_has_lapsed(facts: Facts, months: Provision, law: Law) -> Verdict:
    """Only then is the class attended again."""
    valid = certificate_is_valid(facts, months, law=law)
    return Verdict(valid.status is False, valid.message, valid.numbers)
