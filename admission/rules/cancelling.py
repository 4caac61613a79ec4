"""Cancelling a decision before the ceremony: ADM-60, ADM-67c, ADM-85, ADM-86."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.codes import CANCELLATION_LABELS, Cancellation
from admission.facts import Facts
from admission.rules.decision import ceremony_is_in_time
from workflows.calendar import Calendar
from workflows.law import Law, Provision
from workflows.rules import Number, Status, Verdict, not_known, rule


@rule("transfer.decision_window", id="ADM-67c", needs=["cancellation_ground", "decision_on"], cured_by="authority")
def moved_too_long_before(facts: Facts, window: Provision, calendar: Calendar) -> Verdict:
    """A decision of up to the window after the transfer decision is forwarded instead (ADM-67b); one that came before
    the transfer as well (design).
    """
    if facts.cancellation_ground is not Cancellation.MOVED:
        return Verdict(True, gettext_noop("Does not apply to this ground."))
    if facts.transfer_decided_on is None:
        return not_known(facts, "transfer_decided_on")
    between = max(0, calendar.working_days_between(facts.transfer_decided_on, facts.decision_on))
    numbers: dict[str, Number] = {
        "transfer": facts.transfer_decided_on.isoformat(),
        "decision": facts.decision_on.isoformat(),
        "between": between,
        "window": window.value,
    }
    if between > window.value:
        message = gettext_noop(
            "The decision of %(decision)s came %(between)s working days after the transfer of %(transfer)s, more than"
            " %(window)s: its issuer cancels it and forwards the dossier."
        )
    else:
        message = gettext_noop(
            "The decision of %(decision)s came %(between)s working days after the transfer of %(transfer)s; up to"
            " %(window)s it is not cancelled but sent on with the dossier."
        )
    return Verdict(between > window.value, message, numbers)


@rule("ceremony.deadline", "ceremony.deadline_starts", id="ADM-60", needs=["cancellation_ground"], cured_by="superior")
def ceremony_is_overdue(facts: Facts, length: Provision, starts: Provision, law: Law, calendar: Calendar) -> Verdict:
    """No article says what follows when the superior does not consent; holding or cancelling is his (design)."""
    if facts.cancellation_ground is not Cancellation.LATE_CEREMONY:
        return Verdict(True, gettext_noop("Does not apply to this ground."))
    in_time = ceremony_is_in_time(facts, length, starts, law=law, calendar=calendar)
    late = None if in_time.status is None else in_time.status is False
    return Verdict(late, in_time.message, in_time.numbers, in_time.certainty, in_time.cites)


@rule("decision.takes_effect", id="ADM-85", needs=["cancellation_ground"])
def ground_is_concluded(facts: Facts, effect: Provision) -> Verdict:
    """Whether the ground is there is the conclusion of the committee, under its own paper (ADM-85, 86)."""
    return Verdict(
        Status.HUMAN,
        gettext_noop("The committee concludes on the ground: %(ground)s."),
        {"ground": CANCELLATION_LABELS[facts.cancellation_ground]},
    )
