"""A discipline case: what it holds, what it legally is, and which state may follow which."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from discipline.states import State as State
from workflows.models import Case


class DisciplineCase(Case):
    """A discipline case (vụ kỷ luật) of ``subject`` in the cell ``organization``."""

    class Meta:
        verbose_name = _("discipline case")
        verbose_name_plural = _("discipline cases")
        default_permissions = ()
