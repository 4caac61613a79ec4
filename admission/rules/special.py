"""Applicants with further conditions: ADM-12 to ADM-16. Which papers, nationally nothing loaded says."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.codes import Consent
from admission.facts import Facts
from admission.facts_special import SPECIAL_PAPER_LABELS, SpecialPaper
from admission.rules.eligibility import consented, considered_on
from workflows.calendar import add_months
from workflows.law import Law, Provision
from workflows.rules import Number, Status, Verdict, not_known, rule

_DOES_NOT_APPLY = gettext_noop("Does not apply to this applicant.")


def _papers(facts: Facts, applies: bool, papers: Provision | None) -> Verdict:
    if not applies:
        return Verdict(True, _DOES_NOT_APPLY)
    if papers is None:
        message = gettext_noop(
            "Admitted under guidance of its own, whose list of papers is not loaded: people conclude."
        )
        return Verdict(Status.HUMAN, message)
    if facts.special_papers is None:
        return not_known(facts, "special_papers")
    wanted = [SpecialPaper(code) for code in papers.value]
    missing: Number = [SPECIAL_PAPER_LABELS[paper] for paper in wanted if paper not in facts.special_papers]
    if missing:
        return Verdict(False, gettext_noop("Papers are missing: %(missing)s."), {"missing": missing})
    return Verdict(True, gettext_noop("The further papers are in the dossier."))


@rule(
    "special.cases",
    id="ADM-13",
    needs=["believer", "dignitary"],
    optional=["believer.papers", "dignitary.papers"],
    cured_by="grassroots",
)
def believer_has_the_papers(
    facts: Facts, cases: Provision, of_believers: Provision | None, of_dignitaries: Provision | None
) -> Verdict:
    return _papers(facts, facts.believer or facts.dignitary, of_dignitaries if facts.dignitary else of_believers)


@rule(
    "special.cases",
    "special.dignitary_consent",
    "consent.before_decision",
    id="ADM-13",
    needs=["dignitary"],
    cured_by="province",
)
def dignitary_is_consented(facts: Facts, cases: Provision, consent: Provision, before: Provision) -> Verdict:
    if not facts.dignitary:
        return Verdict(True, _DOES_NOT_APPLY)
    return Verdict(
        consented(facts, Consent.RELIGION),
        gettext_noop("A religious dignitary needs the written consent of the provincial level before the decision."),
    )


@rule("special.cases", id="ADM-14", needs=["foreign_spouse"], optional=["foreign_spouse.papers"], cured_by="grassroots")
def foreign_marriage_has_the_papers(facts: Facts, cases: Provision, papers: Provision | None) -> Verdict:
    return _papers(facts, facts.foreign_spouse, papers)


@rule("special.cases", id="ADM-15", needs=["foreign_origin"], optional=["foreign_origin.papers"], cured_by="grassroots")
def foreign_origin_has_the_papers(facts: Facts, cases: Provision, papers: Provision | None) -> Verdict:
    return _papers(facts, facts.foreign_origin, papers)


@rule(
    "special.private_owner",
    id="ADM-16",
    needs=["private_owner"],
    optional=["private_owner.papers"],
    cured_by="grassroots",
)
def private_owner_has_the_papers(facts: Facts, guided: Provision, papers: Provision | None) -> Verdict:
    return _papers(facts, facts.private_owner, papers)


@rule(
    "population.third_child_wait",
    "population.fourth_child_wait",
    "population.third_child_wait_expelled",
    "population.fourth_child_wait_expelled",
    "population.children_max",
    id="ADM-12",
    needs=["population_child"],
)
def population_wait_is_over(
    facts: Facts,
    third: Provision,
    fourth: Provision,
    third_expelled: Provision,
    fourth_expelled: Provision,
    most: Provision,
    law: Law,
) -> Verdict:
    """Longer for who was expelled over it. No rule for acts from 20/03/2025 on."""
    child = facts.population_child
    if child > most.value:
        return Verdict(
            False, gettext_noop("Not considered: more children than %(max)s."), {"max": most.value}, cites=(most,)
        )
    waits = {most.value - 1: (third, third_expelled), most.value: (fourth, fourth_expelled)}
    if child not in waits:
        return Verdict(True, _DOES_NOT_APPLY)
    missing = [name for name in ("population_birth_on", "readmission") if getattr(facts, name) is None]
    if missing:
        return not_known(facts, *missing)
    wait = waits[child][1 if facts.readmission else 0]
    earliest = add_months(facts.population_birth_on, wait.value)
    numbers: dict[str, Number] = {
        "earliest": earliest.isoformat(),
        "months": wait.value,
        "born": facts.population_birth_on.isoformat(),
    }
    message = gettext_noop("Considered from %(earliest)s on, %(months)s months after the birth of %(born)s.")
    return Verdict(considered_on(facts, law) >= earliest, message, numbers, cites=(wait,))


@rule("population.flag", id="ADM-12", needs=["population_flagged"])
def population_matter_is_concluded(facts: Facts, flag: Provision) -> Verdict:
    if not facts.population_flagged:
        return Verdict(True, _DOES_NOT_APPLY)
    return Verdict(
        Status.HUMAN,
        gettext_noop("No wait is counted any more; a matter of population policy was noted, and people conclude."),
    )
