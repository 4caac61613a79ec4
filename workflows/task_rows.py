"""Whose turn it is: the tasks of cases, and which of them a user sees."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.models import AbstractTask
from viewflow.workflow.status import STATUS

from organization.models import Body, Role, User, new_public_id, valid_on
from permissions.catalogue import roles_for
from permissions.visibility import stands_aside
from workflows.mandates import Mandate

if TYPE_CHECKING:
    from workflows.models import Case

OPEN_TASK = Q(status=STATUS.NEW, flow_task_type="HUMAN")


class TaskQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Exactly the condition of the partial index; written otherwise, the index is not used."""
        return self.filter(OPEN_TASK)

    def visible_to(self, user: User, on: date, *, one: bool = False) -> Self:
        """Tasks of the cases the user may see, in bodies he sits in that day or leads in them, but where he stands
        aside. ``one``: of one case."""
        if user.person_id is None:
            return self.none()
        cases = self._cases().visible_to(user, on, one=one).values("pk")
        bodies = Body.objects.on(on).filter(valid_on(on, "seats__"), seats__person_id=user.person_id)
        led = Mandate.objects.on(on).filter(person_id=user.person_id, case_id=OuterRef("process_id"))
        here = Q(body__in=bodies.values("pk")) | Exists(led.filter(body_id=OuterRef("body_id")))
        aside = stands_aside(self._cases().model, user.person_id, on, "process_id")
        return self.filter(here, ~aside, process__in=cases)

    def _cases(self) -> Any:
        related: Any = self.model._meta.get_field("process").related_model
        return related._default_manager.all()


class Task(AbstractTask):
    """Whose turn it is: a step of a case waiting for a body. ``role`` is who usually acts, ``perm`` what it takes."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    process = models.ForeignKey("workflows.Case", models.PROTECT, related_name="task_set", verbose_name=_("case"))
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="tasks", verbose_name=_("body"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, blank=True)
    perm = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # viewflow's own, unused here; without a name of their own the two task tables clash on ContentType.
    owner_permission_content_type = models.ForeignKey(
        ContentType, models.CASCADE, null=True, blank=True, related_name="+", editable=False
    )
    seed = None
    artifact = None

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        default_permissions = ()
        indexes = [
            models.Index(fields=["body", "perm", "due_on"], name="open_tasks_of_body", condition=OPEN_TASK),
            # whole in the index: who has thousands of them reads the fifty of a page in the order of the inbox
            models.Index(
                fields=["due_on", "created", "id"],
                include=["process", "body", "perm"],
                name="open_tasks_by_due",
                condition=OPEN_TASK,
            ),
            # whole in the index: the counts of an inbox read no row of the table
            models.Index(fields=["process", "body", "perm"], name="open_tasks_of_case", condition=OPEN_TASK),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "flow_task"], name="one_open_task_per_case_step", condition=OPEN_TASK
            )
        ]

    @property
    def case(self) -> Case:
        return self.process

    @property
    def roles(self) -> frozenset[str]:
        """The roles of the body that may act on the task."""
        return roles_for(self.perm, self.body.kind) if self.body else frozenset()
