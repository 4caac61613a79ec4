"""What was asked of other places about the CV, and what exempts a side of the family, or the whole of it, from that."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Body, Person, User, new_public_id


class VerificationRequest(models.Model):
    """A request to a place to verify part of the CV, with its own answer and its own clock (ADM-36).

    ``relation_code``, ``scope``: codes of admission/relations.py; no code where the person was typed. ``situation``,
    ``channel``: codes of Where and Channel (ADM-34), for a person who is asked about in a way of its own. ``body``: who
    was asked, if it answers in this system; ``answered_by``: who did it there.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="verifications")
    relation = models.CharField(_("relation to the applicant"), max_length=60)
    person_name = models.CharField(_("person verified"), max_length=120)
    place = models.CharField(_("place asked"), max_length=200)
    abroad = models.BooleanField(_("abroad"), default=False)
    letter_number = models.CharField(_("letter number"), max_length=60, blank=True)
    situation = models.CharField(_("where the person is"), max_length=20, blank=True)
    channel = models.CharField(_("asked through"), max_length=40, blank=True)
    sent_on = models.DateField(_("sent on"))
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    clear = models.BooleanField(_("nothing to object"), null=True, blank=True)
    summary = models.TextField(_("item 24"), blank=True)
    relation_code = models.CharField(max_length=30, blank=True)
    scope = models.CharField(max_length=10, default="full")
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="verifications", verbose_name=_("body asked")
    )
    verifier = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("member sent")
    )
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    class Meta:
        verbose_name = _("verification request")
        verbose_name_plural = _("verification requests")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.relation}: {self.place}"


class VerificationExemption(models.Model):
    """A claim of ADM-31 to ADM-33 with the confirmation it rests on; ``ground``: a code of Exemption.

    ``relation`` and ``person_name``: the member whose membership exempts (of item 21); empty for a family of one
    commune.
    """

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="exemptions")
    ground = models.CharField(_("ground"), max_length=20)
    relation = models.CharField(max_length=30, blank=True)
    person_name = models.CharField(_("member"), max_length=120, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=200, blank=True)
    confirmation_number = models.CharField(_("number of the confirmation"), max_length=60, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    recorded_on = models.DateField(_("recorded on"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("exemption from verification")
        verbose_name_plural = _("exemptions from verification")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["dossier", "ground"], name="exemption_once_per_ground")]

    def __str__(self) -> str:
        return self.ground
