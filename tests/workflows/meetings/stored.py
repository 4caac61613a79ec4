"""Everything a meeting and its acts may leave in the database."""

from typing import Any

from admission.models import Dossier
from organization.models import Membership
from workflows.meetings.models import AgendaItem, CountedBallot, Meeting, SealedBallot, Tally, Teller, WrappedKey
from workflows.models import CaseAccess, Deadline, Document, Event, Judgement, Task

_MODELS = (
    Dossier,
    Task,
    Judgement,
    Event,
    Document,
    Deadline,
    CaseAccess,
    Membership,
    Meeting,
    AgendaItem,
    Teller,
    WrappedKey,
    SealedBallot,
    CountedBallot,
    Tally,
)


def stored() -> dict[str, list[Any]]:
    """{model: every row}: equal before and after an act that left nothing."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in _MODELS}
