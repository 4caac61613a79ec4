"""A whole CV as somebody types it, and the way to keep it as a draft. Synthetic."""

from collections.abc import Mapping
from typing import Any

from admission.cv import drafts
from admission.cv.models import CvPart
from admission.models import Dossier
from organization.models import User
from workflows.papers.saving import save

PARTS: dict[str, dict[str, Any]] = {
    "identity": {
        "birth_name": "Nguyễn Thử Nghiệm",
        "used_name": "Nguyễn Thử Nghiệm",
        "other_names": "Không",
        "born_on": "15/03/1999",
        "id_number": "001099000001",
        "sex": "f",
        "birth_place": "Xã Minh Họa, tỉnh Ví Dụ",
        "native_place": "Xã Minh Họa, tỉnh Ví Dụ",
        "permanent_residence": "Phường Mẫu, thành phố Ví Dụ",
        "temporary_residence": "",
        "ethnicity": "Kinh",
        "ethnicity_note": "",
        "religion": "Không",
        "religious_office": "",
        "occupation": "Kỹ sư",
    },
    "schooling": {
        "general_education": "12/12",
        "professional": "Đại học",
        "science": "Không",
        "degree": "Không",
        "academic_title": "Không",
        "political_theory": "Sơ cấp",
        "languages": "Tiếng Anh B1",
        "computing": "Cơ bản",
        "minority_language": "Không",
        "union_member": "yes",
        "union_on": "26/03/2014",
        "union_place": "Trường Minh Họa",
        "readmission": "no",
    },
    "history": {
        "youth": [{"since": "09/2005", "until": "05/2017", "what": "Học phổ thông tại xã Minh Họa"}],
        "work": [
            {"since": "09/2017", "until": "06/2021", "what": "Sinh viên, Trường Ví Dụ", "position": "Sinh viên"},
            {"since": "07/2021", "until": "12/2022", "what": "Nhân viên, Công ty Mẫu", "position": ""},
            {"since": "12/2022", "until": "nay", "what": "Kỹ sư, Viện Minh Họa", "position": "Kỹ sư"},
        ],
        "interruptions": "Không",
        "arrests": "Không",
        "foreign_organizations": "Không",
        "religious_posts": "Không",
    },
    "record": {
        "training": [
            {
                "since": "09/2017",
                "until": "06/2021",
                "course": "Công nghệ",
                "school": "Trường Ví Dụ",
                "mode": "Chính quy",
                "diploma": "Bằng kỹ sư",
            }
        ],
        "abroad": [],
        "abroad.none": "on",
        "rewards": [{"month": "05/2020", "what": "Giấy khen", "level": "Trường Ví Dụ"}],
        "discipline": [],
        "discipline.none": "on",
    },
    "closing": {"self_assessment": "Tôi tự nhận xét như sau.\nDòng thứ hai.", "signed_at": "Ví Dụ"},
}
_LIVING = {
    "birth_place": "Xã Minh Họa",
    "native_place": "Xã Minh Họa",
    "deceased": "no",
    "residence": "Xã Minh Họa, tỉnh Ví Dụ",
    "abroad": "no",
    "occupation": "Nông dân",
    "political": "Không",
    "compliance": "Chấp hành tốt",
    "party_member": "no",
}
FAMILY: list[dict[str, str]] = [
    {
        **_LIVING,
        "relation": "grandfather_paternal",
        "full_name": "Nguyễn Ông Mẫu",
        "born_year": "1935",
        "deceased": "yes",
        "died_year": "2010",
        "died_of": "Tuổi già",
        "died_at": "Xã Minh Họa",
        "residence": "",
        "abroad": "",
        "party_member": "",
    },
    {
        **_LIVING,
        "relation": "father",
        "full_name": "Nguyễn Cha Mẫu",
        "born_year": "1970",
        "class_origin": "Nông dân",
        "political": "Bí mật gia đình KÍN-2024",
        "party_member": "yes",
        "party_cell": "Chi bộ thôn Mẫu",
    },
    {
        **_LIVING,
        "relation": "mother",
        "full_name": "Trần Mẹ Mẫu",
        "born_year": "1972",
        "class_origin": "Nông dân",
    },
    {
        **_LIVING,
        "relation": "sibling",
        "full_name": "Nguyễn Em Mẫu",
        "born_year": "2004",
        "nationality": "Việt Nam",
        "convictions": "Không",
    },
]


def write(
    dossier: Dossier,
    by: User,
    *,
    family: list[dict[str, str]] | None = None,
    **changed: Mapping[str, Any],
) -> None:
    """Keep the whole CV as a draft; ``changed``: {part: {field: text}} instead of what stands above."""
    for part, typed in PARTS.items():
        row = CvPart.objects.filter(dossier=dossier, part=part).first()
        save(
            CvPart,
            {"dossier_id": dossier.pk, "part": part, "key": ""},
            {**typed, **changed.get(part, {})},
            by=by,
            version=row.version if row else 0,
            writer="",
            leaving=True,
        )
    for person in FAMILY if family is None else family:
        row = drafts.add_person(dossier, person["relation"], by=by)
        save(
            CvPart,
            {"dossier_id": dossier.pk, "part": "family", "key": row.key},
            person,
            by=by,
            version=1,
            writer="",
            leaving=True,
        )
