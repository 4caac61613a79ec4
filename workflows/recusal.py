"""Who must stand aside, and the path that says why."""

from datetime import date

from django.utils.translation import gettext as _

from organization.models import User
from permissions.checks import NotPermitted
from workflows.models import Case


def recused_because(user: User, case: Case, on: date) -> str:
    """Why the user may not act officially on the case on the day; empty when nothing stands against it."""
    if user.person_id is not None and user.person_id == case.subject_id and not case.of_organization:
        return _("This case is about yourself: you follow it in your own file and act in it nowhere else.")
    return "" if user.person_id is None else case.barred(user.person_id, on)


def refuse_if_recused(user: User, case: Case, on: date) -> None:
    """Raises NotPermitted with the reason."""
    reason = recused_because(user, case, on)
    if reason:
        raise NotPermitted(reason)
