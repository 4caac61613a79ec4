"""Who denounced (DIS-136): in one table alone, read by those who are named, each reading in the record."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from discipline.denunciations.identity import may_read, tells_who
from discipline.denunciations.models import DenouncerIdentity, IdentityReader
from discipline.models import DisciplineCase
from organization.models import BodyKind, Role, User
from organization.text import fold
from tests.admission.conftest import sign_in as sign_in
from tests.admission.signing_in import SignIn
from tests.discipline.denunciations.denounced import ADDRESS, CONTACT, NAME, Denounced
from tests.factories import body, seat, user
from tests.workflows.files import pdf
from workflows.actions import Refused
from workflows.audit.chain import verify
from workflows.audit.models import Event, EventPayload
from workflows.models import CasePerson

pytestmark = pytest.mark.django_db

PURPOSE = "To call him to the work of the team"


def door(found: Denounced) -> str:
    return reverse("denouncer", args=[found.case.public_id])


def whole(to: str = "dn_closed") -> Denounced:
    """The whole way, with the original paper under seal, a discipline case and one reading."""
    found = Denounced()
    found.do("seal_original", original=SimpleUploadedFile(f"{NAME}.pdf", pdf(), "application/pdf"))
    found.to("dn_org_meeting")
    found.conclude("violation_to_discipline")
    found.do_on_case(
        "open_discipline", allegation=found.case.allegations.get(), described="x", code="VM01", started_on=found.day
    )
    found.tell()
    found.do("close_denunciation")
    return found


def leaks(text: str) -> list[str]:
    """What of it the text holds, written as JSON or as it is, with diacritics or without."""
    plain = fold(re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text))
    return [part for part in (NAME, ADDRESS, CONTACT) if fold(part) in plain]


def dump() -> dict[str, str]:
    """{table: every value of every row} of the whole database."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = [
                [bytes(v).decode("latin1") if isinstance(v, bytes | memoryview) else str(v) for v in row]
                for row in cursor
            ]
            found[table] = "\n".join("\t".join(row) for row in rows)
    return found


def test_the_whole_database_holds_the_name_in_one_table_alone(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    whole()

    told = {table for table, text in dump().items() if leaks(text)}

    assert told == {DenouncerIdentity._meta.db_table}
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and pdf() in path.read_bytes()]


def test_no_page_of_any_role_holds_it(sign_in: SignIn) -> None:
    found = whole()
    case, opened = found.case, DisciplineCase.objects.get()
    seated = User.objects.filter(person__isnull=False, person__seats__isnull=False).order_by("pk")
    of_each_role = {
        (one.body.kind, one.role, one.body_id == found.handler.pk): who
        for who in seated
        if who.person
        for one in who.person.seats.select_related("body")
    }
    people = [*set(of_each_role.values()), user(found.accused), user(is_superuser=True)]
    addresses = [
        reverse("inbox"),
        reverse("cases"),
        reverse("numbers"),
        reverse("own_files"),
        reverse("admin:index"),
        reverse("register_denunciation"),
        door(found),
        *(reverse("case", args=[one.public_id]) for one in (case, opened)),
        *(reverse("task", args=[task.public_id]) for task in [*case.task_set.all(), *opened.task_set.all()]),
        reverse("own_denunciation", args=[case.public_id]),
        reverse("own_discipline", args=[opened.public_id]),
        *(reverse("document", args=[paper.public_id]) for paper in case.documents.all()),
    ]
    shown = 0
    for who in people:
        client = sign_in(who, found.day)
        for address in addresses:
            answer = client.get(address)
            shown += answer.status_code == 200
            assert not leaks(answer.content.decode(errors="replace")), (who, address)
        answer = client.post(reverse("cases"), {"q": NAME}, follow=True)
        assert case.public_id not in answer.content.decode()
    assert shown > len(people)


def test_the_person_denounced_reads_his_own_file_and_nothing_behind_the_door(sign_in: SignIn) -> None:
    found = Denounced().to("dn_closed")
    client = sign_in(user(found.accused), found.day)

    page = client.get(reverse("own_denunciation", args=[found.case.public_id]))

    assert page.status_code == 200
    assert "The fund of the cell." in page.content.decode()
    assert client.get(door(found)).status_code == 404
    assert client.get(reverse("case", args=[found.case.public_id])).status_code == 404


def test_before_the_allegations_are_given_he_knows_nothing(sign_in: SignIn) -> None:
    found = Denounced().to("dn_planned")
    client = sign_in(user(found.accused), found.day)

    assert client.get(reverse("own_denunciation", args=[found.case.public_id])).status_code == 404


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


@pytest.mark.parametrize(
    "purpose", ["", "   ", "abc", f"To write to {NAME}", f"to ask {NAME.upper()} again", "x" * 201]
)
def test_without_a_purpose_nothing_is_read(sign_in: SignIn, purpose: str) -> None:
    found = Denounced()
    client = sign_in(found.head, found.day)

    answer = client.post(door(found), {"purpose": purpose})

    assert answer.status_code == 422
    assert ADDRESS not in answer.content.decode()
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


