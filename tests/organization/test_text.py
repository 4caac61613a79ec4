import unicodedata

import pytest

from organization.text import fold, nfc, sort_key


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


def test_sort_key_begins_with_the_given_name() -> None:
    names = ["Trần Văn Bình", "Nguyễn Thị An", "Lê Thị Bình", "Đỗ Văn Ân"]
    assert sorted(names, key=sort_key) == ["Đỗ Văn Ân", "Nguyễn Thị An", "Lê Thị Bình", "Trần Văn Bình"]


def test_sort_key_of_one_word_is_the_word() -> None:
    assert sort_key("Ánh") == "anh"
