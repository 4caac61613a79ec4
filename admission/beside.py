"""What waits beside the open steps: acts that open no task, found here by who may do them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from admission.flows import AdmissionFlow
from admission.models import Dossier, State
from admission.routes import profiles
from admission.states import LISTED
from organization.clock import today
from organization.models import BodyKind, Seat
from organization.queries import seats_of
from permissions.catalogue import roles_for
from workflows.context import asker
from workflows.nodes import Anytime
from workflows.reads import shown

#: So many of each kind are shown (a convention of the page); with what is done the next ones come.
SHOWN = 50
#: verb -> which dossiers wait for it. Of several verbs for one thing each body finds its own.
_LOST = Q(lost_files__closed_on__isnull=True, lost_files__isnull=False)
_OUTSIDE = Q(times_outside__isnull=False)
_CHECKED = _OUTSIDE & Q(times_outside__committee_checked_on__isnull=False, times_outside__counted__isnull=True)
_COMPLAINED = Q(removal_complaints__isnull=False, removal_complaints__answered_on__isnull=True)
WAITING: dict[str, Q] = {
    "confirm_list": Q(state__in=LISTED, source_record__listed_on__isnull=False, source_record__confirmed_on=None),
    "stamp_cv": Q(state=State.BACKGROUND_CHECK) & ~Q(data__has_key="stamped_on"),
    "file_member_record": Q(deadlines__kind="member_records", deadlines__closed_on__isnull=True),
    "check_times_outside": _OUTSIDE & Q(times_outside__committee_checked_on__isnull=True),
    "decide_party_age": _CHECKED,
    "record_party_age": _CHECKED,
    "opine_on_lost_file": _LOST & Q(lost_files__opinion_on__isnull=True),
    "record_lost_file_opinion": _LOST & Q(lost_files__opinion_on__isnull=True),
    "close_lost_file": _LOST & Q(lost_files__opinion_on__isnull=False),
    "answer_complaint": _COMPLAINED,
}


@dataclass(frozen=True)
class Waiting:
    """``more``: whether there are others of the kind than those shown."""

    label: str | Promise
    dossiers: Sequence[Dossier]
    more: bool


@require_safe
def beside_steps(request: HttpRequest) -> HttpResponse:
    """Every kind for which a seat of the reader carries the permission, with the dossiers he sees. One statement each.

    Whether the act is his own body's in a dossier says its page: a list goes by the chain that the dossier followed
    last, and computes no way.
    """
    user, on = asker(request), today()
    seats = list(seats_of(user.person, on))
    mine = {verb: [node for node in _nodes(verb) if _may(node, seats)] for verb in WAITING}
    found = [
        _waiting(Dossier.objects.visible_to(user, on), verb, WAITING[verb] & reduce(or_, map(_on_the_way, nodes)))
        for verb, nodes in mine.items()
        if nodes
    ]
    shown(request, *(dossier for kind in found for dossier in kind.dossiers))
    return render(request, "admission/beside.html", {"kinds": [kind for kind in found if kind.dossiers]})


def _nodes(verb: str) -> list[Anytime]:
    return [node for node in AdmissionFlow.verb_nodes() if isinstance(node, Anytime) and verb in node.doings]


def _may(node: Anytime, seats: list[Seat]) -> bool:
    """Whether a seat in a body of the kind carries the permission; any kind where the dossier names the body."""
    kinds = [node.body_kind] if node.body_kind else [BodyKind.COMMITTEE, BodyKind.STANDING_COMMITTEE, BodyKind.CELL]
    return any(seat.body.kind in kinds and seat.role in roles_for(node.perm, seat.body.kind) for seat in seats)


def _on_the_way(node: Anytime) -> Q:
    """Of chains that have the level; the cell is on every one, and a holder is named by the dossier."""
    if node.holder or not node.level:
        return Q()
    return Q(data__chain__in=[code for code, profile in profiles().items() if node.level in profile.levels])


def _waiting(seen: QuerySet[Dossier], verb: str, asked: Q) -> Waiting:
    rows = seen.filter(pk__in=Dossier.objects.filter(asked).values("pk")).select_related("subject", "organization")
    dossiers = list(rows.order_by("subject__sort_name", "pk")[: SHOWN + 1])
    return Waiting(_nodes(verb)[0].doings[verb].verb.label, dossiers[:SHOWN], len(dossiers) > SHOWN)
