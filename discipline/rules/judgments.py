"""The criminal track: DIS-99 to DIS-104."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes import Form, SubjectKind
from discipline.facts import Facts
from discipline.facts.criminal import PENALTY_LABELS
from discipline.facts.principles import Outcome
from workflows.law import Law, Provision
from workflows.rules import Number, Status, Verdict, not_known, rule

_NO_JUDGMENT = gettext_noop("Does not apply: no effective judgment of this weight.")


def decided_on_the_judgment_alone(
    facts: Facts, step: str, needs_no: Provision | None, expels: Provision | None, law: Law
) -> tuple[Provision, ...]:
    """The provisions by which ``step`` is not needed: an effective, certified judgment that expels; else none.

    ``step``: a code of ``judgment.needs_no`` (self_criticism, hearing, cell_vote).
    """
    if needs_no is None or expels is None or step not in needs_no.value:
        return ()
    weighs = facts.judgment_penalty is not None and facts.judgment_penalty in expels.value
    return (expels, needs_no) if weighs and _in_effect(facts, law) and facts.judgment_certified else ()


def _in_effect(facts: Facts, law: Law) -> bool:
    return facts.judgment_effective_on is not None and facts.judgment_effective_on <= law.on


@rule("criminal.no_waiting", id="DIS-99", needs=["waits_for_court"], cured_by="authority")
def examination_does_not_wait_for_the_court(facts: Facts, promptly: Provision) -> Verdict:
    return Verdict(
        not facts.waits_for_court,
        gettext_noop("A clear violation is disciplined promptly, without waiting for the court."),
    )


@rule("judgment.expels_for", id="DIS-100", needs=["subject_kind", "judgment_penalty"], cured_by="authority")
def judgment_leads_to_expulsion(facts: Facts, expels: Provision, law: Law) -> Verdict:
    """Of an official member; a probationary one is struck off the list."""
    numbers: dict[str, Number] = {"penalty": PENALTY_LABELS[facts.judgment_penalty]}
    if facts.judgment_penalty not in expels.value:
        return Verdict(True, _NO_JUDGMENT)
    if facts.judgment_effective_on is None:
        return not_known(facts, "judgment_effective_on")
    if not _in_effect(facts, law):
        return Verdict(True, _NO_JUDGMENT)
    if facts.form is None and facts.other_outcome is None:
        return not_known(facts, "form")
    if facts.subject_kind is SubjectKind.PROBATIONARY:
        message = gettext_noop("Effective judgment, %(penalty)s: a probationary member is struck off the list.")
        return Verdict(facts.form is None and facts.other_outcome is Outcome.STRUCK_OFF, message, numbers)
    return Verdict(facts.form is Form.EXPULSION, gettext_noop("Effective judgment, %(penalty)s: expulsion."), numbers)


@rule(
    "judgment.expels_for",
    "judgment.needs_no",
    "judgment.certified",
    id="DIS-103",
    needs=["judgment_penalty", "judgment_effective_on"],
    cured_by="authority",
)
def judgment_allows_decision_alone(
    facts: Facts, expels: Provision, needs_no: Provision, certified: Provision, law: Law
) -> Verdict:
    """Whether the decision rests on the judgment alone, without self-criticism, hearing and vote of the cell."""
    numbers: dict[str, Number] = {
        "penalty": PENALTY_LABELS[facts.judgment_penalty],
        "day": facts.judgment_effective_on.isoformat(),
    }
    cites = (expels, needs_no)
    if facts.judgment_penalty not in expels.value:
        message = gettext_noop("The judgment (%(penalty)s) does not allow a decision alone: the usual procedure.")
        return Verdict(False, message, numbers, cites=cites)
    if not _in_effect(facts, law):
        return Verdict(False, gettext_noop("The judgment is in effect only from %(day)s."), numbers, cites=cites)
    if facts.judgment_certified is None:
        return not_known(facts, "judgment_certified")
    if not facts.judgment_certified:
        message = gettext_noop("No certified judgment is in the file: the case stays where it is.")
        return Verdict(False, message, cites=(*cites, certified))
    message = gettext_noop("Effective judgment of %(day)s (%(penalty)s): decided on it alone.")
    return Verdict(True, message, numbers, cites=cites)


@rule("judgment.told_afterwards", id="DIS-103", needs=["judgment_penalty"], cured_by="authority")
def decision_on_judgment_is_told(facts: Facts, told: Provision, law: Law) -> Verdict:
    expels = law.get("judgment.expels_for")
    if expels is None or facts.judgment_penalty not in expels.value:
        return Verdict(True, _NO_JUDGMENT)
    if facts.judgment_told is None:
        return not_known(facts, "judgment_told")
    message = gettext_noop(
        "After a decision on the judgment the cell and every body he belonged to are told in writing."
    )
    return Verdict(facts.judgment_told, message)


@rule("judgment.wanted_by_person", id="DIS-101", needs=["wanted"])
def wanted_or_detained_is_weighed(facts: Facts, by_person: Provision) -> Verdict:
    """Never automated: detention alone leads to suspension (DIS-106)."""
    if not facts.wanted:
        return Verdict(True, gettext_noop("Does not apply: neither wanted nor detained without conviction."))
    return Verdict(
        Status.HUMAN,
        gettext_noop("Wanted or detained without conviction: who is in charge decides; detention alone suspends."),
    )


@rule("judgment.lower_reexamined", id="DIS-102", needs=["judgment_penalty"], cured_by="authority")
def lower_penalty_is_examined(facts: Facts, reexamined: Provision, law: Law) -> Verdict:
    """Under the usual procedure, once the judgment is in effect."""
    expels = law.get("judgment.expels_for")
    if expels is not None and facts.judgment_penalty in expels.value:
        return Verdict(True, gettext_noop("Does not apply: the judgment expels."))
    if facts.judgment_effective_on is None:
        return not_known(facts, "judgment_effective_on")
    if not _in_effect(facts, law):
        return Verdict(True, gettext_noop("The judgment is not in effect yet."))
    return Verdict(
        facts.reexamined_on is not None and facts.reexamined_on >= facts.judgment_effective_on,
        gettext_noop("After a lower penalty the discipline is examined again under the usual procedure."),
    )


@rule("judgment.annulled_reexamined", id="DIS-104", needs=["judgment_annulled_on"], cured_by="authority")
def annulled_judgment_is_examined_at_once(facts: Facts, at_once: Provision) -> Verdict:
    done = facts.reexamined_on is not None and facts.reexamined_on >= facts.judgment_annulled_on
    return Verdict(
        done,
        gettext_noop("Acquitted, or the judgment annulled, on %(day)s: the discipline is reviewed at once."),
        {"day": facts.judgment_annulled_on.isoformat()},
    )
