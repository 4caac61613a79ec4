"""Which papers of a case that he sees a user may also open: some tell of third persons."""

from collections.abc import Container, Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext as _

from organization.models import Seat, User
from permissions.catalogue import GRANTS
from workflows.beholding import beholder_of
from workflows.documents.models import Document
from workflows.models import Case


def readable(public_id: str, user: User, on: date) -> Document | None:
    """The paper, if the user may read it on the day.

    Two doors: the case is visible to the user's seats, or it is his own file and the paper is marked for it: ``his``.
    """
    seen = Case.objects.visible_to(user, on)
    own = Q(case__in=Case.objects.own_file_of(user.person, on).values("pk"), own=True)
    papers = Document.objects.filter(Q(case__in=seen.values("pk")) | own).select_related("case")
    through_own = ExpressionWrapper(own, output_field=BooleanField())
    found = papers.annotate(through_own=through_own).filter(public_id=public_id).first()
    if found is None or not (found.through_own or reads(found, user, on)):
        return None
    found.his = found.through_own
    return found


def reads(document: Document, user: User, on: date) -> bool:
    """Whether he who sees the case officially may open the paper."""
    if document.needs and not may_read(document.case_id, user, on, document.needs):
        return False
    case = document.case
    if case.kind not in settings.PROCEDURES:
        return True
    whole = case.flow_class.process_class._default_manager.get(pk=case.pk)
    return document.code not in whole.shut_to(beholder_of(case, user, on)).papers


def may_read(case_id: int, user: User, on: date, perm: str) -> bool:
    """Whether the user reads the part of a case that takes ``perm``. One statement."""
    return Case.objects.filter(pk=case_id).read_in_full(user, on, perm).exists()


def opened_for(
    case: Any,
    documents: Iterable[Document],
    user: User,
    on: date,
    seats: Iterable[Seat] = (),
    shut: Container[str] = (),
) -> list[Document]:
    """The papers of the case, each with ``withheld``: why its file is not for this user, "" where it is. ``shut``:
    codes of those of which he reads no more than that they are there.

    ``seats``: of his, in a body known to see the case; what they do not settle takes a statement for each permission
    that some paper needs.
    """
    found = list(documents)
    posts = {(seat.body.kind, seat.role) for seat in seats}
    allowed = {
        perm: bool(posts & GRANTS[perm]) or may_read(case.pk, user, on, perm)
        for perm in {paper.needs for paper in found if paper.needs}
    }
    for paper in found:
        if not allowed.get(paper.needs, True):
            paper.withheld = _("the file tells of third persons; you read the version without them")
        if paper.code in shut:
            paper.withheld = _("not for you: see who may see what of a case")
    return found
