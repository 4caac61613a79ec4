"""What time alone brings about: the probation that is over. Derived on its own day, whenever the system comes to it."""

import logging
from datetime import date
from uuid import uuid4

from admission.models import Dossier, State
from workflows.actions import Refused, act_on_case

logger = logging.getLogger(__name__)


def end_probations(on: date) -> int:
    """Note of every probationary member whose twelve months are over on the day that they are; how many there were.

    An act of the cell that needs it does the same before (ADM-68, T40). One that cannot be noted (its clock would end
    beyond the known calendar) is logged and holds up no other.
    """
    over = Dossier.objects.filter(state=State.PROBATIONARY, official_on__lte=on, finished__isnull=True)
    noted = 0
    for case in list(over.order_by("official_on", "pk")):
        try:
            act_on_case(case, "end_probation", by=None, on=on, key=uuid4(), data={})
        except Refused as error:
            logger.error("The end of the probation in %s was not noted: %s", case.code, error)
        else:
            noted += 1
    return noted
