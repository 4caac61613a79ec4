"""Who logs in, and what an administrator may administer."""

from django.contrib.auth import get_backends
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.sign_in.passwords import one_spelling

#: What the administrator may administer: apps whole, and single models of other apps. No case content.
ADMINISTRABLE_APPS = frozenset({"organization", "workflows"})
ADMINISTRABLE_MODELS = frozenset({"calendarday"})


def administrable(perm: str) -> bool:
    """Whether a Django permission name ("app.action_model") concerns organisation, users or calendar, not cases."""
    app, _dot, codename = perm.partition(".")
    return app == "organization" or codename.rpartition("_")[2] in ADMINISTRABLE_MODELS


class User(AbstractUser):
    """A log-in. What its owner may do follows from the person's seats alone; ``is_superuser`` opens no case."""

    person = models.OneToOneField(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="user", verbose_name=_("person")
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")  # type: ignore[assignment]
        verbose_name_plural = _("users")  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.person.full_name if self.person else self.username

    def set_password(self, raw_password: str | None) -> None:
        """In the one spelling in which it is compared: keyboards send both."""
        super().set_password(raw_password and one_spelling(raw_password))

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """A superuser administers organisations, seats, users and the calendar; cases and papers he does not see."""
        if self.is_active and self.is_superuser and obj is None and administrable(perm):
            return True
        return any(backend.has_perm(self, perm, obj) for backend in get_backends() if hasattr(backend, "has_perm"))

    def has_module_perms(self, app_label: str) -> bool:
        return bool(self.is_active and self.is_superuser and app_label in ADMINISTRABLE_APPS)
