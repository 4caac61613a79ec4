"""Party age: ADM-83, ADM-84."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_party_age import CHECK_LABELS, Outside, OutsideCheck
from workflows.calendar import completed_months
from workflows.law import Certainty, Law, Provision
from workflows.rules import Number, Verdict, not_known, reads, rule

reads("party_age.recomputed_by")

_FIRST = gettext_noop("Admitted again: counted from the first decision of %(day)s, less the time outside party life.")
_CARD = gettext_noop("No decision is kept: counted from %(day)s, the day on the card.")
_DECISION = gettext_noop("Counted from the decision of %(day)s.")


def days_outside(outside: Iterable[Outside], since: date, until: date) -> int:
    """Days outside party life from ``since`` up to and without ``until``; overlapping times count once."""
    found, covered = 0, since
    for gap in sorted(outside, key=lambda gap: (gap.since, gap.until)):
        first, last = max(gap.since, covered), min(gap.until, until)
        if first < last:
            found += (last - first).days
            covered = last
    return found


def party_age(start: date, on: date, outside: Iterable[Outside] = ()) -> int:
    """Whole months of party age on the day: from ``start``, less the time outside party life.

    The days outside are added to the start (design: no text says how part of a month is taken off). Source: Quy định
    294-QĐ/TW 4.5.1, 4.5.2.
    """
    return max(0, completed_months(start + timedelta(days=days_outside(outside, start, on)), on))


@rule(
    "party_age.starts",
    id="ADM-83",
    needs=["recognition_decided_on"],
    optional=["party_age.without_decision", "party_age.readmitted"],
)
def party_age_counts(
    facts: Facts, starts: Provision, without: Provision | None, readmitted: Provision | None, law: Law
) -> Verdict:
    """Only of an official member."""
    start, _told, cites = _start(facts, without, readmitted)
    if start is None:
        return not_known(facts, "decision_on", "card_dated_on")
    months = party_age(start, law.on, facts.outside_party or ())
    numbers: dict[str, Number] = {
        "start": start.isoformat(),
        "on": law.on.isoformat(),
        "years": months // 12,
        "months": months % 12,
        "days": days_outside(facts.outside_party or (), start, law.on),
    }
    if numbers["days"]:
        message = gettext_noop(
            "Party age on %(on)s: %(years)s years and %(months)s months, from %(start)s, less %(days)s days outside"
            " party life."
        )
        return Verdict(True, message, numbers, certainty=Certainty.DESIGN, cites=(starts, *cites))
    message = gettext_noop("Party age on %(on)s: %(years)s years and %(months)s months, from %(start)s.")
    return Verdict(True, message, numbers, cites=(starts, *cites))


def _start(
    facts: Facts, without: Provision | None, readmitted: Provision | None
) -> tuple[date | None, str, tuple[Provision, ...]]:
    """The day it counts from, how in words, and the provisions that say so; of one admitted again whose first decision
    is not kept, the day on the first card.
    """
    if facts.first_decision_on is not None and readmitted is not None:
        return facts.first_decision_on, _FIRST, (readmitted,)
    card = facts.card_dated_on if without is not None else None
    if facts.decision_on is not None and not (facts.readmission and card):
        return facts.decision_on, _DECISION, ()
    return card, _CARD, (without,) if without is not None else ()


@rule(
    "party_age.without_decision",
    "party_age.readmitted",
    id="ADM-84",
    needs=["recognition_decided_on"],
    cured_by="superior",
)
def party_age_start_is_known(facts: Facts, without: Provision, readmitted: Provision) -> Verdict:
    start, told, cites = _start(facts, without, readmitted)
    if start is None:
        return not_known(facts, "decision_on", "card_dated_on")
    return Verdict(True, told, {"day": start.isoformat()}, cites=cites)


@rule("party_age.checked_by", id="ADM-84", needs=["outside_checks", "committee_above"], cured_by="grassroots")
def times_outside_are_checked(facts: Facts, checked_by: Provision) -> Verdict:
    """Before the superior decides: the member declares, the cell checks, and the grassroots committee where there is
    one.
    """
    asked = [OutsideCheck(code) for code in checked_by.value]
    if not facts.committee_above:
        asked = [check for check in asked if check is not OutsideCheck.COMMITTEE]
    missing: Number = [CHECK_LABELS[check] for check in asked if check not in facts.outside_checks]
    if missing:
        message = gettext_noop("Before the superior decides on the party age there is still missing: %(missing)s.")
        return Verdict(False, message, {"missing": missing})
    return Verdict(True, gettext_noop("The times outside party life were declared and checked."))


@rule("party_age.readmitted", id="ADM-84", needs=["readmission"], cured_by="superior")
def time_since_leaving_is_taken_off(facts: Facts, readmitted: Provision) -> Verdict:
    """Of one admitted again, from the end of the membership to the decision on the readmission (design: no text says on
    which day the time outside ends).
    """
    if not facts.readmission:
        return Verdict(True, gettext_noop("Does not apply: never a member before."))
    if facts.left_on is None or facts.decision_on is None:
        return not_known(facts, *(name for name in ("left_on", "decision_on") if getattr(facts, name) is None))
    between = (facts.decision_on - facts.left_on).days
    open_days = between - days_outside(facts.outside_party or (), facts.left_on, facts.decision_on)
    numbers: dict[str, Number] = {
        "left": facts.left_on.isoformat(),
        "again": facts.decision_on.isoformat(),
        "days": max(0, open_days),
    }
    if open_days > 0:
        message = gettext_noop(
            "From %(left)s, the end of the membership, to the readmission of %(again)s, %(days)s days are not taken off"
            " as time outside party life."
        )
        return Verdict(False, message, numbers, certainty=Certainty.DESIGN)
    message = gettext_noop("The time from %(left)s to the readmission of %(again)s is taken off.")
    return Verdict(True, message, numbers, certainty=Certainty.DESIGN)
