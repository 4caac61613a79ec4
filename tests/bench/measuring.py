"""Medians of interleaved repetitions: what is compared is measured in turn, so that a busy machine slows both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection

#: One that takes long is repeated less often, but so often at least.
FEWEST = 3


@dataclass(frozen=True)
class Figure:
    """``ms``: the median in milliseconds; ``sql``: statements of one run; ``answer``: what the work returned."""

    ms: float
    sql: int
    answer: object

    def __str__(self) -> str:
        return f"{self.ms:,.1f} ms ({self.sql} SQL)"


@dataclass
class _Counter:
    """Counts what is sent, BEGIN and COMMIT not; Django's own log of queries ends at nine thousand."""

    statements: int = 0

    def __call__(self, execute: Callable[..., Any], *sent: Any) -> Any:
        self.statements += 1
        return execute(*sent)


def interleaved(
    what: Mapping[str, Callable[[], object]], *, runs: int, seconds: float = 60, warm_up: int = 2
) -> dict[str, Figure]:
    """Each in turn, ``runs`` times or until all have taken ``seconds``; the first runs count statements only."""
    counted: dict[str, int] = {}
    answers: dict[str, object] = {}
    for _number in range(warm_up):
        for name, work in what.items():
            counter = _Counter()
            with connection.execute_wrapper(counter):
                answers[name] = work()
            counted[name] = counter.statements
    times: dict[str, list[float]] = {name: [] for name in what}
    began = perf_counter()
    for number in range(runs):
        if number >= FEWEST and perf_counter() - began > seconds:
            break
        for name, work in what.items():
            start = perf_counter()
            work()
            times[name].append((perf_counter() - start) * 1000)
    return {name: Figure(median(taken), counted[name], answers[name]) for name, taken in times.items()}


class Report:
    """Lines of a table, and one line per aim: met or missed."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.aims: list[str] = []

    def table(self, title: str, heads: list[str], rows: list[list[str]]) -> None:
        rule = " | ".join(["---"] * len(heads))
        body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        self.lines.append(f"\n{title}\n\n| {' | '.join(heads)} |\n| {rule} |\n{body}")

    def aim(self, text: str, value: float, *, least: float | None = None, most: float | None = None) -> None:
        met = (least is None or value >= least) and (most is None or value <= most)
        wanted = f"≥ {least:g}" if least is not None else f"≤ {most:g}"
        self.aims.append(f"{'met   ' if met else 'missed'}  {text}: {value:,.2f} (aim {wanted})")

    def __str__(self) -> str:
        return "\n".join([*self.lines, "", *self.aims])
