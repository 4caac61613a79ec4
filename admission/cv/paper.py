"""The paper of a CV from its frozen answers: the items of the form 2-KNĐ in order, always in Vietnamese.

Source of the contents: admission.md 5.2. The words around the items are this system's own.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from admission.cv.schema import schema
from workflows.documents.rendering.characters import lines
from workflows.documents.rendering.paper import Annex, Column, Paper, Paragraph, Section, Signature, Table, headed
from workflows.papers.fields import Item, Rows
from workflows.papers.values import told

_DOTS = "…" * 28
Blocks = list[Paragraph | Table]


def fingerprint(answers: Mapping[str, Any]) -> str:
    """SHA-256 of the answers as canonical JSON."""
    text = json.dumps(answers, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def compose(
    answers: Mapping[str, Any],
    head: Mapping[str, str],
    day: date,
    *,
    third_persons: bool = True,
    committee: Mapping[str, Any] | None = None,
) -> Paper:
    """``answers``: as Cv.answers; ``head``: {superior, issuer}; ``day``: of the signature.

    Without ``third_persons`` items 21 and 24 say only that they are kept elsewhere. ``committee``: items 24 to 26 as
    far as they are written: {"replies": [{"place", "day", "text"}], "remarks": text, "certificate": [text]}.
    """
    with translation.override("vi"):
        filled = headed(
            superior=head["superior"],
            issuer=head["issuer"],
            number="",
            place=str(answers.get("signed_at", "")),
            day=day,
            recipients=(),
        )
        own = [item for item in schema().items if not item.by_committee]
        return Paper(
            **{
                **filled,
                "kind": "cv",
                "number": _("CV number: %(dots)s") % {"dots": "…………"},
                "title": schema().title,
                "about": str(answers.get("birth_name", "")).upper(),
                "sections": tuple(_section(item, answers, third_persons) for item in own),
                "signatures": (Signature(_("DECLARED BY"), str(answers.get("birth_name", "")), note=_signed()),),
                "annexes": (_committee_annex(committee or {}, third_persons),),
                "running": _("Form %(form)s · %(name)s")
                % {"form": schema().form, "name": answers.get("birth_name", "")},
            }
        )


def person_lines(person: Mapping[str, Any]) -> list[tuple[str, str]]:
    """[(label, value in words)] of a person of item 21, in the order of the form; what is not asked is left out."""
    return [
        (one.label, told(one, person[one.name]))
        for one in schema().family.fields
        if one.name in person and one.name != "full_name"
    ]


def _section(item: Item, answers: Mapping[str, Any], third_persons: bool) -> Section:
    heading = f"{item.number}. {item.label}"
    if item.third_persons and not third_persons:
        return Section(heading, (Paragraph(_withheld(), "note"),))
    if item.third_persons:
        return Section(heading, tuple(_family(answers.get("family", ()))))
    if item.rows:
        return Section(heading, tuple(_rows(item.rows, answers)))
    if item.number == 23:
        said = Paragraph(_("I declare that what stands here is told fully and truthfully, and I answer for it."))
        return Section(heading, (said,))
    return Section(heading, tuple(_fields(item, answers)))


def _fields(item: Item, answers: Mapping[str, Any]) -> Iterable[Paragraph]:
    for one in item.fields:
        if one.when and one.name not in answers:
            continue
        text = told(one, answers.get(one.name))
        several = one.kind == "long" and len(lines(text)) > 1
        if len(item.fields) > 1 or one.label != item.label:
            yield Paragraph(f"{one.label}: {'' if several else text}".rstrip(), "item")
            yield from (Paragraph(line) for line in lines(text) if several)
        else:
            yield from (Paragraph(line) for line in lines(text))


def _rows(rows: Rows, answers: Mapping[str, Any]) -> Blocks:
    found = answers.get(rows.name, ())
    if not found:
        return [Paragraph(_("None."))]
    columns = tuple(Column(one.label, 3 if one.kind.startswith("month") else 6) for one in rows.fields)
    return [Table(columns, tuple(tuple(told(one, line.get(one.name)) for one in rows.fields) for line in found))]


def _family(people: Iterable[Mapping[str, Any]]) -> Blocks:
    found: Blocks = []
    for person in people:
        relation = schema().relations[person["relation"]].label
        found.append(Paragraph(f"{relation}: {str(person.get('full_name', '')).upper()}", "bold"))
        by_name = {one.name: one for one in schema().family.fields}
        short = [(one, person[one.name]) for one in by_name.values() if one.name in person and one.kind != "long"]
        text = "; ".join(f"{one.label}: {told(one, value)}" for one, value in short if one.name != "full_name")
        found.append(Paragraph(f"{text}."))
        for name in ("political", "compliance"):
            if name in person:
                found.append(Paragraph(f"{by_name[name].label}: {' '.join(lines(person[name]))}", "item"))
    return found


def _committee_annex(committee: Mapping[str, Any], third_persons: bool) -> Annex:
    """Items 24 to 26, as far as they are written; lines to write on where they are not."""
    labels = {item.number: f"{item.number}. {item.label}" for item in schema().items if item.by_committee}
    replies: Blocks = []
    for reply in committee.get("replies", ()):
        replies += [Paragraph(f"{reply['place']}, {reply['day']}", "bold"), *map(Paragraph, lines(reply["text"]))]
    if not third_persons:
        replies = [Paragraph(_withheld(), "note")]
    remarks: Blocks = [Paragraph(line) for line in lines(committee.get("remarks", ""))]
    certificate: Blocks = [Paragraph(line, "item") for line in committee.get("certificate", ())]
    written = {24: replies, 25: remarks, 26: certificate}
    sections = [Section(label, tuple(written[number] or [Paragraph(_DOTS)] * 4)) for number, label in labels.items()]
    return Annex(_("ITEMS 24 TO 26"), _("Written by the committees"), tuple(sections))


def _withheld() -> str:
    return _("Told of third persons: kept in the version for those who verify, certify or appraise.")


def _signed() -> str:
    return _("(signature, full name)")
