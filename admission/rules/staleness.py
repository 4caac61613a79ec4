"""What is done again after the dossier became stale, and what stays: ADM-39."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from datetime import date

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_stale import REDONE_LABELS, Redone
from admission.rules.eligibility import considered_on, organization_that_introduces
from workflows.calendar import add_months
from workflows.law import Law, Provision
from workflows.rules import Number, Verdict, not_known, rule

_FRESH = gettext_noop("Does not apply: the dossier is not stale.")


def stale_after(created_on: date, redone_on: date | None, months: int) -> date:
    """The last day on which the papers serve, made on ``created_on`` or anew on ``redone_on``; stale the day after."""
    return add_months(max(created_on, redone_on or created_on), months)


def _last(facts: Facts, months: Provision) -> date:
    return stale_after(facts.dossier_created_on, facts.redone_on, months.value)


def _stale(facts: Facts, months: Provision, law: Law) -> bool:
    return considered_on(facts, law) > _last(facts, months)


@rule(
    "dossier.stale",
    "dossier.redo_when_stale",
    "dossier.kept_when_stale",
    id="ADM-39",
    needs=["dossier_created_on"],
    optional=["youth.age_max", "youth.cadre_age_max"],
    cured_by="cell",
)
def stale_papers_are_made_anew(
    facts: Facts,
    months: Provision,
    redo: Provision,
    kept: Provision,
    age_max: Provision | None,
    cadre_age_max: Provision | None,
    law: Law,
) -> Verdict:
    """The resolution is asked only where an organisation introduces."""
    cites = (months, redo, kept)
    if not _stale(facts, months, law):
        return Verdict(True, _FRESH, cites=cites)
    if facts.redone_papers is None:
        return not_known(facts, "redone_papers")
    wanted = [Redone(code) for code in redo.value]
    if Redone.ORGANIZATION_RESOLUTION in wanted:
        path = organization_that_introduces(facts, considered_on(facts, law), age_max, cadre_age_max)
        if path is None:
            return not_known(facts, "youth_union_exists", "of_youth_age", "trade_union_exists")
        if path == "none":
            wanted.remove(Redone.ORGANIZATION_RESOLUTION)
    missing: Number = [REDONE_LABELS[paper] for paper in wanted if paper not in facts.redone_papers]
    if missing:
        message = gettext_noop("The dossier is stale; still to be made anew: %(missing)s.")
        return Verdict(False, message, {"missing": missing}, cites=cites)
    return Verdict(
        True,
        gettext_noop("What had to be made anew was; these stay as they are: %(kept)s."),
        {"kept": [REDONE_LABELS[Redone(code)] for code in kept.value]},
        cites=cites,
    )


@rule(
    "dossier.stale",
    "dossier.redo_verification",
    id="ADM-39",
    needs=["dossier_created_on"],
    optional=["dossier.redo_verification_always"],
    cured_by="cell",
)
def stale_check_is_supplemented(
    facts: Facts, months: Provision, redo: Provision, always: Provision | None, law: Law
) -> Verdict:
    """Nationally only if something changed; a local rule may ask it always."""
    if not _stale(facts, months, law):
        return Verdict(True, _FRESH)
    needed = True if always else facts.changed_since_check
    if needed is None:
        return not_known(facts, "changed_since_check")
    if not needed:
        return Verdict(True, gettext_noop("Nothing changed since the background check: it is not supplemented."))
    done = facts.check_supplemented_on
    if done is None or done <= _last(facts, months):
        message = (
            gettext_noop("The dossier is stale: current politics are verified again, whether something changed or not.")
            if always
            else gettext_noop("Something changed since the background check: it must be supplemented.")
        )
        return Verdict(False, message)
    message = gettext_noop("The background check was supplemented on %(day)s.")
    return Verdict(True, message, {"day": done.isoformat()})
