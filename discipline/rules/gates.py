"""Which of several verbs of a step is the one of the day: what the body may do, what the form leads to."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes import DECIDER_LABELS, FORM_LABELS, Form, SubjectKind
from discipline.competence import MATRIX, VERIFIES
from discipline.facts import Facts
from discipline.facts.deferral import Deferral
from discipline.facts.voting import VoteMode
from discipline.rules.competence import way_of
from discipline.rules.deferral import examination_is_not_deferred
from workflows.law import Law, Provision
from workflows.rules import Verdict, rule

_EXPECTED = ["decider", "form", "vote_mode"]


@rule(MATRIX, id="DIS-45", needs=_EXPECTED, cured_by="superior")
def vote_decides(facts: Facts, matrix: Provision, law: Law) -> Verdict:
    """Fixed before the vote from the form that is expected (note 0 of discipline.md 2.G)."""
    numbers = {"body": DECIDER_LABELS[facts.decider], "form": FORM_LABELS[facts.form]}
    if facts.vote_mode is VoteMode.DECIDE:
        return Verdict(True, gettext_noop("%(body)s may decide the form that is expected: %(form)s."), numbers)
    return Verdict(False, gettext_noop("%(form)s is above the power of %(body)s: the vote is a proposal."), numbers)


@rule(MATRIX, id="DIS-46", needs=_EXPECTED, cured_by="superior")
def vote_proposes(facts: Facts, matrix: Provision, law: Law) -> Verdict:
    numbers = {"body": DECIDER_LABELS[facts.decider], "form": FORM_LABELS[facts.form]}
    if facts.vote_mode is VoteMode.PROPOSE:
        return Verdict(True, gettext_noop("%(form)s is above the power of %(body)s: the vote is a proposal."), numbers)
    return Verdict(False, gettext_noop("%(body)s may decide the form that is expected: %(form)s."), numbers)


@rule(MATRIX, id="DIS-48", needs=["decider", "form"], cured_by="authority")
def body_only_verifies(facts: Facts, matrix: Provision, law: Law) -> Verdict:
    """The file is sent on with an opinion by who has no vote on this form."""
    link = next((link for link in way_of(facts, law).links if link.decider is facts.decider), None)
    numbers = {"body": DECIDER_LABELS[facts.decider]}
    if link is not None and link.does == VERIFIES:
        message = gettext_noop("%(body)s verifies and sends the file on; it does not vote.")
        return Verdict(True, message, numbers, cites=(link.provision,))
    return Verdict(False, gettext_noop("%(body)s votes on the form itself."), numbers)


@rule(MATRIX, id="DIS-48", needs=["decider", "form"], cured_by="authority")
def body_has_a_vote(facts: Facts, matrix: Provision, law: Law) -> Verdict:
    link = next((link for link in way_of(facts, law).links if link.decider is facts.decider), None)
    numbers = {"body": DECIDER_LABELS[facts.decider]}
    if link is not None and link.does == VERIFIES:
        message = gettext_noop("%(body)s verifies and sends the file on; it does not vote.")
        return Verdict(False, message, numbers, cites=(link.provision,))
    if link is None and facts.subject_kind is SubjectKind.ORGANIZATION:
        message = gettext_noop(
            "%(body)s neither decides nor proposes this form about an organisation: it may return it."
        )
        return Verdict(False, message, numbers)
    return Verdict(True, gettext_noop("%(body)s votes on the form itself."), numbers)


@rule("superior.may_take_over", id="DIS-60", needs=["taken_over"], cured_by="superior")
def case_was_taken_over(facts: Facts, grounds: Provision) -> Verdict:
    """Only a superior that has taken the examination over leaves the meeting of the cell out."""
    if facts.taken_over:
        return Verdict(True, gettext_noop("A superior has taken the case over and conducts the examination itself."))
    return Verdict(False, gettext_noop("No superior has taken the case over: the cell examines it and votes."))


@rule(
    "deferral.grounds",
    "deferral.nursing",
    "deferral.hospital_certifies",
    id="DIS-30",
    optional=["deferral.father", "missing.concludes_only"],
    needs=["deferral_situations"],
    cured_by="authority",
)
def deferral_has_a_ground(
    facts: Facts,
    grounds: Provision,
    nursing: Provision,
    certifies: Provision,
    father: Provision | None,
    missing: Provision | None,
    law: Law,
) -> Verdict:
    """The other side of ``examination_is_not_deferred``: only what the law of the day lists defers."""
    waits = examination_is_not_deferred(facts, grounds, nursing, certifies, father, law=law)
    if waits.status is not True:
        return Verdict(None if waits.status is None else True, waits.message, waits.numbers, cites=waits.cites)
    return Verdict(False, gettext_noop("Nothing that is recorded defers the examination."))


@rule("forms.official", id="DIS-95", needs=["form"])
def form_ends_membership(facts: Facts, forms: Provision) -> Verdict:
    if facts.form is Form.EXPULSION:
        return Verdict(True, gettext_noop("The form is expulsion: the membership ends."))
    return Verdict(False, gettext_noop("The form is not expulsion: the membership goes on."))


@rule("forms.organization", id="DIS-66", needs=["form"])
def form_dissolves(facts: Facts, forms: Provision) -> Verdict:
    if facts.form is Form.DISSOLUTION:
        return Verdict(True, gettext_noop("The form is dissolution: the organisation is wound up."))
    return Verdict(False, gettext_noop("The form is not dissolution: the organisation goes on."))


@rule("forms.organization", id="DIS-05", needs=["subject_kind"])
def subject_is_an_organization(facts: Facts, forms: Provision) -> Verdict:
    if facts.subject_kind is SubjectKind.ORGANIZATION:
        return Verdict(True, gettext_noop("The case is about an organisation: who stands above it decides."))
    return Verdict(False, gettext_noop("The case is about a member."))


@rule("forms.official", id="DIS-05", needs=["subject_kind"])
def subject_is_a_member(facts: Facts, forms: Provision) -> Verdict:
    if facts.subject_kind is SubjectKind.ORGANIZATION:
        return Verdict(False, gettext_noop("The case is about an organisation, not about a member."))
    return Verdict(True, gettext_noop("The case is about a member."))


@rule("probationary.unworthy_ends_as", id="DIS-06", needs=["subject_kind"])
def subject_is_probationary(facts: Facts, ends_as: Provision) -> Verdict:
    if facts.subject_kind is SubjectKind.PROBATIONARY:
        return Verdict(True, gettext_noop("A probationary member who is unworthy is struck off, not expelled."))
    return Verdict(False, gettext_noop("Only a probationary member is struck off the list in place of an expulsion."))


#: What the acts that defer may name.
GROUNDS = (
    Deferral.PREGNANT,
    Deferral.MATERNITY_LEAVE,
    Deferral.NURSING,
    Deferral.NURSING_FATHER,
    Deferral.INPATIENT,
)
