"""What a question costs: its statements."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from workflows import actions
from workflows.carrying import Result

#: What opens and closes a transaction inside that of a test asks nothing.
_BRACKETS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


def statements(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as context:
        ask()
    return sum(not query["sql"].startswith(_BRACKETS) for query in context.captured_queries)


class Acts:
    """What acts cost while they are watched. ``most``: {(model of the case, verb): statements of the dearest one}.

    An act inside another one, on another case, is counted by itself. One that was refused is not counted.
    """

    def __init__(self) -> None:
        self.most: dict[tuple[str, str], int] = {}
        self._running: list[int] = []

    @contextmanager
    def watched(self, patch: pytest.MonkeyPatch) -> Iterator[None]:
        once: Callable[..., Result] = vars(actions)["once"]

        def counted(work: Callable[[], Result], *given: Any) -> Result:
            self._running.append(0)
            try:
                result = once(work, *given)
            finally:
                taken = self._running.pop()
            if not result.replayed:
                name = type(result.case).__name__, result.judgement.verb
                self.most[name] = max(taken, self.most.get(name, 0))
            return result

        patch.setattr(actions, "once", counted)
        with connection.execute_wrapper(self._count):
            yield

    def _count(self, execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        if self._running and not sql.startswith(_BRACKETS):
            self._running[-1] += 1
        return execute(sql, *given)
