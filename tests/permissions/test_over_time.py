"""Seats, access, names and recusal over time: every way of asking who sees a case against a naive model of it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from admission.flows import AdmissionFlow
from organization.models import Body, Membership, Role, Seat, User
from permissions.visibility import Sight
from tests import factories
from tests.workflows.audit.record import record
from workflows import access
from workflows.audit.chain import Entry
from workflows.concerned import Concern, ConcernedPerson
from workflows.models import AccessReason, Case
from workflows.models import Event as RecordedEvent
from workflows.recusal import recused_because
from workflows.standing_aside import StandingAside

FIRST = date(2025, 3, 3)
PERSONS, BODIES = range(4), range(3)
CASES = ("of a member", "of an organisation")

a_person, a_body, a_case = st.sampled_from(PERSONS), st.sampled_from(BODIES), st.sampled_from(CASES)
some_days = st.integers(1, 6)


@dataclass
class Span:
    """A thing of the model that is true from a day until the day before another."""

    key: tuple[Any, ...]
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def end(self, day: date) -> date:
        """The day that is written as its end: never the day it began."""
        self.until = self.since + timedelta(days=1) if day <= self.since else day
        return self.until


@dataclass
class Naive:
    seats: list[Span] = field(default_factory=list)
    members: list[Span] = field(default_factory=list)
    accesses: list[Span] = field(default_factory=list)
    names: dict[tuple[str, int], Span] = field(default_factory=dict)
    aside: dict[tuple[str, int], None] = field(default_factory=dict)
    #: {(case, who, where): the day from which he takes no part there}
    decided: dict[tuple[str, int, int], date] = field(default_factory=dict)
    locked: set[int] = field(default_factory=set)
    #: Who is the person concerned, or speaks for the organisation that is.
    SUBJECT = 0

    def belongs(self, who: int, day: date) -> bool:
        """To the accused organisation, whose own body is the last of BODIES."""
        seated = any(seat.on(day) for seat in self.seats if seat.key == (who, BODIES[-1]))
        return seated or any(row.on(day) for row in self.members if row.key == (who,))

    def barred(self, who: int, case: str, day: date) -> bool:
        if who == self.SUBJECT or (case, who) in self.aside:
            return True
        return case == CASES[1] and self.belongs(who, day)

    def sees(self, who: int, case: str, day: date) -> bool:
        if who in self.locked or self.barred(who, case, day):
            return False
        sits_in = {seat.key[1] for seat in self.seats if seat.key[0] == who and seat.on(day)}
        sits_in -= {
            where for (of, one, where), since in self.decided.items() if (of, one) == (case, who) and since <= day
        }
        through = any(row.on(day) for row in self.accesses if row.key[0] == case and row.key[1] in sits_in)
        named = self.names.get((case, who))
        return through or (named is not None and named.on(day))


class Offices(RuleBasedStateMachine):
    """What offices do in whatever order, with days that only go on."""

    def __init__(self) -> None:
        super().__init__()
        self._undone = transaction.atomic()
        self._undone.__enter__()
        self.day, self.naive = FIRST, Naive()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._undone.__exit__(None, None, None)

    @initialize()
    def found(self) -> None:
        accused = factories.organization()
        self.users: list[User] = [factories.user() for _person in PERSONS]
        self.bodies: list[Body] = [factories.body() for _body in BODIES[:-1]]
        self.bodies.append(factories.body(accused))
        subject = self.users[Naive.SUBJECT].person
        self.accused = accused
        self.cases: dict[str, Case] = {name: factories.case(subject, opened_on=FIRST) for name in CASES}
        for case in self.cases.values():
            record(case, Entry("opened", FIRST))
        of_it = self.cases[CASES[1]]
        Case.objects.update(flow_class=AdmissionFlow)
        Case.objects.filter(pk=of_it.pk).update(of_organization=True, organization=accused)
        of_it.refresh_from_db()
        self.events: dict[str, RecordedEvent] = {name: case.events.get() for name, case in self.cases.items()}

    @rule(days=st.integers(1, 4))
    def days_pass(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(who=a_person, where=a_body, later=st.integers(0, 3))
    def sit_down(self, who: int, where: int, later: int) -> None:
        if any(seat.until is None for seat in self.naive.seats if seat.key == (who, where)):
            return
        since = self.day + timedelta(days=later)
        factories.seat(self.users[who].person, self.bodies[where], Role.MEMBER, since=since)
        self.naive.seats.append(Span((who, where), since))

    @rule(who=a_person, where=a_body)
    def stand_up(self, who: int, where: int) -> None:
        for seat in self.naive.seats:
            if seat.key == (who, where) and seat.until is None:
                rows = Seat.objects.filter(person=self.users[who].person, body=self.bodies[where], until=None)
                assert rows.update(until=seat.end(self.day)) == 1

    @rule(who=a_person)
    def join_the_accused(self, who: int) -> None:
        if not any(row.until is None for row in self.naive.members if row.key == (who,)):
            factories.membership(self.users[who].person, self.accused, since=self.day)
            self.naive.members.append(Span((who,), self.day))

    @rule(who=a_person)
    def leave_the_accused(self, who: int) -> None:
        for row in self.naive.members:
            if row.key == (who,) and row.until is None:
                rows = Membership.objects.filter(person=self.users[who].person, until=None)
                assert rows.update(until=row.end(self.day)) == 1

    @rule(case=a_case, where=a_body)
    def case_reaches(self, case: str, where: int) -> None:
        reached = {self.bodies[where]: AccessReason.ON_ROUTE}
        access.reached(self.cases[case], reached, event=self.events[case], on=self.day)
        if not any(row.until is None for row in self.naive.accesses if row.key == (case, where)):
            self.naive.accesses.append(Span((case, where), self.day))

    @rule(case=a_case, where=a_body, days=some_days)
    def case_is_lent(self, case: str, where: int, days: int) -> None:
        until = self.day + timedelta(days=days)
        access.lent(self.cases[case], self.bodies[where], event=self.events[case], on=self.day, until=until)
        running = [
            row for row in self.naive.accesses if row.key == (case, where) and row.until and row.until > self.day
        ]
        for row in running:
            row.until = until
        if not running:
            self.naive.accesses.append(Span((case, where), self.day, until))

    def _end(self, rows: list[Span]) -> None:
        for row in rows:
            if row.until is None or row.until > self.day:
                row.end(self.day)

    @rule(case=a_case, where=a_body)
    def case_leaves(self, case: str, where: int) -> None:
        access.left(self.cases[case], self.bodies[where], on=self.day)
        self._end([row for row in self.naive.accesses if row.key == (case, where)])

    @rule(case=a_case, staying=st.sets(a_body))
    def case_leaves_all_but(self, case: str, staying: set[int]) -> None:
        access.left_behind(self.cases[case], [self.bodies[where].pk for where in staying], on=self.day)
        self._end([row for row in self.naive.accesses if row.key[0] == case and row.key[1] not in staying])

    @rule(case=a_case, who=a_person, days=st.none() | some_days)
    def name(self, case: str, who: int, days: int | None) -> None:
        until = None if days is None else self.day + timedelta(days=days)
        given: dict[str, Any] = {"reason": "team", "since": self.day, "until": until, "event": self.events[case]}
        access.name_person(self.cases[case], self.users[who], **given)
        self.naive.names[case, who] = Span((case, who), self.day, until)

    @rule(case=a_case, who=a_person)
    def unname(self, case: str, who: int) -> None:
        person = self.users[who].person
        assert person is not None
        access.unname_person(self.cases[case], person.pk, on=self.day)
        named = self.naive.names.get((case, who))
        if named and (named.until is None or named.until > self.day):
            named.until = self.day

    @rule(who=st.sampled_from(PERSONS[1:]))
    def stand_aside_for_good(self, who: int) -> None:
        case, spoke = self.cases[CASES[1]], Concern.SPOKE
        ConcernedPerson.objects.get_or_create(
            case=case, person=self.users[who].person, reason=spoke, defaults={"since": self.day}
        )
        self.naive.aside[CASES[1], who] = None

    @rule(case=a_case, who=a_person, where=a_body, stands=st.booleans())
    def decide_who_stands_aside(self, case: str, who: int, where: int, stands: bool) -> None:
        told: dict[str, Any] = {"stands": stands, "decided_on": self.day}
        key: dict[str, Any] = {"case": self.cases[case], "person": self.users[who].person, "body": self.bodies[where]}
        StandingAside.objects.update_or_create(**key, defaults=told)
        self.naive.decided.pop((case, who, where), None)
        if stands:
            self.naive.decided[case, who, where] = self.day

    @rule(who=a_person, active=st.booleans())
    def lock(self, who: int, active: bool) -> None:
        User.objects.filter(pk=self.users[who].pk).update(is_active=active)
        (self.naive.locked.discard if active else self.naive.locked.add)(who)

    @invariant()
    def everybody_sees_what_the_model_says(self) -> None:
        if not hasattr(self, "cases"):
            return
        for who, made in enumerate(self.users):
            user = User.objects.get(pk=made.pk)
            for day in (self.day - timedelta(days=1), self.day, self.day + timedelta(days=2)):
                wanted = {self.cases[case].pk for case in CASES if self.naive.sees(who, case, day)}
                every = Case.objects.filter(pk__in=[case.pk for case in self.cases.values()])
                assert set(every.visible_to(user, day).values_list("pk", flat=True)) == wanted
                alone = [every.visible_to(user, day, one=True).filter(pk=case.pk) for case in self.cases.values()]
                assert {pk for rows in alone for pk in rows.values_list("pk", flat=True)} == wanted
                events = Sight.of(Case, user, day).over(RecordedEvent.objects.all(), "case")
                assert set(events.values_list("case_id", flat=True)) == wanted

    @invariant()
    def who_stands_aside_is_told_why_and_nobody_else_is(self) -> None:
        for name, case in getattr(self, "cases", {}).items():
            for who, user in enumerate(self.users):
                fresh = Case.objects.get(pk=case.pk)
                assert bool(recused_because(user, fresh, self.day)) == self.naive.barred(who, name, self.day)


def _settings(examples: int, steps: int) -> settings:
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=quiet)


@pytest.mark.django_db
def test_seats_access_names_and_recusal_agree_with_the_naive_model() -> None:
    run_state_machine_as_test(Offices, settings=_settings(10, 25))


@pytest.mark.prove
@pytest.mark.django_db
def test_they_agree_over_many_long_histories() -> None:
    run_state_machine_as_test(Offices, settings=_settings(400, 60))


class Forgetful(Offices):
    """A model that forgets that an access ends: the machine must find it."""

    def _end(self, rows: list[Span]) -> None:
        """Nothing."""


@pytest.mark.django_db
def test_a_model_that_is_wrong_is_found() -> None:
    offices = Forgetful()
    offices.found()
    offices.sit_down(who=1, where=0, later=0)
    offices.case_reaches(case=CASES[0], where=0)
    offices.days_pass(days=2)
    offices.everybody_sees_what_the_model_says()
    offices.case_leaves(case=CASES[0], where=0)
    with pytest.raises(AssertionError):
        offices.everybody_sees_what_the_model_says()
    offices.teardown()
