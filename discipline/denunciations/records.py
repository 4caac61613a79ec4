"""Rows of a denunciation: its allegations; and apart from them, sealed, who denounced and who may read it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Body, Person, User


class Allegation(models.Model):
    """One allegation, in words that do not tell who made it. ``conclusion``: a code of AllegationConclusion."""

    case = models.ForeignKey("discipline.Denunciation", models.PROTECT, related_name="allegations")
    number = models.PositiveIntegerField(_("number"))
    described = models.TextField(_("what he is said to have done"))
    conclusion = models.CharField(_("conclusion"), max_length=30, blank=True)
    reasons = models.TextField(_("reasons of the conclusion"), blank=True)

    class Meta:
        verbose_name = _("allegation")
        verbose_name_plural = _("allegations")
        default_permissions = ()
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_allegation_per_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.described}"


class DenouncerIdentity(models.Model):
    """Who denounced (DIS-136): read through ``identity.py`` alone, and kept nowhere else.

    The original paper lies here as bytes, not among the documents: it bears the name. No page of the administration, no
    list, no search and no record knows this table; ``str`` tells nothing.
    """

    case = models.ForeignKey("discipline.Denunciation", models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("address"), max_length=300)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    original = models.BinaryField(_("original paper"), null=True, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = _("identity of a denouncer")
        verbose_name_plural = _("identities of denouncers")
        default_permissions = ()

    def __str__(self) -> str:
        return "–"


class IdentityReader(models.Model):
    """A person who is named to read who denounced, from a day until the day before another, and why."""

    case = models.ForeignKey("discipline.Denunciation", models.PROTECT, related_name="identity_readers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=200)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("reader of an identity")
        verbose_name_plural = _("readers of an identity")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user)


class DenunciationTeamMember(models.Model):
    """A named person who verifies a denunciation, with the days between which he sees it; not who made it."""

    case = models.ForeignKey("discipline.Denunciation", models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("member of the team of a denunciation")
        verbose_name_plural = _("members of the team of a denunciation")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.person)
