"""The list of the documents of a case for its page: what exists, what is missing, who issues it (discipline.md 4.1)."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from discipline.papers.documents import Row, rows
from discipline.spoken import EVERY_LABEL
from workflows.documents.models import Document
from workflows.screens import Paper


def checklist(documents: Iterable[Document]) -> list[Paper]:
    """In the order of the list: each of its papers that exists, or the row as missing; what is on no row follows."""
    by_code: dict[str, list[Document]] = {}
    for document in documents:
        by_code.setdefault(document.code, []).append(document)
    found: list[Paper] = []
    for row in rows():
        found += _papers(row, by_code)
    listed = {code for row in rows() for code in row.codes}
    found += [Paper(_label(code), by_code[code]) for code in EVERY_LABEL if code in by_code and code not in listed]
    return found


def _papers(row: Row, by_code: Mapping[str, list[Document]]) -> list[Paper]:
    there = [code for code in row.codes if code in by_code]
    if there:
        return [Paper(_label(code), by_code[code], row.form) for code in there]
    if row.computed:
        return [Paper(row.label, note="; ".join(filter(None, (row.form, _("printed from the file"), row.issuer))))]
    return [Paper(row.label, note="; ".join(filter(None, (row.form, _issued(row), row.when or _("always")))))]


def _issued(row: Row) -> str:
    return _("issued by: %(issuer)s") % {"issuer": row.issuer}


def _label(code: str) -> str:
    return _(EVERY_LABEL[code]) if code in EVERY_LABEL else code
