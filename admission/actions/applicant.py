"""What is the applicant's to do: withdraw. Who has no account has his cell do it, and the record says so."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.facts import Document as Paper
from admission.models import Dossier
from workflows.acting import Act, Refused
from workflows.documents.inspection import Inspected, UploadRefused, inspect
from workflows.documents.models import Document
from workflows.documents.storage import store
from workflows.verbs import verb


def inspect_upload(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with ``inspected`` beside the file. Raises Refused for a file that may not be stored."""
    upload = data.get("file")
    if not upload:
        return dict(data)
    try:
        return {**data, "inspected": inspect(upload)}
    except UploadRefused as error:
        raise Refused({"file": str(error)}) from error


@verb(
    gettext_lazy("Withdraw the application"),
    consequence=gettext_lazy("The dossier ends here; a new one can be opened later."),
    moves="withdraw",
    by_subject=True,
    grave=True,
)
def withdraw(dossier: Dossier, act: Act) -> None:
    """The applicant withdraws in writing (T52; design, no rule found)."""
    dossier.withdraw()
    act.stop_all_clocks()
    act.record("dossier.withdrawn", reason=act.data.get("reason") or "")


@verb(
    gettext_lazy("Withdraw for the applicant, who has no account"),
    consequence=gettext_lazy(
        "The dossier ends here on the applicant's written request; the record says who entered it."
    ),
    moves="withdraw",
    prepare=inspect_upload,
)
def withdraw_for_applicant(dossier: Dossier, act: Act) -> None:
    """The cell enters the written request of an applicant who cannot do it himself (T52; design, no rule found)."""
    requested_on = act.data["requested_on"]
    if requested_on > act.on:
        act.refuse(_("%(day)s lies in the future.") % {"day": requested_on.strftime("%d/%m/%Y")}, "requested_on")
    if requested_on < dossier.authorised_on:
        act.refuse(_("The request is older than the dossier."), "requested_on")
    upload = act.data.get("file")
    stored: Inspected | None = act.data.get("inspected")
    if not upload or not stored:
        act.refuse(_("Choose a file."), "file")
    store(upload, stored)
    act.add(
        Document(
            code=Paper.WITHDRAWAL_REQUEST,
            issued_on=requested_on,
            issuer=str(dossier.subject),
            sha256=stored.sha256,
            size=stored.size,
            file_name=stored.file_name,
            content_type=stored.content_type,
            filed_by=act.by,
            filed_on=act.on,
        )
    )
    dossier.withdraw()
    act.stop_all_clocks()
    act.record(
        "dossier.withdrawn_for_applicant",
        requested_on=requested_on.isoformat(),
        reason=act.data.get("reason") or "",
        sha256=stored.sha256,
    )
