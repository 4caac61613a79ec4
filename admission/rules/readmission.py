"""A former member who asks to be admitted again: ADM-88 to ADM-91."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from datetime import date

from django.utils.translation import gettext_noop

from admission.codes import Consent
from admission.facts import Facts
from admission.facts_readmission import (
    READMISSION_PAPER_LABELS,
    Conviction,
    LeftBecause,
    ReadmissionPaper,
)
from admission.rules.clocks import by_convention
from admission.rules.eligibility import consented
from workflows.calendar import add_months
from workflows.law import Law, Provision
from workflows.rules import Number, Status, Verdict, not_known, rule

_FIRST = gettext_noop("Does not apply: the applicant was never a member.")
_OF_CONVICTION = (ReadmissionPaper.JUDGMENT, ReadmissionPaper.EXPUNGEMENT)


def readmission_earliest(
    *, left_on: date, expunged_on: date | None, less_serious_crime: bool, wait: int, wait_after_expungement: int
) -> date | None:
    """The first day on which readmission may be asked for: ``wait`` months after membership ended, or after the
    expungement where there was a less serious crime. None while it is not expunged.
    """
    if less_serious_crime:
        return add_months(expunged_on, wait_after_expungement) if expunged_on else None
    return add_months(left_on, wait)


@rule(
    "readmission.wait",
    "readmission.wait_after_expungement",
    "readmission.population_cases",
    id="ADM-88",
    needs=["readmission"],
)
def readmission_wait_is_over(
    facts: Facts, wait: Provision, after_expungement: Provision, population: Provision, law: Law
) -> Verdict:
    """Judged on the day of the written application; before there is one, on the day judged (design)."""
    if not facts.readmission:
        return Verdict(True, _FIRST)
    missing = [name for name in ("left_on", "left_because", "conviction") if getattr(facts, name) is None]
    if missing:
        return not_known(facts, *missing)
    if facts.left_because is LeftBecause.POPULATION:
        message = gettext_noop("A matter of population policy: the wait is set by a rule of the Secretariat.")
        return Verdict(Status.HUMAN, message, cites=(population,))
    crime = facts.conviction is Conviction.LESS_SERIOUS
    start, length = (facts.expunged_on, after_expungement) if crime else (facts.left_on, wait)
    earliest = readmission_earliest(
        left_on=facts.left_on,
        expunged_on=facts.expunged_on,
        less_serious_crime=crime,
        wait=wait.value,
        wait_after_expungement=after_expungement.value,
    )
    if earliest is None:
        return not_known(facts, "expunged_on")
    day = facts.readmission_applied_on or law.on
    message = gettext_noop(
        "Readmission may be asked for from %(earliest)s, %(months)s months after %(start)s; here: %(day)s."
    )
    numbers: dict[str, Number] = {
        "earliest": earliest.isoformat(),
        "months": length.value,
        "start": start.isoformat(),
        "day": day.isoformat(),
    }
    return by_convention(Verdict(day >= earliest, message, numbers, cites=(length,)))


@rule("readmission.consent", "consent.before_decision", id="ADM-88", needs=["readmission"], cured_by="province")
def readmission_is_consented(facts: Facts, consent: Provision, before: Provision) -> Verdict:
    if not facts.readmission:
        return Verdict(True, _FIRST)
    return Verdict(
        consented(facts, Consent.READMISSION),
        gettext_noop("Readmission needs the written consent of the provincial level before the decision."),
    )


@rule("readmission.barred", "readmission.hardship_excuses", id="ADM-89", needs=["readmission"])
def readmission_is_not_barred(facts: Facts, barred: Provision, excuses: Provision) -> Verdict:
    if not facts.readmission:
        return Verdict(True, _FIRST)
    missing = [name for name in ("left_because", "caused_disunity", "conviction") if getattr(facts, name) is None]
    asked = facts.left_because is LeftBecause.ASKED_TO_LEAVE
    if asked and "asked_to_leave" in excuses.value and facts.family_hardship is None:
        missing.append("family_hardship")
    labels = {
        "abandoned": (facts.left_because is LeftBecause.ABANDONED, gettext_noop("abandoned party life")),
        "asked_to_leave": (
            asked and not ("asked_to_leave" in excuses.value and facts.family_hardship is not False),
            gettext_noop("asked to leave"),
        ),
        "disunity": (facts.caused_disunity is True, gettext_noop("caused serious disunity")),
        "corruption": (facts.conviction is Conviction.CORRUPTION, gettext_noop("convicted of corruption")),
        "serious_crime": (
            facts.conviction is Conviction.SERIOUS,
            gettext_noop("convicted of a serious crime or worse"),
        ),
    }
    found: Number = [labels[code][1] for code in barred.value if labels[code][0]]
    if found:
        return Verdict(False, gettext_noop("Never admitted again: %(grounds)s."), {"grounds": found})
    if missing:
        return not_known(facts, *missing)
    return Verdict(True, gettext_noop("Nothing bars a readmission."))


@rule("readmission.times_max", id="ADM-90", needs=["readmission"])
def readmitted_only_once(facts: Facts, most: Provision) -> Verdict:
    if not facts.readmission:
        return Verdict(True, _FIRST)
    if facts.readmitted_before is None:
        return not_known(facts, "readmitted_before")
    return Verdict(
        facts.readmitted_before < most.value,
        gettext_noop("Readmitted %(count)s times so far; allowed in a lifetime: %(max)s."),
        {"count": facts.readmitted_before, "max": most.value},
    )


@rule("readmission.probation_again", "probation.length", id="ADM-91", needs=["readmission"], cured_by="cell")
def probation_is_served_again(facts: Facts, again: Provision, length: Provision) -> Verdict:
    if not facts.readmission:
        return Verdict(True, _FIRST)
    message = gettext_noop("Who is readmitted serves the probation of %(months)s months again.")
    numbers: dict[str, Number] = {"months": length.value}
    if not again.value or facts.official_on is None:
        return Verdict(True, message, numbers)
    if facts.ceremony_on is None:
        return not_known(facts, "ceremony_on")
    return Verdict(facts.official_on >= add_months(facts.ceremony_on, length.value), message, numbers)


@rule("readmission.papers", id="ADM-91", needs=["readmission"], cured_by="applicant")
def readmission_papers_are_there(facts: Facts, papers: Provision) -> Verdict:
    """Judgment and expungement are asked of who was convicted."""
    if not facts.readmission:
        return Verdict(True, _FIRST)
    missing = [name for name in ("readmission_papers", "conviction") if getattr(facts, name) is None]
    if missing:
        return not_known(facts, *missing)
    convicted = facts.conviction is not Conviction.NONE
    wanted = [ReadmissionPaper(code) for code in papers.value]
    asked = [paper for paper in wanted if convicted or paper not in _OF_CONVICTION]
    absent: Number = [READMISSION_PAPER_LABELS[paper] for paper in asked if paper not in facts.readmission_papers]
    if absent:
        return Verdict(False, gettext_noop("Papers are missing: %(missing)s."), {"missing": absent})
    return Verdict(True, gettext_noop("The papers of a readmission are in the dossier."))
