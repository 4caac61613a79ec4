"""What a paper with a form keeps when an act makes it: everything printed, as it stood on the day."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from admission.models import Dossier
from admission.papers.known import file_known, vote_known
from admission.papers.schema import form_of
from organization.models import Body, BodyKind, Role
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.meetings.minutes import above_of
from workflows.meetings.models import AgendaItem
from workflows.papers.keeping import fingerprint, narrowed
from workflows.papers.schema import Form


def issue_form(
    dossier: Dossier,
    act: Act,
    code: str,
    number: str = "",
    *,
    own: bool = False,
    vote: AgendaItem | None = None,
    **data: Any,
) -> None:
    """Add a paper that the act makes; with what its form prints, where it has one. ``vote``: what was counted."""
    form = form_of(code)
    if form is not None:
        with translation.override("vi"):
            data["paper"] = _kept(form, dossier, act, vote)
    issue_paper(act, code, number, own=own, **data)
    if form is not None:
        act.record("paper.made", code=str(code), number=number, sha256=fingerprint(data["paper"]))


def set_aside(dossier: Dossier, act: Act, codes: Iterable[str], *, but_of: Body | None = None) -> None:
    """Papers of these kinds stay in the file and are current no more, from the day the act is entered. ``but_of``: the
    body whose own stand, because a grassroots cell makes the paper that is a committee's elsewhere.
    """
    papers = dossier.documents.filter(code__in=list(codes), replaced_on__isnull=True)
    (papers.exclude(issuer=str(but_of)) if but_of else papers).update(replaced_on=act.on)


def _kept(form: Form, dossier: Dossier, act: Act, vote: AgendaItem | None) -> dict[str, Any]:
    known = file_known(dossier, act.route.levels)
    if vote is not None:
        known |= vote_known(vote.paper)
    length = act.law.get("ceremony.deadline")
    if length is not None:
        known["ceremony_limit"] = _("within %(count)s working days") % {"count": length.value}
    committee = act.body is not None and act.body.kind == BodyKind.COMMITTEE
    above = above_of(act)
    return {
        "form": form.named(authorised=committee),
        "known": narrowed(form, known),
        "answers": {one.name: act.data[one.name] for one in form.fields if act.data.get(one.name) not in (None, "")},
        "head": {"superior": above, "issuer": str(act.body.organization) if act.body else ""},
        "sign": _sign(form, act, committee=committee),
        "recipients": [text for text in (above, str(dossier.organization), _("Archive")) if text],
    }


def _sign(form: Form, act: Act, *, committee: bool) -> dict[str, str]:
    """By whom it is signed: the secretary or deputy who issues a decision; else whoever signs by hand."""
    if form.sign.get("authority") and act.body is not None and act.body.kind == BodyKind.CELL:
        return {"authority": _("FOR THE CELL"), "title": str(Role.SECRETARY.label).upper()}
    if form.sign.get("title") != "decision_signer" or act.seat is None or act.by is None:
        return dict(form.sign)
    return {
        "authority": _("FOR THE PARTY COMMITTEE") if committee else _("FOR THE STANDING COMMITTEE"),
        "title": str(Role(act.seat.role).label).upper(),
        "name": str(act.by.person),
    }
