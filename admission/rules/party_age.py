"""Party age: ADM-83, ADM-84."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.member_facts import Outside
from workflows.calendar import completed_months
from workflows.law import Law, Provision
from workflows.rules import Number, Verdict, not_known, rule


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
    start, cites = _start(facts, starts, without, readmitted)
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
    else:
        message = gettext_noop("Party age on %(on)s: %(years)s years and %(months)s months, from %(start)s.")
    return Verdict(True, message, numbers, cites=cites)


def _start(
    facts: Facts, starts: Provision, without: Provision | None, readmitted: Provision | None
) -> tuple[date | None, tuple[Provision, ...]]:
    if facts.first_decision_on is not None and readmitted is not None:
        return facts.first_decision_on, (starts, readmitted)
    if facts.decision_on is not None:
        return facts.decision_on, (starts,)
    return (facts.card_dated_on, (starts, without)) if without is not None else (None, (starts,))


@rule(
    "party_age.without_decision",
    "party_age.readmitted",
    id="ADM-84",
    needs=["recognition_decided_on"],
    cured_by="superior",
)
def party_age_start_is_known(facts: Facts, without: Provision, readmitted: Provision) -> Verdict:
    if facts.first_decision_on is not None:
        return Verdict(
            True,
            gettext_noop(
                "Admitted again: counted from the first decision of %(day)s, less the time outside party life."
            ),
            {"day": facts.first_decision_on.isoformat()},
            cites=(readmitted,),
        )
    if facts.decision_on is not None:
        return Verdict(
            True, gettext_noop("Counted from the decision of %(day)s."), {"day": facts.decision_on.isoformat()}
        )
    if facts.card_dated_on is not None:
        return Verdict(
            True,
            gettext_noop("No decision is kept: counted from %(day)s, the day on the card."),
            {"day": facts.card_dated_on.isoformat()},
            cites=(without,),
        )
    return not_known(facts, "decision_on", "card_dated_on")
