"""The papers: what may be filed, how it is kept, who gets it handed out."""

import hashlib
import io
import os
import random
import resource
import stat
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile, UploadedFile
from django.http import Http404
from django.utils import translation

from organization.models import BodyKind
from tests import factories
from tests.workflows.files import EXE, GOOD, HOSTILE_NAMES, NASTY, WORD, office, pdf, picture
from workflows.audit.chain import Entry, append
from workflows.documents import inspection, probe
from workflows.documents.inspection import Inspected, UploadRefused, clean_name, inspect
from workflows.documents.models import Document
from workflows.documents.storage import Damaged, NotStored, open_file, store, verify_file
from workflows.documents.views import download
from workflows.models import AccessReason, CaseAccess

D_STROKE = "\N{LATIN CAPITAL LETTER D WITH STROKE}"
E_ACUTE_CIRCUMFLEX = "\N{LATIN SMALL LETTER E WITH CIRCUMFLEX AND ACUTE}"
TODAY = date(2025, 8, 15)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def upload(name, content):
    """As Django hands it over; a hostile name is put past Django's own cleaning."""
    made = SimpleUploadedFile("x.pdf", content)
    vars(made)["_name"] = name
    return made


def filed(content, name="a.pdf"):
    sent = upload(name, content)
    inspected = inspect(sent)
    store(sent, inspected)
    return inspected


# --- inspection


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


# --- storage


def test_stored_file_lies_under_its_hash_and_only_the_owner_reads_it(media):
    content = pdf()
    inspected = filed(content)

    path = media / inspected.sha256[:2] / inspected.sha256[2:4] / inspected.sha256
    assert [found for found in media.rglob("*") if found.is_file()] == [path]
    assert path.read_bytes() == open_file(inspected.sha256).read() == content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (media, *path.parents[:2])} == {0o700}


def test_storing_twice_is_storing_once(media):
    first = filed(pdf(), "first.pdf")
    second = filed(pdf(), "second.pdf")

    assert first.sha256 == second.sha256
    assert len([found for found in media.rglob("*") if found.is_file()]) == 1


def test_swapped_file_is_found_and_never_read(media):
    inspected = filed(pdf())
    path = media / inspected.sha256[:2] / inspected.sha256[2:4] / inspected.sha256
    path.write_bytes(pdf(2))

    assert not verify_file(inspected.sha256)
    with pytest.raises(Damaged):
        open_file(inspected.sha256)


def test_damaged_file_is_healed_by_filing_it_again(media):
    inspected = filed(pdf())
    path = media / inspected.sha256[:2] / inspected.sha256[2:4] / inspected.sha256
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
    root = Path(__file__).resolve().parents[2]

    child = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env=environment, capture_output=True, text=True, check=True
    )

    assert child.stdout == "refused"
    assert [found for found in media.rglob("*") if found.is_file()] == []


# --- handing out


@pytest.fixture
def case():
    return factories.case()


@pytest.fixture
def reader(case):
    """A clerk of a body that the case reached."""
    body = factories.body(case.organization, BodyKind.CELL)
    seat = factories.seat(of=body)
    [event] = append(case, [Entry("opened", case.opened_on)], case.created)
    case.save()
    CaseAccess.objects.create(case=case, body=body, reason=AccessReason.OPENED, since=case.opened_on, event=event)
    return factories.user(seat.person)


@pytest.fixture
def paper(case):
    inspected = filed(pdf(), f"{D_STROKE}{E_ACUTE_CIRCUMFLEX} 7.pdf")
    return Document.objects.create(
        case=case,
        code="cv",
        sha256=inspected.sha256,
        size=inspected.size,
        file_name=inspected.file_name,
        content_type=inspected.content_type,
        filed_on=case.opened_on,
    )


@pytest.fixture
def hand_out(rf, settings):
    settings.TODAY = TODAY

    def get(user, public_id):
        request = rf.get(f"/paper/{public_id}/")
        request.user = user
        return download(request, public_id)

    return get


@pytest.mark.django_db
def test_paper_is_handed_out_as_an_attachment_that_can_do_nothing(reader, paper, hand_out):
    response = hand_out(reader, paper.public_id)

    assert (response.status_code, response.content) == (200, pdf())
    assert dict(response.items()) == {
        "Content-Type": "application/pdf",
        "Content-Disposition": "attachment; filename=\"de 7.pdf\"; filename*=UTF-8''%C4%90%E1%BA%BF%207.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


@pytest.mark.django_db
def test_paper_does_not_exist_for_a_stranger(paper, hand_out):
    for stranger in (factories.user(), factories.user(is_superuser=True), factories.user(factories.seat().person)):
        with pytest.raises(Http404):
            hand_out(stranger, paper.public_id)


@pytest.mark.django_db
def test_paper_does_not_exist_after_the_seat_ended(reader, paper, hand_out):
    reader.person.seats.update(until=TODAY)

    with pytest.raises(Http404):
        hand_out(reader, paper.public_id)


@pytest.mark.django_db
def test_subject_gets_only_the_papers_of_his_own_file(case, paper, hand_out):
    subject = factories.user(case.subject)
    with pytest.raises(Http404):
        hand_out(subject, paper.public_id)

    Document.objects.update(own=True)

    assert hand_out(subject, paper.public_id).status_code == 200


@pytest.mark.django_db
def test_subject_in_the_body_does_not_get_the_papers_of_the_others(case, reader, paper, hand_out):
    """Deny for the subject wins over his seat."""
    factories.seat(case.subject, reader.person.seats.get().body, "member")

    with pytest.raises(Http404):
        hand_out(factories.user(case.subject), paper.public_id)


@pytest.mark.django_db
def test_user_without_a_person_gets_nothing(case, paper, hand_out):
    Document.objects.update(own=True)
    lonely = factories.user()
    lonely.person = None
    lonely.save()

    with pytest.raises(Http404):
        hand_out(lonely, paper.public_id)


@pytest.mark.django_db
def test_paper_without_a_file_is_not_found(case, reader, hand_out):
    bare = Document.objects.create(case=case, code="opinions", filed_on=case.opened_on)

    with pytest.raises(Http404):
        hand_out(reader, bare.public_id)


@pytest.mark.django_db
def test_swapped_file_is_not_handed_out(reader, paper, hand_out, media):
    path = media / paper.sha256[:2] / paper.sha256[2:4] / paper.sha256
    for change in (lambda: path.write_bytes(office(WORD)), path.unlink):
        change()
        with pytest.raises(Http404, match="missing or damaged"):
            hand_out(reader, paper.public_id)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_paper_is_only_read(rf, reader, paper, method):
    request = getattr(rf, method)("/")
    request.user = reader

    assert download(request, paper.public_id).status_code == 405
