"""Finding the dossiers whose term has run out without the cell's consideration, and saying so in each (ADM-39)."""

from datetime import date
from uuid import uuid4

from admission.models import Dossier
from admission.states import MAY_GROW_STALE
from workflows.actions import Refused, act_on_case
from workflows.findings import RuleBroken
from workflows.models import Deadline


def note_stale(on: date) -> tuple[int, int]:
    """(dossiers that are stale from now on, dossiers whose term has run out and that must wait): on the day.

    One waits while it stands on the agenda of a meeting held in time, or while its cell has no place in the tree.
    """
    over = Deadline.objects.filter(kind="stale", closed_on__isnull=True, due_on__lt=on)
    noted = waiting = 0
    for dossier in Dossier.objects.filter(pk__in=over.values("case_id"), state__in=MAY_GROW_STALE).order_by("pk"):
        try:
            # a case whose last act was entered for a later day than today is judged as of that act
            act_on_case(dossier, "declare_stale", by=None, on=max(on, dossier.last_day), key=uuid4(), data={})
        except (Refused, RuleBroken):
            waiting += 1
        else:
            noted += 1
    return noted, waiting
