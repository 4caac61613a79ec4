"""Hostile uploads and form posts through the real addresses: no error of ours, nothing stored, nothing reflected."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from organization.models import User
from tests.chain import Journey
from tests.factories import user
from tests.workflows.hostile import RAW, Form, forms_of, posted, upload
from tests.workflows.pages.test_reviewed_file import Page
from workflows.documents.models import Document
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def kept(media: Path) -> set[Path]:
    return {path for path in media.rglob("*") if path.is_file()}


def stored() -> tuple[int, int, int, int]:
    return (
        Case.objects.count(),
        Case.objects.aggregate(all=Sum("event_count"))["all"] or 0,
        Document.objects.count(),
        User.objects.count(),
    )


def send_uploads(client: Client, journey: Journey, media: Path, numbers: Iterator[int]) -> dict[int, int]:
    """{status: how many}."""
    address = reverse("act_on_case", args=[journey.dossier.public_id, "report_death"])
    statuses: dict[int, int] = {}
    before = stored()
    for number in numbers:
        sent, files = upload(number), kept(media)
        file = SimpleUploadedFile("x", sent.content, content_type="text/html")
        vars(file)["_name"] = sent.name
        data = {
            "key": str(uuid4()),
            "died_on": f"{journey.day:%d/%m/%Y}",
            "number": "1",
            "file": file,
            "acknowledge": "on",
        }
        answer = client.post(address, data)
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
        assert answer.status_code in (200, 400, 422), (number, sent.name, answer.status_code)
        assert RAW not in answer.content.decode(), (number, sent.name)
        if answer.status_code != 200:
            assert kept(media) == files, (number, sent.name)
        else:
            # a review: the file waits under its hash, and is one that may be filed
            assert not sent.certain, (number, sent.name)
    assert stored() == before
    return statuses


def send_posts(client: Client, forms: list[Form], media: Path, numbers: Iterator[int]) -> int:
    """How many the server took for a form at all."""
    before, files, answered = stored(), kept(media), 0
    for number in numbers:
        form = forms[number % len(forms)]
        body, content_type = posted(form, number)
        answer = client.generic("POST", form.address, body, content_type=content_type)
        assert answer.status_code < 500, (number, form.address)
        assert RAW not in answer.content.decode(errors="replace"), (number, form.address)
        assert not any(RAW in value or "\n" in value for _name, value in answer.items()), (number, form.address)
        assert "a" not in answer.cookies, (number, form.address)
        answered += answer.status_code == 422
        assert stored() == before, (number, form.address)
    assert kept(media) == files
    return answered


@pytest.fixture
def forms(journey: Journey, page: Page) -> tuple[Client, list[Form]]:
    """Every form that the clerk of the cell is offered, and those of the intake pages."""
    client = page("cell")
    names = ("inbox", "cases", "own_files", "open_dossier", "follow_person", "register_report", "register_denunciation")
    pages = [reverse(name) for name in (*names, "beside_steps", "meetings", "ballots", "chains", "tree", "tracker")]
    pages += [reverse("case", args=[journey.dossier.public_id]), reverse("task", args=[journey.task.public_id])]
    found = {
        (form.address, form.fields): form
        for address in pages
        for form in forms_of(client.get(address).content.decode(), address)
        # signing out ends the session of the test
        if "dang-xuat" not in form.address
    }
    return client, list(found.values())


def test_hostile_uploads_are_refused(journey: Journey, page: Page, media: Path) -> None:
    statuses = send_uploads(page("cell"), journey, media, iter(range(36)))
    assert statuses[422] > 20


def test_hostile_posts_store_and_reflect_nothing(forms: tuple[Client, list[Form]], media: Path) -> None:
    client, found = forms
    assert len(found) > 8
    assert send_posts(client, found, media, iter(range(240))) > 60


def test_hostile_posts_of_nobody_and_of_an_administrator(journey: Journey, media: Path, settings: Any) -> None:
    settings.TODAY = journey.day
    anonymous, root = Client(), Client()
    sign_in = forms_of(anonymous.get(reverse("login")).content.decode(), reverse("login"))
    send_posts(anonymous, sign_in, media, iter(range(40)))
    root.force_login(user(is_superuser=True))
    pages = [reverse("lists"), reverse("admin:organization_person_add"), reverse("admin:organization_organization_add")]
    found = [form for page in pages for form in forms_of(root.get(page).content.decode(), page)]
    found = [form for form in found if "logout" not in form.address and "dang-xuat" not in form.address]
    send_posts(root, found, media, iter(range(60)))


@pytest.mark.prove
def test_ten_thousand_hostile_uploads_and_posts(
    journey: Journey, page: Page, forms: tuple[Client, list[Form]], media: Path
) -> None:
    start = random.SystemRandom().randrange(10**9)
    statuses = send_uploads(page("cell"), journey, media, iter(range(start, start + 4000)))
    assert statuses[422] > 2000
    client, found = forms
    send_posts(client, found, media, iter(range(start, start + 6000)))
