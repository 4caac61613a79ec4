"""What time alone brings about: the probation that is over. Derived on its own day, whenever the system comes to it."""

from datetime import date
from uuid import uuid4

from admission.models import Dossier, State
from workflows.actions import act_on_case


def end_probations(on: date) -> int:
    """Note of every probationary member whose twelve months are over on the day that they are; how many there were.

    An act of the cell that needs it does the same before (ADM-68, T40).
    """
    over = Dossier.objects.filter(state=State.PROBATIONARY, official_on__lte=on, finished__isnull=True)
    ids = list(over.order_by("official_on", "pk").values_list("pk", flat=True))
    for case in Dossier.objects.filter(pk__in=ids).order_by("official_on", "pk"):
        act_on_case(case, "end_probation", by=None, on=on, key=uuid4(), data={})
    return len(ids)
