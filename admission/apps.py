from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdmissionConfig(AppConfig):
    name = "admission"
    verbose_name = _("Admission")

    def ready(self) -> None:
        # the flow must exist before the system checks read it; the grounds to stand aside are asked by every procedure
        from admission import flows, grounds  # noqa: F401, PLC0415
