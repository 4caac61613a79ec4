"""Which version of the law a case is judged by: DIS-01 to DIS-04."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from datetime import date

from django.utils.translation import gettext_noop

from discipline.facts import Facts
from discipline.facts.decision import REOPENING_LABELS, Reopening
from workflows.law import Law, Provision
from workflows.rules import Status, Verdict, rule

_SUBSTANCE = "substance"


@rule("version.procedure_of_the_step", id="DIS-01")
def step_follows_the_procedure_of_its_day(facts: Facts, of_the_step: Provision, law: Law) -> Verdict:
    """A running case changes version with the day; what was validly done stays."""
    versions = [regulation.number for regulation in law.regulations if regulation.axis == "procedure"]
    if not versions:
        return Verdict(None, gettext_noop("No regulation on procedure is loaded for this day."))
    message = gettext_noop("This step follows the procedure of its day: %(versions)s.")
    return Verdict(True, message, {"versions": versions})


@rule("version.milder_newer", id="DIS-02", needs=["violations", "substance_on"], cured_by="authority")
def substance_version_is_chosen(facts: Facts, milder: Provision, law: Law) -> Verdict:
    """Proposed: the version of the day of the violation. Whether a newer one is milder, no data says: the deciding
    body chooses, and both are named.
    """
    days = [one.ended_on or one.started_on for one in facts.violations if one.ended_on or one.started_on]
    if not days:
        return Verdict(None, gettext_noop("The day of the violation is not known."))
    chosen, newest = (_versions(law, day) for day in (facts.substance_on, law.on))
    then = [_versions(law, day) for day in days]
    offered = [*then, newest]
    numbers = {
        "chosen": chosen,
        "then": sorted({name for names in then for name in names}),
        "now": newest,
    }
    if not chosen:
        return Verdict(None, gettext_noop("No regulation on violations is loaded for the day chosen."))
    if chosen not in offered:
        message = gettext_noop(
            "Chosen is %(chosen)s, which was in force neither on the day of the violation (%(then)s) nor now (%(now)s)."
        )
        return Verdict(False, message, numbers)
    if all(names == newest for names in then):
        return Verdict(True, gettext_noop("The same version on the day of the violation and now: %(now)s."), numbers)
    if facts.substance_confirmed:
        message = gettext_noop(
            "The deciding body confirmed the version %(chosen)s; of the violation: %(then)s; now: %(now)s."
        )
        return Verdict(True, message, numbers)
    message = gettext_noop(
        "Proposed is the version of the violation, %(then)s; now in force is %(now)s. Whether it is milder is not"
        " recorded: the deciding body confirms which applies (chosen: %(chosen)s)."
    )
    return Verdict(Status.HUMAN, message, numbers)


def _versions(law: Law, day: date) -> list[str]:
    return [one.number for one in law.with_axis(_SUBSTANCE, day).regulations if one.axis == _SUBSTANCE]


@rule(
    "version.issued_stays",
    id="DIS-03",
    optional=["version.issued_stays_population"],
    needs=["reopened_for"],
    cured_by="authority",
)
def issued_decision_is_not_reopened(facts: Facts, stays: Provision, population: Provision | None) -> Verdict:
    """A later rule that drops the violation reopens no decision already issued (model case: the third child)."""
    ground: Reopening = facts.reopened_for
    return Verdict(
        ground is not Reopening.VIOLATION_DROPPED,
        gettext_noop("A decision already issued is not examined again only because a later rule drops the violation."),
        {"ground": REOPENING_LABELS[ground]},
    )


@rule("version.complaint_of_its_right", id="DIS-04", needs=["announced_on"])
def complaint_follows_the_version_of_its_right(facts: Facts, version: Provision, law: Law) -> Verdict:
    """The right arose with receipt, or with the announcement where that day is not recorded."""
    arose = facts.handed_on or facts.announced_on
    names = [regulation.number for regulation in law.at(arose).regulations if regulation.axis == "procedure"]
    message = gettext_noop("A complaint and its time limits follow the procedure of %(day)s: %(versions)s.")
    return Verdict(True if names else None, message, {"day": arose.isoformat(), "versions": names})
