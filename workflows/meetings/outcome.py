"""Recording what a counted vote came to: the tally, the data of the minutes, the line of the record."""

from typing import Any

from django.utils.translation import gettext as _

from workflows.acting import Act
from workflows.audit.chain import canonical, digest, plain
from workflows.meetings.ballot import NO, YES, Ballot
from workflows.meetings.certificate import covers
from workflows.meetings.minutes import minutes_data
from workflows.meetings.models import AgendaItem
from workflows.meetings.recorded import count_altered
from workflows.meetings.results import Outcome, result_of
from workflows.meetings.verbs import mode_of, named_item
from workflows.models import Tally
from workflows.votes import base_of_json


def record_outcome(case: Any, act: Act, ballot: Ballot) -> Outcome:
    """Compute what the counted item of the case comes to and keep the tally; the item is done.

    The certificate has to have been given for the same ballot, and for what the verb records: a proposal or a
    decision. ``data``: resolution_number, conclusion, ended_at; item (public id, of a form). For the verb that
    completes the step.
    """
    item, mode = named_item(case, act), mode_of(act.doing.verb)
    _refuse_other_than_certified(act, item, ballot, mode)
    altered = count_altered(item)
    if altered:
        act.refuse(altered)
    counts, ended_at, starts_at = item.counts, act.data.get("ended_at"), item.meeting.starts_at
    if ended_at and starts_at and ended_at < starts_at:
        act.refuse(_("The end lies before the beginning."), "ended_at")
    result = result_of(ballot, counts, base=base_of_json(item.roster), listed=len(item.roster), mode=mode)
    number = act.data.get("resolution_number") or ""
    act.add(
        Tally(
            item=item,
            body=act.body,
            step=act.node.name,
            held_on=act.day,
            base=result.base,
            minimum_yes=result.minimum,
            counts=counts["votes"],
            valid=sum(counts["votes"].values()),
            invalid=counts["invalid"],
            unreturned=counts["unreturned"],
            absent=counts["absent"],
            passed=result.passed,
            outcome=result.adopted,
            provision=ballot.ratio.citation,
            roster=item.roster,
            secret=item.form == "secret",
            resolution_number=number,
        )
    )
    item.paper = minutes_data(case, act, item, ballot, result, mode)
    item.resolve()
    act.add(item)
    act.record(
        "vote.counted",
        mode=mode,
        base=result.base,
        minimum_yes=result.minimum,
        yes=counts["votes"].get(YES, 0),
        no=counts["votes"].get(NO, 0),
        invalid=counts["invalid"],
        unreturned=counts["unreturned"],
        absent=counts["absent"],
        passed=result.passed,
        adopted=result.adopted,
        ending=result.ending,
        ratio=str(ballot.ratio.value),
        article=ballot.ratio.article,
        regulation=ballot.ratio.title,
        resolution=number,
        minutes=digest(canonical(plain(item.paper))),
    )
    return result


def _refuse_other_than_certified(act: Act, item: AgendaItem, ballot: Ballot, mode: str) -> None:
    certified = item.certified.certificate if item.certified else {}
    if not covers(certified, ballot, mode=mode, form=item.form, medium=item.medium):
        act.refuse(
            _(
                "The vote was opened by another way than that of today's record; its certificate does not cover this."
                " The cell leads the dossier on by the new way."
            )
        )
