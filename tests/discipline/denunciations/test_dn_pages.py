"""The pages of a denunciation along its way: every verb is offered, and what is left empty is refused at its place."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from discipline.choices import row_key
from discipline.models import DisciplineCase
from tests.admission.conftest import sign_in as sign_in
from tests.admission.signing_in import SignIn
from tests.discipline.denunciations.denounced import Denounced
from tests.factories import user

pytestmark = pytest.mark.django_db

STATES = (
    "dn_received",
    "dn_screening",
    "dn_accepted",
    "dn_denouncer_interview",
    "dn_planned",
    "dn_explanation",
    "dn_verifying",
    "dn_org_meeting",
    "dn_concluded",
    "dn_notified",
)
#: Asked for every verb, or offered as it stands.
FILLED = {"key": "", "acknowledge": "on", "confirmed": "1", "day": ""}


@pytest.mark.parametrize("state", STATES)
def test_what_is_left_empty_is_refused_at_its_place(sign_in: SignIn, state: str) -> None:
    found = Denounced().to(state)
    client, task = sign_in(found.head, found.day), found.task
    before = found.case.event_count

    page = client.get(reverse("task", args=[task.public_id]))
    assert page.status_code == 200
    assert client.get(reverse("case", args=[found.case.public_id])).status_code == 200
    for verb in task.flow_task.doings:
        sent = client.post(reverse("act", args=[task.public_id, verb]), {**FILLED, "key": str(uuid4())})
        assert sent.status_code == 422, verb

    assert (found.case.state, found.case.event_count) == (state, before)


@pytest.mark.parametrize("verb", ["name_identity_reader", "accept_withdrawal", "continue_after_withdrawal"])
def test_acts_beside_the_step_are_offered_and_refused_empty(sign_in: SignIn, verb: str) -> None:
    found = Denounced().to("dn_accepted")
    client = sign_in(found.head, found.day)

    assert f"/viec/{verb}/" in client.get(reverse("case", args=[found.case.public_id])).content.decode()
    sent = client.post(reverse("act_on_case", args=[found.case.public_id, verb]), {**FILLED, "key": str(uuid4())})

    assert sent.status_code == 422


def test_he_explains_in_his_own_file_and_reads_the_conclusion_once_he_is_told(sign_in: SignIn) -> None:
    found = Denounced().to("dn_explanation")
    accused = user(found.accused)
    own = reverse("own_denunciation", args=[found.case.public_id])
    act = reverse("act_on_own_denunciation", args=[found.case.public_id, "hand_in_explanation"])
    client = sign_in(accused, found.day)
    given: dict[str, Any] = {**FILLED, "day": f"{found.day:%d/%m/%Y}"}

    assert client.get(reverse("own_files"))["Location"] == own
    assert client.post(act, {**given, "key": str(uuid4()), "account": ""}).status_code == 422
    assert client.post(act, {**given, "key": str(uuid4()), "account": "I gave it back."}).status_code == 302
    assert found.case.state == "dn_verifying"
    assert client.post(act, {**given, "key": str(uuid4()), "account": "Again."}).status_code == 403

    found.to("dn_org_meeting")
    found.conclude("shortcoming")
    client = sign_in(accused, found.day)
    before = client.get(own).content.decode()
    assert "I gave it back." in before
    assert "Denunciation being verified" in before
    assert "true, a shortcoming" not in before
    found.do("notify_of_result", party="accused", number="10-TB")
    assert "true, a shortcoming" in sign_in(accused, found.day).get(own).content.decode()


def test_the_discipline_case_is_opened_from_the_page(sign_in: SignIn) -> None:
    found = Denounced().to("dn_org_meeting")
    found.conclude("violation_to_discipline")
    client = sign_in(found.head, found.day)
    address = reverse("act_on_case", args=[found.case.public_id, "open_discipline"])
    given = {
        **FILLED,
        "key": str(uuid4()),
        "day": f"{found.day:%d/%m/%Y}",
        "allegation": row_key(found.case.allegations.get()),
        "described": "Used the fund",
        "code": "VM01",
        "category": "ordinary",
        "started_on": "06/01/2025",
    }

    assert client.post(address, {**given, "code": ""}).status_code == 422
    assert not DisciplineCase.objects.exists()
    assert client.post(address, {**given, "key": str(uuid4())}).status_code == 302

    opened = DisciplineCase.objects.get()
    assert (opened.source, found.case.discipline) == ("denunciation", opened)
    assert opened.code in client.get(reverse("case", args=[found.case.public_id])).content.decode()
