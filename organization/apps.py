from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    name = "organization"
    verbose_name = _("Organisation and seats")

    def ready(self) -> None:
        from organization.proposals import capturing  # noqa: PLC0415 - its module needs the models
        from organization.sign_in import checks, sessions  # noqa: F401, PLC0415 - checks; what a session remembers

        capturing.listen()
