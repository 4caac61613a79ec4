"""What the unusual ways of a dossier leave: rows of their own, one for each time that it happened."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Staleness(models.Model):
    """A dossier that grew stale (ADM-39). ``since``: the first day on which its papers no longer served; ``changed``:
    what the cell concluded on the verification, None until the papers are redone.
    """

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="stalenesses")
    since = models.DateField(_("stale since"))
    redone_on = models.DateField(_("papers redone on"), null=True, blank=True)
    changed = models.BooleanField(_("something changed since the verification"), null=True, blank=True)
    conclusion = models.TextField(_("conclusion on the verification"), blank=True)

    class Meta:
        verbose_name = _("stale dossier")
        verbose_name_plural = _("stale dossiers")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(redone_on__isnull=True), name="dossier_is_stale_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.since}"


class ConsentRequest(models.Model):
    """A letter that asks a higher committee to consent (ADM-54, T25).

    ``matters``: list of codes (admission.codes.Consent). ``granted``: None while it waits.
    """

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="consent_requests")
    matters = models.JSONField(default=list)
    addressee = models.CharField(_("committee asked"), max_length=200)
    number = models.CharField(_("number of the letter"), max_length=60)
    asked_on = models.DateField(_("asked on"))
    granted = models.BooleanField(_("consents"), null=True, blank=True)
    answer_number = models.CharField(_("number of the answer"), max_length=60, blank=True)
    answered_on = models.DateField(_("answer of"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for a higher consent")
        verbose_name_plural = _("requests for a higher consent")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number} {self.asked_on}"
