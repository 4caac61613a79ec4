"""What stands in minutes, whatever they are printed on."""

import copy
from datetime import date

import pytest
from django.utils import translation

from tests.workflows.papers import meeting_data
from workflows.documents.rendering.errors import NotAPaper
from workflows.documents.rendering.layouts import layout_on
from workflows.documents.rendering.minutes import counting_minutes, meeting_minutes
from workflows.documents.rendering.paper import Annex, Paper, Section, Table, as_data, from_data
from workflows.documents.rendering.sections import share


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def said(sections: tuple[Section, ...]) -> list[str]:
    """Every line of some sections, the cells of a row joined by a bar."""
    found = []
    for section in sections:
        found += [section.heading] if section.heading else []
        for block in section.blocks:
            if isinstance(block, Table):
                found += [" | ".join(row) for row in block.rows]
            else:
                found.append(block.text)
    return found


def changed(**parts: dict) -> dict:
    """The sample with some keys of ``meeting``, ``item`` or ``counts`` replaced."""
    data = copy.deepcopy(meeting_data())
    for part, values in parts.items():
        data[part] |= values
    return data


def test_meeting_minutes_say_everything_in_order():
    assert said(meeting_minutes(meeting_data()).sections) == [
        "I. Time, place and participants",
        "Time: 08:00, day 04 month 11 year 2025",
        "Place: Phòng họp số 2",
        "Chair: comrade Nguyễn Thị Hồng Nhung, bí thư",
        "Secretary of the meeting: comrade Lê Quỳnh Ngữ",
        "Representatives of the superior committee: comrade Mai Văn Mẫu, phó bí thư đảng ủy",
        "Summoned: 10",
        "Present at the meeting: 7",
        "Absent with leave: 2 (Phạm Vũ Ước, Dương Văn Lặng)",
        "Absent without leave: 1 (Lý Thường Hỗ)",
        "Official: 6 present of 9; Probationary: 1 present of 1",
        "II. Base of the vote",
        "Members counted in the base of the vote: 8",
        "Not counted: 2",
        "1 | Phạm Vũ Ước | Miễn công tác | 9.3.2",
        "2 | Đỗ Ngọc Ẩn | Dự bị | 9.3.2",
        "Required: 2/3 of 8, that is at least 6",
        "III. Content",
        "Kết nạp đảng viên",
        "Presented to the meeting:",
        "Đơn xin vào Đảng",
        "Discussion:",
        "Ý kiến thứ nhất.",
        "Ý kiến thứ hai.",
        "Conclusion of the chair:",
        "Đủ điều kiện.",
        "IV. Result of the vote",
        "Question: Đồng ý đề nghị kết nạp?",
        "Form of the vote: secret ballot on paper",
        "Ballots issued | 6",
        "Ballots returned | 6",
        "Ballots not returned | 0",
        "Valid ballots | 5",
        "Invalid ballots | 1",
        "Counted in the base and absent | 2",
        "Tán thành | 5 | 62.50%",
        "Không tán thành | 0 | 0.00%",
        "3 × 5 = 15 < 2 × 8 = 16",
        "Không đạt tỷ lệ.",
        "V. End of the meeting",
        "The meeting ended at 10:30.",
        f"The minutes were read to the meeting: {'…' * 28}",
        "The record of the case has 42 events; the fingerprint of the last one (SHA-256) is:",
        meeting_data()["record"]["head_hash"],
        "Last signed checkpoint over the records of all cases: No. 7; its fingerprint (SHA-256) is:",
        meeting_data()["checkpoint"]["hash"],
    ]


def test_minutes_of_before_the_first_checkpoint_name_none():
    data = meeting_data()
    del data["checkpoint"]

    for found in (data, meeting_data(checkpoint=None)):
        assert said(meeting_minutes(found).sections)[-1] == data["record"]["head_hash"]


def test_meeting_minutes_are_headed_and_signed():
    paper = meeting_minutes(meeting_data())

    assert (paper.party, paper.superior, paper.issuer) == (
        "COMMUNIST PARTY OF VIETNAM",
        "ĐẢNG BỘ THỬ NGHIỆM",
        "CHI BỘ MẪU",
    )
    assert (paper.number, paper.place_and_day) == ("No. 07-BB/CB", "Hà Nội, day 04 month 11 year 2025")
    assert [(signature.title, signature.name) for signature in paper.signatures] == [
        ("SECRETARY OF THE MEETING", "Lê Quỳnh Ngữ"),
        ("CHAIR", "Nguyễn Thị Hồng Nhung"),
    ]


def test_a_number_not_yet_given_is_left_open():
    assert meeting_minutes(meeting_data(number="")).number == "No. ………"


def annex(paper: Paper, about: str) -> Annex:
    return next(part for part in paper.annexes if part.about == about)


@pytest.mark.parametrize("compose", [meeting_minutes, counting_minutes])
def test_the_certificate_is_annexed_with_articles_and_their_certainty(compose):
    paper = compose(meeting_data(drafts_notice="Chỉ biết dự thảo."))

    assert said(annex(paper, "Certificate of validity of the vote").sections) == [
        "Đồng ý đề nghị kết nạp?",
        "1 | Đúng thẩm quyền | Holds | Chi bộ biểu quyết trước. | 294-QĐ/TW, Điều 3",
        "2 | Triệu tập đúng hạn | A fact is missing | Chưa ghi ngày mời. | convention of this system, no article",
        "Chỉ biết dự thảo.",
    ]
    assert said(paper.sections).count("Chỉ biết dự thảo.") == 1