def test_who_is_named_reads_it_until_his_day_and_a_member_of_the_team_does_not(sign_in: SignIn) -> None:
    found = Denounced().to("dn_accepted")
    named, member = user(), user()
    until = found.day + timedelta(days=10)
    with pytest.raises(Refused, match="holds a seat"):
        found.do_on_case("name_identity_reader", by=found.head, member=named, until=until, reason="Strange")
    office = body(found.case.handler.organization, BodyKind.OFFICE)
    for one in (named, member):
        seat(one.person, office, Role.OFFICER)
    found.do_on_case("name_identity_reader", by=found.head, member=named, until=until, reason="Takes the statement")
    found.do("name_denunciation_team", member=member, until=until)

    assert (may_read(found.case, named, found.day), may_read(found.case, member, found.day)) == (True, False)
    assert not may_read(found.case, named, until)
    assert CasePerson.objects.get(user=named).reason == "May read who denounced"
    client = sign_in(named, found.day)
    assert leaks(client.post(door(found), {"purpose": PURPOSE}).content.decode()) == [NAME, ADDRESS, CONTACT]
    assert EventPayload.objects.get(event__kind="identity.read").actor == named


def test_the_person_denounced_is_never_named_to_read_it() -> None:
    found = Denounced().to("dn_accepted")

    with pytest.raises(Refused) as stopped:
        found.do_on_case(
            "name_identity_reader",
            by=found.head,
            member=user(found.accused),
            until=found.day + timedelta(days=9),
            reason="x",
        )

    assert list(stopped.value.errors) == ["member"]
    assert not IdentityReader.objects.exists()


def test_nobody_names_himself() -> None:
    found = Denounced().to("dn_accepted")
    deputy = found.of(found.handler, "conclude_denunciation")

    with pytest.raises(Refused) as stopped:
        found.do_on_case(
            "name_identity_reader", by=deputy, member=deputy, until=found.day + timedelta(days=9), reason="x"
        )

    assert list(stopped.value.errors) == ["member"]


def test_a_transfer_closes_the_door_here_and_opens_it_there() -> None:
    found = Denounced()
    named, former = user(), found.head
    until = found.day + timedelta(days=40)
    seat(named.person, body(found.case.handler.organization, BodyKind.OFFICE), Role.OFFICER)
    found.do_on_case("name_identity_reader", by=former, member=named, until=until, reason="Screens it")
    found.screen(of_receiver=False)
    receiver = found.chain.bodies["base_inspection"]
    found.do("transfer_denunciation", receiver=receiver, receiver_name="", number="03-PC", reason="Theirs.")
    found.do("take_denunciation", number="11-SM")

    assert not may_read(found.case, named, found.day)
    assert not may_read(found.case, former, found.day)
    assert may_read(found.case, found.head, found.day)


def test_the_original_paper_is_read_behind_the_same_door(sign_in: SignIn) -> None:
    found = Denounced()
    found.do("seal_original", original=SimpleUploadedFile("paper.pdf", pdf(), "application/pdf"))
    client = sign_in(found.head, found.day)

    answer = client.post(door(found), {"purpose": PURPOSE, "paper": "on"})

    assert answer.content == pdf()
    assert answer["Content-Disposition"].startswith("attachment")
    assert Event.objects.filter(kind="identity.read").count() == 1
    assert not found.case.documents.exclude(sha256="").exists()


def test_a_form_with_errors_keeps_no_copy_of_the_original(sign_in: SignIn, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    found = Denounced()
    file = SimpleUploadedFile("paper.pdf", pdf(), "application/pdf")
    client = sign_in(found.head, found.day)

    address = reverse("act", args=[found.task.public_id, "seal_original"])
    answer = client.post(address, {"key": str(uuid4()), "day": "31/02/2025", "original": file})

    assert answer.status_code == 422
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_administration_knows_no_table_of_it() -> None:
    registered = {model._meta.label for model in admin.site._registry}

    assert not {model._meta.label for model in apps.get_app_config("discipline").get_models()} & registered
    row = DenouncerIdentity(name=NAME, address=ADDRESS, contact=CONTACT)
    assert not leaks(f"{row} {row!r}")


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
    assert DenouncerIdentity.objects.filter(name=NAME).count() == 2
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


def test_a_text_that_tells_it_is_refused_of_who_may_know_it_and_of_nobody_else(sign_in: SignIn) -> None:
    """Refused of others, the words of the refusal would tell them whose name they guessed."""
    found = Denounced().to("dn_denouncer_interview")
    form = {
        "key": "",
        "day": f"{found.day:%d/%m/%Y}",
        "acknowledge": "on",
        "number": "03-BB",
        "result": f"{NAME} agrees",
    }
    address = reverse("act", args=[found.task.public_id, "record_interview"])
    known = sign_in(found.head, found.day).post(address, {**form, "key": str(uuid4())})
    guessed = sign_in(found.actor(), found.day).post(address, {**form, "key": str(uuid4())})

    assert (known.status_code, guessed.status_code) == (422, 302)


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
