"""Facts of the unusual ways of a dossier before the ceremony, beside those of facts_stale.py."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from workflows.facts import DAY, FactSheet, fact


@dataclass(frozen=True)
class UnusualFacts(FactSheet):
    stale_since: date | None = fact(DAY, gettext_noop("The dossier became stale on"))
