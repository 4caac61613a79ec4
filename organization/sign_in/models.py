"""What signing in keeps. No password, no seed and no code stands here in the clear."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _


class Session(AbstractBaseSession):
    """A session with whose it is, so that its owner can see and end it. ``expire_date`` is the end that counts: the
    idle limit from the last request on, never later than the longest time from the signing in.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions")
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200, blank=True)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = _("session")  # type: ignore[assignment]
        verbose_name_plural = _("sessions")  # type: ignore[assignment]

    @classmethod
    def get_session_store_class(cls) -> type:
        from organization.sign_in.sessions import SessionStore  # noqa: PLC0415 - the engine imports this model

        return SessionStore


class SecondFactor(models.Model):
    """The secret that a telephone shares with this program, sealed (organization/sign_in/sealing.py).

    ``last_step``: the last interval of thirty seconds whose code was taken; no code of it or of an earlier one counts.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="second_factor"
    )
    sealed = models.BinaryField()
    last_step = models.BigIntegerField(default=0)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"second factor of account {self.user_id}"


class RecoveryCode(models.Model):
    """A code on paper that replaces the telephone once. ``number`` begins the code; the rest is hashed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    number = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=128)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "number"], name="one_recovery_code_per_number")]

    def __str__(self) -> str:
        return f"recovery code {self.number} of account {self.user_id}"


class EntryCode(models.Model):
    """Lets its owner choose a password, once, within its time. The administrator hands it over in person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="entry_codes")
    digest = models.CharField(max_length=128)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"entry code of account {self.user_id}"


class FactorReset(models.Model):
    """A second factor given up because telephone and paper are lost: asked by one administrator, granted by another."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="factor_resets")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(granted_by__isnull=True) | ~models.Q(granted_by=models.F("asked_by")),
                name="factor_reset_takes_two",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(granted_at__isnull=True), name="one_open_factor_reset_per_user"
            ),
        ]

    def __str__(self) -> str:
        return f"reset of the second factor of account {self.user_id}"
