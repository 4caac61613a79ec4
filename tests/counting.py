"""What a question costs: its statements."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

#: The statement by which a page that shows a case is written down before it is handed out (docs/decisions/0014).
LOGGED = 1
#: What opens and closes a transaction inside that of a test asks nothing.
_BRACKETS = ("SAVEPOINT", "RELEASE SAVEPOINT")


def statements(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as context:
        ask()
    return sum(not query["sql"].startswith(_BRACKETS) for query in context.captured_queries)
