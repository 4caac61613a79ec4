"""The forms of discipline and who may get which; what is no form: DIS-05 to DIS-14."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from datetime import timedelta

from django.utils.translation import gettext_noop

from discipline.codes import FORM_LABELS, SUBJECT_LABELS, Form, SubjectKind
from discipline.facts import Facts
from discipline.facts.principles import OUTCOME_LABELS, Outcome
from workflows.calendar import add_months
from workflows.law import Law, Provision
from workflows.rules import Status, Verdict, not_known, rule

_FORMS = ("forms.official", "forms.probationary", "forms.organization", "forms.removal_needs_office")
NO_FORM = gettext_noop("Does not apply: no such form of discipline.")


@rule(*_FORMS, id="DIS-05", needs=["subject_kind", "form"], cured_by="authority")
def form_is_open_to_subject(
    facts: Facts, official: Provision, probationary: Provision, organization: Provision, office: Provision
) -> Verdict:
    """DIS-05 of official members, DIS-06 of probationary ones, DIS-07 of organisations."""
    open_to = {
        SubjectKind.OFFICIAL: official,
        SubjectKind.PROBATIONARY: probationary,
        SubjectKind.ORGANIZATION: organization,
    }[facts.subject_kind]
    numbers = {"form": FORM_LABELS[facts.form], "subject": SUBJECT_LABELS[facts.subject_kind]}
    if facts.form not in open_to.value:
        message = gettext_noop("%(subject)s: the form %(form)s is not open to this subject.")
        return Verdict(False, message, numbers, cites=(open_to,))
    if facts.form is Form.REMOVAL and office.value:
        if facts.holds_office is None:
            return not_known(facts, "holds_office")
        if not facts.holds_office:
            message = gettext_noop("Removal from office needs an office; none is held.")
            return Verdict(False, message, cites=(open_to, office))
    return Verdict(True, gettext_noop("%(subject)s: the form %(form)s is open."), numbers, cites=(open_to,))


@rule("probationary.unworthy_ends_as", id="DIS-06", needs=["subject_kind", "deserved_form"], cured_by="authority")
def unworthy_probationary_is_struck_off(facts: Facts, ends_as: Provision) -> Verdict:
    """A probationary member who lost the quality of a member is struck off the list, never expelled."""
    if facts.subject_kind is not SubjectKind.PROBATIONARY or facts.deserved_form is not Form.EXPULSION:
        return Verdict(True, gettext_noop("Does not apply: no probationary member who lost the quality of a member."))
    struck_off = facts.form is None and facts.other_outcome == ends_as.value
    return Verdict(
        struck_off, gettext_noop("A probationary member who lost the quality of a member is struck off the list.")
    )


@rule("probationary.still_considered", id="DIS-06", needs=["subject_kind", "form"])
def disciplined_probationary_is_still_considered(facts: Facts, still: Provision) -> Verdict:
    if facts.subject_kind is not SubjectKind.PROBATIONARY:
        return Verdict(True, gettext_noop("Does not apply: no probationary member."))
    return Verdict(
        True, gettext_noop("After this form he is still considered for official membership when probation ends.")
    )


@rule("forms.beside", id="DIS-08", needs=["other_outcome"], cured_by="authority")
def other_outcome_is_no_form(facts: Facts, beside: Provision) -> Verdict:
    """An outcome beside the forms is recorded in place of a form, never together with one."""
    outcome: Outcome = facts.other_outcome
    numbers = {"outcome": OUTCOME_LABELS[outcome]}
    if outcome not in beside.value:
        return Verdict(Status.HUMAN, gettext_noop("Whether %(outcome)s is a form of discipline is not said."), numbers)
    if facts.form is not None:
        message = gettext_noop("%(outcome)s is no form of discipline and is not decided together with one.")
        return Verdict(False, message, numbers)
    return Verdict(True, gettext_noop("%(outcome)s is no form of discipline; it is recorded apart."), numbers)


@rule("decision.one_for_all", id="DIS-09", needs=["violations", "earlier_decisions"], cured_by="authority")
def one_decision_for_all(facts: Facts, one: Provision, law: Law) -> Verdict:
    """Each violation concluded, one common decision with the heaviest form; no violation is decided twice."""
    references = [violation.reference for violation in facts.violations]
    twice = [
        f"{earlier.reference} ({earlier.number})"
        for earlier in facts.earlier_decisions
        if earlier.reference in references and not earlier.cancelled
    ]
    if twice:
        message = gettext_noop("A violation is decided once only; already decided: %(twice)s.")
        return Verdict(False, message, {"twice": twice})
    return _concluded(facts, law)


@rule("decision.one_for_all", id="DIS-09", needs=["violations"], cured_by="authority")
def violations_are_concluded(facts: Facts, one: Provision, law: Law) -> Verdict:
    """Before the case goes where nobody concludes any more: each violation, and the heaviest form for all of them."""
    return _concluded(facts, law)


def _concluded(facts: Facts, law: Law) -> Verdict:
    references = [violation.reference for violation in facts.violations]
    open_still = [violation.reference for violation in facts.violations if violation.concluded_on is None]
    if open_still:
        message = gettext_noop("Each violation is concluded before the common decision; not yet: %(open)s.")
        return Verdict(False, message, {"open": open_still})
    if len(references) == 1:
        return Verdict(True, gettext_noop("One violation, decided once, by one form."))
    missing = [name for name in ("violation_forms", "form", "subject_kind") if getattr(facts, name) is None]
    if missing:
        return not_known(facts, *missing)
    return _heaviest(facts, references, law)


def _heaviest(facts: Facts, references: list[str], law: Law) -> Verdict:
    """The order of the forms is that in which the law of the day lists them, lightest first."""
    listed = law.get(f"forms.{facts.subject_kind.value}")
    concluded = {one.reference: one.form for one in facts.violation_forms}
    without = [reference for reference in references if reference not in concluded]
    if listed is None or without:
        return not_known(facts, "violation_forms")
    order = list(listed.value)
    forms = [form for reference, form in concluded.items() if reference in references and form in order]
    if not forms:
        message = gettext_noop(
            "No violation of the case bears a form of discipline: the body votes whether there is any."
        )
        return Verdict(Status.HUMAN, message)
    heaviest = max(forms, key=order.index)
    message = gettext_noop("One common decision with the heaviest of the forms concluded: %(form)s.")
    return Verdict(facts.form is heaviest, message, {"form": FORM_LABELS[heaviest]})


@rule(
    "expulsion.not_replaced_by",
    id="DIS-10",
    optional=["leaving.without_violation_only"],
    needs=["deserved_form"],
    cured_by="authority",
)
def deserved_expulsion_is_not_replaced(facts: Facts, instead: Provision, leaving: Provision | None) -> Verdict:
    if facts.subject_kind is SubjectKind.PROBATIONARY:
        return Verdict(True, gettext_noop("Does not apply: a probationary member is struck off, not expelled."))
    if facts.deserved_form is not Form.EXPULSION:
        left_anyway = leaving is not None and facts.other_outcome is Outcome.LEFT_PARTY
        if left_anyway:
            message = gettext_noop("Only who has not violated may leave; discipline comes first.")
            return Verdict(False, message, cites=(leaving,))
        return Verdict(True, gettext_noop("Does not apply: the violation does not deserve expulsion."))
    if facts.other_outcome in instead.value:
        message = gettext_noop("A violation that deserves expulsion ends in expulsion, not in: %(outcome)s.")
        return Verdict(False, message, {"outcome": OUTCOME_LABELS[facts.other_outcome]})
    return Verdict(True, gettext_noop("Expulsion is not replaced by another outcome."))


@rule("removal.not_replaced_by", id="DIS-11", needs=["deserved_form"], cured_by="authority")
def deserved_removal_is_not_replaced(facts: Facts, instead: Provision) -> Verdict:
    if facts.deserved_form is not Form.REMOVAL:
        return Verdict(True, gettext_noop("Does not apply: the violation does not deserve removal from office."))
    if facts.other_outcome in instead.value:
        message = gettext_noop("Who deserves removal from office is removed; it is not replaced by: %(outcome)s.")
        return Verdict(False, message, {"outcome": OUTCOME_LABELS[facts.other_outcome]})
    return Verdict(True, gettext_noop("Removal from office is not replaced by another outcome."))


@rule("removal.offices_named", id="DIS-12", needs=["form"], cured_by="authority")
def removal_names_the_offices(facts: Facts, named: Provision) -> Verdict:
    """One, several or all party offices, those of earlier terms included."""
    if facts.form is not Form.REMOVAL:
        return Verdict(True, NO_FORM)
    if facts.removed_offices is None:
        return not_known(facts, "removed_offices")
    if not facts.removed_offices:
        return Verdict(False, gettext_noop("The decision names the offices removed from; none is named."))
    message = gettext_noop("Removed from: %(offices)s.")
    return Verdict(True, message, {"offices": list(facts.removed_offices)})


@rule("removal.ban", "period.last_day", id="DIS-12", needs=["removed_on", "chosen_for_office_on"], cured_by="authority")
def removed_person_waits_before_office(facts: Facts, ban: Provision, edge: Provision) -> Verdict:
    """Neither elected to a committee nor appointed to an equal or higher office within the ban."""
    last = add_months(facts.removed_on, 12 * ban.value)
    chosen = facts.chosen_for_office_on
    cites = (ban, edge) if chosen in (last, last + timedelta(days=1)) else (ban,)
    message = gettext_noop(
        "Removed on %(removed)s: up to %(last)s neither elected to a committee nor appointed to an equal or higher"
        " office."
    )
    return Verdict(
        chosen > last, message, {"removed": facts.removed_on.isoformat(), "last": last.isoformat()}, cites=cites
    )


@rule("warning.beside_removal", id="DIS-13", needs=["form", "holds_office"])
def holder_of_office_may_be_warned(facts: Facts, beside: Provision) -> Verdict:
    """Where the scale says "warning or removal (if he holds an office)" the body chooses."""
    if facts.form not in (Form.WARNING, Form.REMOVAL) or not facts.holds_office:
        return Verdict(True, gettext_noop("Does not apply: no choice between a warning and removal from office."))
    return Verdict(
        Status.HUMAN, gettext_noop("Where the scale says warning or removal from office, the deciding body chooses.")
    )


@rule("sanctions.do_not_replace", id="DIS-14", needs=["other_sanction_instead"], cured_by="authority")
def sanctions_do_not_replace_each_other(facts: Facts, apart: Provision) -> Verdict:
    return Verdict(
        not facts.other_sanction_instead,
        gettext_noop("Sanctions of the Party, of the state, of unions and of courts do not replace each other."),
    )
