"""A probationary member who moves to another cell: ADM-71."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from datetime import date

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_member_move import (
    BLOCK_LABELS,
    MOVE_PAPER_LABELS,
    REMARKER_LABELS,
    Block,
    MovePaper,
    Remarker,
)
from admission.member_codes import Removal
from admission.rules.clocks import by_convention, within
from workflows.calendar import Calendar, add_months
from workflows.law import Law, Provision
from workflows.rules import Number, Status, Verdict, not_known, rule


@rule("member_move.papers", id="ADM-71", needs=["move_papers"], cured_by="cell")
def papers_go_with_the_member(facts: Facts, papers: Provision) -> Verdict:
    wanted = [MovePaper(code) for code in papers.value]
    missing: Number = [MOVE_PAPER_LABELS[paper] for paper in wanted if paper not in facts.move_papers]
    if missing:
        return Verdict(False, gettext_noop("To be filed before he is let go: %(missing)s."), {"missing": missing})
    return Verdict(True, gettext_noop("Self-criticism and remarks of the member assigned to help go with him."))


@rule("member_move.remarks", id="ADM-71", needs=["move_remarks", "move_cell_is_grassroots"], cured_by="grassroots")
def both_committees_remarked(facts: Facts, remarks: Provision) -> Verdict:
    """A cell that is itself the grassroots organisation has one committee."""
    wanted = [Remarker(code) for code in remarks.value]
    if facts.move_cell_is_grassroots:
        wanted = [who for who in wanted if who is not Remarker.GRASSROOTS_COMMITTEE]
    missing: Number = [REMARKER_LABELS[who] for who in wanted if who not in facts.move_remarks]
    if missing:
        return Verdict(
            False, gettext_noop("Remarks on the self-criticism are missing of: %(missing)s."), {"missing": missing}
        )
    return Verdict(True, gettext_noop("The committees of the place left wrote remarks on his self-criticism."))


@rule("member_move.blocked_while", id="ADM-71", needs=["move_cleared"], cured_by="grassroots")
def nothing_stands_against_the_move(facts: Facts, blocks: Provision) -> Verdict:
    """By what a person stated; what it is about is never told here."""
    named: Number = [BLOCK_LABELS[Block(code)] for code in blocks.value]
    if facts.move_cleared:
        message = gettext_noop("Stated: nothing of this kind is open about the member (%(blocks)s).")
        return Verdict(Status.HUMAN, message, {"blocks": named})
    message = gettext_noop("Not settled for the time being: nobody moves while it lasts (%(blocks)s).")
    return Verdict(False, message, {"blocks": named})


@rule("member_move.start_within", id="ADM-71", needs=["move_decided_on"], cured_by="cell")
def move_begins_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    """The text does not say by which act it has begun: by the signature of the cell's committee (design)."""
    verdict = within(
        facts.move_decided_on,
        length,
        facts.move_begun_on,
        gettext_noop(
            "The transfer of party activity begins by %(due)s, %(days)s working days from the decision of %(start)s."
        ),
        gettext_noop(
            "The transfer of party activity was to begin by %(due)s, %(days)s working days from the decision of"
            " %(start)s; %(day)s is %(late)s working days late."
        ),
        law=law,
        calendar=calendar,
    )
    return by_convention(verdict)


@rule("member_move.present_within", id="ADM-71", needs=["move_introduced_on"], cured_by="member")
def member_presents_himself_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    return within(
        facts.move_introduced_on,
        length,
        facts.move_presented_on,
        gettext_noop(
            "He presents himself at the new place by %(due)s, %(days)s working days from the letter of %(start)s."
        ),
        gettext_noop(
            "He was to present himself at the new place by %(due)s, %(days)s working days from the letter of %(start)s;"
            " %(day)s is %(late)s working days late."
        ),
        law=law,
        calendar=calendar,
    )


@rule(
    "member_move.present_within",
    id="ADM-71",
    needs=["removal_ground"],
    optional=["member_move.removal_after"],
    cured_by="cell",
)
def absence_after_a_move_is_unexplained(
    facts: Facts, length: Provision, after: Provision | None, law: Law, calendar: Calendar
) -> Verdict:
    """Only of a removal on this ground (T39). Where no rule of the place says how long, once he is late (design)."""
    if facts.removal_ground is not Removal.ABSENT_AFTER_TRANSFER:
        return Verdict(True, gettext_noop("Does not apply: the removal is proposed on another ground."))
    if facts.move_introduced_on is None:
        return Verdict(False, gettext_noop("No letter has introduced the member to another place."))
    if facts.move_absence_explained is None:
        return not_known(facts, "move_absence_explained")
    if facts.move_absence_explained:
        return Verdict(False, gettext_noop("A reason is accepted why he has not presented himself."))
    start: date = facts.move_introduced_on
    due = calendar.add_working_days(start, length.value)
    last = max(due, add_months(start, after.value)) if after else due
    numbers: dict[str, Number] = {"start": start.isoformat(), "last": last.isoformat(), "day": law.on.isoformat()}
    if law.on > last:
        message = gettext_noop("Introduced on %(start)s, he had until %(last)s; no reason is accepted.")
    else:
        message = gettext_noop("Introduced on %(start)s: on this ground his removal is proposed only after %(last)s.")
    verdict = Verdict(law.on > last, message, numbers, calendar.certainty_between(start, due))
    return by_convention(verdict)
