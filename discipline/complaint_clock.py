"""The clock of the time to complain, as the law of the day counts it (DIS-113): started by acts, shown to whom it
concerns.
"""

from discipline.complaint_window import WINDOW, Start, governing, start_of
from discipline.facts import Facts
from workflows.acting import Act

KIND = "complaint"


def count_time_to_complain(act: Act, facts: Facts) -> None:
    """Start it, or start it anew from another day. Nothing runs while the day is not known from which the law counts:
    the receipt of who was absent at the announcement, or of who refuses it.
    """
    start = start_of(facts, act.law)
    act.stop_clock(KIND)
    if isinstance(start, Start):
        act.start_clock(KIND, WINDOW, start.on, law=governing(facts, act.law))
