"""The forms as data: all of them there, every field read, every paper printed."""

import io
import re
import zipfile
from datetime import date

import pytest
from pypdf import PdfReader

from admission.codes import Document
from admission.papers.schema import form_of, forms
from tests.admission.papers.typed import ON, right, wrong
from workflows.documents.rendering.docx import to_docx
from workflows.documents.rendering.paper import Paragraph, as_data
from workflows.documents.rendering.pdf import to_pdf
from workflows.papers.compose import compose, share
from workflows.papers.fields import Field
from workflows.papers.reading import read_form
from workflows.papers.schema import Form

#: The forms of the domain beside the CV; row of the national checklist -> sign of the form.
WANTED = {
    Document.APPLICATION: "1-KNĐ",
    Document.INTRODUCTION_LETTER: "3-KNĐ",
    Document.YOUTH_UNION_RESOLUTION: "4-KNĐ",
    Document.TRADE_UNION_RESOLUTION: "4A-KNĐ",
    Document.OPINIONS: "5-KNĐ",
    Document.CELL_RESOLUTION: "6-KNĐ",
    Document.SECTION_REPORT: "7-KNĐ",
    Document.GRASSROOTS_RESOLUTION: "8-KNĐ",
    Document.ADMISSION_DECISION: "9-KNĐ",
    Document.SELF_CRITICISM: "10-KNĐ",
    Document.HELPER_REMARKS: "11-KNĐ",
    Document.MEMBER_OPINIONS: "12-KNĐ",
    Document.RECOGNITION_CELL_RESOLUTION: "13-KNĐ",
    Document.RECOGNITION_SECTION_REPORT: "14-KNĐ",
    Document.RECOGNITION_BASE_RESOLUTION: "15-KNĐ",
    Document.RECOGNITION_DECISION: "16-KNĐ",
    Document.MEMBER_CV: "1-HSĐV",
    Document.RECORD_CARD: "2-HSĐV",
    Document.CARD_DECISION: "3-TĐV",
    Document.CLASS_CERTIFICATE: "CN-NTVĐ",
    Document.NEW_MEMBER_CERTIFICATE: "CN-ĐVM",
}
FIELDS = [(form, field) for form in forms().values() for field in form.fields]
BORN_ON = date(1999, 3, 15)


def read(form: Form, typed: dict[str, str]):
    return read_form(form, typed, ON, born_on=BORN_ON, former=True)


def test_every_form_is_there():
    assert {code: form.form for code, form in forms().items()} == WANTED


def test_paper_without_a_form_has_none():
    assert form_of("meeting_minutes") is None
    assert form_of("nothing") is None


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.form)
def test_complete_form_has_no_problem(form):
    assert read(form, right(form)).problems == []


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.form)
def test_empty_form_tells_each_field_that_is_missing(form):
    missing = {problem.key for problem in read(form, {}).problems}
    assert missing == {field.name for field in form.fields if field.required}


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=lambda one: getattr(one, "form", None) or one.name)
def test_bad_input_is_told_at_its_field(form: Form, field: Field):
    typed = right(form)
    for text in wrong(field):
        found = read(form, {**typed, field.name: text})
        assert [problem.key for problem in found.problems] == [field.name], text
        assert field.name not in found.values


@pytest.mark.parametrize("form", [form for form in forms().values() if form.sums], ids=lambda form: form.form)
def test_counts_have_to_add_up(form):
    whole, _parts = form.sums[0]
    typed = right(form)
    found = read(form, {**typed, whole: str(int(typed[whole]) + 1)})
    assert [problem.key for problem in found.problems] == [whole]


@pytest.mark.parametrize("form", [form for form in forms().values() if form.limits], ids=lambda form: form.form)
def test_votes_are_no_more_than_those_asked(form):
    whole, parts = form.limits[-1]
    typed = right(form)
    fewer = read(form, {**typed, parts[0]: "0"})
    assert fewer.problems == []
    more = read(form, {**typed, parts[0]: "900"})
    assert [problem.key for problem in more.problems] == [whole]


def test_class_does_not_end_before_it_begins():
    form = forms()[Document.CLASS_CERTIFICATE]
    found = read(form, {**right(form), "since": "26/06/2025", "until": "25/06/2025"})
    assert [problem.key for problem in found.problems] == ["until"]


@pytest.mark.parametrize(
    ("count", "whole", "told"),
    [(12, 14, "12/14 (85,71%)"), (2, 3, "2/3 (66,67%)"), (1, 8, "1/8 (12,50%)"), (0, 5, "0/5 (0,00%)"), (3, 0, "3")],
)
def test_share_is_rounded_in_integers(count, whole, told):
    assert share(count, whole) == told


def kept(form: Form, **answers: str) -> dict:
    return {
        "form": form.form,
        "known": {"name": "Nguyễn Thử Nghiệm", "cell": "Chi bộ Ví Dụ"},
        "answers": read(form, {**right(form), **answers}).values,
        "head": {"superior": "Đảng bộ Mẫu", "issuer": "Chi bộ Ví Dụ"},
        "sign": {"authority": "T/M CHI BỘ", "title": "BÍ THƯ", "name": ""},
    }


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.form)
def test_paper_prints_every_item_and_the_same_bytes_again(form):
    data = as_data(compose(form, kept(form), number="", day=ON))
    pdf, word = to_pdf(data), to_docx(data)
    assert (to_pdf(data), to_docx(data)) == (pdf, word)
    printed = re.sub(r"\s+", " ", text_of(pdf))
    body = zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()
    for item in form.items:
        if item.if_known or item.former:
            continue
        label = re.sub(r"\s+", " ", item.label)
        assert label in printed or label.replace(" ", "") in printed.replace(" ", ""), label
        assert item.label.split(";")[0].replace("&", "&amp;") in re.sub(r"<[^>]+>", "", body), item.label


def test_form_left_empty_has_lines_to_write_on():
    form = forms()[Document.CELL_RESOLUTION]
    paper = compose(form, {"form": "6-KNĐ", "known": {}, "answers": {}}, number="", day=ON)
    texts = [block.text for block in paper.sections[0].blocks if isinstance(block, Paragraph)]
    assert "Chủ trì hội nghị: …………………" in "".join(texts)
    assert not any("None" in text for text in texts)


def test_uncertain_layout_says_so_on_the_paper():
    unsure = compose(forms()[Document.SECTION_REPORT], {}, number="", day=ON)
    assert any("7-KNĐ" in note for note in unsure.notes)
    sure = compose(forms()[Document.MEMBER_CV], {}, number="", day=ON)
    assert not any("HSĐV" in note for note in sure.notes)


def test_former_member_tells_why_he_left():
    form = forms()[Document.APPLICATION]
    assert "left" in {field.name for item in form.part(former=True).items for field in item.fields}
    assert "left" not in {field.name for item in form.part(former=False).items for field in item.fields}
