"""Papers on paper: the same bytes every time, every letter kept, nothing that a person wrote is obeyed."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import time
import unicodedata
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from docx import Document
from pypdf import PdfReader

from tests.workflows.papers import LETTERS, meeting_data
from workflows.documents.inspection import inspect
from workflows.documents.rendering import compose, pdf
from workflows.documents.rendering.characters import REPERTOIRE, lines, printable
from workflows.documents.rendering.docx import to_docx
from workflows.documents.rendering.errors import NotRendered, TooLarge
from workflows.documents.rendering.minutes import counting_minutes, meeting_minutes
from workflows.documents.rendering.paper import MAX_CHARACTERS, MAX_ROWS, as_data
from workflows.documents.rendering.pdf import to_pdf

ALPHABET = LETTERS + LETTERS.upper()
RENDERERS = {"pdf": to_pdf, "docx": to_docx}
#: Of the sample meeting, in English. Another version of Typst or python-docx may change them: look at the pages first.
GOLDEN = {
    ("meeting", "pdf"): "ceac8e1d330eb4c2bed47ac76fde9e3a185ccbcab98a50becbbfc2af75f4de48",
    ("meeting", "docx"): "82ef5d34532b0620d2b72b0a31c26559d3143a173a2994d6db9b89669013c8e2",
    ("counting", "pdf"): "0ed1d75f08ac7a77081019f337467f1990f9e4354e35726f3e4c719ba17f96e6",
    ("counting", "docx"): "ac8780a7ae6b426228cdce0b7b4aeecda9228d0e0b41e7bcc98571c217dd1d87",
}
HOSTILE = [
    '#import "@preview/x:1.0.0"',
    '#read("/etc/passwd")',
    "#panic() $x^2$ *b* _i_ `c` \\u{41} // gone /* gone */",
    "@label <label> = heading",
    "{{ 7*7 }} {% for x in y %}",
    "=1+1",
    "<w:p/>&amp;]]><!-- & < > \" ' -->",
    "%(name)s {0} ${HOME} \\def",
    "W" * 400,
]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def samples():
    return {
        "meeting": as_data(meeting_minutes(meeting_data())),
        "counting": as_data(counting_minutes(meeting_data())),
    }


def with_texts(*texts, style="body"):
    """The sample with one section of these paragraphs, and the same texts in a table, the title, a name, the head."""
    blocks = [{"block": "paragraph", "text": text, "style": style} for text in texts]
    table = {"block": "table", "columns": [{"label": "X"}, {"label": "Y"}], "rows": [[text, ""] for text in texts]}
    return samples()["meeting"] | {
        "sections": [{"heading": "I", "blocks": [*blocks, table]}],
        "annexes": [],
        "title": texts[0],
        "issuer": texts[0],
        "recipients": list(texts),
        "signatures": [{"title": "T", "name": texts[0]}],
    }


def pages(content):
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def words(content):
    """Everything a document says, without white space (lines break where they like)."""
    if content.startswith(b"%PDF-"):
        return squeezed("".join(pages(content)))
    doc = Document(io.BytesIO(content))
    return squeezed("".join(node.text or "" for node in doc.element.iter() if node.tag.endswith("}t")))


def squeezed(text):
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize(("name", "kind"), GOLDEN)
def test_the_bytes_are_those_of_every_other_day_and_machine(name, kind):
    assert hashlib.sha256(RENDERERS[kind](samples()[name])).hexdigest() == GOLDEN[name, kind]


@pytest.mark.parametrize("kind", RENDERERS)
def test_another_process_elsewhere_in_the_world_makes_the_same_bytes(kind, tmp_path):
    script = f"""
