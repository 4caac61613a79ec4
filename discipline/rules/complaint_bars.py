"""The grounds on which a complaint is not handled, each with its proof: DIS-115, DIS-116."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from collections.abc import Callable

from django.utils.translation import gettext_noop

from discipline.codes_complaint import BAR_LABELS, ComplaintBar
from discipline.complaint_window import governing, start_of
from discipline.facts import Facts
from discipline.rules.lengths import end_of
from workflows.calendar import Calendar
from workflows.law import Law, Provision
from workflows.rules import Rule, Verdict, not_known, rule

#: Whether the facts say that a ground is there; the name of the fact that is missing for it.
Alleged = Callable[[Facts, Law, Calendar], bool | str]


def _late(facts: Facts, law: Law, calendar: Calendar) -> bool | str:
    start = start_of(facts, law)
    if start is None or isinstance(start, str):
        return start or False
    return (facts.complained_on or law.on) > end_of(start.on, start.length, calendar).due


def _sentenced(facts: Facts, law: Law, calendar: Calendar) -> bool | str:
    if facts.complaint_sentenced and facts.complaint_sentence_annulled is None:
        return "complaint_sentence_annulled"
    return _known(facts, "complaint_sentenced") and not facts.complaint_sentence_annulled


def _no_decision(facts: Facts, law: Law, calendar: Calendar) -> bool | str:
    """Who refused to receive it falls under the ground of its own."""
    if facts.contested_received is None:
        return "contested_received"
    if not facts.contested_received and facts.contested_refused is None:
        return "contested_refused"
    return not facts.contested_received and not facts.contested_refused


def _moved(facts: Facts, law: Law, calendar: Calendar) -> bool | str:
    if facts.complaint_moved and facts.complaint_moved_on is None:
        return "complaint_moved_on"
    moved = _known(facts, "complaint_moved")
    return moved and (moved if isinstance(moved, str) else facts.complaint_moved_on < (facts.complained_on or law.on))


def _known(facts: Facts, name: str) -> bool | str:
    value = getattr(facts, name)
    return name if value is None else bool(value)


def _on_behalf(facts: Facts, law: Law, calendar: Calendar) -> bool | str:
    own = _known(facts, "complainant_is_subject")
    return own if isinstance(own, str) else not own


_ALLEGED: dict[ComplaintBar, Alleged] = {
    ComplaintBar.LATE: _late,
    ComplaintBar.PENDING: lambda facts, law, calendar: _known(facts, "complaint_handled_already"),
    ComplaintBar.FINAL: lambda facts, law, calendar: _known(facts, "complaint_final"),
    ComplaintBar.SENTENCE: _sentenced,
    ComplaintBar.ON_BEHALF: _on_behalf,
    ComplaintBar.NO_DECISION: _no_decision,
    ComplaintBar.REFUSED: lambda facts, law, calendar: _known(facts, "contested_refused"),
    ComplaintBar.MOVED: _moved,
}


def _judged(bar: ComplaintBar, facts: Facts, ground: Provision, law: Law, calendar: Calendar) -> Verdict:
    """Broken where the ground is there, a paper proves it, and the law of the day on which the right arose knows it."""
    then = governing(facts, law)
    known = then.get(ground.name)
    numbers = {"ground": BAR_LABELS[bar], "day": then.on.isoformat()}
    if known is None:
        old = gettext_noop(
            "The law of %(day)s, when the right to complain arose, does not know this ground: %(ground)s."
        )
        return Verdict(True, old, numbers)
    alleged = _ALLEGED[bar](facts, law, calendar)
    if isinstance(alleged, str):
        return not_known(facts, alleged)
    if not alleged:
        return Verdict(True, gettext_noop("This ground is not there: %(ground)s."), numbers, cites=(known,))
    if facts.complaint_proofs is None:
        return not_known(facts, "complaint_proofs")
    if bar not in facts.complaint_proofs:
        unproven = gettext_noop("No paper on file proves this ground, so it bars nothing: %(ground)s.")
        return Verdict(True, unproven, numbers, cites=(known,))
    return Verdict(False, gettext_noop("The complaint is not handled: %(ground)s."), numbers, cites=(known,))


@rule("complaint.barred_late", id="DIS-115")
def complaint_is_not_late(facts: Facts, ground: Provision, law: Law, calendar: Calendar) -> Verdict:
    return _judged(ComplaintBar.LATE, facts, ground, law, calendar)


@rule("complaint.barred_pending", id="DIS-115")
def complaint_is_not_pending(facts: Facts, ground: Provision, law: Law, calendar: Calendar) -> Verdict:
    return _judged(ComplaintBar.PENDING, facts, ground, law, calendar)


@rule("complaint.barred_final", id="DIS-115")
def complaint_is_not_finally_decided(facts: Facts, ground: Provision, law: Law, calendar: Calendar) -> Verdict:
    return _judged(ComplaintBar.FINAL, facts, ground, law, calendar)


@rule("complaint.barred_sentence", id="DIS-115")
def complaint_is_not_barred_by_a_sentence(facts: Facts, ground: Provision, law: Law, calendar: Calendar) -> Verdict:
    return _judged(ComplaintBar.SENTENCE, facts, ground, law, calendar)


@rule("complaint.barred_on_behalf", id="DIS-115")
def complaint_is_not_on_behalf(facts: Facts, ground: Provision, law: Law, calendar: Calendar) -> Verdict:
    return _judged(ComplaintBar.ON_BEHALF, facts, ground, law, calendar)


@rule("complaint.barred_no_decision", id="DIS-115")
def complaint_follows_a_written_decision(facts: Facts, ground: Provision, law: Law, calendar: Calendar) -> Verdict:
    return _judged(ComplaintBar.NO_DECISION, facts, ground, law, calendar)


@rule("complaint.barred_refused", id="DIS-116")
def complaint_decision_was_not_refused(facts: Facts, ground: Provision, law: Law, calendar: Calendar) -> Verdict:
    """The proof is the minutes of the refusal. Before the law knew this ground the time ran from the announcement."""
    return _judged(ComplaintBar.REFUSED, facts, ground, law, calendar)


@rule("complaint.barred_moved", id="DIS-115")
def complaint_precedes_the_move(facts: Facts, ground: Provision, law: Law, calendar: Calendar) -> Verdict:
    return _judged(ComplaintBar.MOVED, facts, ground, law, calendar)


#: The rule of every ground, in the order of the article.
COMPLAINT_BARS: dict[ComplaintBar, Rule] = {
    ComplaintBar.LATE: complaint_is_not_late,
    ComplaintBar.PENDING: complaint_is_not_pending,
    ComplaintBar.FINAL: complaint_is_not_finally_decided,
    ComplaintBar.SENTENCE: complaint_is_not_barred_by_a_sentence,
    ComplaintBar.ON_BEHALF: complaint_is_not_on_behalf,
    ComplaintBar.NO_DECISION: complaint_follows_a_written_decision,
    ComplaintBar.REFUSED: complaint_decision_was_not_refused,
    ComplaintBar.MOVED: complaint_precedes_the_move,
}


@rule("complaint.barred_late", id="DIS-115", needs=["complaint_rejected_for"])
def rejection_names_proven_grounds(facts: Facts, ground: Provision, law: Law, calendar: Calendar) -> Verdict:
    """At least one ground is named, and each is there, proven, and known to the law."""
    unproven = []
    for bar in sorted(facts.complaint_rejected_for):
        provision = law.get(COMPLAINT_BARS[bar].provisions[0])
        if provision is None or _judged(bar, facts, provision, law, calendar).status is not False:
            unproven.append(BAR_LABELS[bar])
    if not facts.complaint_rejected_for:
        return Verdict(False, gettext_noop("A complaint is rejected only on a ground of the article; none is named."))
    if unproven:
        return Verdict(
            False,
            gettext_noop("Grounds that are named and not there, not proven, or not of the law: %(grounds)s."),
            {"grounds": unproven},
        )
    return Verdict(True, gettext_noop("Each ground that is named is of the law and proven."))


@rule("complaint.rejection_in_writing", id="DIS-115", needs=["complaint_rejection_notified"])
def rejection_is_notified(facts: Facts, written: Provision) -> Verdict:
    return Verdict(
        facts.complaint_rejection_notified,
        gettext_noop("The complainant is told in writing, with the reason, that the complaint is not handled."),
    )
