"""By which words a case is found in the list."""

import unicodedata
from datetime import timedelta

import pytest

from tests.factories import organization
from tests.workflows.case_list.dossiers import ON, dossier, english, listed, searched
from workflows.case_filter import CaseFilter
from workflows.case_list import Sort, listing, words_of
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Đào",
        "dao nguyen",
        "  THỊ   nguyễn ",
        unicodedata.normalize("NFD", "Đào Nguyễn"),
        "đào,",
        "nguy",
        "n",
        "kế hoạch",
        "ke hoach dao",
        "cb-017",
        "CB-017 Thi",
        "017",
    ],
)
def test_words_in_any_order_and_spelling_find_the_person_or_the_organisation(room, reader, text):
    case = dossier(room, "Nguyễn Thị Đào")
    elsewhere = organization(name="Đảng bộ Cơ điện", code="X9")
    dossier(room, "Lê Văn Bảo", of=elsewhere)
    assert searched(reader, text) == [case]


@pytest.mark.parametrize("sort", list(Sort))
def test_names_with_the_accents_that_were_typed_come_first_in_the_order_asked_for(room, reader, sort):
    """Over all pages, each case once; without accents the order is the ordinary one."""
    names = [name for _turn in range(30) for name in ("Trần Hạ", "Trần Hà", "Trần Há")]
    for number, name in enumerate(names):
        dossier(room, name, opened_on=ON - timedelta(days=number % 7), due={"decision": number % 5})

    def every(text: str) -> list[Case]:
        form = CaseFilter({"q": text, "sap_xep": sort.value})
        assert form.is_valid()
        pages = (listing(reader, ON, form.wanted(None), number).page for number in (1, 2))
        return [case for page in pages for case in page]

    ordinary = every("tran ha")
    for text in ("trần hà", "TRẦN HÀ,", unicodedata.normalize("NFD", "Hà Trần")):
        exact = [case for case in ordinary if case.subject.full_name == "Trần Hà"]
        others = [case for case in ordinary if case.subject.full_name != "Trần Hà"]
        assert every(text) == exact + others
    assert (len(ordinary), len(set(ordinary))) == (90, 90)


def test_page_says_that_the_accents_typed_decide_the_order(at_desk, room):
    dossier(room, "Nguyễn Thị Đào")
    told = "Names with exactly the accents you typed come first."
    assert told in english(at_desk.get("/ho-so/", {"q": "đào"}))
    assert told not in english(at_desk.get("/ho-so/", {"q": "dao"}))


@pytest.mark.parametrize("text", ["ao", "guyen", "hoach x", "17", "dao bao", "%", "d_o", "d%o", "\\"])
def test_word_that_begins_no_word_finds_nothing(room, reader, text):
    dossier(room, "Nguyễn Thị Đào")
    words = words_of(text) or (text,)
    assert listed(reader, words=words) == []


def test_code_of_the_case_finds_it_whole_in_pieces_and_in_small_letters(room, reader):
    case = dossier(room)
    dossier(room)
    pieces = [case.code, case.code.lower(), case.public_id, case.code[:4], case.code.replace("-", " ")]
    assert [searched(reader, piece) for piece in pieces] == [[case]] * len(pieces)


def test_name_of_today_is_searched_and_not_the_one_at_the_opening(room, reader):
    case = dossier(room, "Trần Cũ")
    case.subject.full_name = "Trần Mới"
    case.subject.save()
    assert (searched(reader, "cu"), searched(reader, "moi")) == ([], [case])
