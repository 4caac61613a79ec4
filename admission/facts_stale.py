"""What was done again after the dossier became stale: ADM-39."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import DAY, YES_NO, FactSheet, fact, set_of


class Redone(StrEnum):
    """Papers of a dossier, as the guidance names them when it says which are done again and which stay."""

    APPLICATION = "application"
    CV = "cv"
    INTRODUCTION_LETTER = "introduction_letter"
    ORGANIZATION_RESOLUTION = "organization_resolution"
    OPINIONS = "opinions"


#: English source strings.
REDONE_LABELS = {
    Redone.APPLICATION: gettext_noop("Application"),
    Redone.CV: gettext_noop("Curriculum vitae"),
    Redone.INTRODUCTION_LETTER: gettext_noop("Letter of introduction"),
    Redone.ORGANIZATION_RESOLUTION: gettext_noop("Resolution of the Youth Union or the trade union"),
    Redone.OPINIONS: gettext_noop("Synthesis of opinions"),
}


@dataclass(frozen=True)
class StaleFacts(FactSheet):
    """The papers made anew since the dossier became stale."""

    redone_papers: frozenset[Redone] | None = fact(
        set_of(Redone, REDONE_LABELS), gettext_noop("Papers made anew since the dossier became stale")
    )
    changed_since_check: bool | None = fact(YES_NO, gettext_noop("Something changed since the background check"))
    check_supplemented_on: date | None = fact(DAY, gettext_noop("Background check supplemented on"))
