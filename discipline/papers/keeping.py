"""What a paper of a case keeps when an act makes it: everything printed, as it stood on the day; and its filing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from discipline.facts.decision import RECIPIENT_LABELS, Recipient
from discipline.papers.models import CasePaperDraft
from discipline.papers.schema import form_of
from discipline.papers.telling import Telling
from organization.models import Body, BodyKind, Person, Role
from workflows.acting import Act
from workflows.documents.filing import file_paper
from workflows.documents.models import Document
from workflows.papers.keeping import fingerprint
from workflows.papers.schema import Form

#: The paper that who acts signs himself; the others are signed by hand.
SIGNED = "decision"
#: In what is kept: whether the paper reads as one about an organisation.
OF_ORGANIZATION = "of_organization"
#: Those who get a copy because of a member; an organisation is told itself, and who stands above it.
_OF_MEMBERS = (Recipient.MEMBER, Recipient.CELL, Recipient.MANAGING_COMMITTEE)
_SIGNERS = (Role.SECRETARY, Role.DEPUTY_SECRETARY, Role.HEAD, Role.DEPUTY_HEAD)
#: For whom a paper is signed (organization.md 4).
_AUTHORITY = {
    BodyKind.CELL: gettext_noop("FOR THE CELL"),
    BodyKind.CELL_COMMITTEE: gettext_noop("FOR THE CELL COMMITTEE"),
    BodyKind.SECTION_COMMITTEE: gettext_noop("FOR THE SECTION COMMITTEE"),
    BodyKind.COMMITTEE: gettext_noop("FOR THE PARTY COMMITTEE"),
    BodyKind.STANDING_COMMITTEE: gettext_noop("FOR THE STANDING COMMITTEE"),
    BodyKind.INSPECTION: gettext_noop("FOR THE INSPECTION COMMISSION"),
}


def issue_form(
    case: Any,
    act: Act,
    code: str,
    number: str = "",
    *,
    own: bool = False,
    paper: Mapping[str, Any] | None = None,
    telling: type[Telling] = Telling,
    told: Mapping[str, Any] | None = None,
    **data: Any,
) -> Document:
    """Add the paper that the act makes, with what its form prints; its scan goes with it where one was chosen.

    ``paper``: what was written of it, {"answers", "draft"}; without it the paper has lines to write on. ``told``: what
    the act knows beside its data. ``data``: what else the paper keeps. The record has the fingerprint.
    """
    form = form_of(code, of_organization=case.of_organization)
    assert form is not None
    written = paper if paper is not None else act.data.get("paper") or {}
    source = telling(case, act.day, act.law, act.body, {**act.data, **(told or {})})
    signer = act.by.person if act.by and code == SIGNED else None
    kept = kept_of(form, source, written.get("answers", {}), by=signer, title=_title(act))
    columns: dict[str, Any] = {"number": number, "issued_on": act.day, "own": own, "data": {**data, "paper": kept}}
    columns["issuer"] = str(case.whom) if form.writer == "subject" else str(act.body)
    if act.data.get("inspected"):
        document = file_paper(act, code, "file", **columns)
    else:
        document = Document(code=code, filed_by=act.by, filed_on=act.on, **columns)
        act.add(document)
    _use(act, written)
    act.record("paper.made", code=code, number=number, sha256=fingerprint(kept))
    return document


def kept_of(
    form: Form, telling: Telling, answers: Mapping[str, Any], *, by: Person | None = None, title: str = ""
) -> dict[str, Any]:
    """What compose.py prints of it. ``by``, ``title``: who signs for the body, where he signs himself."""
    with translation.override("vi"):
        known = {key: text for key in _keys(form) if (text := getattr(telling, key)())}
        notes = telling.notes
        body = telling.body
        return {
            "form": form.named(authorised=_authorised(form, telling)),
            "known": known,
            "answers": dict(answers),
            "tables": {item.table: getattr(telling, item.table)() for item in form.items if item.table},
            "head": _head(form, telling),
            "sign": _sign(form.sign, known, body, by, title),
            "signs": [_sign(one, known, None, None, "") for one in form.signs],
            "recipients": _recipients(form, telling),
            **({"notes": notes} if notes else {}),
            **({OF_ORGANIZATION: True} if telling.case.of_organization else {}),
        }


def day_of(document: Document) -> date:
    return document.issued_on or document.filed_on


def form_as_kept(document: Document) -> Form | None:
    """The form by which a paper is printed: of an organisation where it was made so."""
    kept = document.data.get("paper") or {}
    return form_of(document.code, of_organization=bool(kept.get(OF_ORGANIZATION)))


def _keys(form: Form) -> list[str]:
    return list(dict.fromkeys(["name", *(key for item in form.items for key in item.known)]))


def _authorised(form: Form, telling: Telling) -> bool:
    """The sign of the form above the cell; of a ballot, of a vote that proposes."""
    if form.code == "ballot":
        return str(telling.case.mode(telling.on)) != "decide"
    return telling.body is not None and telling.body.kind != BodyKind.CELL


def _head(form: Form, telling: Telling) -> dict[str, str]:
    """{superior, issuer}: the body that issues and the organisation above it; of his own paper, his cell."""
    body, levels = telling.body, telling.levels
    own = form.writer == "subject" or body is None
    here = telling.case.organization_id if own or body is None else body.organization_id
    place = next((index for index, one in enumerate(levels) if one.pk == here), None)
    above = str(levels[place + 1]) if place is not None and place + 1 < len(levels) else ""
    if own or body is None:
        return {"superior": above, "issuer": telling.cell()}
    if body.kind == BodyKind.INSPECTION:
        return {"superior": str(body.organization), "issuer": str(body)}
    return {"superior": above, "issuer": str(body)}


def _sign(
    sign: Mapping[str, str], known: Mapping[str, str], body: Body | None, by: Person | None, title: str
) -> dict[str, str]:
    found = dict(sign)
    if found.get("name"):
        found["name"] = known.get(found["name"], "")
    if found.get("authority") == "issuer":
        found["authority"] = _(_AUTHORITY[BodyKind(body.kind)]) if body and body.kind in _AUTHORITY else ""
    if found.get("title") == "issuer":
        found["title"] = title
        found["name"] = str(by) if title and by else ""
    return found


def _recipients(form: Form, telling: Telling) -> list[str]:
    """Of the decision whom the law of the day names (DIS-91); of an organisation, itself in place of a member."""
    if form.code != "decision":
        return []
    copies = telling.law.get("decision.copies")
    named = [Recipient(code) for code in (copies.value if copies else ())]
    if not telling.case.of_organization:
        return [*(_(RECIPIENT_LABELS[one]) for one in named), _("Archive")]
    told = [_(RECIPIENT_LABELS[one]) for one in named if one not in _OF_MEMBERS]
    return [*([telling.name()] if Recipient.MEMBER in named else []), *told, _("Archive")]


def _title(act: Act) -> str:
    """Under which who acts signs for the body: his seat, or the paper by which he was sent to lead it; else ""."""
    with translation.override("vi"):
        if act.mandate is not None:
            return (_("sent by the superior: %(paper)s") % {"paper": act.mandate.paper}).upper()
        role = act.seat.role if act.seat is not None else ""
        return str(Role(role).label).upper() if role in _SIGNERS else ""


def _use(act: Act, written: Mapping[str, Any]) -> None:
    """The draft has become a paper: what is typed from now on is another one."""
    draft = written.get("draft")
    if draft is not None:
        CasePaperDraft.objects.filter(pk=draft.pk).update(used=draft.version)
