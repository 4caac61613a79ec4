"""A stay elsewhere on the pages: what each side is offered, what the person reads, how much they ask."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admission.member_moves import MovingMember
from tests.admission.moving.stays import begin
from tests.admission.reading import statements
from tests.admission.signing_in import SignIn
from workflows.calendar import add_months

pytestmark = pytest.mark.django_db


def test_pages_tell_the_stay_and_ask_little(journey: MovingMember, sign_in: SignIn) -> None:
    with CaptureQueriesContext(connection) as captured:
        begin(journey)
    # one for the driver's own look-up
    assert statements(captured) <= 25 + 1
    client = sign_in(journey.there.users["cell"], journey.day)
    address = reverse("task", args=[journey.task.public_id])
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address).content.decode()
    assert len(captured) <= 15
    assert "file_member_paper-code" in page
    with CaptureQueriesContext(connection) as captured:
        assert journey.task.public_id in client.get("/").content.decode()
    assert len(captured) <= 8
    case = client.get(reverse("case", args=[journey.dossier.public_id])).content.decode()
    assert "Temporary party activity" in case
    assert reverse("act_on_case", args=[journey.dossier.public_id, "close_stay"]) not in case
    own = sign_in(journey.origin.users["cell"], journey.day)
    case = own.get(reverse("case", args=[journey.dossier.public_id])).content.decode()
    assert reverse("act_on_case", args=[journey.dossier.public_id, "close_stay"]) in case
    assert reverse("act_on_case", args=[journey.dossier.public_id, "begin_stay"]) not in case


def test_person_reads_where_he_is_active_in_his_own_file(journey: MovingMember, sign_in: SignIn) -> None:
    begin(journey)
    until = journey.dossier.stays[0].until
    page = sign_in(journey.origin.applicant, journey.day).get(reverse("own_file", args=[journey.dossier.public_id]))
    assert f"You are active at {journey.there.cell} until you are back on {until:%d/%m/%Y}." in page.content.decode()


def test_days_out_of_order_are_answered_at_their_field(journey: MovingMember, sign_in: SignIn) -> None:
    client = sign_in(journey.origin.users["cell"], journey.day)
    address = reverse("act_on_case", args=[journey.dossier.public_id, "begin_stay"])
    day = f"{journey.day:%d/%m/%Y}"
    data = {"key": str(uuid4()), "place": journey.there.cell.code, "kind": "work", "since": day, "until": day}
    response = client.post(address, {**data, "number": "1", "confirmed": "1"})
    assert response.status_code == 422
    assert "The end lies before the beginning." in response.content.decode()
    good = {**data, "key": str(uuid4()), "until": f"{add_months(journey.day, 4):%d/%m/%Y}", "number": "1"}
    assert client.post(address, {**good, "confirmed": "1"}).status_code == 302
    assert journey.task.body == journey.there.bodies["cell"]
