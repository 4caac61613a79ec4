"""The key of who denounced: another one, a lost one, a changed one; and a row laid into another case."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from discipline.denunciations import identity
from discipline.denunciations.models import DenouncerIdentity
from organization.at_rest import keys
from tests.admission.conftest import sign_in as sign_in
from tests.admission.signing_in import SignIn
from tests.discipline.denunciations.denounced import ADDRESS, CONTACT, NAME, Denounced
from tests.discipline.denunciations.sealing import PURPOSE, door, leaks, whole
from tests.workflows.files import pdf
from workflows.documents.resealing import under
from workflows.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def apart(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.DATA_KEY_FILE = tmp_path / "files", tmp_path / "data.key"
    keys.make()


def readings(found: Denounced) -> int:
    return Event.objects.filter(case=found.case, kind=identity.READ).count()


def read(sign_in: SignIn, found: Denounced) -> Any:
    return sign_in(found.head, found.day).post(door(found), {"purpose": PURPOSE})


@pytest.mark.parametrize("instead", ["", "ab" * 32])
def test_without_the_key_nobody_reads_and_nothing_is_recorded(
    sign_in: SignIn, settings: Settings, instead: str
) -> None:
    found = Denounced()
    key = settings.DATA_KEY_FILE.read_text()
    settings.DATA_KEY_FILE.write_text(instead)

    answer = read(sign_in, found)

    assert (answer.status_code, readings(found)) == (503, 0)
    assert "key" in answer.content.decode()
    settings.DATA_KEY_FILE.write_text(f"{key}\n")
    answer = read(sign_in, found)
    assert (answer.status_code, readings(found)) == (200, 1)
    assert leaks(answer.content.decode()) == [NAME, ADDRESS, CONTACT]


def test_the_key_is_changed_and_the_identity_with_it(sign_in: SignIn) -> None:
    found = whole()
    row = DenouncerIdentity.objects.get(case=found.case)
    call_command("keys", "rotate")
    assert len(under(keys.keyring().current)) == 0
    call_command("keys", "retire")
    changed = DenouncerIdentity.objects.get(case=found.case)
    assert row.original is not None
    assert changed.original is not None
    assert (bytes(changed.who), bytes(changed.original)) != (bytes(row.who), bytes(row.original))
    assert changed.open() == (NAME, ADDRESS, CONTACT)
    assert changed.take_out().content == pdf()


def test_a_row_laid_into_another_case_does_not_open(sign_in: SignIn) -> None:
    """Who may read one case and writes the database does not read another one by it."""
    found, other = Denounced(), Denounced()
    theirs = DenouncerIdentity.objects.get(case=other.case)
    DenouncerIdentity.objects.filter(case=found.case).update(who=theirs.who)

    answer = read(sign_in, found)

    assert (answer.status_code, readings(found)) == (503, 0)
    assert not leaks(answer.content.decode())
