"""The programme of a year of a body, from which supervisions and thematic inspections come; and what has to be
remedied after them.
"""

from django.db import models
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from discipline.codes_inspection import KIND_LABELS, InspectionKind
from organization.models import Body, Organization, Person
from workflows.models import Document


class Programme(models.Model):
    """The programme of inspection and supervision that a body has adopted for a year."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="programmes")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.CharField(_("number of the programme"), max_length=60)
    adopted_on = models.DateField(_("adopted on"))

    class Meta:
        verbose_name = _("programme of the year")
        verbose_name_plural = _("programmes of the year")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["body", "year"], name="one_programme_per_body_and_year")]

    def __str__(self) -> str:
        return f"{self.number} ({self.year})"


class ProgrammeItem(models.Model):
    """One supervision or thematic inspection that is planned. ``key``: of the form that entered it, once.

    About an organisation, or about ``person``, who is counted in it or below it.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="items")
    kind = models.CharField(_("kind"), max_length=20)
    theme = models.TextField(_("theme"))
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    month = models.PositiveSmallIntegerField(_("month"))
    key = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("item of the programme")
        verbose_name_plural = _("items of the programme")
        default_permissions = ()
        ordering = ("month", "pk")

    def __str__(self) -> str:
        return self.theme

    @property
    def kind_label(self) -> str:
        return _g(KIND_LABELS[InspectionKind(self.kind)])


class RemediationItem(models.Model):
    """What a conclusion asks to be remedied: by whom, until when; ticked off with the paper that shows it."""

    case = models.ForeignKey("discipline.Supervision", models.PROTECT, related_name="remedies")
    what = models.TextField(_("what has to be remedied"))
    responsible = models.CharField(_("responsible"), max_length=200)
    due_on = models.DateField(_("until"))
    done_on = models.DateField(_("remedied on"), null=True, blank=True)
    proof = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("item to be remedied")
        verbose_name_plural = _("items to be remedied")
        default_permissions = ()
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.what
