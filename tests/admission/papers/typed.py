"""Every form as somebody types it, right and wrong. Synthetic."""

from datetime import date

from workflows.papers.fields import Field
from workflows.papers.schema import Form

#: A day on which all of it has happened.
ON = date(2026, 3, 2)
RIGHT = {
    "line": "Không",
    "long": "Dòng thứ nhất\nDòng thứ hai",
    "name": "Nguyễn Văn Mẫu",
    "day": "25/06/2025",
    "count": "3",
}
#: {kind of field: [what cannot stand]}.
WRONG = {
    "line": ["x" * 5000, "chuông \x07 reo", "mất \ufffd chữ"],
    "long": ["x" * 30_000, "số \x00 không"],
    "name": ["Nguyễn 123", "\x1b[31m", "…"],
    "day": ["30/02/2025", "hôm qua", "01/01/2999", "01/01/1203", "45/13/2025"],
    "count": ["-1", "ba", "1,5", "٣", "99999"],
}


def right(form: Form) -> dict[str, str]:
    """Every field answered so that the form is complete."""
    typed = {one.name: RIGHT[one.kind] for one in form.fields}
    for whole, parts in (*form.sums, *form.limits):
        typed[whole] = str(sum(int(typed[name]) for name in parts))
    for whole, parts in form.sums:
        typed[parts[-1]] = "0"
        typed[whole] = str(sum(int(typed[name]) for name in parts))
    for whole, parts in form.limits:
        for name in parts:
            typed[name] = "1"
        typed[whole] = typed[whole] if int(typed[whole]) >= len(parts) else str(len(parts))
    return typed


def wrong(field: Field) -> list[str]:
    return WRONG[field.kind]
