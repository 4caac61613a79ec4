"""What one administrator wants changed, until another one has confirmed it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    WAITING = "waiting", _("Waits for a second administrator")
    CONFIRMED = "confirmed", _("Confirmed and stored")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProposedChange(models.Model):
    """``steps``: rows to be written, in their order, as capturing.py finds them. ``persons`` and ``users``: ids of
    those whom it is about, who do not confirm it.
    """

    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING, editable=False
    )
    summary = models.CharField(_("what is changed"), max_length=250, editable=False)
    steps = models.JSONField(default=list, editable=False)
    persons = models.JSONField(default=list, editable=False)
    users = models.JSONField(default=list, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by"), editable=False
    )
    proposed_at = models.DateTimeField(_("proposed at"), editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("decided by"),
        editable=False,
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("changes that wait for a second administrator")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.summary

    @property
    def waits(self) -> bool:
        return self.state == ProposalState.WAITING
