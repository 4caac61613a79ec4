"""What the bodies beside an open step tell one another: the stamp on the CV, a cell that cannot act (T07, T15)."""

from django.utils.translation import gettext_lazy

from admission.models import Dossier
from workflows.acting import Act
from workflows.verbs import verb

#: In the data of a dossier: ISO day of the stamp on the CV that is verified now.
STAMPED = "stamped_on"


@verb(
    gettext_lazy("Stamp the CV across the joints"),
    consequence=gettext_lazy("Only the stamp: nothing is remarked, certified or signed before the replies are there."),
    day="stamped_on",
)
def stamp_cv(dossier: Dossier, act: Act) -> None:
    """Joints and photo, before the verification (ADM-28, T07); nothing waits for it here (design)."""
    dossier.data = {**dossier.data, STAMPED: act.day.isoformat()}
    act.record("cv.stamped")


@verb(
    gettext_lazy("Tell the superior that the cell cannot act"),
    consequence=gettext_lazy("The superior sees the dossier from now on; it reinforces the cell, or merges it."),
    day="reported_on",
)
def report_small_cell(dossier: Dossier, act: Act) -> None:
    """Too few official members for any vote: held, and the superior notified (ADM-40, T15)."""
    superior = dossier.superior_on(act.day)
    act.telling.append(superior)
    act.record("cell.cannot_act", number=act.data["number"], superior=str(superior))
