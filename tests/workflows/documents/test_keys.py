"""Keys of stored files: changed while people work, ended half-way and gone on with, lost and brought back."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as conf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from organization.at_rest import keys
from organization.at_rest.keys import NoKey, keyring
from tests.admission.unusual import scan
from tests.admission.wrong_admissions import member
from tests.workflows.documents.uploads import filed, upload
from tests.workflows.files import pdf
from workflows.documents.checks import files_can_be_opened
from workflows.documents.inspection import Inspected
from workflows.documents.models import Document
from workflows.documents.places import place, plain_place
from workflows.documents.resealing import reseal, under
from workflows.documents.storage import NotStored, make_folders, open_file, store, verify_file

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def key_file(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.DATA_KEY_FILE = tmp_path / "keys" / "data.key"
    keys.make()
    return settings.DATA_KEY_FILE


def ran(verb: str) -> str:
    out = StringIO()
    call_command("keys", verb, stdout=out, stderr=out)
    return out.getvalue()


def files(media: Path) -> list[Path]:
    return sorted(path for path in media.rglob("*") if path.is_file())


def laid_plain(content: bytes) -> str:
    """As files were stored before there were keys."""
    sha256 = hashlib.sha256(content).hexdigest()
    make_folders(plain_place(sha256).parent)
    plain_place(sha256).write_bytes(content)
    return sha256


def big(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def stored(content: bytes) -> str:
    """Without the look into it: these bytes are no document."""
    sha256 = hashlib.sha256(content).hexdigest()
    store(SimpleUploadedFile("x", content), Inspected(sha256, len(content), "x/x", "x"))
    return sha256


def test_nothing_on_disk_tells_the_content_or_its_hash(media: Path) -> None:
    inspected = filed(pdf())
    (path,) = files(media)
    assert pdf()[:64] not in path.read_bytes()
    assert inspected.sha256 not in str(path)
    assert inspected.sha256.encode() not in path.read_bytes()


def test_a_sealed_file_put_in_the_place_of_another_is_not_read(media: Path) -> None:
    one, other = filed(pdf()).sha256, filed(pdf(2)).sha256
    key = keyring().current
    place(one, key).write_bytes(place(other, key).read_bytes())
    assert not verify_file(one)
    assert verify_file(other)


def test_plain_files_from_before_are_read_and_brought_under_the_key(media: Path) -> None:
    contents = [pdf(), pdf(2), big(200_000)]
    hashes = [laid_plain(content) for content in contents]
    assert [open_file(sha256).getvalue() for sha256 in hashes] == contents
    assert "not sealed: 3" in ran("show")
    assert "3" in ran("encrypt")
    assert [open_file(sha256).getvalue() for sha256 in hashes] == contents
    assert {path.relative_to(media).parts[0] for path in files(media)} == {keyring().current.fingerprint}
    assert not plain_place(hashes[0]).parent.exists()


def test_plain_file_that_is_filed_again_is_sealed_and_its_plain_twin_goes(media: Path) -> None:
    sha256 = laid_plain(pdf())
    filed(pdf())
    assert len(files(media)) == 2
    ran("encrypt")
    assert files(media) == [place(sha256, keyring().current)]


def test_damaged_file_is_named_and_left(media: Path) -> None:
    good, bad = laid_plain(pdf()), laid_plain(pdf(2))
    plain_place(bad).write_bytes(b"something else")
    with pytest.raises(CommandError, match="1 could not be opened"):
        ran("encrypt")
    assert open_file(good).getvalue() == pdf()
    assert plain_place(bad).read_bytes() == b"something else"


def test_key_is_changed_and_the_former_taken_out(media: Path) -> None:
    first = keyring().current
    hashes = [filed(pdf(pages)).sha256 for pages in (1, 2, 3)]
    keys.add()
    with pytest.raises(CommandError, match="under the current key"):
        ran("retire")
    ran("encrypt")
    second = keyring().current
    assert ran("show").splitlines() == [
        f"{first.fingerprint}: 0",
        f"{second.fingerprint}: 3 (seals now)",
        "not sealed: 0",
    ]
    assert first.fingerprint in ran("retire")
    assert keyring().keys == (second,)
    assert [open_file(sha256).getvalue() for sha256 in hashes] == [pdf(1), pdf(2), pdf(3)]


def test_change_that_was_ended_half_way_is_gone_on_with(media: Path) -> None:
    contents = {stored(big(50_000 + n)): big(50_000 + n) for n in range(6)}
    program = (
        "import django, os, signal; django.setup()\n"
        "from organization.at_rest import keys\n"
        "from workflows.documents import resealing\n"
        "from workflows.documents.places import is_plain\n"
        "keys.add()\n"
        "old = resealing.Old(files=[p for p in resealing.found() if not is_plain(p)])\n"
        "for n, told in enumerate(resealing.reseal(old)):\n"
        "    if n == 2:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "project.settings",
        "MEDIA_ROOT": str(media),
        "DATA_KEY_FILE": str(conf.DATA_KEY_FILE),
    }
    child = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=False)
    assert child.returncode == -signal.SIGKILL
    assert len(under(keyring().current).files) == 3
    assert {sha256: open_file(sha256).getvalue() for sha256 in contents} == contents
    with pytest.raises(CommandError, match="not finished"):
        ran("rotate")
    ran("encrypt")
    assert len(under(keyring().current)) == 0
    ran("retire")
    assert {sha256: open_file(sha256).getvalue() for sha256 in contents} == contents


def test_two_who_store_the_same_while_the_key_changes_lose_nothing(media: Path) -> None:
    contents = [big(70_000 + n) for n in range(8)]
    for content in contents:
        stored(content)
    keys.add()

    def change() -> list[str]:
        return list(reseal(under(keyring().current)))

    def read() -> list[bytes]:
        return [open_file(hashlib.sha256(content).hexdigest()).getvalue() for content in contents * 3]

    def write() -> list[str]:
        return [stored(content) for content in contents * 3]

    with ThreadPoolExecutor(5) as pool:
        # the database of a test belongs to its own thread: the files alone
        old = under(keyring().current)
        runs: list[Any] = [pool.submit(lambda: list(reseal(old)))]
        runs += [pool.submit(work) for work in (read, read, write, write)]
        results = [run.result() for run in runs]
    assert set(results[0]) == {""}
    assert results[1] == results[2] == contents * 3
    assert change() == [] or set(change()) == {""}
    assert {path.relative_to(media).parts[0] for path in files(media)} == {keyring().current.fingerprint}
    assert len(files(media)) == len(contents)


def test_large_file_is_stored_and_checked_in_pieces_and_read_once(media: Path) -> None:
    size = 20 * 1024 * 1024
    content = big(size)
    sha256 = hashlib.sha256(content).hexdigest()
    sent = SimpleUploadedFile("x", content)

    def most(work: Any) -> int:
        tracemalloc.start()
        kept = work()
        most_used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        del kept
        return most_used

    assert most(lambda: store(sent, Inspected(sha256, size, "x/x", "x"))) < size // 10
    assert most(lambda: verify_file(sha256)) < size // 10
    assert size < most(lambda: open_file(sha256).getvalue()) < 1.5 * size
    keys.add()
    assert most(lambda: list(reseal(under(keyring().current)))) < size // 10
    assert open_file(sha256).getvalue() == content


@pytest.fixture
def paper() -> Document:
    """A paper that a real act filed."""
    journey = member()
    journey.by_cell("report_death", died_on=journey.day, number="1-TB", file=scan())
    return Document.objects.exclude(sha256="").get()


def lose(key_file: Path) -> None:
    key_file.rename(key_file.with_name("away"))


def change(key_file: Path) -> None:
    key_file.rename(key_file.with_name("away"))
    key_file.write_text("cd" * 32)


def spoil(key_file: Path) -> None:
    key_file.rename(key_file.with_name("away"))
    key_file.write_text("no key")


@pytest.mark.parametrize("happens", [lose, change, spoil])
def test_without_the_right_key_a_page_says_so_and_nothing_is_stored(
    paper: Document, key_file: Path, media: Path, settings: Settings, happens: Any
) -> None:
    settings.TODAY = paper.filed_on
    client = Client(raise_request_exception=False)
    assert paper.filed_by is not None
    client.force_login(paper.filed_by)
    address, before = reverse("document", args=[paper.public_id]), files(media)
    assert client.get(address).getvalue() == pdf()
    happens(key_file)

    with translation.override("vi"):
        answer = client.get(address)

    assert answer.status_code == 503
    assert str(key_file) not in answer.content.decode()
    assert client.get(reverse("inbox")).status_code == 200
    assert [message.id for message in files_can_be_opened(None)] == ["workflows.E021"]
    with pytest.raises(NoKey):
        verify_file(paper.sha256)
    for verb in ("show", "rotate", "encrypt", "retire"):
        if (verb, happens) != ("show", change):
            with pytest.raises(CommandError):
                ran(verb)
    with pytest.raises(CommandError):
        call_command("sweep_files", "--remove")
    with pytest.raises(NotStored, match="key"):
        store(upload("a.pdf", pdf(2)), Inspected(hashlib.sha256(pdf(2)).hexdigest(), 1, "x/x", "x"))
    assert files(media) == before
    key_file.with_name("away").replace(key_file)
    assert client.get(address).getvalue() == pdf()
    assert files_can_be_opened(None) == []


def test_key_among_the_files_or_open_to_others_is_told(settings: Settings, media: Path, key_file: Path) -> None:
    key_file.chmod(0o640)
    assert [message.id for message in files_can_be_opened(None)] == ["workflows.W020"]
    settings.DATA_KEY_FILE = media / "data.key"
    assert [message.id for message in files_can_be_opened(None)] == ["workflows.E020"]
