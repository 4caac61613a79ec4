"""Every paper of a case as somebody types it. Synthetic."""

from tests.admission.papers import typed
from workflows.papers.fields import Field
from workflows.papers.schema import Form

#: {kind of field: [what cannot stand]}.
WRONG = {**typed.WRONG, "choice": ["dissolution", "Khiển trách", "\x00"]}


def right(form: Form) -> dict[str, str]:
    """Every field that is asked answered."""
    found: dict[str, str] = {}
    for field in form.fields:
        if field.when is not None and found[field.when[0]] != field.when[1]:
            continue
        found[field.name] = next(iter(field.choices)) if field.kind == "choice" else typed.RIGHT[field.kind]
    return found


def wrong(field: Field) -> list[str]:
    return WRONG[field.kind]
