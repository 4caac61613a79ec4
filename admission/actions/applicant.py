"""What is the applicant's to do: withdraw. Who has no account has his cell do it, and the record says so."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.codes import Document as Paper
from admission.models import Dossier
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected
from workflows.verbs import verb

inspect_upload = inspected("file")


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
    if requested_on < (dossier.authorised_on or dossier.opened_on):
        act.refuse(_("The request is older than the dossier."), "requested_on")
    if not act.data.get("inspected"):
        act.refuse(_("Choose a file."), "file")
    paper = file_paper(act, Paper.WITHDRAWAL_REQUEST, "file", issued_on=requested_on, issuer=str(dossier.subject))
    dossier.withdraw()
    act.stop_all_clocks()
    act.record(
        "dossier.withdrawn_for_applicant",
        requested_on=requested_on.isoformat(),
        reason=act.data.get("reason") or "",
        sha256=paper.sha256,
    )
