from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = _("Cases and steps")

    def ready(self) -> None:
        from workflows import checks  # noqa: F401, PLC0415 - registers the system checks once every app is loaded
        from workflows.documents import checks as of_files  # noqa: F401, PLC0415 - registers a check likewise
        from workflows.meetings import voters  # noqa: F401, PLC0415 - tells the log-ins of the votes that go on
