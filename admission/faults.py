"""An admission that turned out wrong: what was found, what was directed, what was done again (ADM-85 to ADM-87)."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class RedoStep(StrEnum):
    """What may be faulty and is then done again, in the order of the chain; the decision is issued again always. The
    first five of an admission, the others of a recognition alone.
    """

    PAPERS = "papers"
    CERTIFICATION = "certification"
    CELL = "cell"
    GRASSROOTS = "grassroots"
    AUTHORITY = "authority"
    RECOGNITION_PAPERS = "recognition_papers"
    RECOGNITION_CELL = "recognition_cell"
    RECOGNITION_GRASSROOTS = "recognition_grassroots"
    RECOGNITION_AUTHORITY = "recognition_authority"


OF_RECOGNITION = tuple(step for step in RedoStep if step.startswith("recognition_"))
OF_ADMISSION = tuple(step for step in RedoStep if step not in OF_RECOGNITION)

#: English source strings.
REDO_LABELS = {
    RedoStep.PAPERS: gettext_noop("introduction, papers and background check"),
    RedoStep.CERTIFICATION: gettext_noop("certificate of the CV (item 26)"),
    RedoStep.CELL: gettext_noop("vote of the cell"),
    RedoStep.GRASSROOTS: gettext_noop("vote of the grassroots committee"),
    RedoStep.AUTHORITY: gettext_noop("vote of the authority"),
    RedoStep.RECOGNITION_PAPERS: gettext_noop("papers of the recognition"),
    RedoStep.RECOGNITION_CELL: gettext_noop("vote of the cell on the recognition"),
    RedoStep.RECOGNITION_GRASSROOTS: gettext_noop("vote of the grassroots committee on the recognition"),
    RedoStep.RECOGNITION_AUTHORITY: gettext_noop("vote of the authority on the recognition"),
}


class WrongAdmission(models.Model):
    """One finding that the admission, or the recognition alone, was wrong.

    ``fault``: code of admission.facts_fault.Fault. ``faulty``, ``redone``: lists of codes of RedoStep. ``former``:
    number and days of the decision that was wrong, days as ISO text. ``closed_on``: annulled and the name removed, or
    the decision issued again.
    """

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="faults")
    fault = models.CharField(_("what is wrong"), max_length=20)
    qualified = models.BooleanField(_("meets the standards nevertheless"))
    found = models.TextField(_("what was found"))
    number = models.CharField(_("number of the instruction or cancellation"), max_length=60, blank=True)
    signed_on = models.DateField(_("signed on"))
    faulty = models.JSONField(_("faulty steps"), default=list)
    redone = models.JSONField(_("steps done again"), default=list)
    former = models.JSONField(_("the wrong decision"), default=dict)
    at_intake = models.BooleanField(_("found on a transfer"), default=False)
    consent_number = models.CharField(_("consent of the superior"), max_length=60, blank=True)
    consent_on = models.DateField(_("consent of"), null=True, blank=True)
    cancelled_on = models.DateField(_("wrong decision cancelled on"), null=True, blank=True)
    cancelled_by_issuer = models.BooleanField(_("cancelled by its issuer"), null=True, blank=True)
    responsibility = models.TextField(_("review of responsibility"), blank=True)
    name_removed_on = models.DateField(_("name removed on"), null=True, blank=True)
    reissued_on = models.DateField(_("new decision of"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("wrong admission")
        verbose_name_plural = _("wrong admissions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(closed_on__isnull=True), name="one_open_fault_per_dossier"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.fault}"

    @property
    def left(self) -> list[RedoStep]:
        """Faulty steps still to be done again, in order."""
        return [step for step in RedoStep if step in self.faulty and step not in self.redone]
