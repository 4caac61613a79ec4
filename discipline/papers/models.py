"""What is kept of a paper while it is being written."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organization.models import Body
from workflows.papers.saving import Typed


class CasePaperDraft(Typed):
    """A paper as it is being typed. ``code``: which; ``body``: in which it is written, None for the person concerned.

    ``used``: the version that an act has made a paper of; a later version is a new paper in the making.
    """

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="paper_drafts_of_case")
    code = models.CharField(max_length=40)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    used = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("paper being written")
        verbose_name_plural = _("papers being written")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"], condition=Q(body__isnull=True), name="own_case_paper_draft_once"
            ),
            models.UniqueConstraint(
                fields=["case", "code", "body"], condition=Q(body__isnull=False), name="case_paper_draft_once"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def waiting(self) -> bool:
        """Whether something is written that no act has made a paper of."""
        return self.version > self.used
