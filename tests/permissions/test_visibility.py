"""Who sees a case: bodies by dated access and seats of the day, persons by name, never the person concerned."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organization.models import Body, Role, Seat, Standing, User
from tests.chain import START, Chain, Journey, build_chain
from tests.factories import membership, person, seat, user
from workflows import access
from workflows.models import AccessReason, Case, Task

pytestmark = pytest.mark.django_db

DAY = date(2025, 8, 20)


@pytest.fixture
def chain() -> Chain:
    return build_chain()


@pytest.fixture
def case(chain: Chain) -> Case:
    """Opened by the cell on START; no other body has seen it yet."""
    return Case.objects.get(pk=Journey(chain).case_id)


def sees(who: User, on: date = DAY) -> list[Case]:
    """Asked of all at once and of each alone."""
    found = list(Case.objects.visible_to(who, on))
    alone = [Case.objects.visible_to(who, on, one=True).filter(pk=case.pk) for case in Case.objects.order_by("pk")]
    assert [case for rows in alone for case in rows] == found
    return found


def give(case: Case, body: Body, since: date = START) -> None:
    access.reached(case, {body: AccessReason.ON_ROUTE}, event=case.events.get(sequence=1), on=since)


def test_body_that_has_the_case_sees_it_in_every_role(chain: Chain, case: Case) -> None:
    assert [sees(chain.users[name]) for name in ("cell", "clerk")] == [[case], [case]]


@pytest.mark.parametrize("name", ["grassroots", "section", "standing", "department"])
def test_body_the_case_has_not_reached_does_not_see_it(chain: Chain, case: Case, name: str) -> None:
    assert sees(chain.users[name]) == []
    give(case, chain.bodies[name])
    assert sees(chain.users[name]) == [case]


def test_access_counts_from_its_first_day_until_the_day_before_its_end(chain: Chain, case: Case) -> None:
    committee, secretary = chain.bodies["grassroots"], chain.users["grassroots"]
    give(case, committee, since=date(2025, 8, 10))
    access.left(case, committee, on=date(2025, 8, 15))
    days = [date(2025, 8, 9), date(2025, 8, 10), date(2025, 8, 14), date(2025, 8, 15)]
    assert [bool(sees(secretary, day)) for day in days] == [False, True, True, False]


def test_seat_that_ended_no_longer_shows_the_case(chain: Chain, case: Case) -> None:
    Seat.objects.filter(person=chain.users["clerk"].person).update(until=date(2025, 8, 15))
    assert (sees(chain.users["clerk"], date(2025, 8, 14)), sees(chain.users["clerk"], date(2025, 8, 15))) == (
        [case],
        [],
    )


def test_person_concerned_sees_his_case_through_no_seat(chain: Chain, case: Case) -> None:
    seat(chain.applicant.person, chain.bodies["cell"], Role.MEMBER)
    assert sees(chain.applicant) == []
    assert list(Task.objects.open().visible_to(chain.applicant, DAY)) == []


def test_person_concerned_sees_his_case_not_even_by_name(chain: Chain, case: Case) -> None:
    access.name_person(case, chain.applicant, reason="x", since=START, until=None, event=case.events.get(sequence=1))
    assert sees(chain.applicant) == []


def test_own_file_is_the_other_door(chain: Chain, case: Case) -> None:
    assert list(Case.objects.own_file_of(chain.applicant.person)) == [case]
    assert list(Case.objects.own_file_of(chain.users["cell"].person)) == []
    assert list(Case.objects.own_file_of(None)) == []


def test_named_person_sees_the_case_within_his_days(chain: Chain, case: Case) -> None:
    named = user()
    until = date(2025, 8, 15)
    access.name_person(case, named, reason="x", since=date(2025, 8, 10), until=until, event=case.events.get(sequence=1))
    days = [date(2025, 8, 9), date(2025, 8, 10), date(2025, 8, 14), until]
    assert [bool(sees(named, day)) for day in days] == [False, True, True, False]


def test_member_without_a_seat_sees_nothing(chain: Chain, case: Case) -> None:
    assert sees(user(chain.members[-1])) == []


@pytest.mark.parametrize("superuser", [True, False])
def test_user_without_a_person_sees_nothing(chain: Chain, case: Case, superuser: bool) -> None:
    login = user(is_superuser=superuser)
    login.person = None
    login.save()
    assert sees(login) == []


def test_superuser_with_a_person_sees_no_more_than_that_person(chain: Chain, case: Case) -> None:
    assert sees(user(is_superuser=True)) == []


def test_inactive_and_anonymous_users_see_nothing(chain: Chain, case: Case) -> None:
    login = chain.users["cell"]
    login.is_active = False
    assert sees(login) == []
    nobody: Any = AnonymousUser()
    assert list(Case.objects.visible_to(nobody, DAY)) == []


def test_tasks_are_seen_in_bodies_one_sits_in_alone(chain: Chain, case: Case) -> None:
    give(case, chain.bodies["grassroots"])
    assert sees(chain.users["grassroots"]) == [case]
    assert list(Task.objects.open().visible_to(chain.users["grassroots"], DAY)) == []
    assert Task.objects.open().visible_to(chain.users["cell"], DAY).get().process_id == case.pk


def test_question_takes_one_statement_and_shows_a_case_once(chain: Chain, case: Case) -> None:
    login = chain.users["cell"]
    seat(login.person, chain.bodies["cell"], Role.CLERK)
    seat(login.person, chain.bodies["grassroots"], Role.MEMBER)
    give(case, chain.bodies["grassroots"])
    for one in (False, True):
        with CaptureQueriesContext(connection) as context:
            assert list(Case.objects.visible_to(login, DAY, one=one).filter(pk=case.pk)) == [case]
        assert len(context) == 1


def test_second_case_of_another_cell_stays_unseen(chain: Chain, case: Case) -> None:
    other = build_chain()
    second = Case.objects.get(pk=Journey(other).case_id)
    assert (sees(chain.users["cell"]), sees(other.users["cell"])) == ([case], [second])


def test_sympathizer_of_the_cell_sees_nothing_of_it(chain: Chain, case: Case) -> None:
    another = person()
    membership(another, chain.cell, Standing.SYMPATHIZER)
    assert sees(user(another)) == []
