"""The outcome of a counted vote, computed and never chosen: the tally, the arithmetic in words, the data of the
minutes."""

from typing import Any

from django.utils.translation import gettext as _

from workflows.acting import Act
from workflows.meetings.ballot import NO, YES, Ballot
from workflows.meetings.minutes import minutes_data
from workflows.meetings.models import AgendaItem
from workflows.models import Tally
from workflows.votes import TallyResult, base_of_json, tally


def record_outcome(case: Any, act: Act, ballot: Ballot) -> TallyResult:
    """Compute what the counted item of the case comes to and keep the tally; the item is done.

    ``data``: resolution_number, conclusion. To be called by the verb that completes the step.
    """
    item: AgendaItem = case.agenda_item
    counts = item.counts
    unreturned = counts["unreturned"]
    base = base_of_json(item.roster)
    result = tally(
        base,
        yes=counts["votes"].get(YES, 0),
        no=counts["votes"].get(NO, 0),
        invalid=counts["invalid"],
        absent=counts["absent"] + unreturned,
        ratio=ballot.ratio.value,
    )
    number = act.data.get("resolution_number") or ""
    act.add(
        Tally(
            item=item,
            body=act.body,
            step=act.node.name,
            held_on=act.day,
            base=result.base,
            minimum_yes=result.minimum_yes,
            counts=counts["votes"],
            valid=sum(counts["votes"].values()),
            invalid=counts["invalid"],
            unreturned=unreturned,
            absent=counts["absent"],
            passed=result.passed,
            provision=ballot.ratio.citation,
            roster=item.roster,
            secret=item.form == "secret",
            resolution_number=number,
        )
    )
    item.paper = minutes_data(case, act, item, ballot, result, arithmetic(item, ballot, result))
    item.resolve()
    act.add(item)
    act.record(
        "vote.counted",
        base=result.base,
        minimum_yes=result.minimum_yes,
        yes=result.yes,
        no=result.no,
        invalid=counts["invalid"],
        unreturned=unreturned,
        absent=counts["absent"],
        passed=result.passed,
        ratio=str(ballot.ratio.value),
        article=ballot.ratio.article,
        regulation=ballot.ratio.title,
        resolution=number,
    )
    return result


def arithmetic(item: AgendaItem, ballot: Ballot, result: TallyResult) -> list[str]:
    """How the outcome came about, line by line: the rule, the base with its exclusions, the minimum, the count."""
    left_out = sum(not row["in_base"] for row in item.roster)
    values = {
        "ratio": ballot.ratio.value,
        "article": f"{ballot.ratio.article} {ballot.ratio.title}".strip(),
        "all": len(item.roster),
        "out": left_out,
        "base": result.base,
        "min": result.minimum_yes,
        "yes": result.yes,
    }
    return [
        _("Rule: %(ratio)s of those counted (%(article)s).") % values,
        _("Base: %(all)s on the roster less %(out)s not counted make %(base)s.") % values,
        _("Minimum: %(ratio)s of %(base)s are %(min)s votes.") % values,
        _("Count: %(yes)s in favour.") % values,
        _("%(yes)s ≥ %(min)s: passed.") % values if result.passed else _("%(yes)s < %(min)s: not passed.") % values,
    ]
