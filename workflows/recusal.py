"""Who must stand aside, and the path that says why."""

from datetime import date

from django.utils.translation import gettext as _

from organization.models import Body, User
from permissions.checks import NotPermitted
from workflows.models import Case


def recused_because(user: User, case: Case, on: date, body: Body | None = None) -> str:
    """Why the user may not act officially on the case on the day; empty when nothing stands against it. ``body``: in
    which, for who stands aside in one of several bodies acts in the others.
    """
    if user.person_id is not None and user.person_id == case.subject_id and not case.of_organization:
        return _("This case is about yourself: you follow it in your own file and act in it nowhere else.")
    if user.person_id is None:
        return ""
    barred = case.barred(user.person_id, on)
    return barred or (case.aside_in(body.pk).get(user.person_id, "") if body is not None else "")


def refuse_if_recused(user: User, case: Case, on: date, body: Body | None = None) -> None:
    """Raises NotPermitted with the reason."""
    reason = recused_because(user, case, on, body)
    if reason:
        raise NotPermitted(reason)
