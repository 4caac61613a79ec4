import unicodedata
from string import ascii_lowercase, digits

import pytest

from organization.text import LONGEST_KEY, alphabetical, fold, nfc, sort_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Nguyễn Thị Đào", "nguyen thi dao"),
        ("ĐẶNG  Văn   Ưu", "dang van uu"),
        (unicodedata.normalize("NFD", "Trần Quốc Bảo"), "tran quoc bao"),
        ("Lương Thế Vượng", "luong the vuong"),
        ("", ""),
    ],
)
def test_fold_drops_every_diacritic(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_nfc_gives_one_spelling_to_both_keyboards() -> None:
    typed = unicodedata.normalize("NFD", "  Phạm   Thị Ánh ")
    assert nfc(typed) == "Phạm Thị Ánh"


#: As a Vietnamese list of persons has them: by the given name, then family and middle names.
IN_ORDER = [
    "Nguyễn Thị An",
    "Võ An",
    "Phan Anh",
    "Phan Ánh",
    "Đỗ Văn Ân",
    "Lê Thị Bình",
    "Trần Văn Bình",
    "Lê Văn Dũng",
    "Lê Văn Đạt",
    "Trần Văn Em",
    "Võ Hà",
    "An Hạ",
    "Võ Ý",
    "Võ Yên",
]


def test_sort_key_begins_with_the_given_name_in_the_order_of_the_alphabet() -> None:
    assert sorted({*IN_ORDER}, key=sort_key) == IN_ORDER


@pytest.mark.parametrize(
    "names",
    [
        ["Ban Đảng", "Chi bộ 2", "Chi bộ 10", "Chi bộ Dân vận", "Chi bộ Đường sắt", "Chi bộ Em", "Đảng ủy A", "Ê Đê"],
        ["ba", "bà", "bả", "bã", "bá", "bạ", "bă", "bâ"],
    ],
)
def test_names_sort_by_letter_then_tone_and_by_the_value_of_numbers(names: list[str]) -> None:
    assert sorted({*names}, key=alphabetical) == names


@pytest.mark.parametrize("text", ["", "Ánh", "Nguyễn " * 60, "Chi bộ 0", "—", "Ł ß ŵ 12345678901234567890"])
def test_keys_are_lower_case_ascii_of_bounded_length(text: str) -> None:
    for key in (alphabetical(text), sort_key(text)):
        assert len(key) <= LONGEST_KEY
        assert set(key) <= set(ascii_lowercase + digits)
