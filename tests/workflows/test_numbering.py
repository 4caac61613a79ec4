"""Numbers of issued papers."""

import threading
from datetime import date

import pytest
from django.db import connection, connections, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from organization.models import Body
from tests import factories
from workflows.documents.models import Register
from workflows.documents.numbering import document_sign, next_number, written_number

TERM, NEXT_TERM = date(2025, 6, 1), date(2030, 6, 1)
DAY = date(2025, 8, 1)


@pytest.mark.parametrize(
    ("number", "written"), [(1, "01-NQ/CB"), (7, "07-NQ/CB"), (10, "10-NQ/CB"), (99, "99-NQ/CB"), (100, "100-NQ/CB")]
)
def test_number_is_written_with_two_digits_at_least(number, written):
    assert written_number(number, "NQ", "CB") == written


@pytest.mark.django_db
def test_numbers_follow_each_other_without_gap():
    body = factories.body()

    assert [next_number(body, "NQ", TERM, DAY) for _time in range(4)] == [1, 2, 3, 4]


@pytest.mark.django_db
def test_numbers_run_per_body_type_and_term():
    body, other = factories.body(), factories.body()
    next_number(body, "NQ", TERM, DAY)

    first_ones = [
        next_number(other, "NQ", TERM, DAY),
        next_number(body, "QC", TERM, DAY),
        next_number(body, "NQ", NEXT_TERM, NEXT_TERM),
    ]

    assert first_ones == [1, 1, 1]
    assert next_number(body, "NQ", TERM, DAY) == 2


@pytest.mark.django_db
def test_number_of_an_act_undone_is_given_again():
    body = factories.body()
    next_number(body, "NQ", TERM, DAY)

    undone = transaction.savepoint()
    next_number(body, "NQ", TERM, DAY)
    transaction.savepoint_rollback(undone)

    assert next_number(body, "NQ", TERM, DAY) == 2


@pytest.mark.django_db
def test_number_locks_its_register_in_a_statement_of_its_own():
    body = factories.body()
    next_number(body, "NQ", TERM, DAY)

    with CaptureQueriesContext(connection) as queries:
        next_number(body, "NQ", TERM, DAY)

    assert [query["sql"].split()[0] for query in queries] == ["SELECT", "UPDATE"]
    assert ("FOR UPDATE" in queries[0]["sql"]) == connection.features.has_select_for_update


@pytest.mark.django_db
def test_number_before_the_term_is_refused():
    body = factories.body()

    with pytest.raises(ValueError, match="lies before the term"):
        next_number(body, "NQ", TERM, date(2025, 5, 31))

    assert Register.objects.count() == 0


def test_number_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        next_number(Body(), "NQ", TERM, DAY)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_hands_at_once_never_take_one_number():
    body, taken, faults = factories.body(), [], []

    def take_ten() -> None:
        try:
            for _time in range(10):
                with transaction.atomic():
                    taken.append(next_number(body, "NQ", TERM, DAY))
        except Exception as error:  # noqa: BLE001 - a thread hands its failure to the test
            faults.append(error)
        finally:
            connections.close_all()

    hands = [threading.Thread(target=take_ten) for _hand in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert faults == []
    assert sorted(taken) == list(range(1, 41))


def test_sign_of_a_type_stands_in_the_data():
    assert document_sign("resolution") == "NQ"
    with pytest.raises(KeyError):
        document_sign("poem")
