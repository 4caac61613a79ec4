"""Writing a CV: kept as typed by itself, in two windows, on two computers, with mistakes in it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from admission.cv.models import CvPart
from organization.models import User
from tests.admission.cv.answers import FAMILY, PARTS, write
from tests.chain import Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def applicant(chain, sign_in) -> Client:
    return sign_in(chain.applicant)


def address(journey: Journey, name: str = "own_cv", **more: str) -> str:
    return reverse(name, kwargs={"public_id": journey.dossier.public_id, **more})


def sent(part: str, version: int = 0, window: str = "w1", **changed: Any) -> dict[str, str]:
    """A part as its page sends it."""
    found: dict[str, str] = {"version": str(version), "window": window}
    for name, value in {**PARTS[part], **changed}.items():
        if not isinstance(value, list):
            found[name] = value
            continue
        for place, line in enumerate(value):
            found |= {f"{name}.{place}.{field}": text for field, text in line.items()}
    return found


def script(client: Client, url: str, data: dict[str, str]) -> str:
    """What the page's script is answered."""
    response = client.post(url, data, headers={"hx-request": "true"})
    assert response.status_code == 200
    return response.content.decode()


def test_first_page_begins_with_what_is_known(applicant, journey):
    page = applicant.get(address(journey, "own_cv_part", part="identity")).content.decode()
    assert 'value="Nguyen Applicant"' in page
    assert 'value="15/03/1999"' in page


def test_part_is_kept_as_typed_and_the_next_one_follows(applicant, journey):
    url = address(journey, "own_cv_part", part="identity")
    response = applicant.post(url, {**sent("identity"), "onward": "1"})
    assert (response.status_code, response["Location"]) == (302, address(journey, "own_cv_part", part="schooling"))
    row = CvPart.objects.get()
    assert (row.part, row.version, row.typed) == ("identity", 1, PARTS["identity"])


def test_mistakes_are_kept_as_typed_and_told_at_their_fields(applicant, journey):
    url = address(journey, "own_cv_part", part="identity")
    typed: dict[str, Any] = {
        "born_on": "31/02/1999",
        "id_number": "12",
        "birth_name": "A" * 121,
        "occupation": "\x07chuông",
    }
    response = applicant.post(url, {**sent("identity", **typed), "onward": "1"})
    page = response.content.decode()
    assert response.status_code == 422
    for name in typed:
        field = re.search(f'<input[^>]* name="{name}"[^>]*>', page)
        assert field is not None
        assert f'aria-invalid="true" aria-describedby="f-{name}-error"' in field[0]
        assert f'id="f-{name}-error"' in page
    saved = CvPart.objects.get().typed
    assert {name: saved[name] for name in typed} == typed
    assert "What you typed is saved as a draft" in page


def test_what_is_only_missing_holds_nobody_up(applicant, journey):
    url = address(journey, "own_cv_part", part="identity")
    response = applicant.post(url, {**sent("identity", occupation="", religion=""), "onward": "1"})
    assert response["Location"] == address(journey, "own_cv_part", part="schooling")
    checked = applicant.get(f"{url}?kiem-tra=1").content.decode()
    assert checked.count("This is still missing.") == 4  # two fields, each also in the list at the top


def test_script_saves_and_the_page_goes_on_from_the_new_version(applicant, journey):
    url = address(journey, "own_cv_part", part="identity")
    first = script(applicant, url, sent("identity", occupation="Kỹ"))
    assert 'name="version" id="version" value="1" hx-swap-oob="true"' in first
    second = script(applicant, url, sent("identity", version=1, occupation="Kỹ sư"))
    assert 'value="2"' in second
    assert CvPart.objects.get().typed["occupation"] == "Kỹ sư"


def test_work_interrupted_goes_on_at_another_computer(chain, journey, sign_in):
    """Nothing but the log-in joins the two."""
    first = sign_in(chain.applicant)
    script(first, address(journey, "own_cv_part", part="history"), sent("history", interruptions="Nửa câu chưa"))
    second = sign_in(chain.applicant)
    page = second.get(address(journey, "own_cv_part", part="history")).content.decode()
    assert "Nửa câu chưa</textarea>" in page
    assert 'name="work.2.until" value="nay"' in page


