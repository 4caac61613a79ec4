"""A member is called otherwise (ADM-100): the superior decides; the former name stays with what was written before."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from admission.models import NameChange, State
from admission.record_forms import NameChangeForm, NameChangeRecordForm
from organization.models import Role
from permissions.checks import NotPermitted
from tests.admission.former_journey import on_file, recorded
from tests.admission.member_journey import MemberJourney
from tests.admission.signing_in import SignIn
from tests.admission.unusual import scan, told
from tests.chain import Journey, build_chain
from tests.factories import seat
from workflows.actions import Refused
from workflows.models import Case, Document
from workflows.timeline import events_of

pytestmark = pytest.mark.django_db

ONE = timedelta(days=1)
NEW = "Nguyễn Thị Đổi"


def values(journey: Journey, **data: Any) -> dict[str, Any]:
    return {
        "name": NEW,
        "applied_on": journey.day,
        "paper_number": "12/TL-HT",
        "paper_on": journey.day - ONE,
        "signed_on": journey.day + ONE,
        "file": scan(),
        **data,
    }


def change(journey: MemberJourney, who: str = "standing", **data: Any) -> None:
    on_file(journey, "change_name", who, **values(journey, **data))


def test_superior_decides_and_the_former_name_stays_with_its_day(journey: MemberJourney, sign_in: SignIn) -> None:
    before = journey.dossier.subject.full_name
    born_on = journey.dossier.subject.born_on
    old = [(event.hash, event.payload.fields) for event in events_of(journey.dossier)]
    change(journey)
    dossier = journey.dossier
    row = NameChange.objects.get()
    assert (row.former, row.name, row.decided_on) == (before, NEW, journey.day)
    assert (dossier.subject.full_name, dossier.subject.born_on) == (NEW, born_on)
    assert [(event.hash, event.payload.fields) for event in events_of(dossier)][: len(old)] == old
    paper = Document.objects.get(code="name_change")
    assert (paper.number, paper.own, paper.sha256 != "") == (row.number, True, True)
    assert any(f"From {before} to {NEW}" in line for line in told(journey))
    for who, name in (("cell", "case"), ("applicant", "own_file")):
        client = sign_in(journey.chain.users[who], journey.day)
        page = client.get(reverse(name, args=[dossier.public_id])).content.decode()
        assert before in page
        assert f"until {journey.day:%d/%m/%Y}; decision {row.number}" in page
    assert recorded(journey)


def test_dossier_is_found_by_both_names(journey: MemberJourney) -> None:
    change(journey)
    found = Case.objects.filter(pk=journey.case_id)
    assert found.filter(search__contains="nguyen applicant").exists()
    assert found.filter(search__contains="nguyen thi doi").exists()


def test_second_change_keeps_both_former_names(journey: MemberJourney) -> None:
    first = journey.dossier.subject.full_name
    change(journey)
    change(journey, name="Nguyễn Thị Khác")
    assert list(NameChange.objects.order_by("pk").values_list("former", flat=True)) == [first, NEW]


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("name", {"name": "Nguyen Applicant"}),
        ("applied_on", {"applied_on": date(2030, 1, 1)}),
        ("paper_on", {"paper_on": date(2030, 1, 1)}),
        ("signed_on", {"signed_on": date(2030, 1, 1)}),
        ("file", {"file": None}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(journey: MemberJourney, field: str, data: dict[str, Any]) -> None:
    with pytest.raises(Refused) as caught:
        change(journey, **data)
    assert list(caught.value.errors) == [field]
    assert (NameChange.objects.exists(), journey.dossier.subject.full_name) == (False, "Nguyen Applicant")


@pytest.mark.parametrize("who", ["cell", "clerk", "grassroots", "department", "applicant"])
def test_nobody_else_decides(journey: MemberJourney, who: str) -> None:
    with pytest.raises(NotPermitted):
        change(journey, who)
    assert not NameChange.objects.exists()


def test_member_who_sits_in_the_standing_committee_does_not_decide_on_himself(journey: MemberJourney) -> None:
    seat(journey.dossier.subject, journey.chain.bodies["standing"], Role.DEPUTY_SECRETARY)
    with pytest.raises(NotPermitted):
        change(journey, "applicant")


@pytest.mark.parametrize("form", [NameChangeForm, NameChangeRecordForm])
def test_form_has_no_date_of_birth(form: type[NameChangeForm]) -> None:
    assert [name for name in form.base_fields if "born" in name or "birth" in name] == []


@pytest.mark.parametrize(
    ("name", "status"),
    [
        (NEW, 302),
        ("Nguyễn Văn 2", 422),
        ("<b>x</b>", 422),
        ("A", 422),
        ("", 422),
        ("x" * 121, 422),
        ("K' Brêu-Lan", 302),
    ],
)
def test_page_takes_a_name_and_nothing_else(journey: MemberJourney, sign_in: SignIn, name: str, status: int) -> None:
    client = sign_in(journey.chain.users["standing"], journey.day)
    data = {
        "key": str(uuid4()),
        "name": name,
        "applied_on": f"{journey.day:%d/%m/%Y}",
        "paper_number": "12/TL-HT",
        "paper_on": f"{journey.day:%d/%m/%Y}",
        "signed_on": f"{journey.day:%d/%m/%Y}",
        "born_on": "01/01/1990",
        "file": scan(),
    }
    born_on = journey.dossier.subject.born_on
    answer = client.post(reverse("act_on_case", args=[journey.dossier.public_id, "change_name"]), data)
    assert answer.status_code == status
    assert NameChange.objects.exists() is (status == 302)
    assert journey.dossier.subject.born_on == born_on


def test_applicant_who_is_no_member_yet_is_not_renamed_here() -> None:
    journey = Journey(build_chain(with_section=False)).to("decision")
    with pytest.raises(Refused):
        journey.do_on_case("change_name", by=journey.chain.users["standing"], acknowledge=True, **values(journey))


def test_member_with_the_card_is_renamed_as_well(journey: MemberJourney) -> None:
    journey.on()
    change(journey)
    assert (journey.dossier.state, journey.dossier.subject.full_name) == (State.CARD_ISSUED, NEW)


def test_authorised_committee_enters_what_its_superior_decided() -> None:
    journey = MemberJourney(build_chain("p2", with_section=False))
    with pytest.raises(Refused):
        change(journey)
    data = {"number": "4-QĐ/ĐUK", "issuer": "BTV Đảng ủy Khối"}
    on_file(journey, "record_name_change", "grassroots", **values(journey, **data))
    assert (NameChange.objects.get().number, journey.dossier.subject.full_name) == ("4-QĐ/ĐUK", NEW)


def test_file_that_is_no_paper_is_refused_at_its_field(journey: MemberJourney) -> None:
    with pytest.raises(Refused) as caught:
        change(journey, file=SimpleUploadedFile("don.pdf", b"MZ nothing of the kind", content_type="application/pdf"))
    assert (list(caught.value.errors), NameChange.objects.exists()) == (["file"], False)
