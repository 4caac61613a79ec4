"""What time alone brings about: a probation or a stay elsewhere that is over. Derived on its own day, whenever the
system comes to it.
"""

import logging
from datetime import date
from uuid import uuid4

from django.db.models import QuerySet

from admission.models import Dossier, State, TemporaryStay
from admission.states import PREPARING, WITHOUT_PREPARATION
from workflows.actions import Refused, act_on_case

logger = logging.getLogger(__name__)


def end_probations(on: date) -> int:
    """Note of every probationary member whose twelve months are over on the day that they are; how many there were.

    An act of the cell that needs it does the same before (ADM-68, T40). One that cannot be noted (its clock would end
    beyond the known calendar) is logged and holds up no other.
    """
    over = Dossier.objects.filter(state=State.PROBATIONARY, official_on__lte=on, finished__isnull=True)
    return _noted(over.order_by("official_on", "pk"), "end_probation", on)


def end_stays(on: date) -> int:
    """Note of everybody who is to be back from a temporary party activity by the day that he is (ADM-72); how many."""
    rows = TemporaryStay.objects.filter(ended_on__isnull=True, until__lte=on)
    states = (*PREPARING, *WITHOUT_PREPARATION)
    back = Dossier.objects.filter(pk__in=rows.values("dossier_id"), state__in=states, finished__isnull=True)
    return _noted(back.order_by("pk"), "end_stay", on)


def _noted(cases: QuerySet[Dossier], verb: str, on: date) -> int:
    noted = 0
    for case in list(cases):
        try:
            act_on_case(case, verb, by=None, on=on, key=uuid4(), data={})
        except Refused as error:
            logger.error("What time brought about in %s (%s) was not noted: %s", case.code, verb, error)
        else:
            noted += 1
    return noted
