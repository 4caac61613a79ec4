"""How long a large list takes, from the upload to the last row written."""

import time

import pytest

from organization.imports.models import State
from organization.models import Membership, Seat
from tests.factories import body, organization
from tests.organization.lists import SINCE, checked, human, stored, unit, xlsx

#: Seconds for checking and storing, and rows.
GOAL, ROWS = 30.0, 10_000


@pytest.mark.bench
@pytest.mark.django_db
@pytest.mark.usefixtures("files_apart")
def test_ten_thousand_rows_of_each_list_are_checked_and_stored_in_time() -> None:
    place = organization("base", code="00")
    body(place, "committee")
    bodies = {"organization": "00", "kind": "Đảng ủy", "role": "Ủy viên", "since": SINCE}
    lists = {
        "organizations": [unit(f"00.{n:05}", "Chi bộ", "00") for n in range(ROWS)],
        "bodies": [
            {"organization": f"00.{n:05}", "kind": "Hội nghị chi bộ", "name": "Hội nghị", "since": SINCE}
            for n in range(ROWS)
        ],
        "persons": [human(n, f"00.{n:05}") for n in range(ROWS)],
        "seats": [{**bodies, "number": f"{n:012}"} for n in range(ROWS)],
    }
    for key, rows in lists.items():
        data = xlsx(key, rows)
        begin = time.monotonic()
        row = checked(key, data)
        between = time.monotonic()
        stored(row)
        end = time.monotonic()
        print(f"{key}: check {between - begin:.1f} s, store {end - between:.1f} s, goal {GOAL:.0f} s")  # noqa: T201
        assert (row.state, row.added) == (State.DONE, ROWS)
        assert end - begin <= GOAL
    assert (Membership.objects.count(), Seat.objects.count()) == (ROWS, ROWS)
