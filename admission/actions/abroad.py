"""A probationary member alone abroad: what the committee that manages members abroad concluded (ADM-82)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.codes import Document as Paper
from admission.models import Dossier
from workflows.acting import Act
from workflows.documents.models import Document
from workflows.verbs import verb


@verb(
    gettext_lazy("Record what the committee for members abroad concluded"),
    consequence=gettext_lazy("The record keeps it beside the papers; the bodies of the way still vote."),
    day="considered_on",
)
def record_abroad_conclusion(dossier: Dossier, act: Act) -> None:
    """It considers a member who is alone abroad when the probation is over, with the remarks of his cell at home.

    No committee abroad stands in the tree yet, so its conclusion is recorded by his cell. ``data``: committee, number,
    considered_on, conclusion, remarks (of the cell at home).
    """
    if dossier.official_on is not None and act.day < dossier.official_on:
        ends_on = dossier.official_on.strftime("%d/%m/%Y")
        act.refuse(
            _("It considers when the twelve months are over: from %(day)s on.") % {"day": ends_on}, "considered_on"
        )
    data = act.data
    act.add(
        Document(
            code=Paper.ABROAD_CONCLUSION,
            number=data["number"],
            issued_on=act.day,
            issuer=data["committee"],
            data={"text": data["conclusion"]},
            filed_by=act.by,
            filed_on=act.on,
        )
    )
    act.record(
        "abroad.concluded",
        committee=data["committee"],
        number=data["number"],
        conclusion=data["conclusion"],
        remarks=data["remarks"],
    )