def test_two_windows_never_overwrite_one_another_unseen(applicant, journey):
    url = address(journey, "own_cv_part", part="identity")
    script(applicant, url, sent("identity", window="one", occupation="Chữ của cửa sổ một"))
    refused = script(applicant, url, sent("identity", window="two", occupation="Chữ của cửa sổ hai"))
    assert "Not saved: another window saved this page" in refused
    assert "hx-swap-oob" not in refused
    response = applicant.post(url, sent("identity", window="two", occupation="Chữ của cửa sổ hai"))
    page = response.content.decode()
    assert response.status_code == 409
    assert 'value="Chữ của cửa sổ hai"' in page  # what was typed is kept on the page
    assert "<dd>Chữ của cửa sổ một</dd>" in page  # what the other one saved is shown
    assert CvPart.objects.get().typed["occupation"] == "Chữ của cửa sổ một"
    chosen = sent("identity", version=1, window="two", occupation="Chữ của cửa sổ hai")
    assert applicant.post(url, {**chosen, "overwrite": "1"}).status_code == 302
    assert CvPart.objects.get().typed["occupation"] == "Chữ của cửa sổ hai"


def test_windows_at_different_parts_do_not_disturb_each_other(applicant, journey):
    for part in ("identity", "schooling"):
        script(applicant, address(journey, "own_cv_part", part=part), sent(part, window=part))
    assert set(CvPart.objects.values_list("part", flat=True)) == {"identity", "schooling"}


def test_saving_in_flight_when_the_button_is_pressed_does_no_harm(applicant, journey):
    """The button's words win, whichever of the two the server hears first."""
    url = address(journey, "own_cv_part", part="identity")
    script(applicant, url, sent("identity", occupation="Nửa"))
    # the button was pressed before the page heard of version 1
    assert applicant.post(url, sent("identity", version=0, occupation="Trọn vẹn")).status_code == 302
    # a saving of the same window that was on its way comes after it
    late = script(applicant, url, sent("identity", version=0, occupation="Nửa"))
    assert "Not saved" in late
    assert CvPart.objects.get().typed["occupation"] == "Trọn vẹn"


def test_two_first_savings_keep_one_part(applicant, journey):
    url = address(journey, "own_cv_part", part="closing")
    script(applicant, url, sent("closing", window="one"))
    assert "Not saved" in script(applicant, url, sent("closing", window="two"))
    assert CvPart.objects.count() == 1


def test_one_more_line_is_a_button_without_script(applicant, journey):
    url = address(journey, "own_cv_part", part="history")
    response = applicant.post(url, {**sent("history"), "more": "work"})
    page = applicant.get(response["Location"].partition("#")[0]).content.decode()
    assert 'name="work.5.since" value=""' in page


def test_nul_and_overlong_text_are_kept_as_far_as_a_database_can(applicant, journey):
    url = address(journey, "own_cv_part", part="closing")
    applicant.post(url, sent("closing", self_assessment="a\x00b", signed_at="x" * 30_000))
    saved = CvPart.objects.get().typed
    assert (saved["self_assessment"], len(saved["signed_at"])) == ("a\ufffdb", 20_000)


# item 21


def test_person_is_added_written_and_taken_out(applicant, journey):
    response = applicant.post(address(journey, "own_cv_family"), {"relation": "father"})
    row = CvPart.objects.get()
    url = address(journey, "own_cv_person", key=row.key)
    assert response["Location"] == url
    typed = {name: text for name, text in FAMILY[1].items() if name != "relation"}
    assert applicant.post(url, {**typed, "version": "1", "window": "w"}).status_code == 302
    row.refresh_from_db()
    assert (row.typed["relation"], row.typed["full_name"]) == ("father", "Nguyễn Cha Mẫu")
    assert "Cha đẻ: Nguyễn Cha Mẫu" in applicant.get(address(journey, "own_cv_family")).content.decode()
    stale = applicant.post(url, {**typed, "version": "1", "window": "v", "remove": "1"})
    assert (stale.status_code, CvPart.objects.count()) == (409, 1)
    applicant.post(url, {**typed, "version": "2", "remove": "1"})
    assert not CvPart.objects.exists()
    assert applicant.get(url).status_code == 404


