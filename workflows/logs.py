"""What the application's own log may say: where something failed and of which type, never with which values.

The message of an error can hold what somebody typed (a name in the detail of a constraint, a text that could not be
read). The frames and the reference that the user quotes are enough to find the place.
"""

import logging
import traceback
from types import TracebackType

from django.core.exceptions import ImproperlyConfigured

#: Errors whose message is written by a program and names no person.
TOLD = (ImproperlyConfigured, ImportError)
_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    def formatException(self, ei: _Caught) -> str:  # noqa: N802 - the name is logging's
        parts, error, seen = [], ei[1], set[int]()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            name = f"{type(error).__module__}.{type(error).__qualname__}"
            told = f"{name}: {error}" if isinstance(error, TOLD) else name
            parts.append("".join(traceback.format_tb(error.__traceback__)) + told)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nfollowing from\n".join(parts)
