from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisciplineConfig(AppConfig):
    name = "discipline"
    verbose_name = _("Discipline")

    def ready(self) -> None:
        # the flows must exist before the system checks read them
        from discipline import checks as form_checks  # noqa: F401, PLC0415
        from discipline import flows, grounds  # noqa: F401, PLC0415
        from discipline.complaints import flows as complaint_flows  # noqa: F401, PLC0415
        from discipline.denunciations import flows as denunciation_flows  # noqa: F401, PLC0415
        from discipline.inspections import flows as inspection_flows  # noqa: F401, PLC0415
        from discipline.supervision import flows as supervision_flows  # noqa: F401, PLC0415
