"""The rival's process: viewflow's own Process and Task tables, and one table for what is the dossier's."""

from django.db import models
from viewflow.workflow.models import Process

from organization.models import Body, Person


class StockDossier(Process):
    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=40)
    cell = models.ForeignKey(Body, models.PROTECT, related_name="+")
    section = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    grassroots = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    standing = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    appraised_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.pk}"
