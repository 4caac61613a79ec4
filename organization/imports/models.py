"""What became of an uploaded list, and what is wrong with it; the file itself lies beside the database for a while."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    PENDING = "pending", _("Waiting to be checked")
    CHECKING = "checking", _("Being checked")
    UNREADABLE = "unreadable", _("The file cannot be read")
    FAULTY = "faulty", _("Has rows to correct")
    READY = "ready", _("Checked, not yet stored")
    WRITING = "writing", _("Being stored")
    DONE = "done", _("Stored")
    INTERRUPTED = "interrupted", _("Interrupted, nothing stored")
    ABANDONED = "abandoned", _("Given up, nothing stored")


#: States in which a thread is at work; what it holds ends with the lease.
RUNNING = (State.PENDING, State.CHECKING, State.WRITING)
#: States in which the uploaded file is no longer needed.
ENDED = (State.DONE, State.ABANDONED)


class ListImport(models.Model):
    """Who brought which list, when, and with what result. ``run``: the thread that may go on with it."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    listing = models.CharField(max_length=20)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PENDING)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    run = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    #: texts worth knowing before one confirms
    notes = models.JSONField(default=list)
    #: the first rows that would be stored (preview.py); gone with the file
    preview = models.JSONField(default=dict)
    #: why the file as a whole was not taken, in words
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("import of a list")
        verbose_name_plural = _("imports of lists")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="writing"), name="one_import_writes"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def rows(self) -> int:
        return self.added + self.changed + self.same + self.faulty

    @property
    def writes(self) -> int:
        return self.added + self.changed

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING


class ListProblem(models.Model):
    """One thing that is wrong with a row; gone with the file."""

    list_import = models.ForeignKey(ListImport, models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=60, blank=True)
    reason = models.TextField()

    class Meta:
        ordering = ["line", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"
