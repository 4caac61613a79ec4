"""What is kept of a form while it is being written."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organization.models import Body
from workflows.papers.saving import Typed


class PaperDraft(Typed):
    """A form as it is being typed. ``code``: of the paper; ``key``: public id of the introducer or helper, or empty.

    ``body``: in which it is written, None for the person concerned: where the dossier goes, no draft goes with it.
    """

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="paper_drafts")
    code = models.CharField(max_length=40)
    key = models.CharField(max_length=12, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("form being written")
        verbose_name_plural = _("forms being written")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "code", "key"], condition=Q(body__isnull=True), name="own_paper_draft_once"
            ),
            models.UniqueConstraint(
                fields=["dossier", "code", "key", "body"], condition=Q(body__isnull=False), name="paper_draft_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.key}".strip()
