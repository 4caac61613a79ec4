"""Who sees what of a case of discipline: objects.yaml (discipline.md §9), asked by every page and door of its parts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from permissions.objects import Matrix, Standing, matrix_of, may_see_object
from workflows import plain_yaml
from workflows.access_rows import AccessReason
from workflows.beholding import Beholder, Shut

if TYPE_CHECKING:
    from discipline.denunciations.models import Denunciation
    from discipline.models import DisciplineCase

TEAM, SUPERIOR, COMMISSION, ACCUSED = "team", "superior", "commission", "accused"
CONDUCTS, SITTING, DECIDES, NAMES = "conducts", "sitting", "decides", "names"
OWN, TOLD, ANNOUNCED = "own", "told", "announced"


@cache
def matrix() -> Matrix:
    return matrix_of(plain_yaml.load(Path(__file__).with_name("objects.yaml").read_text(encoding="utf-8")))


def standing_of(beholder: Beholder, *, conductor_id: int | None, issuer_id: int | None = None) -> Standing:
    """How somebody stands to a case that he sees officially. ``conductor_id``, ``issuer_id``: of the bodies that
    conduct the examination, and whose decision it is.
    """
    found: dict[str, set[str]] = {TEAM: set()} if beholder.named else {}
    for body, reason in beholder.through:
        relation = matrix().bodies.get(body.kind)
        if relation is None:
            continue
        if relation == COMMISSION and reason == AccessReason.SUPERIOR:
            relation = SUPERIOR
        held = found.setdefault(relation, set())
        held |= {SITTING} if body.pk in beholder.waiting else set()
        held |= {CONDUCTS} if body.pk == conductor_id else set()
        held |= {DECIDES} if body.pk == issuer_id else set()
    return found


def shut_in_case(case: DisciplineCase, beholder: Beholder) -> Shut:
    return _shut(standing_of(beholder, conductor_id=case.registrar_id, issuer_id=case.issuer_id))


def shut_in_denunciation(case: Denunciation, beholder: Beholder) -> Shut:
    return _shut(standing_of(beholder, conductor_id=case.handler_id))


def reads_denouncer(*, heads: bool, named: bool) -> bool:
    """Whether who sees a denunciation reads who made it. ``heads``: a seat that the catalogue gives it."""
    standing = {COMMISSION if heads else TEAM: {NAMES} if heads or named else set()}
    return may_see_object(matrix(), standing, "denouncer_identity")


def told_to_him(name: str, *, announced: bool) -> bool:
    """Whether the person concerned reads the object in his own file."""
    return may_see_object(matrix(), {ACCUSED: {OWN, TOLD, *({ANNOUNCED} if announced else ())}}, name)


def _shut(standing: Standing) -> Shut:
    rows = [one for one in matrix().objects.values() if not may_see_object(matrix(), standing, one.name)]
    parts = ({code for row in rows for code in getattr(row, part)} for part in ("papers", "panels", "record"))
    return Shut(*(frozenset(codes) for codes in parts))
