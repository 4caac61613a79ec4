from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdmissionConfig(AppConfig):
    name = "admission"
    verbose_name = _("Admission")

    def ready(self) -> None:
        from admission import flows  # noqa: F401, PLC0415 - the flow must exist before the system checks read it
