"""The papers of a case as data: all of the list there, every field read, every paper printed."""

import io
import re
import zipfile
from datetime import date

import pytest
from pypdf import PdfReader

from discipline.complaints.words import PAPER_LABELS as COMPLAINT_LABELS
from discipline.flows import DisciplineFlow
from discipline.papers.documents import computed, filed_by_hand, rows
from discipline.papers.drafts import read_case_form
from discipline.papers.schema import form_of, forms
from discipline.papers.telling_complaint import ComplaintTelling
from discipline.spoken import EVERY_LABEL
from tests.discipline.papers.typed import right, wrong
from workflows.documents.rendering.docx import to_docx
from workflows.documents.rendering.paper import as_data
from workflows.documents.rendering.pdf import to_pdf
from workflows.law import Certainty
from workflows.papers.compose import compose
from workflows.papers.fields import Field
from workflows.papers.schema import Form

ON = date(2026, 3, 2)
FIELDS = [(form, field) for form in forms().values() for field in form.fields]
#: discipline.md 4.1: number of the document -> sign of its form.
SIGNS = {
    1: "5A, 5B / KL1",
    2: "KL2",
    3: "KL3",
    4: "KL4",
    5: "KL5",
    6: "KL6",
    7: "KL7",
    8: "KL8",
    9: "KL9",
    10: "KL10 (quyết định), KL14 (đề nghị)",
    11: "KL11, KL15",
    12: "KL12",
    13: "KL13",
    14: "",
    15: "",
    16: "KL16",
}
#: Made by the meeting, or filed as they come from outside.
WITHOUT_FORM = {"meeting_minutes", "vote_count_minutes", "counting_minutes", "external_document", "evidence"}
WITHOUT_FORM |= {"own_evidence", "reserved_opinion"}
#: Written by him or by others, or proofs; the other papers of a complaint are made by the acts on it.
OF_COMPLAINTS_WITHOUT_FORM = {
    "complaint",
    "complaint_ground",
    "complaint_evidence",
    "complaint_withdrawal",
    "counting_minutes",
}


def by_code(form: Form) -> str:
    return form.code


def test_the_list_has_every_document_of_the_domain() -> None:
    assert {row.number: row.form for row in rows() if row.number <= 16} == SIGNS


def test_every_paper_of_the_list_has_a_form_or_comes_from_elsewhere() -> None:
    listed = {code for row in rows() for code in row.codes}
    assert {code for code in listed if form_of(code) is None} == WITHOUT_FORM
    assert set(forms()) - listed == {code for code in COMPLAINT_LABELS if form_of(code)} - listed
    assert {code for code in COMPLAINT_LABELS if not form_of(code)} == OF_COMPLAINTS_WITHOUT_FORM


def test_every_paper_that_can_be_filed_has_its_name() -> None:
    assert {code for code in forms() if code not in EVERY_LABEL} == {"ballot"}


def test_every_act_of_the_list_is_a_verb_of_the_flow() -> None:
    verbs = {code for node in DisciplineFlow.verb_nodes() for code in node.doings}
    assert {verb for row in rows() for verb in row.made_by} - verbs == set()


def test_only_papers_with_something_to_write_are_filed_by_hand() -> None:
    assert {code for code in filed_by_hand() if not forms()[code].fields} == set()
    assert {code for code in computed() if forms()[code].fields} == set()


@pytest.mark.parametrize("form", forms().values(), ids=by_code)
def test_what_is_printed_without_being_asked_can_be_told(form: Form) -> None:
    keys = [key for item in form.items for key in (*item.known, *filter(None, [item.table]))]
    told = [key for key in keys if not key.startswith("said_")]
    assert [key for key in told if not callable(getattr(ComplaintTelling, key, None))] == []


@pytest.mark.parametrize("form", forms().values(), ids=by_code)
def test_no_form_claims_a_text_that_was_not_read(form: Form) -> None:
    assert form.certainty in (Certainty.QUOTED, Certainty.DESIGN)
    assert {item.certainty for item in form.items} == {form.certainty}


@pytest.mark.parametrize("form", forms().values(), ids=by_code)
def test_complete_form_has_no_problem(form: Form) -> None:
    assert read_case_form(form, right(form), ON).problems == []


@pytest.mark.parametrize("form", forms().values(), ids=by_code)
def test_empty_form_tells_each_field_that_is_missing(form: Form) -> None:
    missing = {problem.key for problem in read_case_form(form, {}, ON).problems}
    assert missing == {field.name for field in form.fields if field.required and field.when is None}


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=lambda one: getattr(one, "code", None) or one.name)
def test_bad_input_is_told_at_its_field(form: Form, field: Field) -> None:
    typed = right(form)
    if field.when is not None:
        typed[field.when[0]] = field.when[1]
    for text in wrong(field):
        found = read_case_form(form, {**typed, field.name: text}, ON)
        assert field.name in {problem.key for problem in found.problems}, text
        assert field.name not in found.values


def test_who_names_no_form_for_himself_says_why() -> None:
    form = forms()["self_criticism"]
    found = read_case_form(form, {**right(form), "self_nominated": "none"}, ON)
    assert [problem.key for problem in found.problems] == ["none_reason"]


def kept(form: Form) -> dict:
    known = {key: f"điều đã biết {place}\ndòng hai" for place, key in enumerate(_keys(form))}
    table = [{"place": 1, "title": "Kế hoạch", "number": "03-KH/CB", "day": "2025-08-04", "issuer": "Chi bộ"}]
    return {
        "form": form.form,
        "known": {**known, "name": "Nguyễn Thử Nghiệm"},
        "answers": read_case_form(form, right(form), ON).values,
        "tables": {item.table: table for item in form.items if item.table},
        "head": {"superior": "Đảng bộ Mẫu", "issuer": "Chi bộ Ví Dụ"},
        "sign": {"authority": "T/M CHI BỘ", "title": "BÍ THƯ", "name": ""},
    }


def _keys(form: Form) -> list[str]:
    return [key for item in form.items for key in item.known]


def text_of(pdf: bytes) -> str:
    return re.sub(r"\s+", "", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


@pytest.mark.parametrize("form", forms().values(), ids=by_code)
def test_paper_prints_every_item_and_the_same_bytes_again(form: Form) -> None:
    data = as_data(compose(form, kept(form), number="", day=ON))
    pdf, word = to_pdf(data), to_docx(data)
    assert (to_pdf(data), to_docx(data)) == (pdf, word)
    printed = text_of(pdf)
    body = re.sub(r"<[^>]+>", "", zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode())
    for item in form.items:
        assert item.label.replace(" ", "") in printed, item.label
        assert item.label.replace("&", "&amp;") in body, item.label


@pytest.mark.parametrize("form", forms().values(), ids=by_code)
def test_paper_says_how_sure_its_layout_is(form: Form) -> None:
    paper = compose(form, {}, number="", day=ON)
    assert any((form.form or form.title) in note for note in paper.notes)
