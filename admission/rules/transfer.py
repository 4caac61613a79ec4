"""An applicant who moves before becoming a member: ADM-64 to ADM-67d."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_transfer import TRANSFER_PAPER_LABELS, Transfer, TransferPaper
from admission.rules.clocks import by_convention, within
from workflows.calendar import Calendar
from workflows.law import Certainty, Law, Provision
from workflows.rules import Number, Verdict, not_known, rule

_OTHER = gettext_noop("Does not apply: the dossier was further or not so far when the applicant moved.")
_STAGE = ("transfer_resolved", "transfer_sent", "transfer_decided")


def transfer_rule(
    *, resolved: bool, sent: bool, decided: bool, same_authority: bool = False, between: int = 0, window: int = 0
) -> Transfer:
    """Which of the six situations it is. ``between``: working days from the transfer decision to the decision on
    admission, negative when that came first (then as within the ``window``, design).
    """
    if decided and same_authority:
        return Transfer.SAME_AUTHORITY
    if decided:
        return Transfer.DECISION_CANCELLED if between > window else Transfer.DECISION_SENT_ON
    if sent:
        return Transfer.SENT
    return Transfer.RESOLVED if resolved else Transfer.UNRESOLVED


def _before_a_decision(facts: Facts) -> Transfer | None:
    if facts.transfer_decided:
        return None
    return transfer_rule(resolved=facts.transfer_resolved, sent=facts.transfer_sent, decided=False)


def _after_the_decision(facts: Facts, window: Provision, calendar: Calendar) -> Transfer | Verdict | None:
    """None before a decision; a verdict where a fact is missing."""
    if not facts.transfer_decided:
        return None
    if facts.transfer_same_authority is None:
        return not_known(facts, "transfer_same_authority")
    if facts.transfer_same_authority:
        return Transfer.SAME_AUTHORITY
    missing = [name for name in ("transfer_decided_on", "decision_on") if getattr(facts, name) is None]
    if missing:
        return not_known(facts, *missing)
    between = calendar.working_days_between(facts.transfer_decided_on, facts.decision_on)
    return transfer_rule(resolved=True, sent=True, decided=True, between=between, window=window.value)


def _unless(
    wanted: Transfer, facts: Facts, window: Provision, calendar: Calendar, cites: tuple[Provision, ...] = ()
) -> Verdict | None:
    """What a rule on a decision in the situation ``wanted`` says of another, or where it is not known; else None."""
    found = _after_the_decision(facts, window, calendar)
    if isinstance(found, Verdict):
        return found
    return None if found is wanted else Verdict(True, _OTHER, cites=cites)


def _counted(facts: Facts, verdict: Verdict, calendar: Calendar) -> Verdict:
    """With the certainty of the days counted; that a decision before the transfer is as one within the window is a
    convention.
    """
    first, last = sorted([facts.transfer_decided_on, facts.decision_on])
    days = calendar.certainty_between(first, last)
    counted = replace(verdict, certainty=Certainty.weakest([verdict.certainty, days]))
    return counted if facts.transfer_decided_on <= facts.decision_on else by_convention(counted)


def _papers(facts: Facts, papers: Provision, message: str, cites: tuple[Provision, ...] = ()) -> Verdict:
    """``message``: what follows, with %(missing)s where papers are missing."""
    if facts.transfer_papers is None:
        return not_known(facts, "transfer_papers")
    wanted = [TransferPaper(code) for code in papers.value]
    missing: Number = [TRANSFER_PAPER_LABELS[paper] for paper in wanted if paper not in facts.transfer_papers]
    if missing:
        return Verdict(
            False, gettext_noop("Papers do not go along yet: %(missing)s."), {"missing": missing}, cites=cites
        )
    return Verdict(True, message, cites=cites)


@rule("transfer.papers.unresolved", id="ADM-64", needs=_STAGE, cured_by="grassroots")
def helped_person_is_certified(facts: Facts, papers: Provision) -> Verdict:
    if _before_a_decision(facts) is not Transfer.UNRESOLVED:
        return Verdict(True, _OTHER)
    return _papers(facts, papers, gettext_noop("The certificate goes along; the new cell goes on with the applicant."))


@rule("transfer.helper_waived", "transfer.resolved_goes_to", id="ADM-64", needs=_STAGE, cured_by="cell")
def new_helper_is_assigned(facts: Facts, waived: Provision, goes_to: Provision) -> Verdict:
    """Also where the new superior has a cell consider a resolved dossier (ADM-65); months are waived in ADM-64 only."""
    situation, assigned = _before_a_decision(facts), facts.transfer_helper_on
    if situation is Transfer.UNRESOLVED:
        if assigned is None:
            message = gettext_noop("The new cell assigns an official member to help; no months together are asked.")
            return Verdict(False, message, cites=(waived,))
        message = gettext_noop("A new helper was assigned on %(day)s; no months together are asked.")
        return Verdict(True, message, {"day": assigned.isoformat()}, cites=(waived,))
    if situation is Transfer.RESOLVED:
        if assigned is None:
            return Verdict(False, gettext_noop("The new cell assigns an official member to help."), cites=(goes_to,))
        message = gettext_noop("A new helper was assigned on %(day)s.")
        return Verdict(True, message, {"day": assigned.isoformat()}, cites=(goes_to,))
    return Verdict(True, _OTHER, cites=(waived,))


@rule("transfer.papers.resolved", "transfer.resolved_goes_to", id="ADM-65", needs=_STAGE, cured_by="grassroots")
def resolved_dossier_goes_to_the_new_authority(facts: Facts, papers: Provision, goes_to: Provision) -> Verdict:
    if _before_a_decision(facts) is not Transfer.RESOLVED:
        return Verdict(True, _OTHER)
    message = gettext_noop(
        "Letter and dossier go to the committee competent at the new place, which has a cell assign a helper and"
        " consider."
    )
    return _papers(facts, papers, message)


@rule("transfer.papers.sent", id="ADM-66", needs=_STAGE, cured_by="authority")
def sent_dossier_is_forwarded(facts: Facts, papers: Provision) -> Verdict:
    if _before_a_decision(facts) is not Transfer.SENT:
        return Verdict(True, _OTHER)
    return _papers(
        facts, papers, gettext_noop("Letter and dossier were forwarded to the committee competent at the new place.")
    )


@rule("transfer.forward_within", id="ADM-66", needs=[*_STAGE, "transfer_decided_on"], cured_by="authority")
def sent_dossier_is_forwarded_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    """The text does not say from when: counted from the decision on the transfer (design)."""
    if _before_a_decision(facts) is not Transfer.SENT:
        return Verdict(True, _OTHER)
    verdict = within(
        facts.transfer_decided_on,
        length,
        facts.transfer_forwarded_on,
        gettext_noop("The dossier is to be forwarded by %(due)s, %(days)s working days from %(start)s."),
        gettext_noop(
            "The dossier was to be forwarded by %(due)s, %(days)s working days from %(start)s;"
            " %(day)s is %(late)s working days late."
        ),
        law=law,
        calendar=calendar,
    )
    return by_convention(verdict)


def _destination_decides(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict | None:
    if _before_a_decision(facts) is not Transfer.SENT:
        return None
    return within(
        facts.transfer_received_on,
        length,
        facts.decision_on,
        gettext_noop("The new committee decides by %(due)s, %(days)s working days from receipt on %(start)s."),
        gettext_noop(
            "The new committee was to decide by %(due)s, %(days)s working days from receipt on %(start)s;"
            " %(day)s is %(late)s working days late."
        ),
        law=law,
        calendar=calendar,
    )


@rule("transfer.decide_within", id="ADM-66", needs=[*_STAGE, "transfer_received_on"], cured_by="authority")
def new_authority_decides_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    return _destination_decides(facts, length, law, calendar) or Verdict(True, _OTHER)


@rule("transfer.decide_within", id="ADM-66", needs=[*_STAGE, "transfer_received_on"], cured_by="authority")
def delay_is_reported_to_the_superior(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    decides = _destination_decides(facts, length, law, calendar)
    if decides is None:
        return Verdict(True, _OTHER)
    if decides.status is not False:
        return decides
    if facts.transfer_delay_reported_on is None:
        message = gettext_noop(
            "The reason of the delay must be reported to the direct superior; it was due on %(due)s."
        )
        return Verdict(False, message, decides.numbers, decides.certainty, decides.cites)
    message = gettext_noop("The reason of the delay was reported on %(reported)s; the decision was due on %(due)s.")
    numbers = {**decides.numbers, "reported": facts.transfer_delay_reported_on.isoformat()}
    return Verdict(True, message, numbers, decides.certainty, decides.cites)


@rule("transfer.papers.same_authority", "transfer.decision_window", id="ADM-67a", needs=_STAGE, cured_by="authority")
def decision_follows_to_the_new_cell(facts: Facts, papers: Provision, window: Provision, calendar: Calendar) -> Verdict:
    other = _unless(Transfer.SAME_AUTHORITY, facts, window, calendar, (papers,))
    if other is not None:
        return other
    message = gettext_noop("The decision was forwarded to the new cell, which holds the ceremony.")
    return _papers(facts, papers, message, (papers,))


@rule("transfer.papers.decision_sent_on", "transfer.decision_window", id="ADM-67b", needs=_STAGE, cured_by="authority")
def decision_is_sent_on(facts: Facts, papers: Provision, window: Provision, calendar: Calendar) -> Verdict:
    other = _unless(Transfer.DECISION_SENT_ON, facts, window, calendar)
    if other is not None:
        return other
    message = gettext_noop("Decision and dossier go to the new superior, which has a cell hold the ceremony.")
    return _counted(facts, _papers(facts, papers, message), calendar)


@rule("transfer.ceremony_at_origin", "transfer.decision_window", id="ADM-67b", needs=_STAGE, cured_by="authority")
def ceremony_is_not_held_at_the_place_left(
    facts: Facts, at_origin: Provision, window: Provision, calendar: Calendar
) -> Verdict:
    other = _unless(Transfer.DECISION_SENT_ON, facts, window, calendar)
    if other is not None:
        return other
    if facts.transfer_ceremony_at_origin is None:
        return not_known(facts, "transfer_ceremony_at_origin")
    verdict = Verdict(
        at_origin.value or not facts.transfer_ceremony_at_origin,
        gettext_noop("The ceremony is held at the new place, not at the place left."),
    )
    return _counted(facts, verdict, calendar)


@rule(
    "transfer.papers.decision_cancelled", "transfer.decision_window", id="ADM-67c", needs=_STAGE, cured_by="authority"
)
def late_decision_is_cancelled_and_forwarded(
    facts: Facts, papers: Provision, window: Provision, calendar: Calendar
) -> Verdict:
    other = _unless(Transfer.DECISION_CANCELLED, facts, window, calendar)
    if other is not None:
        return other
    message = gettext_noop("The decision was cancelled and the dossier forwarded for a new decision.")
    return _counted(facts, _papers(facts, papers, message), calendar)


@rule("transfer.reexamine_within", id="ADM-67d", needs=["transfer_petition_on"], cured_by="authority")
def petition_is_answered_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    start: date = facts.transfer_petition_on
    return within(
        start,
        length,
        facts.transfer_reexamined_on,
        gettext_noop("The issuer examines its decision again by %(due)s, %(days)s working days from %(start)s."),
        gettext_noop(
            "The issuer was to examine its decision again by %(due)s, %(days)s working days from %(start)s;"
            " %(day)s is %(late)s working days late."
        ),
        law=law,
        calendar=calendar,
    )
