"""The day arithmetic of the rules against another way of counting: day by day, month by month."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from admission.facts import Facts
from admission.facts_considering import Considerer, Situation
from admission.facts_readmission import Conviction, LeftBecause
from admission.facts_replies import CheckRequest
from admission.facts_transfer import Transfer
from admission.rules.considering import considerer
from admission.rules.readmission import readmission_earliest, readmission_wait_is_over
from admission.rules.replies import replies_come_in_time, reply_due
from admission.rules.staleness import stale_after
from admission.rules.transfer import (
    ceremony_is_not_held_at_the_place_left,
    late_decision_is_cancelled_and_forwarded,
    new_authority_decides_in_time,
    petition_is_answered_in_time,
    sent_dossier_is_forwarded_in_time,
    transfer_rule,
)
from workflows.calendar import shipped_calendar
from workflows.law import law_on
from workflows.procedures import law_folder
from workflows.rules import Rule, Status, judge

LAW = law_folder("admission")
CALENDAR = shipped_calendar()
#: Days on which both guidance and regulation of 2025 are in force and 180 working days more are known.
DAYS = st.dates(date(2025, 7, 1), date(2026, 12, 31))
SHIFTS = st.integers(-3, 3)
ONE = timedelta(days=1)
#: The first example also reads the law from its files.
UNTIMED = settings(deadline=None)


def nth_working_day(start: date, n: int) -> date:
    """One working day after another, in steps of one."""
    day = start
    for _ in range(n):
        day = next(d for d in (day + timedelta(days=step) for step in count(1)) if CALENDAR.is_working_day(d))
    return day


def months_later(day: date, months: int) -> date:
    """Walks day by day to the month wanted, then to the day number or the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    walked = day
    while (walked.year, walked.month) != (year, month + 1):
        walked += ONE
    walked = walked.replace(day=1)
    while walked.day < day.day and (walked + ONE).month == walked.month:
        walked += ONE
    return walked


def answer(rule: Rule, facts: Facts, on: date) -> Status:
    return judge([rule], facts, law_on(LAW, on))[0].status


SENT = Facts(transfer_resolved=True, transfer_sent=True, transfer_decided=False)


def _sent(start: date, done: date) -> Facts:
    return replace(SENT, transfer_decided_on=start, transfer_forwarded_on=done)


def _received(start: date, done: date) -> Facts:
    return replace(SENT, transfer_received_on=start, decision_on=done)


def _petition(start: date, done: date) -> Facts:
    return Facts(transfer_petition_on=start, transfer_reexamined_on=done)


def _reply(start: date, done: date) -> Facts:
    return Facts(check_requests=(CheckRequest("P", received_on=start, replied_on=done),))


def _reply_abroad(start: date, done: date) -> Facts:
    request = CheckRequest("P", received_on=start, replied_on=done, abroad=True)
    return Facts(check_requests=(request,))


CLOCKS: list[tuple[Rule, int, Callable[[date, date], Facts]]] = [
    (sent_dossier_is_forwarded_in_time, 15, _sent),
    (new_authority_decides_in_time, 30, _received),
    (petition_is_answered_in_time, 60, _petition),
    (replies_come_in_time, 30, _reply),
    (replies_come_in_time, 90, _reply_abroad),
]


@UNTIMED
@given(clock=st.sampled_from(CLOCKS), start=DAYS, shift=SHIFTS)
def test_clock_of_working_days_ends_on_the_day_counted_by_hand(
    clock: tuple[Rule, int, Callable[[date, date], Facts]], start: date, shift: int
) -> None:
    rule, length, facts = clock
    last = nth_working_day(start, length)
    done = max(start, last + timedelta(days=shift))
    assert answer(rule, facts(start, done), done) is (Status.HOLDS if done <= last else Status.BROKEN)


