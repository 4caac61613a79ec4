"""What a question costs: its statements."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def statements(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as context:
        ask()
    return len(context)
