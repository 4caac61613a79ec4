"""What is written of a paper before its act: found once per case and page, read when the act is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from discipline.papers.documents import FILING, filed_by_hand, paper_of
from discipline.papers.models import CasePaperDraft
from discipline.papers.schema import form_of
from workflows.papers.checking import Reading
from workflows.papers.reading import read_form
from workflows.papers.schema import Form


def papers_of(verb: str, case: Any) -> list[Form]:
    """The forms of the papers that an act makes or files in the case, in the order of the list."""
    codes = sorted(filed_by_hand()) if verb == FILING else [paper_of(verb)]
    return [form for code in codes if (form := form_of(code, of_organization=case.of_organization)) is not None]


def written(form: Form) -> bool:
    """Whether somebody writes something of it beforehand."""
    return bool(form.fields) and form.writer in ("subject", "office")


def drafts_of(case: Any) -> list[CasePaperDraft]:
    """All of the case; asked once per object, one statement."""
    if "paper_drafts" not in vars(case):
        case.paper_drafts = list(CasePaperDraft.objects.filter(case_id=case.pk).order_by("pk"))
    found: list[CasePaperDraft] = case.paper_drafts
    return found


def waiting(case: Any, body_id: int | None, forms: Iterable[Form]) -> dict[str, CasePaperDraft]:
    """{code: draft} of what is written in the body (None: by himself) and is no paper yet."""
    codes = {form.code for form in forms if written(form)}
    rows = drafts_of(case) if codes else []
    return {row.code: row for row in rows if row.code in codes and row.body_id == body_id and row.waiting}


def named(drafts: Mapping[str, CasePaperDraft]) -> str:
    """Which versions a page has shown, for its form to send back."""
    return " ".join(f"{code}:{row.version}" for code, row in drafts.items())


def versions(sent: str) -> dict[str, int]:
    """What ``named`` wrote; anything else is left out."""
    found = {}
    for part in sent.split():
        code, _colon, version = part.partition(":")
        if version.isascii() and version.isdigit() and len(version) < 10:
            found[code] = int(version)
    return found


def read_case_form(form: Form, typed: Mapping[str, Any], on: date) -> Reading:
    return read_form(form, typed, on, born_on=None, former=False)
