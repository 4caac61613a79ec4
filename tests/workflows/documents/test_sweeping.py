"""Stored files that no paper names are found and swept; one that is being filed, or is named, never."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from organization.at_rest.keys import keyring
from tests.admission.unusual import scan
from tests.admission.wrong_admissions import member
from tests.workflows.documents.uploads import filed
from tests.workflows.files import pdf
from workflows.documents import places, sweeping
from workflows.documents.chosen import bring_back, keep
from workflows.documents.models import Document
from workflows.documents.storage import open_file, verify_file
from workflows.documents.sweeping import YOUNGEST, NothingNamed, sweep

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NOW = datetime(2026, 11, 26, 3, tzinfo=UTC)


@pytest.fixture
def named() -> str:
    """The hash of the one file that a paper names, filed long ago by a real act."""
    journey = member()
    journey.by_cell("report_death", died_on=journey.day, number="1-TB", file=scan())
    sha256 = Document.objects.exclude(sha256="").get().sha256
    age(sha256, 1000 * HOUR)
    return sha256


def place(sha256: str) -> Path:
    return places.place(sha256, keyring().current)


def age(sha256: str, by: timedelta) -> None:
    then = (NOW - by).timestamp()
    os.utime(place(sha256), (then, then))


def orphan(pages: int = 2, by: timedelta = 100 * HOUR) -> str:
    sha256 = filed(pdf(pages)).sha256
    age(sha256, by)
    return sha256


def files(media: Path) -> set[Path]:
    return {path for path in media.rglob("*") if path.is_file()}


def test_orphan_is_named_and_stays_until_it_is_to_be_removed(media: Path, named: str) -> None:
    lost = orphan()
    found = sweep(NOW, remove=False)
    assert (found.orphans, found.removed, found.named) == ([place(lost)], [], 1)
    assert found.size == place(lost).stat().st_size > len(pdf(2))
    assert files(media) == {place(named), place(lost)}
    assert sweep(NOW, remove=True).removed == [place(lost)]
    assert files(media) == {place(named)}
    assert open_file(named).getvalue() == pdf()


@pytest.mark.parametrize(("by", "swept"), [(YOUNGEST, False), (YOUNGEST + timedelta(seconds=1), True)])
def test_file_is_let_alone_for_as_long_as_a_review_may_be_confirmed(
    media: Path, named: str, by: timedelta, swept: bool
) -> None:
    lost = orphan(by=by)
    sweep(NOW, remove=True)
    assert (place(lost) not in files(media)) is swept


def test_shorter_limit_is_refused(named: str) -> None:
    with pytest.raises(ValueError, match="shorter"):
        sweep(NOW, YOUNGEST - timedelta(seconds=1), remove=True)
    with pytest.raises(CommandError):
        call_command("sweep_files", "--remove", "--hours", "23")


def test_file_that_is_chosen_anew_is_young_again(media: Path, named: str) -> None:
    """An upload in progress of bytes that lie there from before: it has no row yet, and must not lose its file."""
    lost = orphan()
    token = keep(SimpleUploadedFile("b.pdf", pdf(2), content_type="application/pdf"), "form")
    assert sweep(timezone.now(), remove=True).removed == []
    back = bring_back(token, "form")
    assert back is not None
    assert back.read() == pdf(2)
    assert verify_file(lost)


@pytest.mark.parametrize("meanwhile", ["filed again", "named by a row"])
def test_file_that_is_wanted_between_the_list_and_the_end_is_put_back(media: Path, named: str, meanwhile: str) -> None:
    lost = orphan()
    (path,) = sweep(NOW, remove=False).orphans
    if meanwhile == "filed again":
        filed(pdf(2))
    else:
        Document.objects.filter(sha256=named).update(sha256=lost)
    assert not sweeping._remove(path, (NOW - YOUNGEST).timestamp())
    assert open_file(lost).getvalue() == pdf(2)
    assert files(media) == {place(named), place(lost)}


def test_unfinished_draft_of_a_killed_upload_is_swept(media: Path, named: str) -> None:
    program = (
        "import django, os, signal; django.setup()\n"
        "from pathlib import Path\n"
        "from django.core.files.uploadedfile import SimpleUploadedFile\n"
        "from workflows.documents.inspection import Inspected\n"
        "from workflows.documents.storage import store\n"
        "class Cut(SimpleUploadedFile):\n"
        "    def chunks(self, size=None):\n"
        "        yield b'x' * 10\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "store(Cut('x', b'x' * 20), Inspected('ab' * 32, 20, 'x/x', 'x'))\n"
    )
    root = Path(__file__).resolve().parents[3]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "project.settings", "MEDIA_ROOT": str(media), "DEMO": "1"}
    child = subprocess.run([sys.executable, "-c", program], cwd=root, env=environment, check=False)
    assert child.returncode == -signal.SIGKILL
    (draft,) = media.rglob(".draft-*")
    assert sweep(timezone.now(), remove=True).removed == []
    then = (NOW - 100 * HOUR).timestamp()
    os.utime(draft, (then, then))
    assert sweep(NOW, remove=True).removed == [draft]
    assert files(media) == {place(named)}


def test_what_a_killed_sweep_had_set_aside_is_put_back(media: Path, named: str) -> None:
    path = place(named)
    path.rename(path.with_name(f".swept-{path.name}"))
    assert sweep(NOW, remove=True).removed == []
    assert open_file(named).getvalue() == pdf()
    assert files(media) == {place(named)}


def test_nothing_else_in_the_folder_is_touched(media: Path, named: str) -> None:
    lists = media / "imports"
    lists.mkdir()
    others = [lists / ("ab" * 16), media / "ghi-chu.txt", place(named).with_name("f" * 64)]
    for path in others:
        path.write_bytes(b"x")
        os.utime(path, (0, 0))
    found = sweep(NOW, remove=True)
    assert (found.orphans, [path.exists() for path in others]) == ([], [True, True, True])


def test_database_that_names_no_file_sweeps_none(media: Path) -> None:
    lost = orphan()
    assert sweep(NOW, remove=False).orphans == [place(lost)]
    with pytest.raises(NothingNamed):
        sweep(NOW, remove=True)
    with pytest.raises(CommandError, match="right database"):
        call_command("sweep_files", "--remove")
    assert files(media) == {place(lost)}


def test_command_only_lists_unless_told(media: Path, named: str) -> None:
    lost, out = orphan(by=10000 * HOUR), StringIO()
    call_command("sweep_files", stdout=out)
    assert out.getvalue().splitlines()[0] == str(place(lost))
    assert "Nothing was deleted" in out.getvalue()
    assert place(lost) in files(media)
    call_command("sweep_files", "--remove", "--hours", "48", stdout=out)
    assert "deleted: 1" in out.getvalue()
    assert files(media) == {place(named)}
