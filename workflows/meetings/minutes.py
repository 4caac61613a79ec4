"""The minutes of an item of the agenda: their data, frozen with the outcome, and their filing as papers of the case."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.acting import Act
from workflows.actions import Result, act_on_case
from workflows.audit.models import Checkpoint
from workflows.documents.inspection import Inspected, inspect
from workflows.documents.models import Document
from workflows.documents.rendering.docx import to_docx
from workflows.documents.rendering.minutes import counting_minutes, meeting_minutes
from workflows.documents.rendering.paper import as_data
from workflows.documents.rendering.pdf import to_pdf
from workflows.documents.storage import store
from workflows.findings import Finding
from workflows.meetings.ballot import Ballot
from workflows.meetings.certificate import SECTION_LABELS
from workflows.meetings.models import AgendaItem, Attendance, Meeting
from workflows.meetings.results import Outcome, needed
from workflows.verbs import verb
from workflows.votes import REASONS

#: What the key of a filing is derived from: the minutes of an item are filed once.
_SPACE = UUID("6b1f2a7e-5a0f-4a57-9f0a-3d3a4b0f9c11")
#: code of the paper -> (composer, name of the file)
PAPERS = {
    "meeting_minutes": (meeting_minutes, "bien-ban-hoi-nghi"),
    "vote_count_minutes": (counting_minutes, "bien-ban-kiem-phieu"),
}
_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def minutes_data(case: Any, act: Act, item: AgendaItem, ballot: Ballot, result: Outcome, mode: str) -> dict[str, Any]:
    """The data of both minutes of a vote of this Mode, in the shape of workflows/documents/rendering/minutes.py."""
    meeting, counts = item.meeting, item.counts
    certified = item.certified.certificate if item.certified else {}
    named = {row["person"]: row["name"] for row in item.roster}
    ended_at = act.data.get("ended_at")
    secret = item.form == "secret"
    return {
        "number": "",
        "recipients": [],
        "meeting": {
            "body": str(meeting.body),
            "superior": above_of(act),
            "place": meeting.place,
            "locality": "",
            "held_on": meeting.held_on.isoformat(),
            "started_at": meeting.starts_at.strftime("%H:%M") if meeting.starts_at else "",
            "ended_at": ended_at.strftime("%H:%M") if ended_at else "",
            "chair": {"name": str(meeting.chair), "office": _sent(meeting)},
            "secretary": {"name": str(meeting.secretary), "office": ""},
            "representatives": [
                {"name": line.strip(), "office": ""} for line in meeting.representatives.splitlines() if line.strip()
            ],
        },
        "item": {
            "code": case.code,
            "subject": str(case.whom),
            "question": ballot.question,
            "form": item.form,
            "medium": item.medium,
            "options": [[code, label] for code, label in ballot.labels.items()],
        },
        "roster": [_row(row) for row in item.roster],
        "base": result.base,
        "minimum": result.minimum,
        "ratio": str(ballot.ratio.value),
        "required": needed(ballot, mode, result.base),
        "counts": {
            "issued": counts["issued"] if secret else None,
            "returned": counts["returned"] if secret else None,
            "unreturned": counts["unreturned"],
            "invalid": counts["invalid"],
            "absent": counts["absent"],
            "votes": counts["votes"],
        },
        "arithmetic": result.arithmetic,
        "outcome": result.words,
        "cumulation": result.cumulation,
        "certificate": [_line(line) for line in certified.get("lines", [])],
        "documents": [],
        "discussion": "",
        "conclusion": act.data.get("conclusion") or "",
        "tellers": [{"name": named[person], "office": ""} for person in item.tellers if person in named],
        "sealing": "",
        "participants": item.participants,
        "receipts": item.receipts,
        "record": {"events": case.event_count, "head_hash": case.head_hash},
        "checkpoint": Checkpoint.objects.order_by("-number").values("number", "hash").first(),
        "drafts_notice": certified.get("notice", ""),
    }


def _sent(meeting: Meeting) -> str:
    """That the chair was sent from above, and by which paper; empty where one of the body presides."""
    return _("sent by the superior: %(paper)s") % {"paper": meeting.chair_sent_by} if meeting.chair_sent_by else ""


def above_of(act: Act) -> str:
    """The organisation above the one whose body acts, as the route of the day has it; empty where none is on it."""
    levels = list(act.route.levels.values())
    here = [number for number, place in enumerate(levels) if act.body and place.pk == act.body.organization_id]
    above = levels[here[-1] + 1 :] if here else []
    return str(above[0]) if above else ""


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    reason = _(REASONS[row["reason"]]) if not row["in_base"] else ""
    return {
        "name": row["name"],
        "kind": row["kind"],
        "counted": bool(row["in_base"]),
        "present": bool(row["present"]),
        "excused": row["attendance"] == Attendance.EXCUSED,
        "reason": reason or row["recused"],
        "article": row["article"],
    }


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    known = ("rule", "name", "status", "message", "numbers", "citations", "blocks", "rests_on")
    finding = Finding.from_json({name: line[name] for name in known})
    return {
        "label": _(SECTION_LABELS[line["section"]]),
        "status": finding.status.value,
        "text": finding.text,
        "article": finding.articles,
        "certainty": finding.certainty.value,
    }


def rendered(data: Mapping[str, Any]) -> dict[str, Any]:
    """``Verb.prepare``: the papers of the item, made before the case is locked."""
    item: AgendaItem = data["item"]
    made: list[tuple[str, SimpleUploadedFile, Inspected]] = []
    for code, (compose, name) in PAPERS.items():
        if code == "vote_count_minutes" and item.form != "secret":
            continue
        paper = as_data(compose(item.paper))
        for suffix, render, kind in ((".pdf", to_pdf, _PDF), (".docx", to_docx, _DOCX)):
            file = SimpleUploadedFile(name + suffix, render(paper), content_type=kind)
            made.append((code, file, inspect(file)))
    return {**data, "made": made}


@verb(gettext_lazy("File the minutes of a meeting"), by_system=True, prepare=rendered)
def file_minutes(case: Any, act: Act) -> None:
    """Minutes and counting minutes as PDF and Word, by their hashes; the same data give the same bytes.

    ``data``: item (resolved).
    """
    item: AgendaItem = act.data["item"]
    for code, file, inspected in act.data["made"]:
        store(file, inspected)
        act.add(
            Document(
                code=code,
                issued_on=item.meeting.held_on,
                issuer=str(item.meeting.body),
                data={"item": item.public_id},
                sha256=inspected.sha256,
                size=inspected.size,
                file_name=inspected.file_name,
                content_type=inspected.content_type,
                filed_on=act.on,
            )
        )
        act.record("minutes.filed", code=code, file=inspected.file_name, sha256=inspected.sha256)


def make_minutes(item: AgendaItem, *, on: date) -> Result:
    """Render and file the minutes of a resolved item, once; the day is that of today or of the case's last act."""
    case = item.case.coerced
    day = max(on, case.last_day)
    return act_on_case(case, "file_minutes", by=None, on=day, key=uuid5(_SPACE, item.public_id), data={"item": item})


def minutes_of(item: AgendaItem) -> list[Document]:
    """The papers filed of the item."""
    rows = Document.objects.filter(case_id=item.case_id, code__in=PAPERS, replaced_on__isnull=True).order_by("pk")
    return [row for row in rows if row.data.get("item") == item.public_id]
