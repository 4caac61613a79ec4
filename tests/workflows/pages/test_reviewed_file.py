"""The file chosen for an act that is reviewed once more: it comes through the review, or its loss is said."""

import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from admission.models import State
from tests.chain import Journey
from tests.workflows.files import pdf
from workflows.documents.models import Document
from workflows.documents.storage import open_file

pytestmark = pytest.mark.django_db

Page = Callable[[str], Client]
BOX = re.compile(r'<input type="checkbox" name="file_chosen" value="([^"]+)"[^>]* checked')


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def address(journey: Journey) -> str:
    return reverse("act_on_case", args=[journey.dossier.public_id, "report_death"])


def typed(journey: Journey, **changed: Any) -> dict[str, Any]:
    notice = SimpleUploadedFile("giấy báo.pdf", pdf(), content_type="application/pdf")
    died_on = f"{journey.day:%d/%m/%Y}"
    return {"key": str(uuid4()), "died_on": died_on, "number": "1-TB", "file": notice, "acknowledge": "on", **changed}


def sent_again(response: Any) -> dict[str, str]:
    """What the review sends when it is confirmed."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.content.decode())
    return {name: html.unescape(value) for name, value in found}


def notices(journey: Journey) -> list[tuple[str, str]]:
    rows = Document.objects.filter(case_id=journey.case_id, code="death_notice")
    return [(row.file_name, row.content_type) for row in rows]


def test_chosen_file_comes_through_the_review(journey: Journey, page: Page) -> None:
    client = page("cell")
    review = client.post(address(journey), typed(journey))
    assert review.status_code == 200
    assert "giấy báo.pdf" in review.content.decode()
    assert notices(journey) == []
    done = client.post(address(journey), {**sent_again(review), "confirmed": "1"})
    assert (done.status_code, journey.dossier.state) == (302, State.DECEASED)
    assert notices(journey) == [("giấy báo.pdf", "application/pdf")]
    kept = Document.objects.get(case_id=journey.case_id, code="death_notice")
    assert open_file(kept.sha256).getvalue() == pdf()


def test_who_changes_something_keeps_the_file_takes_another_or_none(journey: Journey, page: Page) -> None:
    client = page("cell")
    review = client.post(address(journey), typed(journey))
    changing = client.post(address(journey), {**sent_again(review), "change": "1"})
    shown = changing.content.decode()
    assert "The chosen file goes with it: giấy báo.pdf" in shown
    box = BOX.search(shown)
    assert box
    token, sent = html.unescape(box[1]), {**typed(journey, number="2-TB"), "key": sent_again(review)["key"]}
    del sent["file"]
    for changed, expected in (
        ({"file_chosen": token}, "giấy báo.pdf"),
        ({"file_chosen": token, "file": SimpleUploadedFile("khác.pdf", pdf(2))}, "khác.pdf"),
        ({}, ""),
    ):
        answers = client.post(address(journey), {**sent, **changed}).context["form"].answers()
        assert dict(answers)["Scanned notice"] == (expected or "–")


@pytest.mark.parametrize("wrong", ["refused by the act", "refused by the form"])
def test_file_comes_through_a_form_that_comes_back_with_errors(journey: Journey, page: Page, wrong: str) -> None:
    client = page("cell")
    tomorrow = f"{journey.day + timedelta(days=1):%d/%m/%Y}"
    sent = typed(journey, died_on=tomorrow if wrong == "refused by the act" else "31/02/2026")
    refused = client.post(address(journey), sent)
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "The chosen file goes with it: giấy báo.pdf" in shown
    assert notices(journey) == []
    box = BOX.search(shown)
    assert box
    del sent["file"]
    again = {**sent, "died_on": f"{journey.day:%d/%m/%Y}", "file_chosen": html.unescape(box[1]), "confirmed": "1"}
    assert client.post(address(journey), again).status_code == 302
    kept = Document.objects.get(case_id=journey.case_id, code="death_notice")
    assert (kept.file_name, open_file(kept.sha256).getvalue()) == ("giấy báo.pdf", pdf())


def test_file_that_is_refused_itself_is_told_with_the_other_errors_and_not_kept(
    journey: Journey, page: Page, tmp_path: Any
) -> None:
    hostile = SimpleUploadedFile("giấy báo.pdf", b"MZ", content_type="application/pdf")
    answer = page("cell").post(address(journey), typed(journey, died_on="31/02/2026", file=hostile))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no such day in the calendar" in shown
    assert "The content of the file is not what its name says" in shown
    assert "file_chosen" not in shown
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("whose", ["other form", "other person", "nobody"])
def test_file_of_another_form_or_person_is_not_taken(journey: Journey, page: Page, whose: str) -> None:
    sent = sent_again(page("cell").post(address(journey), typed(journey)))
    if whose == "other form":
        sent["key"] = str(uuid4())
    elif whose == "nobody":
        sent["file_chosen"] = f"{sent['file_chosen'][:-1]}_"
    client = page("clerk" if whose == "other person" else "cell")
    answer = client.post(address(journey), {**sent, "confirmed": "1"})
    assert answer.status_code == 422
    assert "The chosen file is not kept any more. Choose it again." in answer.content.decode()
    assert notices(journey) == []


def test_file_waits_a_day_and_then_its_loss_is_said(journey: Journey, page: Page) -> None:
    now = datetime(2026, 8, 3, 8).astimezone()
    with time_machine.travel(now, tick=False):
        client = page("cell")
        sent = sent_again(client.post(address(journey), typed(journey)))
    with time_machine.travel(now + timedelta(hours=24, seconds=1), tick=False):
        answer = page("cell").post(address(journey), {**sent, "confirmed": "1"})
    assert (answer.status_code, journey.dossier.finished) == (422, None)
    assert "The chosen file is not kept any more. Choose it again." in answer.content.decode()
