"""A meeting and its vote as plain data, for the tests of the papers; every name is made up."""

import hashlib
from typing import Any

#: Every Vietnamese letter that ASCII lacks, small.
LETTERS = "ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
NAMES = (
    "Nguyễn Thị Hồng Nhung",
    "Trần Đức Thắng",
    "Lê Quỳnh Ngữ",
    "Phạm Vũ Ước",
    "Hoàng Thế Kỷ",
    "Đặng Xuân Trường",
    "Bùi Thuỷ Tiên",
    "Đỗ Ngọc Ẩn",
    "Dương Văn Lặng",
    "Lý Thường Hỗ",
)


def person(name: str, office: str = "") -> dict[str, str]:
    return {"name": name, "office": office}


def roster(count: int) -> list[dict[str, Any]]:
    """Of ten members the fourth is exempt and away, the eighth probationary, the ninth away with leave, the tenth
    without."""
    lines = []
    for place in range(count):
        line = {"name": NAMES[place % 10], "kind": "official", "counted": True, "present": True, "excused": False}
        line |= {"reason": "", "article": ""}
        if place % 10 == 3:
            line |= {"counted": False, "present": False, "excused": True, "reason": "Miễn công tác"}
            line["article"] = "9.3.2"
        if place % 10 == 7:
            line |= {"kind": "probationary", "counted": False, "reason": "Dự bị", "article": "9.3.2"}
        if place % 10 == 8:
            line |= {"present": False, "excused": True, "reason": "Đi công tác"}
        if place % 10 == 9:
            line |= {"present": False}
        lines.append(line)
    return lines


def meeting_data(count: int = 10, **changes: Any) -> dict[str, Any]:
    """Data of minutes (workflows/documents/rendering/minutes.py) of ``count`` members, a multiple of ten."""
    base, voted = count // 10 * 8, count // 10 * 6
    data = {
        "number": "07-BB/CB",
        "recipients": ["Đảng ủy cơ sở", "Lưu Chi bộ"],
        "meeting": {
            "body": "Chi bộ Mẫu",
            "superior": "Đảng bộ Thử nghiệm",
            "place": "Phòng họp số 2",
            "locality": "Hà Nội",
            "held_on": "2025-11-04",
            "started_at": "08:00",
            "ended_at": "10:30",
            "chair": person("Nguyễn Thị Hồng Nhung", "bí thư"),
            "secretary": person("Lê Quỳnh Ngữ"),
            "representatives": [person("Mai Văn Mẫu", "phó bí thư đảng ủy")],
        },
        "item": {
            "code": "admission",
            "subject": "kết nạp đảng viên",
            "question": "Đồng ý đề nghị kết nạp?",
            "form": "secret",
            "medium": "paper",
            "options": [["yes", "Tán thành"], ["no", "Không tán thành"]],
        },
        "roster": roster(count),
        "base": base,
        "minimum": -(-2 * base // 3),
        "ratio": "2/3",
        "counts": {
            "issued": voted,
            "returned": voted,
            "unreturned": 0,
            "invalid": 1,
            "absent": base - voted,
            "votes": {"yes": voted - 1, "no": 0},
        },
        "arithmetic": [f"3 × {voted - 1} = {3 * voted - 3} < 2 × {base} = {2 * base}"],
        "outcome": "Không đạt tỷ lệ.",
        "cumulation": [],
        "certificate": [
            {
                "label": "Đúng thẩm quyền",
                "status": "holds",
                "text": "Chi bộ biểu quyết trước.",
                "article": "294-QĐ/TW, Điều 3",
                "certainty": "text",
            },
            {
                "label": "Triệu tập đúng hạn",
                "status": "unknown",
                "text": "Chưa ghi ngày mời.",
                "article": "",
                "certainty": "design",
            },
        ],
        "documents": ["Đơn xin vào Đảng"],
        "discussion": "Ý kiến thứ nhất.\nÝ kiến thứ hai.",
        "conclusion": "Đủ điều kiện.",
        "tellers": [person("Trần Đức Thắng"), person("Phạm Vũ Ước"), person("Hoàng Thế Kỷ")],
        "sealing": "",
        "receipts": [],
        "record": {"events": 42, "head_hash": hashlib.sha256(b"head").hexdigest()},
        "checkpoint": {"number": 7, "hash": hashlib.sha256(b"checkpoint").hexdigest()},
        "drafts_notice": "",
    }
    return data | changes
