"""What may be filed as a paper: good files and their names, hostile ones, and the child process that looks at them."""

import hashlib
import io
import random
import resource
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile, UploadedFile

from tests.workflows.documents.uploads import D_STROKE, E_ACUTE_CIRCUMFLEX, upload
from tests.workflows.files import EXE, GOOD, HOSTILE_NAMES, NASTY, pdf, picture
from workflows.documents import inspection, probe
from workflows.documents.inspection import Inspected, UploadRefused, clean_name, inspect


@pytest.mark.parametrize("what", GOOD)
def test_good_file_passes(what):
    name, make, content_type = GOOD[what]
    content = make()

    inspected = inspect(upload(name, content))

    assert inspected == Inspected(hashlib.sha256(content).hexdigest(), len(content), content_type, name)


@pytest.mark.parametrize("what", NASTY)
def test_nasty_file_is_refused_in_words(what):
    name, make, words = NASTY[what]

    with pytest.raises(UploadRefused) as refusal:
        inspect(upload(name, make()))

    assert words in str(refusal.value)


@pytest.mark.parametrize("what", HOSTILE_NAMES)
def test_hostile_name_is_refused(what):
    with pytest.raises(UploadRefused, match=r"[Ff]ile name"):
        inspect(upload(HOSTILE_NAMES[what], pdf()))


def test_name_is_stored_in_one_spelling():
    name = f"{D_STROKE}{E_ACUTE_CIRCUMFLEX}.pdf"
    decomposed = unicodedata.normalize("NFD", name)

    assert clean_name(f"  {decomposed} ") == name
    assert len(decomposed) > len(name)


def test_name_of_200_characters_passes():
    name = "a" * 196 + ".pdf"

    assert clean_name(name) == name


def test_size_is_refused_before_a_byte_is_read():
    class Unread(io.BytesIO):
        def read(self, *_size):
            raise AssertionError("read")

    with pytest.raises(UploadRefused, match="larger than"):
        inspect(UploadedFile(Unread(), "a.pdf", size=20 * 1024 * 1024 + 1))


def test_size_is_counted_whatever_the_upload_says():
    sent = upload("a.pdf", pdf() + bytes(20 * 1024 * 1024))
    sent.size = 10

    with pytest.raises(UploadRefused, match="larger than"):
        inspect(sent)


def test_file_of_exactly_the_limit_passes(settings):
    content = pdf()
    settings.UPLOAD_MAX_BYTES = len(content)

    assert inspect(upload("a.pdf", content)).size == len(content)
    with pytest.raises(UploadRefused, match="larger than"):
        inspect(upload("a.pdf", content + b"\n"))


def test_upload_on_disk_passes_and_is_left_rewound():
    content = picture("PNG")
    with TemporaryUploadedFile("a.png", "image/png", len(content), None) as sent:
        sent.write(content)

        inspected = inspect(sent)

        assert (inspected.size, sent.read()) == (len(content), content)


def test_what_the_browser_says_about_the_type_counts_nothing():
    with pytest.raises(UploadRefused, match="not what its name says"):
        inspect(SimpleUploadedFile("a.pdf", EXE, content_type="application/pdf"))


@pytest.mark.parametrize("kind", ["pdf", "docx", "jpg", "png"])
def test_mutants_are_taken_or_refused_and_nothing_else(kind):
    """A sample; each mutant goes through the real child process."""
    chance = random.Random(f"mutants of {kind}")
    name, make, content_type = GOOD[kind]
    for _mutant in range(6):
        content = bytearray(make())
        for _byte in range(chance.randint(1, 40)):
            content[chance.randrange(16, len(content))] = chance.randrange(256)
        expected = Inspected(hashlib.sha256(content).hexdigest(), len(content), content_type, name)
        try:
            taken = inspect(upload(name, bytes(content)))
        except UploadRefused:
            continue
        assert taken == expected


def test_child_that_hangs_is_ended_and_the_file_refused(monkeypatch, tmp_path):
    endless = tmp_path / "probe.py"
    endless.write_text("while True: pass\n")
    monkeypatch.setattr(inspection, "_PROBE", endless)
    monkeypatch.setattr(inspection, "_TIMEOUT_SECONDS", 1)

    with pytest.raises(UploadRefused, match="damaged"):
        inspect(upload("a.pdf", pdf()))


def test_child_that_takes_too_much_memory_is_refused(monkeypatch, tmp_path):
    greedy = tmp_path / "probe.py"
    source = Path(probe.__file__).read_text()
    greedy.write_text(source.replace("PROBES[kind](source.read())", "bytearray(MEMORY_BYTES)"))
    assert "bytearray(MEMORY_BYTES)" in greedy.read_text()
    monkeypatch.setattr(inspection, "_PROBE", greedy)

    with pytest.raises(UploadRefused, match="damaged"):
        inspect(upload("a.pdf", pdf()))


def test_child_has_limits_and_no_environment(tmp_path):
    """The limits as the child itself sees them, once it has set them."""
    asked = tmp_path / "ask.py"
    asked.write_text(
        "import resource, runpy, sys\n"
        f"runpy.run_path({probe.__file__!r}, run_name='probe')['limit_resources']()\n"
        "asked = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)\n"
        "sys.stdout.write(repr([resource.getrlimit(limit)[1] for limit in asked]))\n"
    )

    child = subprocess.run([sys.executable, "-I", str(asked)], capture_output=True, text=True, env={}, check=True)

    assert child.stdout == repr([512 * 1024 * 1024, 10, 0])
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] != 0


@pytest.mark.parametrize("doing", ["socket.socket()", "open('/etc/passwd')", "os.fork()"])
def test_child_reaches_no_network_no_file_and_no_other_process(tmp_path, doing):
    tried = tmp_path / "try.py"
    tried.write_text(
        "import os, runpy, socket, sys\n"
        f"limit = runpy.run_path({probe.__file__!r}, run_name='probe')['limit_resources']\n"
        "os.getuid() or os.setuid(65534)\n"  # of root the kernel counts no processes
        "limit()\n"
        f"try:\n    {doing}\n    sys.stdout.write('done')\n"
        "except OSError:\n    sys.stdout.write('refused')\n"
    )
    tried.chmod(0o644)

    child = subprocess.run([sys.executable, "-I", str(tried)], capture_output=True, text=True, env={}, check=True)

    assert child.stdout == "refused"
