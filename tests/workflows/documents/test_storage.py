"""How papers are kept: under their hash, once, and never read when they are damaged."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from organization.at_rest.keys import keyring
from tests.workflows.documents.uploads import filed, upload
from tests.workflows.files import pdf
from workflows.documents.inspection import UploadRefused, inspect
from workflows.documents.places import place
from workflows.documents.storage import Damaged, NotStored, open_file, store, verify_file


def test_stored_file_has_a_place_of_its_own_and_only_the_owner_reads_it(media):
    content = pdf()
    inspected = filed(content)

    path = place(inspected.sha256, keyring().current)
    assert [found for found in media.rglob("*") if found.is_file()] == [path]
    assert open_file(inspected.sha256).read() == content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (media, *path.parents[:3])} == {0o700}


def test_storing_twice_is_storing_once(media):
    first = filed(pdf(), "first.pdf")
    second = filed(pdf(), "second.pdf")

    assert first.sha256 == second.sha256
    assert len([found for found in media.rglob("*") if found.is_file()]) == 1


def test_swapped_file_is_found_and_never_read(media):
    inspected = filed(pdf())
    path = place(inspected.sha256, keyring().current)
    path.write_bytes(pdf(2))

    assert not verify_file(inspected.sha256)
    with pytest.raises(Damaged):
        open_file(inspected.sha256)


def test_damaged_file_is_healed_by_filing_it_again(media):
    inspected = filed(pdf())
    path = place(inspected.sha256, keyring().current)
    path.write_bytes(b"")

    filed(pdf())

    assert verify_file(inspected.sha256)


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64])
def test_unknown_file_is_not_found(sha256):
    assert not verify_file(sha256)
    with pytest.raises(FileNotFoundError):
        open_file(sha256)


def test_upload_that_changed_since_its_inspection_is_not_stored(media):
    inspected = inspect(upload("a.pdf", pdf()))

    with pytest.raises(NotStored, match="changed"):
        store(upload("a.pdf", pdf(2)), inspected)

    assert [found for found in media.rglob("*") if found.is_file()] == []


def test_disk_that_cannot_be_written_refuses_in_words(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "a file"
    settings.MEDIA_ROOT.write_text("no folder")
    sent = upload("a.pdf", pdf())
    inspected = inspect(sent)

    with pytest.raises(UploadRefused, match="Nothing was filed"):
        store(sent, inspected)


def test_full_disk_leaves_nothing_behind(media):
    """In a child of its own: the size a file may have stands in for the space that is left."""
    program = (
        "import hashlib, resource, signal, sys, django\n"
        "django.setup()\n"
        "from django.conf import settings\n"
        "from django.core.files.uploadedfile import SimpleUploadedFile\n"
        "from workflows.documents.inspection import Inspected\n"
        "from workflows.documents.storage import NotStored, store\n"
        "content = b'x' * 100_000\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "inspected = Inspected(hashlib.sha256(content).hexdigest(), 100_000, 'x/x', 'x')\n"
        "try:\n"
        "    store(SimpleUploadedFile('x', content), inspected)\n"
        "except NotStored:\n"
        "    sys.stdout.write('refused')\n"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "project.settings",
        "MEDIA_ROOT": str(media),
        "LOG_LEVEL": "CRITICAL",
        "DEMO": "1",
    }
    root = Path(__file__).resolve().parents[3]

    child = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env=environment, capture_output=True, text=True, check=True
    )

    assert child.stdout == "refused"
    assert [found for found in media.rglob("*") if found.is_file()] == []
