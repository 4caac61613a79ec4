"""Who conducts an inspection by name, and against whom its conclusion says that discipline is deserved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from discipline.states import State
from organization.models import Person, User


class InspectionMember(models.Model):
    """A named member of the team of an inspection or a supervision."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="inspectors")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    leads = models.BooleanField(_("leads the team"), default=False)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("member of the inspection team")
        verbose_name_plural = _("members of the inspection team")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.person)


class Consequence(models.Model):
    """Against whom the conclusion of an inspection says that discipline is deserved, and how it goes on.

    ``person`` None: the organisation inspected itself. ``led_to``: the discipline case here; ``handed_to``: who is told
    outside this system; neither: it has not gone on yet.
    """

    case = models.ForeignKey("discipline.Inspection", models.PROTECT, related_name="consequences")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    led_to = models.OneToOneField(
        "discipline.DisciplineCase", models.PROTECT, null=True, blank=True, related_name="consequence"
    )
    handed_to = models.CharField(_("handed to an organisation outside"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("consequence of an inspection")
        verbose_name_plural = _("consequences of inspections")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="one_consequence_per_person"),
            models.UniqueConstraint(
                fields=["case"], name="one_consequence_for_the_organization", condition=models.Q(person=None)
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.case.organization)

    @property
    def passed_on(self) -> bool:
        """Whether discipline goes on, here or elsewhere; a case that was entered by mistake is none."""
        here = self.led_to is not None and self.led_to.state != State.CLOSED_MISTAKEN
        return here or bool(self.handed_to)