def test_the_roster_is_annexed_to_the_meeting():
    lines = said(annex(meeting_minutes(meeting_data()), "Roster for the vote").sections)

    assert lines[3] == "4 | Phạm Vũ Ước | Official | absent with leave | no | Miễn công tác; 9.3.2"
    assert lines[-2:] == [
        "10 | Lý Thường Hỗ | Official | absent without leave | yes | ",
        "Counted in the base: 8 of 10.",
    ]


def test_counting_minutes_are_signed_by_the_whole_team():
    signatures = counting_minutes(meeting_data()).signatures

    assert [(signature.title, signature.name) for signature in signatures] == [
        ("HEAD OF THE COUNTING TEAM", "Trần Đức Thắng"),
        ("MEMBER OF THE COUNTING TEAM", "Phạm Vũ Ước"),
        ("MEMBER OF THE COUNTING TEAM", "Hoàng Thế Kỷ"),
    ]


def test_where_nobody_counted_secretary_and_chair_sign():
    paper = counting_minutes(meeting_data(tellers=[]))

    assert [signature.name for signature in paper.signatures] == ["Lê Quỳnh Ngữ", "Nguyễn Thị Hồng Nhung"]


@pytest.mark.parametrize(
    ("form", "medium", "sealed"),
    [("secret", "paper", True), ("secret", "electronic", False), ("card", "paper", False)],
)
def test_only_ballots_of_paper_are_sealed(form, medium, sealed):
    paper = counting_minutes(changed(item={"form": form, "medium": medium}))

    assert ("Sealing of the ballots:" in said(paper.sections)) == sealed


def test_a_count_that_does_not_exist_is_not_printed():
    none = {"issued": None, "returned": None, "unreturned": None, "invalid": None, "absent": 2}
    lines = said(counting_minutes(changed(counts=none, item={"form": "card"})).sections)

    assert [line for line in lines if "allots" in line] == ["IV. Ballots"]
    assert "Counted in the base and absent | 2" in lines


def test_the_votes_are_added_up_where_the_law_adds_them():
    rows = [
        {"label": "Cảnh cáo", "votes": 3, "sum": 3, "note": ""},
        {"label": "Khiển trách", "votes": 2, "sum": 5, "note": "> 1/2"},
    ]
    lines = said(counting_minutes(meeting_data(cumulation=rows)).sections)

    assert lines[lines.index("Cảnh cáo | 3 | 3 | ") + 1] == "Khiển trách | 2 | 5 | > 1/2"


def test_receipts_stand_in_alphabetical_order():
    paper = counting_minutes(meeting_data(receipts=["c0", "a0", "b0"]))

    assert said(annex(paper, "Receipts of the electronic ballots").sections)[1:] == ["a0", "b0", "c0"]


@pytest.mark.parametrize(
    ("votes", "base", "printed"),
    [(10, 14, "71.43%"), (2, 3, "66.67%"), (1, 8, "12.50%"), (1, 3, "33.33%"), (0, 5, "0.00%"), (5, 5, "100.00%")],
)
def test_a_share_is_rounded_half_up_to_two_decimals(votes, base, printed):
    assert share(votes, base) == printed


def test_a_share_has_a_comma_in_vietnamese():
    with translation.override("vi"):
        assert share(2, 3) == "66,67%"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({key: value for key, value in meeting_data().items() if key != "record"}, "KeyError 'record'"),
        (meeting_data(certificate=[{**meeting_data()["certificate"][0], "status": "sure"}]), "'sure'"),
        (changed(item={"form": "acclamation"}), "'acclamation'"),
        (changed(meeting={"held_on": "4.11.2025"}), "4.11.2025"),
        (changed(meeting={"secretary": None}), "TypeError"),
    ],
)
def test_data_of_another_shape_are_refused_by_name(data, fault):
    with pytest.raises(NotAPaper, match=fault):
        meeting_minutes(data)


@pytest.mark.parametrize("compose", [meeting_minutes, counting_minutes])
def test_a_paper_comes_back_from_json_as_it_was(compose):
    paper = compose(meeting_data())

    assert from_data(as_data(paper)) == paper


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "yesterday"),
        ("title", 7),
        ("unknown", "x"),
        ("language", "xx"),
        ("sections", [{"heading": "x", "blocks": [{"block": "picture"}]}]),
        ("sections", [{"heading": "x", "blocks": [{"block": "paragraph", "text": "x", "style": "blink"}]}]),
        (
            "sections",
            [{"heading": "x", "blocks": [{"block": "table", "columns": [{"label": "a"}], "rows": [["1", "2"]]}]}],
        ),
        ("sections", [{"heading": "x"}]),
    ],
)
def test_json_of_another_shape_is_no_paper(field, value):
    with pytest.raises(NotAPaper, match=f"paper{'' if field == 'unknown' else f'.{field}'}"):
        from_data(as_data(meeting_minutes(meeting_data())) | {field: value})


@pytest.mark.parametrize(
    ("day", "notes"),
    [
        (date(2018, 4, 2), 4),
        (date(2018, 4, 3), 3),
        (date(2026, 1, 8), 3),
        (date(2026, 1, 9), 4),
    ],
)
def test_a_paper_says_what_is_not_known_of_its_layout(day, notes):
    layout = layout_on(day)

    assert layout.code == "36-hd-2018"
    assert len(layout.notes(day)) == notes


def test_a_paper_of_2026_says_that_the_new_guide_is_not_loaded():
    day = date(2026, 1, 9)

    assert layout_on(day).notes(day)[-2:] == (
        "The PDF is set in Libertinus Serif instead of Times New Roman.",
        "Quy định 399-QĐ/TW of 01/09/2026 regulates the form of papers since; its technical guide is not loaded.",
    )