def test_person_without_a_relation_is_refused(applicant, journey):
    assert applicant.post(address(journey, "own_cv_family"), {"relation": "cousin"}).status_code == 422
    assert not CvPart.objects.exists()


def test_mistake_about_a_person_is_told_at_its_field(applicant, journey):
    applicant.post(address(journey, "own_cv_family"), {"relation": "mother"})
    url = address(journey, "own_cv_person", key=CvPart.objects.get().key)
    response = applicant.post(url, {"full_name": "Mẹ 5", "born_year": "72", "version": "1", "window": "w"})
    page = response.content.decode()
    assert response.status_code == 422
    assert [f'id="f-{name}-error"' in page for name in ("full_name", "born_year")] == [True, True]
    assert CvPart.objects.get().typed["full_name"] == "Mẹ 5"


def test_savings_of_a_person_taken_out_in_another_window_bring_nobody_back(applicant, journey):
    applicant.post(address(journey, "own_cv_family"), {"relation": "mother"})
    row = CvPart.objects.get()
    url = address(journey, "own_cv_person", key=row.key)
    applicant.post(url, {"version": "1", "remove": "1"})
    assert "taken out in another window" in script(applicant, url, {"version": "1", "window": "w"})
    assert not CvPart.objects.exists()


# who


def test_officials_neither_see_nor_touch_the_draft_of_an_applicant_with_an_account(chain, journey, sign_in):
    write(journey.dossier, chain.applicant)
    for name in ("cell", "clerk"):
        client = sign_in(chain.users[name])
        for page, more in (("cv_part", {"part": "identity"}), ("cv_family", {})):
            assert client.get(address(journey, page, **more)).status_code == 404
            assert client.post(address(journey, page, **more), sent("identity", version=1)).status_code == 404
        page = client.get(address(journey, "cv")).content.decode()
        assert "No CV has been handed in here." in page
        assert "The applicant has an account and writes the CV himself." in page
        assert "Nguyễn Cha Mẫu" not in page


def test_clerk_writes_for_an_applicant_without_an_account(chain, journey, sign_in):
    User.objects.filter(pk=chain.applicant.pk).update(is_active=False)
    clerk = sign_in(chain.users["clerk"])
    url = address(journey, "cv_part", part="identity")
    assert clerk.post(url, {**sent("identity"), "onward": "1"}).status_code == 302
    assert CvPart.objects.get().saved_by == chain.users["clerk"]
    assert sign_in(chain.users["grassroots"]).get(url).status_code == 404


def test_strangers_and_other_applicants_find_nothing(chain, journey, sign_in):
    write(journey.dossier, chain.applicant)
    stranger = sign_in(chain.users["department"])
    for name in ("cv", "own_cv", "cv_family", "own_cv_family"):
        assert stranger.get(address(journey, name)).status_code == 404
    assert sign_in(chain.applicant).get(address(journey, "cv")).status_code == 404


def test_after_the_cv_is_sent_out_nothing_is_written_any_more(chain, journey, sign_in):
    journey.to("verify")
    client = sign_in(chain.applicant, journey.day)
    assert client.get(address(journey, "own_cv_part", part="identity")).status_code == 403
    assert client.post(address(journey, "own_cv_part", part="identity"), sent("identity")).status_code == 403
    assert not CvPart.objects.exists()


@pytest.mark.parametrize("part", ["family", "unknown"])
def test_part_that_is_none_is_not_found(applicant, journey, part):
    assert applicant.get(address(journey, "own_cv_part", part=part)).status_code == 404
