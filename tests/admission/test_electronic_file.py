"""The papers of a dossier as one archive: layout, who reads which, same bytes, names that lead nowhere (ADM-104)."""

import hashlib
import io
import json
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient, Client
from django.urls import reverse

from admission.codes import Document as Code
from admission.electronic.packing import MANIFEST, pack, scheme
from admission.models import Dossier
from organization.at_rest.keys import keyring
from organization.models import Organization, Person, User
from permissions.catalogue import Perm
from tests.admission.unusual import scan
from tests.chain import Journey, build_chain
from tests.factories import user
from workflows.documents.models import Document
from workflows.documents.places import place

CODE = "01.002.003.004.005"


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def journey(db: None, settings: Any) -> Journey:
    """A dossier at the authority; of its papers one letter of introduction alone has a file."""
    journey = Journey(build_chain(with_section=False))
    journey.to("completion")
    journey.do("file_paper", code="introduction_letter", issued_on=journey.day, issuer="C", file=scan("../thu.pdf"))
    journey.to("appraisal")
    settings.TODAY = journey.day
    return journey


def signed_in(who: User, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(who)
    return client


def address(journey: Journey) -> str:
    return reverse("electronic_file", args=[journey.dossier.public_id])


def content(journey: Journey, who: str = "department", language: str = "en") -> bytes:
    answer: Any = signed_in(journey.chain.users[who], language).get(address(journey))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    data = b"".join(answer)
    assert answer["Content-Length"] == str(len(data))
    return data


def opened(data: bytes) -> tuple[list[str], dict[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        return names, json.loads(archive.read(names[-1]))


def identify(journey: Journey, **columns: Any) -> None:
    Person.objects.filter(pk=journey.dossier.subject_id).update(**columns)


def lines(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {line["state"]: line for line in manifest["papers"]}


def letter() -> Document:
    return Document.objects.exclude(sha256="").get()


def test_papers_lie_in_the_folder_of_the_scheme_with_their_types(journey: Journey) -> None:
    identify(journey, full_name="Nguyễn Thị Đào", number="001099012345")
    Organization.objects.filter(pk=journey.chain.cell.pk).update(code=CODE)
    names, manifest = opened(content(journey))
    folder = f"{CODE}/001099012345_NguyenThiDao"
    assert names == [f"{folder}/039-introduction_letter-01.pdf", f"{folder}/{MANIFEST}"]
    assert (manifest["organization"]["code"], manifest["organization"]["said"]) == (CODE, "")
    assert (manifest["scheme"]["certainty"], manifest["scheme"]["said"] != "") == ("secondary", True)
    paper = lines(manifest)["included"]
    assert (paper["type"], paper["file"], paper["sha256"]) == (39, "039-introduction_letter-01.pdf", letter().sha256)
    # what has no file is named all the same
    assert {line["type"] for line in manifest["papers"]} >= {1, 37, 38, 39, 42, 43, 45}
    assert lines(manifest)["without_file"]["said"] != ""


@pytest.mark.parametrize("code", ["38.168", "01.002.003.004", "../../etc", "0١.002.003.004.005", CODE + "\n"])
def test_code_that_is_none_of_the_scheme_is_said_not_to_be_known(journey: Journey, code: str) -> None:
    Organization.objects.filter(pk=journey.chain.cell.pk).update(code=code)
    names, manifest = opened(content(journey))
    assert names[0].startswith("khong-ro-ma/")
    assert (manifest["organization"]["code"], manifest["organization"]["said"] != "") == (None, True)


@pytest.mark.parametrize(
    ("name", "number", "folder"),
    [
        ("../../../etc/passwd", "../..", "khong-ro-so_EtcPasswd"),
        ("C:\\Windows\\x", "\\\\a", "a_CWindowsX"),
        ("阿", "", "khong-ro-so_KhongRoTen"),
        ("A/B:C", "1/2", "12_ABC"),
    ],
)
def test_no_name_leads_out_of_the_folder(journey: Journey, name: str, number: str, folder: str) -> None:
    identify(journey, full_name=name, number=number)
    Document.objects.filter(pk=letter().pk).update(file_name="../../boot.ini", number="../..")
    names, _manifest = opened(content(journey))
    assert {one.rsplit("/", 1)[0] for one in names} == {f"khong-ro-ma/{folder}"}
    assert [one for one in names if ".." in one or "\\" in one or one.startswith("/")] == []


def test_same_papers_give_the_same_bytes_on_any_day_in_any_language(journey: Journey, settings: Any) -> None:
    first = content(journey)
    settings.TODAY = journey.day.replace(year=journey.day.year + 1)
    assert content(journey, language="vi") == first
    assert content(journey, "grassroots") == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_paper_that_is_not_for_the_reader_is_left_out_and_named(journey: Journey) -> None:
    Document.objects.filter(pk=letter().pk).update(needs=Perm.READ_THIRD_PERSONS)
    names, manifest = opened(content(journey, "standing"))
    line = lines(manifest)["withheld"]
    assert (len(names), "included" in lines(manifest), line["said"] != "") == (1, False, True)
    assert ("sha256" in line, "size" in line, "file" in line) == (False, False, False)
    names, manifest = opened(content(journey, "department"))
    assert (len(names), "withheld" in lines(manifest)) == (2, False)


def test_file_that_was_changed_on_the_disk_is_left_out_and_named(journey: Journey) -> None:
    sha256 = letter().sha256
    place(sha256, keyring().current).write_bytes(b"other")
    names, manifest = opened(content(journey))
    assert (len(names), lines(manifest)["damaged"]["type"]) == (1, 39)


def test_replaced_paper_is_no_part_of_it(journey: Journey) -> None:
    Document.objects.filter(pk=letter().pk).update(replaced_on=journey.day)
    assert len(opened(content(journey))[0]) == 1


@pytest.mark.parametrize(("who", "status"), [("applicant", 404), ("stranger", 404), ("nobody", 302)])
def test_who_does_not_see_the_case_gets_nothing(journey: Journey, who: str, status: int) -> None:
    client = Client() if who == "nobody" else signed_in(user() if who == "stranger" else journey.chain.users[who])
    assert client.get(address(journey)).status_code == status


def test_nothing_is_sent_to_the_address(journey: Journey) -> None:
    assert signed_in(journey.chain.users["department"]).post(address(journey)).status_code == 405


def test_page_of_the_case_leads_there_and_says_what_is_not_confirmed(journey: Journey) -> None:
    page = signed_in(journey.chain.users["department"]).get(reverse("case", args=[journey.dossier.public_id]))
    assert address(journey) in page.content.decode()
    assert "from a secondary source, not confirmed" in page.content.decode()


def test_every_number_belongs_to_a_paper_and_no_two_papers_share_one() -> None:
    known = scheme()
    assert {*known.types, *known.readmission_types, *known.one_of} <= {code.value for code in Code}
    several = [number for row in known.one_of.values() for number in row]
    numbers = [*known.types.values(), *known.readmission_types.values(), *several]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(("readmission", "number"), [(False, 5), (True, 6)])
def test_decision_of_one_admitted_again_has_its_own_number(readmission: bool, number: int) -> None:
    assert scheme().number("admission_decision", readmission=readmission) == number


def test_files_pass_through_one_by_one(journey: Journey, tmp_path: Path, store: Path) -> None:
    dossier = Dossier.objects.select_related("subject", "organization").get(pk=journey.case_id)
    big, many = 256 * 1024, 40
    paper = letter()
    content_of = b"x" * big
    paper.sha256 = hashlib.sha256(content_of).hexdigest()
    where = store / paper.sha256[:2] / paper.sha256[2:4] / paper.sha256
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_bytes(content_of)
    with (tmp_path / "out.zip").open("wb") as target:
        tracemalloc.start()
        pack(target, dossier, [paper] * many)
        _left, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert (tmp_path / "out.zip").stat().st_size > many * big
    assert peak < many * big / 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_asynchronous_server_sends_it_in_pieces(settings: Any) -> None:
    journey = await sync_to_async(lambda: Journey(build_chain(with_section=False)))()
    settings.TODAY = journey.day
    client = AsyncClient()
    await client.aforce_login(journey.chain.users["cell"])
    answer: Any = await client.get(await sync_to_async(address)(journey))
    data = b"".join([chunk async for chunk in answer])
    assert (answer.status_code, opened(data)[1]["papers"]) == (200, [])
