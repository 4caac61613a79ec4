"""The chain of a dossier as viewflow's documentation builds one: a permission on an object for each step, no law."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from guardian.shortcuts import assign_perm
from viewflow import this
from viewflow.workflow.base import Flow
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.nodes import End, StartHandle, View

from organization.models import User
from permissions.catalogue import Perm
from tests.bench.stock.models import StockDossier

#: Ours answers for the names of the catalogue; the rival's are kept apart.
PREFIX = "stock_"


def step(perm: str, body: str) -> View:
    """A task for whoever holds the permission on the body of the dossier: ``Permission(…, obj=…)``."""
    return View(None).Permission(f"organization.{PREFIX}{perm}", obj=lambda process: getattr(process.coerced, body))


class StockFlow(Flow):
    """Stock admission"""

    process_class = StockDossier
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)

    opening = StartHandle(this.begin).Next(this.draft)
    draft = step(Perm.PREPARE_DOSSIER, "cell").Next(this.verify)
    verify = step(Perm.PREPARE_DOSSIER, "cell").Next(this.certify)
    certify = step(Perm.CERTIFY_BACKGROUND, "grassroots").Next(this.completion)
    completion = step(Perm.PREPARE_DOSSIER, "cell").Next(this.cell)
    cell = step(Perm.RECORD_RESOLUTION, "cell").Next(this.section)
    cell_shortfall = step(Perm.DIRECT_AFTER_SHORTFALL, "standing").Next(this.cell)
    section = step(Perm.APPRAISE_SECTION, "section").Next(this.grassroots)
    grassroots = step(Perm.RECORD_RESOLUTION, "grassroots").Next(this.appraisal)
    grassroots_shortfall = step(Perm.DIRECT_AFTER_SHORTFALL, "standing").Next(this.appraisal)
    appraisal = step(Perm.APPRAISE_DOSSIER, "department").Next(this.standing)
    supplement = step(Perm.PREPARE_DOSSIER, "cell").Next(this.appraisal)
    standing = step(Perm.RECORD_RESOLUTION, "standing").Next(this.decision)
    decision = step(Perm.ISSUE_DECISION, "standing").Next(this.receipt)
    refusal_notice = step(Perm.NOTIFY_REFUSAL, "department").Next(this.ended)
    receipt = step(Perm.RECEIVE_DECISION, "cell").Next(this.ceremony)
    ceremony = step(Perm.HOLD_CEREMONY, "cell").Next(this.ended)
    ended = End()

    def begin(self, activation: Any) -> Any:
        return activation.process


def complete(task_id: int, user: User, **changes: object) -> None:
    """What the two stock views do, assign and execute, here in one transaction under one lock; the process is saved,
    and the next body is granted the sight of it."""
    task_class = StockFlow.task_class
    with transaction.atomic():
        process_id = task_class.objects.values_list("process_id", flat=True).get(pk=task_id)
        with StockFlow.lock(process_id):
            task = task_class.objects.select_related("process__stockdossier").get(pk=task_id)
            node = task.flow_task
            if not node.can_assign(user, task):
                raise PermissionError(task_id)
            activation = node.activation_class(task)
            activation.assign(user)
            activation.start(None)
            for name, value in changes.items():
                setattr(activation.process, name, value)
            activation.process.save()
            activation.execute()
            body = node._next._owner_permission_obj(activation.process)
            assign_perm("stock.view_stockdossier", Group.objects.get(name=f"body {body.pk}"), activation.process)
