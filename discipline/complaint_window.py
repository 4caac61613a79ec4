"""When the right to complain arose and until when it lasts: DIS-04, DIS-113. Pure; used by the rules and the clocks."""

from dataclasses import dataclass
from datetime import date

from discipline.facts import Facts
from workflows.law import Law, Provision

WINDOW, STARTS = "complaint.window", "complaint.window_starts"
EARLY, EARLY_STARTS = "complaint.window_early", "complaint.window_early_starts"


@dataclass(frozen=True)
class Start:
    """The day from which a reading of the law counts, and its length."""

    on: date
    length: Provision
    starts: Provision


def right_arose_on(facts: Facts, law: Law) -> date | None:
    """The day whose law governs the complaint: of the receipt where the law of that day counts from it, otherwise of
    the announcement. None while neither is known.
    """
    received = facts.contested_received_on
    if received is not None:
        starts = law.at(received).get(STARTS)
        if starts is not None and "receipt" in starts.value:
            return received
    return facts.contested_announced_on


def governing(facts: Facts, law: Law) -> Law:
    """The law of the day on which the right arose; of the day judged while that is not known."""
    return law.at(right_arose_on(facts, law) or law.on)


def receipt_awaited(facts: Facts, law: Law) -> bool:
    """Whether the time to complain has not begun because what was announced has not been received yet."""
    if facts.contested_announced_on is None or facts.contested_refused:
        return False
    return start_of(facts, law) == "contested_received_on"


def start_of(facts: Facts, law: Law, window: str = WINDOW, starts: str = STARTS) -> Start | str | None:
    """The latest of the days from which the law counts. The name of the fact that is missing for it, or None where the
    law knows no such reading. Who refused to receive a decision is counted from its announcement where that is one of
    the days.
    """
    then = governing(facts, law)
    length, counted = then.get(window), then.get(starts)
    if length is None or counted is None:
        return None
    days = {"announcement": facts.contested_announced_on, "receipt": facts.contested_received_on}
    names = list(counted.value)
    if facts.contested_refused and "announcement" in names:
        names = ["announcement"]
    missing = [name for name in names if days[name] is None]
    if missing:
        return {"announcement": "contested_announced_on", "receipt": "contested_received_on"}[missing[0]]
    return Start(max(day for name in names if (day := days[name])), length, counted)
