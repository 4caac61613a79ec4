"""The two doors to a CV: the applicant's own file, and the official view of those whose bodies see the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from admission.doors import DossierDoor, entering
from admission.models import Cv, Dossier
from organization.clock import today
from organization.models import User
from permissions.catalogue import Perm
from permissions.checks import may
from workflows.context import asker
from workflows.documents.reading import may_read
from workflows.models import Task
from workflows.reads import shown
from workflows.recusal import recused_because


@dataclass(frozen=True)
class Door(DossierDoor):
    """To the CV."""

    front = "cv"

    @property
    def writes(self) -> bool:
        return self.task is not None and not self.closed

    @property
    def reads_third_persons(self) -> bool:
        """The applicant reads what he wrote himself."""
        return self.own or may_read(self.dossier.pk, self.user, self.on, Perm.READ_THIRD_PERSONS)

    @property
    def cv(self) -> Cv | None:
        return self.dossier.cvs.filter(replaced_on__isnull=True).first()


def _door(request: HttpRequest, public_id: str, *, own: bool) -> Door:
    return own_door(request, public_id) if own else official_door(request, public_id)


through_a_door = entering(_door)


def own_door(request: HttpRequest, public_id: str) -> Door:
    """404 for whoever the file is not about."""
    user, on = asker(request), today()
    rows = Dossier.objects.own_file_of(user.person).select_related("subject", "organization")
    dossier = get_object_or_404(rows, public_id=public_id)
    shown(request, dossier)
    task = _writing_task(dossier)
    closed = "" if task else _("At this stage the CV is not changed any more.")
    return Door(dossier, user, on, True, task, closed)


def official_door(request: HttpRequest, public_id: str) -> Door:
    """404 for whoever may not see the case."""
    user, on = asker(request), today()
    rows = Dossier.objects.visible_to(user, on).select_related("subject", "organization")
    dossier = get_object_or_404(rows, public_id=public_id)
    shown(request, dossier)
    task = _writing_task(dossier)
    return Door(dossier, user, on, False, task, _closed_to(dossier, task, user, on))


def _writing_task(dossier: Dossier) -> Task | None:
    for task in Task.objects.open().filter(process=dossier).select_related("body"):
        if "submit_cv" in task.flow_task.doings:
            return task
    return None


def _closed_to(dossier: Dossier, task: Task | None, user: User, on: date) -> str:
    """Why an official does not write the CV; empty when he may."""
    if task is None or task.body is None:
        return _("At this stage the CV is not changed any more.")
    if dossier.applicant_has_account:
        return _("The applicant has an account and writes the CV himself.")
    answer: Any = may(user, task.flow_task.perm, task.body, on)
    return recused_because(user, dossier, on) or ("" if answer else answer.reason)
