"""The clocks of discipline: 5.3, DIS-87, DIS-90, DIS-98, DIS-110. The provisions that clocks are started from too."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from datetime import date

from django.utils.translation import gettext_noop

from discipline.facts import Facts
from workflows.calendar import Calendar, due_on
from workflows.law import Certainty, Law, Provision
from workflows.rules import Verdict, not_known, rule

OLD_CLOCK = gettext_noop("The clock started on %(start)s: no loaded regulation sets its length on that day.")


def within(
    start: date, length: Provision, done: date | None, in_time: str, late: str, *, law: Law, calendar: Calendar
) -> Verdict:
    """Whether ``done`` (or, while it is not done, the day judged) lies within ``length``, whatever its unit.

    The length is that of the day on which the clock began (design). ``in_time`` and ``late`` are English source
    strings on the numbers start, due, day, late (calendar days) and length.
    """
    of_that_day = law.at(start).get(length.name)
    if of_that_day is None:
        return Verdict(None, OLD_CLOCK, {"start": start.isoformat()})
    due = due_on(of_that_day.unit, of_that_day.value, start, calendar)
    day = done or law.on
    working = of_that_day.unit == "working_day"
    return Verdict(
        day <= due,
        in_time if day <= due else late,
        {
            "start": start.isoformat(),
            "due": due.isoformat(),
            "day": day.isoformat(),
            "late": max(0, (day - due).days),
            "length": of_that_day.value,
        },
        calendar.certainty_between(start, due) if working else Certainty.TEXT,
        (of_that_day,),
    )


@rule("cell_paper.deadline", id="DIS-87", needs=["by_cell", "voted_on"], cured_by="cell")
def cell_paper_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    """Written, handed over and reported up; the last of the three counts."""
    if not facts.by_cell:
        return Verdict(True, gettext_noop("Does not apply: it is not the decision of a cell."))
    done = [facts.written_on, facts.handed_on, facts.reported_up_on]
    return within(
        facts.voted_on,
        length,
        None if None in done else max(done),
        gettext_noop("The cell writes the decision, hands it over and reports it by %(due)s."),
        gettext_noop(
            "The cell was to write the decision, hand it over and report it by %(due)s; %(day)s is %(late)s days late."
        ),
        law=law,
        calendar=calendar,
    )


@rule("announcement.deadline", id="DIS-90", needs=["signed_on"], cured_by="authority")
def announced_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    return within(
        facts.signed_on,
        length,
        facts.announced_on,
        gettext_noop("The decision of %(start)s is to be announced by %(due)s."),
        gettext_noop("The decision of %(start)s was to be announced by %(due)s; %(day)s is %(late)s days late."),
        law=law,
        calendar=calendar,
    )


@rule("state_sync.deadline", id="DIS-98", needs=["state_employed"], cured_by="authority")
def state_sanction_told_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    """From the decision: its signature, of a cell the vote."""
    if not facts.state_employed:
        return Verdict(True, gettext_noop("Does not apply: holds no office of the state or of a union."))
    decided = facts.voted_on if facts.by_cell else facts.signed_on
    if decided is None:
        return not_known(facts, "voted_on" if facts.by_cell else "signed_on")
    return within(
        decided,
        length,
        facts.state_told_on,
        gettext_noop("The state or union sanction is to be directed or proposed by %(due)s."),
        gettext_noop(
            "The state or union sanction was to be directed or proposed by %(due)s; %(day)s is %(late)s days late."
        ),
        law=law,
        calendar=calendar,
    )


@rule("state_notice.deadline", id="DIS-98", needs=["state_event_on"])
def state_body_told_the_party_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    return within(
        facts.state_event_on,
        length,
        facts.state_notice_on,
        gettext_noop("The state body tells the party organisation by %(due)s."),
        gettext_noop("The state body was to tell the party organisation by %(due)s; %(day)s is %(late)s days late."),
        law=law,
        calendar=calendar,
    )


@rule("legal_notice.deadline", id="DIS-110", needs=["legal_event_on"])
def legal_body_told_the_party_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    return within(
        facts.legal_event_on,
        length,
        facts.legal_notice_on,
        gettext_noop("The legal body tells the party organisation by %(due)s."),
        gettext_noop("The legal body was to tell the party organisation by %(due)s; %(day)s is %(late)s days late."),
        law=law,
        calendar=calendar,
    )
