"""Before the dossier: citizenship, who is sent to the class, which organisation considers: ADM-04, 09, 18, 19."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_considering import CONSIDERER_LABELS, REMARKS_LABELS, Considerer, Remarks, Situation
from workflows.law import Provision
from workflows.rules import Number, Status, Verdict, not_known, rule


@rule("applicant.citizen", id="ADM-04", needs=["citizen"], cured_by="applicant")
def citizen_of_the_country(facts: Facts, required: Provision) -> Verdict:
    """The other standards are people's conclusions, in the resolutions of the cell and the grassroots committee."""
    return Verdict(facts.citizen or not required.value, gettext_noop("The applicant must be a Vietnamese citizen."))


@rule("certificate.learner_listed", id="ADM-09", needs=["learner_listed"], cured_by="cell")
def learner_was_on_the_list(facts: Facts, required: Provision) -> Verdict:
    return Verdict(
        facts.learner_listed or not required.value,
        gettext_noop("Who is sent to the awareness class stands on the list of sympathisers."),
    )


def considerer(situation: Situation, months: int, minimum: int) -> Considerer | None:
    """Where an applicant is considered, after ``months`` of study, secondment or contract; None where the guidance
    does not say.
    """
    if situation is Situation.CONTRACT:
        return Considerer.WORKPLACE if months >= minimum else Considerer.RESIDENCE
    if situation in (Situation.STUDENT, Situation.SECONDED) and months < minimum:
        return None
    return {
        Situation.STUDENT: Considerer.TRAINING_INSTITUTION,
        Situation.SECONDED: Considerer.HOST,
        Situation.GRADUATED_WAITING: Considerer.LOCALITY,
        Situation.AWAITING_RECOGNITION: Considerer.SCHOOL,
    }[situation]


@rule("considering.months_min", id="ADM-18", needs=["situation", "considered_at"], cured_by="cell")
def considered_at_the_right_place(facts: Facts, months: Provision) -> Verdict:
    counted = facts.situation in (Situation.STUDENT, Situation.SECONDED, Situation.CONTRACT)
    if counted and facts.situation_months is None:
        return not_known(facts, "situation_months")
    right = considerer(facts.situation, facts.situation_months or 0, months.value)
    if right is None:
        message = gettext_noop("Fewer than %(months)s months: the guidance does not say who considers.")
        return Verdict(Status.HUMAN, message, {"months": months.value})
    numbers: dict[str, Number] = {"right": CONSIDERER_LABELS[right], "here": CONSIDERER_LABELS[facts.considered_at]}
    return Verdict(
        facts.considered_at is right, gettext_noop("To be considered at %(right)s; here: %(here)s."), numbers
    )


@rule(
    "considering.months_min",
    "considering.remarks",
    "considering.employer_first",
    id="ADM-18",
    needs=["situation", "remarks_from"],
    cured_by="cell",
)
def remarks_are_given(facts: Facts, months: Provision, remarks: Provision, employer: Provision) -> Verdict:
    """Of the sending unit and the residence where a student or who is seconded is considered away from them; of the
    employer before the residence considers.
    """
    counted = facts.situation in (Situation.STUDENT, Situation.SECONDED, Situation.CONTRACT)
    if counted and facts.situation_months is None:
        return not_known(facts, "situation_months")
    enough = (facts.situation_months or 0) >= months.value
    wanted: list[Remarks] = []
    if facts.situation in (Situation.STUDENT, Situation.SECONDED) and enough:
        wanted = [Remarks(code) for code in remarks.value]
    if facts.situation is Situation.CONTRACT and not enough and employer.value:
        wanted = [Remarks.EMPLOYER]
    missing: Number = [REMARKS_LABELS[who] for who in wanted if who not in facts.remarks_from]
    if missing:
        return Verdict(False, gettext_noop("Remarks are still missing: %(missing)s."), {"missing": missing})
    return Verdict(True, gettext_noop("The remarks that this situation asks are there."))


@rule("considering.assigned_by", id="ADM-19", needs=["no_cell_there"], cured_by="superior")
def cell_is_assigned_in_writing(facts: Facts, assigned_by: Provision) -> Verdict:
    if not facts.no_cell_there:
        return Verdict(True, gettext_noop("Does not apply: there is a cell where the applicant is."))
    if facts.cell_assigned_on is None:
        return Verdict(False, gettext_noop("The superior competent to admit assigns the nearest cell, in writing."))
    return Verdict(
        True,
        gettext_noop("The superior assigned a cell on %(day)s."),
        {"day": facts.cell_assigned_on.isoformat()},
    )
