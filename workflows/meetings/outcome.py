"""The outcome of a counted vote, computed and never chosen: the tally, the arithmetic in words, the data of the
minutes."""

from typing import Any

from django.utils.translation import gettext as _

from workflows.acting import Act
from workflows.meetings.ballot import NO, YES, Ballot
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
    item.paper = _minutes_of(case, act, item, ballot, result)
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


def superior_of(act: Act) -> str:
    """The organisation above the one whose body meets, as the route of the day has it; empty where none is on it."""
    levels = list(act.route.levels.values())
    here = [number for number, place in enumerate(levels) if act.body and place.pk == act.body.organization_id]
    above = levels[here[-1] + 1 :] if here else []
    return str(above[0]) if above else ""


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


def _minutes_of(case: Any, act: Act, item: AgendaItem, ballot: Ballot, result: TallyResult) -> dict[str, Any]:
    """The data of the minutes, frozen; see workflows/documents/rendering/minutes.py for its shape."""
    meeting, certified = item.meeting, item.certified.certificate if item.certified else {}
    named = {row["person"]: row["name"] for row in item.roster}
    return {
        "meeting": {
            "body": str(meeting.body),
            "superior": superior_of(act),
            "place": meeting.place,
            "held_on": meeting.held_on.isoformat(),
            "started_at": meeting.starts_at.strftime("%H:%M") if meeting.starts_at else "",
            "ended_at": act.data["ended_at"].strftime("%H:%M") if act.data.get("ended_at") else "",
            "chair": str(meeting.chair),
            "secretary": str(meeting.secretary),
            "representatives": [line for line in meeting.representatives.splitlines() if line.strip()],
        },
        "item": {
            "code": case.code,
            "subject": str(case.subject),
            "question": ballot.question,
            "form": item.form,
            "medium": item.medium,
            "options": [[code, label] for code, label in ballot.labels.items()],
            "number": act.data.get("resolution_number") or "",
        },
        "roster": [dict(row) for row in item.roster],
        "base": result.base,
        "minimum": result.minimum_yes,
        "ratio": str(ballot.ratio.value),
        "counts": item.counts,
        "arithmetic": arithmetic(item, ballot, result),
        "outcome": _("Passed") if result.passed else _("Not passed"),
        "certificate": certified.get("lines", []),
        "notice": certified.get("notice", ""),
        "conclusion": act.data.get("conclusion") or "",
        "tellers": [named[person] for person in item.tellers if person in named],
        "record": {"events": case.event_count, "head_hash": case.head_hash},
        "receipts": item.receipts,
    }
