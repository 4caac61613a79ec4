"""What a complaint holds beside its own row: grounds with their proof, parties that were heard, the team."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from discipline.kept_rows import RowOfCase
from organization.models import Body, Person, User
from workflows.models import Document


class ComplaintGround(RowOfCase):
    """A ground for not handling it, with the paper that proves it (DIS-115). ``happened_on``: of a move."""

    case = models.ForeignKey("discipline.Complaint", models.PROTECT, related_name="bars")
    ground = models.CharField(_("ground"), max_length=20)
    proof = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("proof"))
    noted = models.TextField(_("what the paper shows"))
    happened_on = models.DateField(_("happened on"), null=True, blank=True)

    class Meta:
        verbose_name = _("ground against a complaint")
        verbose_name_plural = _("grounds against a complaint")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "ground"], name="one_proof_per_ground")]

    def __str__(self) -> str:
        return self.ground


class PartyHeard(RowOfCase):
    """One party heard for ``body``, the one that was to vote on the complaint, or its refusal (DIS-77, 123)."""

    case = models.ForeignKey("discipline.Complaint", models.PROTECT, related_name="parties")
    party = models.CharField(_("party"), max_length=20)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("heard for"))
    held_on = models.DateField(_("held on"))
    representative = models.CharField(_("heard by"), max_length=200)
    refused = models.BooleanField(_("refused to come"), default=False)
    opinion = models.TextField(_("opinion"), blank=True)

    class Meta:
        verbose_name = _("party heard")
        verbose_name_plural = _("parties heard")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.party} {self.held_on}"


class ComplaintTeamMember(RowOfCase):
    """A named person who verifies a complaint, with the days between which he sees it."""

    case = models.ForeignKey("discipline.Complaint", models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    leads = models.BooleanField(_("leads the team"), default=False)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("member of the team of a complaint")
        verbose_name_plural = _("members of the team of a complaint")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.person)

    def runs_on(self, day: date) -> bool:
        """Whether he belongs to it on the day."""
        return self.since <= day < self.until
