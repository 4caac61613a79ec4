"""Who denounced is read through one door, by those who may, each reading in the record before anything is shown."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from discipline.denunciations.identity import NoDoor, read
from organization.models import Role, User
from tests.admission.conftest import sign_in as sign_in
from tests.admission.signing_in import SignIn
from tests.discipline.denunciations.denounced import ADDRESS, CONTACT, NAME, Denounced
from tests.discipline.denunciations.sealing import PURPOSE, door, leaks
from tests.factories import body, person, seat, user
from tests.workflows.files import pdf
from workflows.audit.chain import verify
from workflows.audit.models import Event, EventPayload

pytestmark = pytest.mark.django_db


def test_the_head_of_the_commission_reads_it_and_the_record_says_so(sign_in: SignIn) -> None:
    found = Denounced().to("dn_accepted")
    client = sign_in(found.head, found.day)

    asked = client.get(door(found))
    assert asked.status_code == 200
    assert not leaks(asked.content.decode())
    assert not Event.objects.filter(kind="identity.read").exists()

    read = client.post(door(found), {"purpose": PURPOSE})

    assert leaks(read.content.decode()) == [NAME, ADDRESS, CONTACT]
    assert "no-store" in read["Cache-Control"]
    event = Event.objects.get(kind="identity.read")
    payload = EventPayload.objects.get(event=event)
    assert (payload.actor, payload.values) == (found.head, {"reader": str(found.head), "purpose": PURPOSE})
    assert event.on == found.day
    assert verify(found.case).ok
    assert PURPOSE in client.get(reverse("case", args=[found.case.public_id])).content.decode()


@pytest.mark.parametrize("purpose", ["", "   ", "abc", "x" * 201])
def test_without_a_purpose_nothing_is_read(sign_in: SignIn, purpose: str) -> None:
    found = Denounced()
    client = sign_in(found.head, found.day)

    answer = client.post(door(found), {"purpose": purpose})

    assert answer.status_code == 422
    assert ADDRESS not in answer.content.decode()
    assert not Event.objects.filter(kind="identity.read").exists()


@pytest.mark.parametrize("guess", [f"To write to {NAME}", f"to ask {NAME.upper()} again", "To write to Lý Thị Khác"])
def test_a_name_guessed_as_the_purpose_is_a_reading_like_any_other(sign_in: SignIn, guess: str) -> None:
    """Refused, it would confirm the name to who has read nothing; and the record does not hold it."""
    found = Denounced()
    client = sign_in(found.head, found.day)

    answer = client.post(door(found), {"purpose": guess})

    assert (answer.status_code, leaks(answer.content.decode())) == (200, [NAME, ADDRESS, CONTACT])
    payload = EventPayload.objects.get(event__kind="identity.read")
    assert payload.actor == found.head
    assert leaks(str(payload.values)) == []
    page = client.get(reverse("case", args=[found.case.public_id])).content.decode()
    assert leaks(page) == []
    assert ("kept out of the record" in page) is (NAME.lower() in guess.lower())


def test_who_may_not_read_learns_nothing_by_guessing(sign_in: SignIn) -> None:
    found = Denounced().to("dn_accepted")
    other = user()
    seat(other.person, found.handler, Role.DEPUTY_HEAD)
    client = sign_in(other, found.day)

    right, wrong = (client.post(door(found), {"purpose": f"To write to {name}"}) for name in (NAME, "Lý Thị Khác"))

    assert (right.status_code, right.content) == (404, wrong.content)
    assert not Event.objects.filter(kind="identity.read").exists()


@pytest.mark.parametrize("role", ["deputy_head", "member", "officer"])
def test_the_rest_of_the_commission_sees_the_case_and_finds_no_door(sign_in: SignIn, role: str) -> None:
    found = Denounced()
    other = user()
    seat(other.person, found.handler, Role(role))
    client = sign_in(other, found.day)

    page = client.get(reverse("case", args=[found.case.public_id]))

    assert page.status_code == 200
    assert door(found) not in page.content.decode()
    unknown = client.get(reverse("denouncer", args=["ZZZZZZZZZZZZ"]))
    for answer in (client.get(door(found)), client.post(door(found), {"purpose": PURPOSE})):
        assert (answer.status_code, answer.content) == (404, unknown.content)


def test_neither_an_administrator_nor_the_head_of_another_commission_finds_the_door(sign_in: SignIn) -> None:
    found = Denounced()
    elsewhere = user()
    seat(elsewhere.person, body(kind="inspection"), Role.HEAD)
    base = User.objects.get(person__seats__body=found.chain.bodies["base_inspection"], person__seats__role=Role.HEAD)

    for who in (elsewhere, base, user(is_superuser=True), found.chain.users["cell"]):
        client = sign_in(who, found.day)
        assert client.get(door(found)).status_code == 404
        assert client.post(door(found), {"purpose": PURPOSE}).status_code == 404


def test_the_original_paper_is_read_behind_the_same_door(sign_in: SignIn) -> None:
    found = Denounced()
    found.do("seal_original", original=SimpleUploadedFile("paper.pdf", pdf(), "application/pdf"))
    client = sign_in(found.head, found.day)

    answer = client.post(door(found), {"purpose": PURPOSE, "paper": "on"})

    assert answer.content == pdf()
    assert answer["Content-Disposition"].startswith("attachment")
    assert Event.objects.filter(kind="identity.read").count() == 1
    assert not found.case.documents.exclude(sha256="").exists()


def test_the_door_itself_asks_who_may() -> None:
    found = Denounced()
    other = user()
    seat(other.person, found.handler, Role.DEPUTY_HEAD)

    with pytest.raises(NoDoor):
        read(found.case, other, found.day, PURPOSE)

    assert not Event.objects.filter(kind="identity.read").exists()


def test_who_reads_it_alone_is_told_that_one_of_the_name_sits_on_the_way(sign_in: SignIn) -> None:
    """The ground is sealed: nobody else is shown that there is any, and who reads it tells the person himself."""
    found = Denounced().to("dn_accepted")
    member = user(person(NAME))
    seat(member.person, found.handler, Role.MEMBER)
    client = sign_in(found.head, found.day)
    assert "tell him alone" not in client.get(door(found)).content.decode()

    told = client.post(door(found), {"purpose": PURPOSE}).content.decode()

    assert f"<li>{NAME} – Member, {found.handler}</li>" in told
    other = Denounced().to("dn_accepted")
    assert (
        "tell him alone" not in sign_in(other.head, other.day).post(door(other), {"purpose": PURPOSE}).content.decode()
    )
