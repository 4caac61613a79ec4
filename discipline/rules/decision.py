"""The decision, its effect, its announcement, its end: DIS-86 to DIS-97."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from datetime import date, timedelta

from django.utils.translation import gettext_noop

from discipline.codes import Form
from discipline.facts import Facts
from discipline.facts.decision import CHANGER_LABELS, CONSEQUENCE_LABELS, RECIPIENT_LABELS, Consequence, Recipient
from discipline.rules.principles import NO_FORM
from workflows.calendar import add_months
from workflows.law import Law, Provision
from workflows.rules import Number, Verdict, not_known, rule


@rule("decision.cell_effect", "decision.effect", id="DIS-86", needs=["by_cell"])
def decision_has_effect(facts: Facts, of_cell: Provision, of_others: Provision, law: Law) -> Verdict:
    """DIS-86: of a cell, from the announcement of the result of the vote; DIS-89: of others, from the event set."""
    provision = of_cell if facts.by_cell else of_others
    day = effect_on(facts, of_cell, of_others, law)
    if day is None:
        return not_known(facts, _EVENTS[provision.value])
    message = gettext_noop("The decision takes effect on %(day)s.")
    return Verdict(day <= law.on, message, {"day": day.isoformat()}, cites=(provision,))


_EVENTS = {"vote_announced": "voted_on", "announced": "announced_on", "signed": "signed_on"}


def effect_on(facts: Facts, of_cell: Provision, of_others: Provision, law: Law) -> date | None:
    """The day from which the decision has effect, by the law of the day it was made; None while it has not come."""
    provision = of_cell if facts.by_cell else of_others
    made = facts.voted_on if facts.by_cell else facts.signed_on or facts.announced_on
    event = (law.at(made).get(provision.name) if made else None) or provision
    day: date | None = getattr(facts, _EVENTS[event.value])
    return day


@rule("cell_paper.stamped", id="DIS-88", needs=["by_cell"], cured_by="grassroots")
def cell_paper_is_stamped(facts: Facts, stamped: Provision) -> Verdict:
    """The stamp of the grassroots committee at the top left, of a cell without seal."""
    if not facts.by_cell:
        return Verdict(True, _NO_CELL)
    if facts.stamped_by_grassroots is None:
        return not_known(facts, "stamped_by_grassroots")
    return Verdict(
        facts.stamped_by_grassroots,
        gettext_noop("The decision of a cell bears the stamp of the grassroots committee at the top left."),
    )


_NO_CELL = gettext_noop("Does not apply: it is not the decision of a cell.")


@rule("cell_paper.not_approved_above", id="DIS-88", needs=["by_cell"], cured_by="superior")
def cell_decision_is_not_approved_above(facts: Facts, none: Provision) -> Verdict:
    if not facts.by_cell:
        return Verdict(True, _NO_CELL)
    if facts.approved_above is None:
        return not_known(facts, "approved_above")
    return Verdict(
        not facts.approved_above, gettext_noop("The superior issues no decision of approval for that of a cell.")
    )


@rule("announcement.minuted", id="DIS-90", needs=["announced_on"], cured_by="authority")
def announcement_is_minuted(facts: Facts, minuted: Provision) -> Verdict:
    """Absence or refusal to receive is minuted too; the decision has effect all the same."""
    if facts.announcement_minuted is None:
        return not_known(facts, "announcement_minuted")
    return Verdict(facts.announcement_minuted, gettext_noop("The announcement is minuted, absence or refusal too."))


@rule("decision.copies", id="DIS-91", needs=["copies_sent"], cured_by="authority")
def copies_reach_whom_they_concern(facts: Facts, copies: Provision) -> Verdict:
    left: Number = [RECIPIENT_LABELS[Recipient(code)] for code in copies.value if code not in facts.copies_sent]
    if left:
        return Verdict(False, gettext_noop("A copy of the decision is still to go to: %(left)s."), {"left": left})
    return Verdict(True, gettext_noop("Copies of the decision went to all whom it concerns."))


@rule(
    "discipline.ends_after",
    "discipline.ends_for",
    "discipline.complaint_holds",
    "decision.cell_effect",
    "decision.effect",
    "period.last_day",
    id="DIS-92",
    optional=["discipline.served_counts"],
    needs=["form", "by_cell", "complaint_pending", "new_violation"],
)
def ends_by_itself(
    facts: Facts,
    after: Provision,
    ends_for: Provision,
    holds: Provision,
    of_cell: Provision,
    of_others: Provision,
    edge: Provision,
    served: Provision | None,
    law: Law,
) -> Verdict:
    """DIS-92 to DIS-94: the months from announcement, those of a form changed on complaint included, no complaint
    pending, no new violation. On the anniversary it has not ended yet.
    """
    if facts.form not in ends_for.value:
        return Verdict(False, gettext_noop("This form never ends by itself."), cites=(ends_for,))
    began = effect_on(facts, of_cell, of_others, law)
    cites: tuple[Provision, ...] = (after,)
    if facts.served_since is not None and served is not None:
        began, cites = facts.served_since, (after, served)
    if began is None:
        return not_known(facts, "voted_on" if facts.by_cell else "announced_on")
    last = add_months(began, after.value)
    numbers: dict[str, Number] = {"start": began.isoformat(), "last": last.isoformat(), "months": after.value}
    if facts.complaint_pending:
        message = gettext_noop("While a complaint is pending the discipline does not end and is obeyed.")
        return Verdict(False, message, cites=(holds,))
    if facts.new_violation:
        message = gettext_noop("Recidivism, or a new violation that deserves discipline: it does not end by itself.")
        return Verdict(False, message, cites=cites)
    if law.on in (last, last + timedelta(days=1)):
        cites += (edge,)
    if law.on <= last:
        message = gettext_noop("Runs from %(start)s for %(months)s months, up to %(last)s.")
        return Verdict(False, message, numbers, cites=cites)
    message = gettext_noop("Ended by itself: %(months)s months from %(start)s, up to %(last)s.")
    return Verdict(True, message, numbers, cites=cites)


@rule("expulsion.consequences", id="DIS-95", needs=["form"], cured_by="authority")
def consequences_of_expulsion_are_carried_out(facts: Facts, consequences: Provision) -> Verdict:
    if facts.form is not Form.EXPULSION:
        return Verdict(True, NO_FORM)
    if facts.consequences_done is None:
        return not_known(facts, "consequences_done")
    left: Number = [
        CONSEQUENCE_LABELS[Consequence(code)] for code in consequences.value if code not in facts.consequences_done
    ]
    if left:
        return Verdict(False, gettext_noop("Still to be done after the expulsion: %(left)s."), {"left": left})
    return Verdict(True, gettext_noop("What follows an expulsion is done."))


@rule("recording.cv_item", "recording.card_item", id="DIS-96", needs=["recorded_in_file"], cured_by="authority")
def discipline_is_recorded(facts: Facts, cv: Provision, card: Provision) -> Verdict:
    """Form, body, time, reason; of a changed sanction the reason and the body."""
    message = gettext_noop("Recorded in item %(cv)s of the CV and item %(card)s of the member card.")
    return Verdict(facts.recorded_in_file, message, {"cv": cv.value, "card": card.value})


@rule("decision.changed_by", id="DIS-97", needs=["changed_by"], cured_by="superior")
def change_is_by_decider_or_superior(facts: Facts, by: Provision) -> Verdict:
    return Verdict(
        facts.changed_by in by.value,
        gettext_noop("A decision is changed or cancelled by the body that decided or a superior, here: %(by)s."),
        {"by": CHANGER_LABELS[facts.changed_by]},
    )
