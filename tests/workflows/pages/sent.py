"""Where the open task of a journey is found, and what its forms send."""

from uuid import uuid4

from django.urls import reverse

from tests.chain import Journey


def address(journey: Journey, verb: str = "") -> str:
    return (
        reverse("act", args=[journey.task.public_id, verb]) if verb else reverse("task", args=[journey.task.public_id])
    )


def counted(journey: Journey) -> Journey:
    """The cell has met and its vote is counted; its outcome waits to be recorded."""
    journey.to("cell").meet()
    journey.open_vote()
    journey.count()
    return journey


def resolution(journey: Journey, **changed: object) -> dict[str, object]:
    """What the form of a recorded outcome asks, with the item it was shown for."""
    told = {"resolution_number": "01-NQ/CB", "ended_at": "10:30", "conclusion": ""}
    return {"key": str(uuid4()), "item": journey.item.public_id, **told, **changed}
