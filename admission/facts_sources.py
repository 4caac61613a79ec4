"""Facts before the permission to make a dossier: ADM-17."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from workflows.facts import DAY, YES_NO, FactSheet, fact


@dataclass(frozen=True)
class SourceFacts(FactSheet):
    """``helper_official``: of the member whom the act assigns."""

    helper_official: bool | None = fact(YES_NO, gettext_noop("The member assigned to help is an official member"))
    dossier_proposed_on: date | None = fact(DAY, gettext_noop("The cell proposed that the dossier is made on"))
    dossier_allowed_on: date | None = fact(DAY, gettext_noop("The dossier was allowed to be made on"))
