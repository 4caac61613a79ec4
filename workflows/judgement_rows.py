"""What was judged in an act: its facts, its law, its findings. Written by acts alone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Body


class Judgement(models.Model):
    """One act: what was known (``facts``), by which law (``law``: {axis: regulation code}), what was found, what came
    of it.

    ``key`` and ``digest`` make an act happen once: the same key and body again returns this row.
    """

    key = models.UUIDField(unique=True)
    digest = models.CharField(max_length=64)
    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="judgements")
    task = models.ForeignKey("workflows.Task", models.PROTECT, null=True, related_name="judgements")
    step = models.CharField(max_length=60, blank=True)
    verb = models.CharField(max_length=60)
    outcome = models.CharField(max_length=40, blank=True)
    on = models.DateField(_("judged by the law of"))
    entered_on = models.DateField(_("entered on"))
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    law = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    #: Of the act that opened a vote: see workflows/meetings/certificate.py.
    certificate = models.JSONField(default=dict, blank=True)
    #: Drafts known on the day whose text was not seen; the actor acknowledged the sentence about them.
    acknowledged_drafts = models.JSONField(default=list)

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        default_permissions = ()
        indexes = [models.Index(fields=["case", "verb"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.on}"
