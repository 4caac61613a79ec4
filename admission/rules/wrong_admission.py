"""An admission that turns out wrong: ADM-85 to ADM-87. That something is wrong is a person's recorded conclusion."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_fault import FAULT_LABELS, Canceller, Fault
from workflows.law import Provision
from workflows.rules import Number, Verdict, not_known, rule

_PROCEDURAL = gettext_noop("Does not apply: only the procedure was faulty.")
_SUBSTANTIVE = gettext_noop("Does not apply: the member does not meet the standards.")
_ELSEWHERE = gettext_noop("Does not apply: the fault was not found on a transfer.")


def is_substantive(fault: Fault, qualified: bool | None, substantive: Provision) -> bool | None:
    """Whether the admission is annulled rather than done again; None while it is not known whether who was admitted
    by a faulty procedure meets the standards.
    """
    if fault in substantive.value:
        return True
    return None if qualified is None else not qualified


@rule(
    "wrong_admission.substantive",
    "wrong_admission.cancelled_by",
    "wrong_admission.issuer_dissolved",
    id="ADM-85",
    needs=["fault"],
    optional=["wrong_admission.after_intake"],
    cured_by="authority",
)
def wrong_admission_is_cancelled(
    facts: Facts, substantive: Provision, canceller: Provision, dissolved: Provision, here: Provision | None
) -> Verdict:
    """By the authority that received the member where the fault was found on the transfer (ADM-87)."""
    annulled = is_substantive(facts.fault, facts.fault_qualified, substantive)
    if annulled is None:
        return not_known(facts, "fault_qualified")
    if not annulled:
        return Verdict(True, _PROCEDURAL)
    if facts.issuer_exists is None:
        return not_known(facts, "issuer_exists")
    numbers: dict[str, Number] = {"fault": FAULT_LABELS[facts.fault]}
    if facts.fault_cancelled_on is None:
        message = (
            gettext_noop("Wrongly admitted (%(fault)s): the committee that issued the decision cancels it.")
            if facts.issuer_exists
            else gettext_noop(
                "Wrongly admitted (%(fault)s): the issuer is dissolved; the committee competent where the member is"
                " now cancels the decision."
            )
        )
        return Verdict(False, message, numbers)
    if facts.fault_cancelled_by is None:
        return not_known(facts, "fault_cancelled_by")
    competent = Canceller((canceller if facts.issuer_exists else dissolved).value)
    if here and facts.fault_at_intake and facts.intake_finished:
        competent = Canceller.CURRENT_AUTHORITY
    if facts.fault_cancelled_by is not competent:
        return Verdict(False, gettext_noop("Cancelled by a committee that is not competent to cancel."))
    message = gettext_noop("The decision was cancelled on %(day)s (%(fault)s).")
    return Verdict(True, message, {**numbers, "day": facts.fault_cancelled_on.isoformat()})


@rule("wrong_admission.substantive", id="ADM-85", needs=["fault", "fault_cancelled_on"], cured_by="cell")
def cancelled_name_is_removed(facts: Facts, substantive: Provision) -> Verdict:
    annulled = is_substantive(facts.fault, facts.fault_qualified, substantive)
    if annulled is None:
        return not_known(facts, "fault_qualified")
    if not annulled:
        return Verdict(True, _PROCEDURAL)
    if facts.fault_name_removed_on is None:
        return Verdict(False, gettext_noop("The cell removes the name after the cancellation."))
    return Verdict(
        True,
        gettext_noop("The cell removed the name on %(day)s."),
        {"day": facts.fault_name_removed_on.isoformat()},
    )


@rule(
    "wrong_admission.substantive",
    "wrong_admission.procedural",
    "wrong_admission.redo",
    id="ADM-86",
    needs=["fault", "faulty_steps", "redone_steps"],
    cured_by="authority",
)
def faulty_steps_alone_are_done_again(
    facts: Facts, substantive: Provision, procedural: Provision, redo: Provision
) -> Verdict:
    annulled = is_substantive(facts.fault, facts.fault_qualified, substantive)
    if annulled is None:
        return not_known(facts, "fault_qualified")
    if annulled:
        return Verdict(True, _SUBSTANTIVE)
    cites = (procedural, redo)
    left: Number = [step for step in facts.faulty_steps if step not in facts.redone_steps]
    if left:
        return Verdict(
            False, gettext_noop("Faulty steps are not done again yet: %(steps)s."), {"steps": left}, cites=cites
        )
    more: Number = [step for step in facts.redone_steps if step not in facts.faulty_steps]
    if more:
        message = gettext_noop("Steps that were right are kept, not done again: %(steps)s.")
        return Verdict(False, message, {"steps": more}, cites=cites)
    return Verdict(True, gettext_noop("The faulty steps, and no others, were done again."), cites=cites)


@rule(
    "wrong_admission.substantive",
    "wrong_admission.dates_determined_again",
    "wrong_admission.responsibility_reviewed",
    id="ADM-86",
    needs=["fault"],
    cured_by="authority",
)
def decision_is_issued_again(
    facts: Facts, substantive: Provision, dates: Provision, responsibility: Provision
) -> Verdict:
    annulled = is_substantive(facts.fault, facts.fault_qualified, substantive)
    if annulled is None:
        return not_known(facts, "fault_qualified")
    if annulled:
        return Verdict(True, _SUBSTANTIVE)
    done = {
        gettext_noop("cancellation of the old decision"): facts.fault_cancelled_on is not None,
        gettext_noop("the new decision"): facts.fault_reissued_on is not None,
        gettext_noop("dates of admission and recognition determined again"): bool(facts.fault_dates_determined)
        or not dates.value,
        gettext_noop("review of who was responsible"): bool(facts.fault_responsibility_reviewed)
        or not responsibility.value,
    }
    missing: Number = [label for label, there in done.items() if not there]
    if missing:
        message = gettext_noop("After the steps are done again there is still missing: %(missing)s.")
        return Verdict(False, message, {"missing": missing}, cites=(dates, responsibility))
    message = gettext_noop("The decision was issued again on %(day)s, its dates determined again.")
    return Verdict(True, message, {"day": facts.fault_reissued_on.isoformat()}, cites=(dates, responsibility))


@rule("wrong_admission.found_at_intake", id="ADM-87", needs=["fault", "fault_at_intake"], cured_by="grassroots")
def intake_is_stopped(facts: Facts, stop: Provision) -> Verdict:
    if not facts.fault_at_intake:
        return Verdict(True, _ELSEWHERE)
    if facts.intake_finished is None:
        return not_known(facts, "intake_finished")
    if facts.intake_finished:
        return Verdict(True, gettext_noop("Does not apply: the member was already received."))
    return Verdict(
        facts.origin_written_on is not None,
        gettext_noop("The new place stops the intake and writes to the place left."),
    )


@rule(
    "wrong_admission.after_intake",
    "wrong_admission.superior_consents",
    id="ADM-87",
    needs=["fault", "fault_at_intake"],
    cured_by="superior",
)
def cancellation_after_intake_is_consented(facts: Facts, canceller: Provision, consent: Provision) -> Verdict:
    if not facts.fault_at_intake:
        return Verdict(True, _ELSEWHERE)
    if facts.intake_finished is None:
        return not_known(facts, "intake_finished")
    if not facts.intake_finished:
        return Verdict(True, gettext_noop("Does not apply: the member is not received yet."))
    given = facts.fault_consent_on is not None
    before = given and (facts.fault_cancelled_on is None or facts.fault_consent_on <= facts.fault_cancelled_on)
    return Verdict(
        before or not consent.value,
        gettext_noop("The committee competent here cancels, after the written consent of its superior."),
    )
