"""What is kept of a paper: everything that its form prints, as it stood on the day of the act."""

from collections.abc import Mapping
from typing import Any

from workflows.audit.chain import canonical, digest, plain
from workflows.papers.schema import Form

#: {key: text} of what the system knows, always in Vietnamese. A key that is not there is not known.
Known = dict[str, str]


def fingerprint(kept: Mapping[str, Any]) -> str:
    """SHA-256 of what a paper keeps, as the record has it."""
    return digest(canonical(plain(kept)))


def narrowed(form: Form, known: Mapping[str, str]) -> Known:
    """Only what the form prints."""
    wanted = {key for item in form.items for key in item.known} | {"name"}
    return {key: text for key, text in known.items() if key in wanted}
