"""What has to be remedied after a supervision."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Document


class RemediationItem(models.Model):
    """What a conclusion asks to be remedied: by whom, until when; ticked off with the paper that shows it, or no longer
    asked for. ``number``: within its case, and the reference of its clock.
    """

    case = models.ForeignKey("discipline.Supervision", models.PROTECT, related_name="remedies")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    what = models.TextField(_("what has to be remedied"))
    responsible = models.CharField(_("responsible"), max_length=200)
    due_on = models.DateField(_("until"))
    done_on = models.DateField(_("remedied on"), null=True, blank=True)
    proof = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_on = models.DateField(_("no longer asked for since"), null=True, blank=True)
    lifted_because = models.TextField(_("why it is no longer asked for"), blank=True)

    class Meta:
        verbose_name = _("item to be remedied")
        verbose_name_plural = _("items to be remedied")
        default_permissions = ()
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return f"{self.due_on:%d/%m/%Y} – {self.what}"

    @property
    def open(self) -> bool:
        return self.done_on is None and self.lifted_on is None
