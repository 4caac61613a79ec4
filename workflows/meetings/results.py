"""What a counted box comes to, with its arithmetic in words: for and against, or the forms of discipline.

Pure but for the language of the reader: no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from workflows.meetings.ballot import YES, Ballot, FormsVote, Need
from workflows.meetings.outcomes import Count, Ending, FormsOutcome, Mode, OutcomeLine, forms_outcome, yes_no_outcome

#: English source strings.
ENDING_LABELS = {
    Ending.DECIDED: gettext_noop("Decided"),
    Ending.PROPOSED: gettext_noop("Proposed to the body that has the power"),
    Ending.NO_DISCIPLINE: gettext_noop("No discipline"),
    Ending.ALL_RESULTS_UP: gettext_noop("No form passes: all results go up with the file"),
    Ending.NO_FORM_REPORT_UP: gettext_noop("No form reaches the ratio: reported to the superior"),
}


@dataclass(frozen=True)
class Outcome:
    """``minimum``: the fewest votes that pass; of forms, those of the plain ratio. ``adopted``: the option that passed,
    or "". ``ending``: an Ending, "" of a ballot for and against. ``arithmetic``: how it came about, line by line.
    ``cumulation``: [{"label", "votes", "sum", "note"}], where votes were added up."""

    base: int
    minimum: int
    passed: bool
    adopted: str
    words: str
    arithmetic: list[str]
    ending: str = ""
    cumulation: list[dict[str, Any]] = field(default_factory=list)


def result_of(ballot: Ballot, counts: Mapping[str, Any], *, base: int, listed: int, mode: str) -> Outcome:
    """The outcome of ``counts`` (AgendaItem.counts); ``listed``: how many stand on the roster; ``mode``: a Mode.

    Raises CountsDoNotClose.
    """
    if ballot.forms_vote is not None:
        return _of_forms(ballot, ballot.forms_vote, counts, base, listed, mode)
    box = Count(counts["issued"], counts["returned"], counts["invalid"], counts["votes"])
    result = yes_no_outcome(box, base, ballot.ratio.value)
    values = {**_values(ballot, base, listed), "min": result.minimum_yes, "yes": result.yes}
    lines = [
        *_rules(ballot, mode),
        _base_said(values),
        _("Minimum: %(ratio)s of %(base)s are %(min)s votes.") % values,
        _("Count: %(yes)s in favour.") % values,
        _("%(yes)s ≥ %(min)s: passed.") % values if result.passed else _("%(yes)s < %(min)s: not passed.") % values,
    ]
    words = _("Passed") if result.passed else _("Below the ratio")
    return Outcome(base, result.minimum_yes, result.passed, YES if result.passed else "", words, lines)


def _of_forms(ballot: Ballot, vote: FormsVote, counts: Mapping[str, Any], base: int, listed: int, mode: str) -> Outcome:
    """One ballot with every form and "no discipline" (DIS-69 to 74)."""
    found = forms_outcome(
        counts["votes"], base, vote.ballot, mode=Mode(mode), power=vote.power, above_power=vote.above_power
    )
    alone = [line for line in found.lines if not line.cumulated]
    values = _values(ballot, base, listed)
    lines = [*_rules(ballot, mode), _base_said(values), *(_line(ballot, line) for line in alone)]
    adopted = found.form or (vote.ballot.none if found.ending is Ending.NO_DISCIPLINE else "")
    words = _(ENDING_LABELS[found.ending])
    return Outcome(
        base,
        vote.ballot.half.minimum(base),
        bool(adopted),
        adopted,
        f"{words}: {ballot.labels[adopted]}" if found.form else words,
        lines,
        found.ending.value,
        _cumulation(ballot, found),
    )


def needed(ballot: Ballot, mode: str, base: int) -> list[str]:
    """How many of ``base`` votes each option takes in a vote of this Mode, in words; options of one ratio together."""
    return [_needed(ballot, need, base) for need in ballot.needs(mode)]


def _needed(ballot: Ballot, need: Need, base: int) -> str:
    values = {**_of_need(ballot, need), "min": need.ratio.minimum(base), "base": base}
    if need.options:
        return _("%(options)s: %(min)s of %(base)s votes (%(ratio)s, %(article)s)") % values
    return _("%(min)s of %(base)s votes (%(ratio)s, %(article)s)") % values


def _of_need(ballot: Ballot, need: Need) -> dict[str, Any]:
    options = ", ".join(ballot.labels[code] for code in need.options)
    return {"options": options, "ratio": need.ratio, "article": need.article or "–"}


def _rules(ballot: Ballot, mode: str) -> list[str]:
    """The ratios of the vote, each with the options that take it."""
    found = [(need, _of_need(ballot, need)) for need in ballot.needs(mode)]
    return [
        _("Rule for %(options)s: %(ratio)s of those counted (%(article)s).") % values
        if need.options
        else _("Rule: %(ratio)s of those counted (%(article)s).") % values
        for need, values in found
    ]


def _values(ballot: Ballot, base: int, listed: int) -> dict[str, Any]:
    return {"ratio": ballot.ratio.value, "all": listed, "out": listed - base, "base": base}


def _base_said(values: Mapping[str, Any]) -> str:
    return _("Base: %(all)s on the roster less %(out)s not counted make %(base)s.") % values


def _line(ballot: Ballot, line: OutcomeLine) -> str:
    values = {"option": ballot.labels[line.codes[0]], "votes": line.sum, "min": line.needed, "ratio": line.ratio}
    if line.reached:
        return _("%(option)s: %(votes)s votes; %(ratio)s needs %(min)s: passed.") % values
    return _("%(option)s: %(votes)s votes; %(ratio)s needs %(min)s: not passed.") % values


def _cumulation(ballot: Ballot, found: FormsOutcome) -> list[dict[str, Any]]:
    return [
        {
            "label": ballot.labels[line.codes[-1]],
            "votes": found.votes[line.codes[-1]],
            "sum": line.sum,
            "note": _("reaches %(min)s") % {"min": line.needed} if line.reached else "",
        }
        for line in found.lines
        if line.cumulated
    ]
