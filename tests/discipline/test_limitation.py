"""The counting of a limitation against a day-by-day count, and what may never shorten it."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from discipline.codes import Category, Form
from discipline.facts.violations import Interval, ViolationFact
from discipline.rules.limitation import BARRED, EXEMPT, NO_END, NO_LAW, NO_START, NONE_FOR_FORM, OPEN, time_bar
from workflows.calendar import add_months
from workflows.law import law_on
from workflows.procedures import law_folder

ON = date(2025, 8, 1)
LAW = law_on(law_folder("discipline"), ON)
DAY = timedelta(days=1)

days = st.dates(date(2008, 1, 1), date(2025, 8, 1))
limited = st.sampled_from([Form.REPRIMAND, Form.WARNING, Form.REMOVAL])


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    since = draw(days)
    length = draw(st.one_of(st.none(), st.integers(0, 1500)))
    return Interval(since, None if length is None else since + length * DAY)


#: How long an example takes says nothing of the counting: a busy machine must not fail it.
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
stops = st.lists(intervals(), max_size=4).map(tuple)


def act(
    started_on: date | None, suspended: tuple[Interval, ...] = (), concluded_on: date | None = ON, reference: str = "a"
) -> ViolationFact:
    return ViolationFact(
        reference,
        started_on=started_on,
        concluded_on=concluded_on,
        category=Category.ORDINARY,
        suspended=suspended,
    )


@untimed
@given(days, stops, limited)
def test_last_day_agrees_with_a_count_day_by_day(started: date, suspended: tuple[Interval, ...], form: Form) -> None:
    """Each day not stopped takes one of the days up to the anniversary; the last day is the last that finds one left.

    Of an interval the first day is stopped and the last is not; one still open is stopped up to the conclusion.
    """
    bar = time_bar(act(started, suspended), (), form, LAW, ON)
    years = {Form.REPRIMAND: 5, Form.WARNING: 10, Form.REMOVAL: 10}[form]
    left = (add_months(started, 12 * years) - started).days
    day = started
    while True:
        stopped = any(one.since <= day < (one.until or ON) for one in suspended)
        if not stopped and left == 0:
            break
        left -= not stopped
        day += DAY
    assert (bar.last_day, bar.limit_years) == (day, years)
    assert bar.barred is (day < ON)


@untimed
@given(days, stops, intervals(), st.lists(days, max_size=3), limited)
def test_one_more_suspended_interval_never_shortens_it(
    started: date, suspended: tuple[Interval, ...], more: Interval, new: list[date], form: Form
) -> None:
    others = [act(day, reference=str(index)) for index, day in enumerate(new)]
    before = time_bar(act(started, suspended), others, form, LAW, ON)
    after = time_bar(act(started, (*suspended, more)), others, form, LAW, ON)
    assert before.last_day is not None
    assert after.last_day is not None
    assert after.last_day >= before.last_day
    assert not (after.barred and not before.barred)


@untimed
@given(days, stops, st.lists(days, max_size=3), days, limited)
def test_one_more_violation_never_moves_the_last_day_earlier(
    started: date, suspended: tuple[Interval, ...], new: list[date], more: date, form: Form
) -> None:
    others = [act(day, reference=str(index)) for index, day in enumerate(new)]
    before = time_bar(act(started, suspended), others, form, LAW, ON)
    after = time_bar(act(started, suspended), [*others, act(more, reference="more")], form, LAW, ON)
    assert before.last_day is not None
    assert after.last_day is not None
    assert after.last_day >= before.last_day


@pytest.mark.parametrize(
    ("new", "start"),
    [
        (date(2018, 3, 1), date(2018, 3, 1)),
        (date(2018, 3, 2), date(2018, 3, 2)),
        (date(2023, 3, 1), date(2023, 3, 1)),
        (date(2023, 3, 2), date(2018, 3, 1)),
        (date(2018, 2, 28), date(2018, 3, 1)),
    ],
)
def test_new_violation_restarts_it_up_to_the_last_day(new: date, start: date) -> None:
    bar = time_bar(act(date(2018, 3, 1)), [act(new, reference="b")], Form.REPRIMAND, LAW, ON)
    assert bar.start == start


def test_violation_after_the_conclusion_restarts_nothing() -> None:
    concluded = act(date(2021, 3, 1), concluded_on=date(2025, 1, 1))
    bar = time_bar(concluded, [act(date(2025, 1, 2), reference="b")], Form.REPRIMAND, LAW, ON)
    assert (bar.start, bar.last_day) == (date(2021, 3, 1), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("violation", "form", "barred", "reason"),
    [
        (act(date(2020, 8, 1)), Form.REPRIMAND, False, OPEN),
        (act(date(2020, 7, 31)), Form.REPRIMAND, True, BARRED),
        (act(date(2000, 7, 31)), Form.EXPULSION, False, NONE_FOR_FORM),
        (act(None), Form.REPRIMAND, None, NO_START),
        (act(date(2020, 8, 1), concluded_on=None), Form.REPRIMAND, None, NO_END),
        (act(date(2020, 8, 1)), Form.DISSOLUTION, None, NO_LAW),
        (
            ViolationFact("a", started_on=date(2000, 1, 1), concluded_on=ON, category=Category.FALSE_DIPLOMA),
            Form.REPRIMAND,
            False,
            EXEMPT,
        ),
    ],
)
def test_derivation_says_why(violation: ViolationFact, form: Form, barred: bool | None, reason: str) -> None:
    bar = time_bar(violation, (), form, LAW, ON)
    assert (bar.barred, bar.reason) == (barred, reason)


def test_last_day_of_each_form_is_known_before_the_conclusion() -> None:
    violation = act(date(2021, 3, 1), concluded_on=None)
    shown = {form: time_bar(violation, (), form, LAW, ON).last_day for form in Form}
    assert shown == {
        Form.REPRIMAND: date(2026, 3, 1),
        Form.WARNING: date(2031, 3, 1),
        Form.REMOVAL: date(2031, 3, 1),
        Form.EXPULSION: None,
        Form.DISSOLUTION: None,
    }


def test_organisation_has_its_own_limitation() -> None:
    bar = time_bar(act(date(2021, 3, 1)), (), Form.DISSOLUTION, LAW, ON, organization=True)
    assert (bar.barred, [one.name for one in bar.provisions]) == (False, ["limitation.organization.none_for"])


def test_days_left_out_are_those_of_the_period() -> None:
    outside = Interval(date(2010, 1, 1), date(2011, 1, 1))
    inside = Interval(date(2021, 1, 1), date(2021, 1, 11))
    bar = time_bar(act(date(2020, 1, 1), (outside, inside)), (), Form.REPRIMAND, LAW, ON)
    assert (bar.suspended_days, bar.last_day) == (10, date(2025, 1, 11))


def test_interval_that_begins_on_the_last_day_moves_it() -> None:
    stopped = Interval(date(2025, 8, 1), date(2025, 8, 31))
    bar = time_bar(act(date(2020, 8, 1), (stopped,), date(2025, 8, 31)), (), Form.REPRIMAND, LAW, ON)
    assert (bar.last_day, bar.barred) == (date(2025, 8, 31), False)


def test_restart_across_a_leap_day_does_not_shorten_it() -> None:
    """Five years from the first day of 2012 hold two leap days, from its last only one: the day is not lost."""
    stopped = Interval(date(2012, 1, 1), date(2012, 12, 31))
    old, new = act(date(2012, 1, 1), (stopped,)), act(date(2012, 12, 31), reference="b")
    alone, restarted = (time_bar(old, others, Form.REPRIMAND, LAW, ON) for others in ((), (new,)))
    assert (restarted.start, restarted.last_day, alone.last_day) == (
        date(2012, 12, 31),
        date(2018, 1, 1),
        date(2018, 1, 1),
    )
