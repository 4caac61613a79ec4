"""A denunciation is received on its page; a text that tells who denounced is refused of who knows it."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from discipline.denunciations.identity import tells_who
from discipline.denunciations.models import DenouncerIdentity
from organization.models import Role, User
from organization.text import fold
from tests.admission.conftest import sign_in as sign_in
from tests.admission.signing_in import SignIn
from tests.discipline.denunciations.denounced import ADDRESS, CONTACT, NAME, Denounced
from tests.discipline.denunciations.sealing import PURPOSE, door, leaks
from tests.factories import seat, user
from workflows.verbs import Secret

pytestmark = pytest.mark.django_db


def register(client: Client, found: Denounced, **data: Any) -> Any:
    given = {
        "key": str(uuid4()),
        "acknowledge": "on",
        "body": str(found.handler.pk),
        "person": found.accused.public_id,
        "day": f"{found.day:%d/%m/%Y}",
        "number": "20-SM",
        "allegation": "Took a gift",
        "signatories": "1",
        "name": NAME,
        "address": ADDRESS,
        "contact": CONTACT,
        **data,
    }
    return client.post(reverse("register_denunciation"), given)


def test_it_is_received_on_its_page(sign_in: SignIn) -> None:
    found = Denounced()
    client = sign_in(found.head, found.day)

    answer = register(client, found)

    assert answer.status_code == 302
    assert [row.open().name for row in DenouncerIdentity.objects.select_related("case")] == [NAME, NAME]
    assert not leaks(client.get(answer["Location"]).content.decode())


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("name", {"name": ""}),
        ("address", {"address": ""}),
        ("name", {"anonymous": "on"}),
        ("allegation", {"allegation": f"Beat {NAME} at home"}),
        ("allegation", {"allegation": f"beat {fold(NAME)}."}),
        ("allegation", {"allegation": ""}),
        ("number", {"number": f"of {NAME}"}),
        ("number", {"number": "x" * 61}),
        ("signatories", {"signatories": "-1"}),
        ("signatories", {"signatories": "two"}),
        ("day", {"day": "31/02/2025"}),
        ("person", {"person": "nobody"}),
        ("name", {"name": "x" * 201}),
    ],
)
def test_bad_input_is_refused_at_its_place_and_kept(sign_in: SignIn, field: str, data: dict[str, str]) -> None:
    found = Denounced()
    client = sign_in(found.head, found.day)

    answer = register(client, found, **data)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert DenouncerIdentity.objects.count() == 1
    kept = {"number": "20-SM", "allegation": "Took a gift"}
    assert all(text in answer.content.decode() for name, text in kept.items() if name not in data)


def test_a_text_that_tells_it_is_refused_of_who_knows_it_by_the_record_and_of_nobody_else(sign_in: SignIn) -> None:
    """Refused of others – who may read it and has not, too – the words of the refusal would confirm their guess."""
    found = Denounced().to("dn_denouncer_interview")
    entered, other = found.actor(), user()
    seat(other.person, found.handler, Role.OFFICER)
    address = reverse("act", args=[found.task.public_id, "record_interview"])
    form = {"day": f"{found.day:%d/%m/%Y}", "acknowledge": "on", "number": "03-BB", "result": f"{NAME} agrees"}

    def sent(who: User) -> int:
        client = sign_in(who, found.day)
        return int(client.post(address, {**form, "key": str(uuid4())}).status_code)

    assert (sent(entered), sent(found.head), sent(other)) == (422, 302, 302)
    sign_in(found.head, found.day).post(door(found), {"purpose": PURPOSE})
    assert (sent(found.head), sent(other)) == (422, 302)


def test_a_reading_confirms_no_name_that_was_entered_after_it(sign_in: SignIn) -> None:
    found = Denounced()
    client = sign_in(found.head, found.day)
    client.post(door(found), {"purpose": PURPOSE})
    other = "Lý Thị Khác"
    found.do("add_denouncer", name=Secret(other), address=Secret("Thôn Hai"), contact=Secret(""))
    address = reverse("act", args=[found.task.public_id, "add_allegation"])

    def sent(text: str) -> int:
        form = {"key": str(uuid4()), "acknowledge": "on", "day": f"{found.day:%d/%m/%Y}", "allegation": text}
        return int(sign_in(found.head, found.day).post(address, form).status_code)

    assert sent(f"Told by {other}") == 302
    sign_in(found.head, found.day).post(door(found), {"purpose": PURPOSE})
    assert sent(f"Told by {other}") == 422


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        (f"of {NAME}", True),
        (fold(NAME), True),
        (NAME.upper() + ".", True),
        (CONTACT, True),
        ("Tố Nga Zứ", False),
        ("", False),
    ],
)
def test_a_text_tells_who_however_it_is_spelled(text: str, tells: bool) -> None:
    assert tells_who(text, [(NAME, ADDRESS, CONTACT, "")]) is tells
