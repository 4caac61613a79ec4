"""Who denounced (DIS-136): in one table alone, on no page, in no file, unknown to the administration."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from discipline.denunciations.models import DenouncerIdentity
from discipline.denunciations.records import Who
from discipline.models import DisciplineCase
from organization.models import User
from tests.admission.conftest import sign_in as sign_in
from tests.admission.signing_in import SignIn
from tests.discipline.denunciations.denounced import ADDRESS, CONTACT, NAME, Denounced
from tests.discipline.denunciations.sealing import door, dump, leaks, whole
from tests.factories import user
from tests.workflows.files import pdf

pytestmark = pytest.mark.django_db


def test_the_whole_database_holds_the_name_nowhere(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    found = whole()

    assert not [table for table, text in dump().items() if leaks(text) or pdf().decode("latin1") in text]
    assert DenouncerIdentity.objects.get(case=found.case).open() == (NAME, ADDRESS, CONTACT)
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
    row = DenouncerIdentity.of(Denounced().case, Who(NAME, ADDRESS, CONTACT))
    assert not leaks(f"{row} {row!r} {vars(row)}")
