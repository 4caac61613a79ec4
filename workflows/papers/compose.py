"""The paper of a form from what was kept of it: pure, always in Vietnamese.

What is kept of a paper is {"form", "known": {key: text}, "answers": {field: value}, "tables": {rows: [{field:
value}]}, "head": {"superior", "issuer"}, "sign": {"authority", "title", "name"}, "signs": [the
same, of who signs beside], "recipients": [text], "notes": [text]}; a note is the system's and stands at the foot.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from workflows.documents.rendering.characters import lines
from workflows.documents.rendering.paper import Column, Paper, Paragraph, Section, Signature, Table, headed
from workflows.findings import CERTAINTY_LABELS
from workflows.law import Certainty
from workflows.papers.fields import Field
from workflows.papers.schema import Form, FormItem
from workflows.papers.values import told

_DOTS = "…" * 20
_LINE = "…" * 46


def compose(form: Form, kept: Mapping[str, Any], *, number: str, day: date) -> Paper:
    """``day``: of the paper."""
    with translation.override("vi"):
        head = kept.get("head", {})
        filled = headed(
            superior=head.get("superior", ""),
            issuer=head.get("issuer", ""),
            number=number,
            place=head.get("place", ""),
            day=day,
            recipients=tuple(kept.get("recipients", ())),
        )
        signs = (*kept.get("signs", form.signs), kept.get("sign", {}))
        named = kept.get("form", form.form) or form.title
        return Paper(
            **{
                **filled,
                "kind": str(form.code),
                "number": filled["number"] if number or form.numbered or form.writer == "act" else "",
                "title": form.title,
                "about": form.about,
                "sections": (Section("", tuple(block for item in form.items for block in _item(form, item, kept))),),
                "signatures": tuple(map(_signature, signs)) if form.sign else (),
                "notes": (*filled["notes"], *_notes(form, named), *kept.get("notes", ())),
                "running": _("Form %(form)s · %(name)s")
                % {"form": named, "name": kept.get("known", {}).get("name", "")},
            }
        )


def _signature(sign: Mapping[str, str]) -> Signature:
    return Signature(
        sign.get("title", ""),
        sign.get("name", ""),
        authority=sign.get("authority", ""),
        note=_("(signature, full name)"),
    )


def _notes(form: Form, named: str) -> Iterable[str]:
    """How sure the layout is, unless the text of the form was read."""
    if form.certainty is not Certainty.TEXT:
        values = {"form": named, "certainty": _(CERTAINTY_LABELS[form.certainty])}
        yield _("Form %(form)s: items and their order from another source (%(certainty)s).") % values


def share(count: int, whole: int) -> str:
    """A count with its share, rounded to two decimals in integers: "12/14 (85,71%)"."""
    if not whole:
        return str(count)
    parts = (count * 20_000 + whole) // (2 * whole)
    return f"{count}/{whole} ({parts // 100},{parts % 100:02d}%)"


def _item(form: Form, item: FormItem, kept: Mapping[str, Any]) -> Iterable[Paragraph | Table]:
    known, answers = kept.get("known", {}), kept.get("answers", {})
    if item.former and not any(answers.get(one.name) for one in item.fields):
        return
    if item.if_known and not any(known.get(key) for key in item.known):
        return
    if item.table:
        yield Paragraph(f"{item.label}:", "bold")
        yield from _table(item.columns, kept.get("tables", {}).get(item.table, ()))
        return
    if item.lines:
        yield from _lines_known(item, known)
        return
    if item.known or item.text or item.blank:
        said = [item.text, *(known.get(key) or ("" if item.text else _DOTS) for key in item.known)]
        yield Paragraph(f"{item.label}: {'; '.join(filter(None, said)) or _DOTS}")
        return
    several = len(item.fields) > 1
    if several:
        yield Paragraph(f"{item.label}:", "bold")
    for one in item.fields:
        if one.when and answers.get(one.when[0], one.when[1]) != one.when[1]:
            continue
        label = one.label if several else item.label
        value = answers.get(one.name)
        if value in (None, ""):
            yield Paragraph(f"{label}: {_DOTS}", "item" if several else "body")
            yield from (Paragraph(_LINE) for _unused in range(2) if one.kind == "long")
            continue
        whole = answers.get(form.shares.get(one.name, ""))
        text = share(value, whole) if isinstance(whole, int) else told(one, value)
        if one.kind == "long":
            yield Paragraph(f"{label}:", "item" if several else "bold")
            yield from map(Paragraph, lines(text))
        else:
            yield Paragraph(f"{label}: {text}", "item" if several else "body")


def _lines_known(item: FormItem, known: Mapping[str, str]) -> Iterable[Paragraph]:
    said = [line for key in item.known for line in lines(known.get(key, ""))]
    if len(said) > 1:
        yield Paragraph(f"{item.label}:", "bold")
        yield from map(Paragraph, said)
    else:
        yield Paragraph(f"{item.label}: {said[0] if said else _DOTS}")


def _table(fields: tuple[Field, ...], rows: Iterable[Mapping[str, Any]]) -> Iterable[Paragraph | Table]:
    found = list(rows)
    if not found:
        yield Paragraph(_("None."))
        return
    columns = tuple(Column(one.label, 3 if one.kind.startswith("month") else 6) for one in fields)
    yield Table(columns, tuple(tuple(told(one, line.get(one.name)) for one in fields) for line in found))