import hashlib, json, sys
import django
django.setup()
from workflows.documents.rendering.{kind} import to_{kind}
print(hashlib.sha256(to_{kind}(json.load(sys.stdin))).hexdigest())
"""
    child = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(samples()["counting"]),
        env={
            **{name: os.environ[name] for name in ("DATABASE_URL", "SECRET_KEY") if name in os.environ},
            "DJANGO_SETTINGS_MODULE": "project.settings",
            "HOME": str(tmp_path),
            "TZ": "America/Adak",
            "LC_ALL": "C",
            "PYTHONHASHSEED": "7",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert child.stdout.strip() == hashlib.sha256(RENDERERS[kind](samples()["counting"])).hexdigest()


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("style", ["body", "bold", "item", "note", "code"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_vietnamese_letter_survives(kind, style, form):
    content = RENDERERS[kind](with_texts(unicodedata.normalize(form, " ".join(ALPHABET)), style=style))

    # title, issuer, paragraph, cell, recipient, signature
    assert words(content).count(ALPHABET) >= 6


def test_the_alphabet_of_these_tests_is_whole():
    composed = {chr(code) for code in range(0x1EA0, 0x1EFA)}

    assert composed <= set(ALPHABET)
    assert len(set(ALPHABET)) == 134


@pytest.mark.parametrize("style", ["body", "bold", "item", "note"])
def test_the_font_has_every_character_of_the_repertoire(style):
    """PDF/A-2a refuses a character without a shape, so that making the paper is the proof."""
    visible = "".join(sorted(REPERTOIRE - {" ", "\N{NO-BREAK SPACE}"}))

    assert to_pdf(with_texts(" ".join(visible), style=style)).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("a\x00\x07b\u202e\ufeff\u200bc\u00ad", "abc"),
        (" a\tb\r\nc\u00a0d\u2028e ", "a b c d e"),
        ("\U0001f600 ok", "[U+1F600] ok"),
        ("Thu\u031bo\u031b\u0309", "Thưở"),
        ("z\u0334", "z[U+0334]"),
        ("\ud800", "[U+D800]"),
        ("", ""),
    ],
)
def test_what_has_no_shape_vanishes_and_what_the_font_lacks_is_told_by_number(written, printed):
    assert printable(written) == printed


def test_lines_are_paragraphs():
    assert lines("one\r\n\n  \ntwo\u2028three") == ["one", "two", "three"]


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_person_wrote_is_printed_and_never_obeyed(kind, text):
    content = RENDERERS[kind](with_texts(text))

    assert words(content).count(squeezed(text)) >= 5


def test_a_word_without_end_is_broken_at_the_margin():
    printed = "\n".join(pages(to_pdf(with_texts("W" * 5_000)))).replace("\u200b", "")
    runs = re.findall("WW+", printed)

    assert sum(map(len, runs)) == 5_000 * 6
    assert max(map(len, runs)) < 50


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_part_of_a_word_document(text):
    plain, hostile = Document(io.BytesIO(to_docx(with_texts("x")))), Document(io.BytesIO(to_docx(with_texts(text))))

    def tags(doc):
        return [node.tag for node in doc.element.iter()]

    assert tags(hostile) == tags(plain)


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("name", ["meeting", "counting"])
def test_our_own_upload_takes_what_we_make(kind, name):
    content = RENDERERS[kind](samples()[name])
    made = inspect(SimpleUploadedFile(f"{name}.{kind}", content))

    assert made.sha256 == hashlib.sha256(content).hexdigest()


def test_the_template_reads_nothing_but_what_it_is_given():
    template = Path(compose.__file__).with_name("paper.typ").read_text(encoding="utf-8")
    template = re.sub("//.*", "", template)

    assert (
        re.findall(r"\b(?:import|include|read|eval|plugin|csv|yaml|toml|xml|image|bibliography)\b[ (]", template) == []
    )
    assert re.findall(r"sys\.inputs\.\w+", template) == ["sys.inputs.given"]


def test_only_the_fonts_that_typst_brings_are_in_the_file():
    with pikepdf.open(io.BytesIO(to_pdf(samples()["meeting"]))) as made:
        fonts = {
            str(item["/FontName"]).partition("+")[2]
            for item in made.objects
            if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
        }
    assert {re.sub("-.*", "", font) for font in fonts} == {"LibertinusSerif", "DejaVuSansMono"}


def test_the_pdf_is_dated_by_the_paper_and_tagged():
    content = to_pdf(samples()["meeting"])
    made = PdfReader(io.BytesIO(content))

    assert made.metadata is not None
    assert made.metadata.creation_date == datetime(2025, 11, 4, tzinfo=UTC)
    assert made.metadata.title == "MINUTES Meeting of Chi bộ Mẫu – kết nạp đảng viên"
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert opened.Root.MarkInfo.Marked


def test_the_word_document_is_dated_by_the_paper_on_a4_in_times_new_roman():
    content = to_docx(samples()["meeting"])
    doc = Document(io.BytesIO(content))
    section, normal = doc.sections[0], doc.styles["Normal"]

    assert doc.core_properties.created == doc.core_properties.modified == datetime(2025, 11, 4, tzinfo=UTC)
    sides = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [side and round(side.mm) for side in sides] == [210, 297, 20, 20, 30, 15]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 14)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        styles = archive.read("word/styles.xml").decode()
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.compress_type for member in members} == {zipfile.ZIP_STORED}
    named = re.findall(r'<w:style [^>]*w:styleId="(\w+)".*?</w:style>', styles, re.DOTALL)
    assert "Heading1" in named
    assert re.findall(r'<w:style .*?asciiTheme="(\w+)".*?</w:style>', styles, re.DOTALL) == []


def test_a_roster_of_three_hundred_runs_over_numbered_pages_with_its_heads():
    printed = pages(to_pdf(as_data(meeting_minutes(meeting_data(300)))))
    with_roster = [page for page in printed if "Attendance" in page]
    places = [int(place) for page in with_roster for place in re.findall(r"^(\d+) [A-ZĐ]\w+ \w+", page, re.MULTILINE)]

    assert len(with_roster) > 5
    assert places == list(range(1, 301))
    for number, page in enumerate(printed, 1):
        assert f"{number}/{len(printed)}" in page
        assert page.startswith(f"{number}\n") == (number > 1)


def rows(count):
    table = {"block": "table", "columns": [{"label": "X"}], "rows": [["x"]] * count}
    return samples()["meeting"] | {"sections": [{"heading": "", "blocks": [table]}], "annexes": []}


@pytest.mark.parametrize("kind", RENDERERS)
def test_a_table_may_have_as_many_rows_as_the_limit_and_not_one_more(kind):
    assert len(RENDERERS[kind](rows(MAX_ROWS))) > 1_000
    with pytest.raises(TooLarge, match="at most 2000 rows"):
        RENDERERS[kind](rows(MAX_ROWS + 1))


@pytest.mark.parametrize("kind", RENDERERS)
def test_a_text_over_the_limit_is_refused_before_anything_is_made(kind):
    begun = time.monotonic()
    with pytest.raises(TooLarge, match="too long for one paper"):
        RENDERERS[kind](samples()["meeting"] | {"title": "x" * MAX_CHARACTERS})
    assert time.monotonic() - begun < 2


def test_the_longest_text_allowed_is_made():
    text = "Chữ " * ((MAX_CHARACTERS - 5_000) // 4)

    assert len(pages(to_pdf(samples()["meeting"] | {"sections": [], "annexes": [], "about": "", "notes": [text]}))) > 1


@pytest.mark.parametrize(
    "template",
    ["#let all = range(200000000)", "#{ let n = 0; while true { n += 1 } }", "#panic()", '#read("/etc/passwd")', "#x"],
    ids=["memory", "endless", "panics", "reads", "broken"],
)
def test_a_process_that_goes_wrong_is_ended_and_said_to_be(template, tmp_path, monkeypatch):
    (tmp_path / "bad.typ").write_text(template)
    monkeypatch.setattr(pdf, "_TEMPLATE", tmp_path / "bad.typ")

    with pytest.raises(NotRendered, match="could not be made"):
        to_pdf(samples()["meeting"])


def test_a_process_that_takes_too_long_is_ended(monkeypatch):
    started = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *given, **named):
            super().__init__(*given, **named)
            started.append(self.pid)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    monkeypatch.setattr(pdf, "TIMEOUT_SECONDS", 0.01)

    with pytest.raises(NotRendered, match="could not be made"):
        to_pdf(samples()["meeting"])
    [child] = started
    with pytest.raises(ProcessLookupError):  # neither running nor waiting to be buried
        os.kill(child, 0)


def test_the_log_tells_the_fault_and_not_the_text(tmp_path, monkeypatch, caplog):
    (tmp_path / "bad.typ").write_text("#let given = json(bytes(sys.inputs.given))\n#given.at(given.paper.title)")
    monkeypatch.setattr(pdf, "_TEMPLATE", tmp_path / "bad.typ")

    with pytest.raises(NotRendered):
        to_pdf(samples()["meeting"] | {"title": "Bí mật"})
    assert "code 1, 2:1: dictionary does not contain key …" in caplog.text
    assert "Bí mật" not in caplog.text
