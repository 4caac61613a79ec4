"""What is kept of a CV: its parts as they are being typed, and each version that was handed in, frozen."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import new_public_id
from workflows.papers.saving import Typed


class CvPart(Typed):
    """A page of the CV as it is being typed. ``key``: which person of item 21, else empty."""

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="cv_parts")
    part = models.CharField(max_length=20)
    key = models.CharField(max_length=12, blank=True)

    class Meta:
        verbose_name = _("part of a CV being written")
        verbose_name_plural = _("parts of CVs being written")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["dossier", "part", "key"], name="cv_part_once")]

    def __str__(self) -> str:
        return f"{self.part} {self.key}".strip()


class Cv(models.Model):
    """A CV handed in, frozen. ``answers``: values as admission/cv/checking.py reads them, item 21 under "family".

    ``sha256``: of ``answers`` as canonical JSON, also in the record of the case. ``head``: of its paper,
    {superior, issuer}. ``for_applicant``: the cell entered it.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="cvs")
    answers = models.JSONField()
    sha256 = models.CharField(max_length=64)
    head = models.JSONField(default=dict)
    submitted_on = models.DateField(_("handed in on"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    for_applicant = models.BooleanField(default=False)
    replaced_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("CV handed in")
        verbose_name_plural = _("CVs handed in")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(replaced_on__isnull=True), name="one_current_cv"
            )
        ]

    def __str__(self) -> str:
        return self.public_id
