"""The way has changed under an open step: the cell leads its dossier on by the new one (ADM-01, 03; design)."""

from django.utils.translation import gettext_lazy

from admission.codes import Document as Paper
from admission.models import Dossier
from admission.papers.keeping import set_aside
from workflows.acting import Act
from workflows.verbs import verb


@verb(
    gettext_lazy("Lead the dossier on by the new way"),
    consequence=gettext_lazy(
        "The resolution of the cell stands; whoever is competent today considers the dossier from there on."
    ),
    moves="lead_anew",
)
def lead_anew(dossier: Dossier, act: Act) -> None:
    """What bodies of the old way had done above the cell is kept in the record and counts no more."""
    dossier.section_appraised_on = dossier.base_resolved_on = dossier.standing_resolved_on = None
    dossier.registered_on = dossier.appraised_on = None
    dossier.extract_sent = None
    set_aside(dossier, act, (Paper.SECTION_REPORT, Paper.GRASSROOTS_RESOLUTION), but_of=act.body)
    dossier.lead_anew()
    act.record("dossier.led_anew", reason=act.data["reason"])


@verb(
    gettext_lazy("Hand the step over by the new way"),
    consequence=gettext_lazy("The same step now waits for the body that is competent today."),
)
def hand_over(dossier: Dossier, act: Act) -> None:
    """The step itself stays; another body has to do it."""
    act.record("dossier.led_anew", reason=act.data["reason"])
