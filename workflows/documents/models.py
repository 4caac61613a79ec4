"""The papers of a case, their files by content hash, and the registers that number what a body issues."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organization.models import Body, new_public_id


class Document(models.Model):
    """A paper of a case. A newer version replaces an older one, which is kept (``replaced_on``).

    ``code``: the paper's kind in its procedure (admission: the checklist rows). ``data``: the few facts rules need
    from the paper, as {name: JSON value}; under "paper" what its form prints, where the system makes it. ``own``:
    whether the subject of the case may read it in his own file. ``needs``: the permission without which who sees the
    case does not read the file; empty for none.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="documents")
    code = models.CharField(max_length=40)
    number = models.CharField(_("number"), max_length=60, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    data = models.JSONField(default=dict, blank=True)
    own = models.BooleanField(default=False)
    needs = models.CharField(max_length=40, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    filed_on = models.DateField()
    filed_at = models.DateTimeField(auto_now_add=True)
    replaced_on = models.DateField(null=True, blank=True)

    #: Set by reading.py: why its file is not for the user who asks, "" where it is; ``his``: he reads it in his own
    #: file.
    withheld = ""
    his = False

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [models.Index(fields=["case", "code"])]

    def __str__(self) -> str:
        return f"{self.code} {self.number}".strip()

    @property
    def printable(self) -> bool:
        """Whether a form can be printed of it."""
        return bool(self.data.get("paper"))


class Register(models.Model):
    """The gap-free number series of a body for a type of paper in one term of its committee (numbers run per type and
    term).
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="registers")
    document_type = models.CharField(_("document type"), max_length=20)
    term_since = models.DateField(_("term begins on"))
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("register of numbers")
        verbose_name_plural = _("registers of numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "document_type", "term_since"], name="one_register_per_body_type_term"
            ),
            models.CheckConstraint(condition=Q(last_number__gte=0), name="register_counts_up"),
        ]

    def __str__(self) -> str:
        return f"{self.document_type} {self.body}"