@UNTIMED
@given(transfer=DAYS, shift=st.integers(-40, 60))
def test_decision_is_cancelled_exactly_after_the_window(transfer: date, shift: int) -> None:
    decided = transfer + timedelta(days=shift)
    window_ends = nth_working_day(transfer, 30)
    facts = Facts(
        transfer_resolved=True,
        transfer_sent=True,
        transfer_decided=True,
        transfer_same_authority=False,
        transfer_decided_on=transfer,
        decision_on=decided,
        transfer_papers=frozenset(),
        transfer_ceremony_at_origin=True,
    )
    on = max(transfer, decided)
    cancels = answer(late_decision_is_cancelled_and_forwarded, facts, on) is Status.BROKEN
    forbids = answer(ceremony_is_not_held_at_the_place_left, facts, on) is Status.BROKEN
    # beyond the window in working days; a weekend after its last day is not beyond it
    beyond = any(
        CALENDAR.is_working_day(day)
        for day in (window_ends + timedelta(days=n) for n in range(1, (decided - window_ends).days + 1))
    )
    assert (cancels, forbids) == (beyond, not beyond)


@UNTIMED
@given(
    resolved=st.booleans(), sent=st.booleans(), decided=st.booleans(), same=st.booleans(), between=st.integers(-90, 90)
)
def test_each_transfer_is_in_exactly_one_situation(
    resolved: bool, sent: bool, decided: bool, same: bool, between: int
) -> None:
    found = transfer_rule(
        resolved=resolved, sent=sent, decided=decided, same_authority=same, between=between, window=30
    )
    asked = {
        Transfer.UNRESOLVED: not resolved and not sent and not decided,
        Transfer.RESOLVED: resolved and not sent and not decided,
        Transfer.SENT: sent and not decided,
        Transfer.SAME_AUTHORITY: decided and same,
        Transfer.DECISION_SENT_ON: decided and not same and between <= 30,
        Transfer.DECISION_CANCELLED: decided and not same and between > 30,
    }
    assert [situation for situation, is_it in asked.items() if is_it] == [found]


@UNTIMED
@given(left=st.dates(date(1990, 1, 1), date(2025, 1, 31)), crime=st.booleans(), shift=SHIFTS)
def test_readmission_may_be_asked_for_from_the_day_counted_by_hand(left: date, crime: bool, shift: int) -> None:
    wait = 60 if crime else 36
    first = months_later(left, wait)
    assert first == readmission_earliest(
        left_on=left, expunged_on=left, less_serious_crime=crime, wait=36, wait_after_expungement=60
    )
    facts = Facts(
        readmission=True,
        left_on=left,
        left_because=LeftBecause.REMOVED,
        conviction=Conviction.LESS_SERIOUS if crime else Conviction.NONE,
        expunged_on=left if crime else None,
        readmission_applied_on=first + timedelta(days=shift),
    )
    expected = Status.HOLDS if shift >= 0 else Status.BROKEN
    assert answer(readmission_wait_is_over, facts, date(2026, 11, 22)) is expected


@UNTIMED
@given(created=DAYS, redone_after=st.none() | st.integers(0, 400))
def test_papers_serve_twelve_months_from_the_later_day(created: date, redone_after: int | None) -> None:
    redone = None if redone_after is None else created + timedelta(days=redone_after)
    assert stale_after(created, redone, 12) == months_later(redone or created, 12)


@UNTIMED
@given(start=DAYS, abroad=st.booleans())
def test_reply_is_due_on_the_last_working_day(start: date, abroad: bool) -> None:
    request = CheckRequest("P", received_on=start, abroad=abroad)
    assert reply_due(request, law_on(LAW, start), CALENDAR) == nth_working_day(start, 90 if abroad else 30)


@UNTIMED
@given(situation=st.sampled_from(Situation), months=st.integers(0, 60))
def test_only_the_twelfth_month_changes_who_considers(situation: Situation, months: int) -> None:
    found = considerer(situation, months, 12)
    assert found == considerer(situation, 12 if months >= 12 else 0, 12)
    assert (found is None) == (situation in (Situation.STUDENT, Situation.SECONDED) and months < 12)
    assert found in (None, *Considerer)
