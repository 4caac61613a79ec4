"""A dossier that the cell has not considered in time is done anew in part; so is a lapsed certificate of the class."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.applicant import inspect_upload
from admission.codes import Document as Paper
from admission.gathering_unusual import as_redone
from admission.models import Dossier
from admission.unusual import Staleness
from workflows.acting import Act
from workflows.documents.filing import file_paper
from workflows.documents.models import Document
from workflows.verbs import verb


def _grow_stale(dossier: Dossier, act: Act) -> None:
    clock = next((row for row in act.deadlines if row.kind == "stale" and row.closed_on is None), None)
    if clock is None:
        act.refuse(_("The clock of the dossier does not run."))
    since = clock.due_on + timedelta(days=1)
    act.add(Staleness(dossier=dossier, since=since))
    dossier.note("staleness")
    kinds = [code for code in Paper if as_redone(code) in act.law["dossier.redo_when_stale"].value]
    lapsed = Document.objects.filter(case_id=dossier.pk, code__in=kinds, replaced_on__isnull=True)
    codes = sorted(set(lapsed.values_list("code", flat=True)))
    lapsed.update(replaced_on=act.on)
    dossier.grow_stale()
    act.stop_clock("stale")
    act.record("dossier.stale", since=since.isoformat(), lapsed=codes)


@verb(gettext_lazy("Note that the dossier is stale"), moves="grow_stale", by_system=True)
def declare_stale(dossier: Dossier, act: Act) -> None:
    """The system's own act on the first day after the term (ADM-39, T13)."""
    _grow_stale(dossier, act)


@verb(
    gettext_lazy("Take up the stale dossier"),
    consequence=gettext_lazy(
        "The letters of introduction, the resolution of the organisation and the opinions no longer serve and are filed"
        " anew; the application and the CV stay."
    ),
    moves="grow_stale",
)
def take_up_stale(dossier: Dossier, act: Act) -> None:
    """The cell need not wait for the system (ADM-39, T13)."""
    _grow_stale(dossier, act)


@verb(
    gettext_lazy("Go on with the dossier done anew"),
    consequence=gettext_lazy("A new term of the dossier begins; what changed is verified again."),
    moves="redo",
    grave=True,
)
def redo_stale(dossier: Dossier, act: Act) -> None:
    """The new papers are there, and the cell has concluded whether something changed (ADM-39, T14).

    If something did, the certificate (item 26) is taken back until the supplement is verified.
    """
    row = dossier.stalenesses.get(redone_on__isnull=True)
    row.redone_on, row.changed, row.conclusion = act.day, act.data["changed"], act.data["conclusion"]
    act.add(row)
    certified = dossier.certified_on
    if row.changed and certified:
        dossier.certified_on = dossier.cv_true = dossier.eligible = None
        dossier.political_issue = dossier.cell_remarks = ""
    dossier.redo()
    act.start_clock("stale", "dossier.stale", act.day)
    act.record(
        "dossier.redone",
        changed=row.changed,
        conclusion=row.conclusion,
        certified_on=certified.isoformat() if certified else "",
    )


@verb(
    gettext_lazy("Keep the certificate of the CV"),
    consequence=gettext_lazy("Nothing is verified again; the cell completes the dossier."),
    moves="keep_certificate",
)
def keep_certificate(dossier: Dossier, act: Act) -> None:
    """Nothing changed since the verification, so none is supplemented (ADM-39)."""
    dossier.keep_certificate()


@verb(
    gettext_lazy("Send the applicant to the class again"),
    consequence=gettext_lazy("The cell considers the dossier once a new certificate is there."),
    moves="send_to_class_again",
)
def send_to_class_again(dossier: Dossier, act: Act) -> None:
    """More than sixty months have passed since the certificate was issued (ADM-10, T15)."""
    dossier.send_to_class_again()
    act.record("class.again", reason=act.data["reason"])


@verb(
    gettext_lazy("File the new certificate of the class"),
    consequence=gettext_lazy("The dossier goes back to the cell, which considers it at its next meeting."),
    moves="certify_class_again",
    prepare=inspect_upload,
    answers=("class_is_certified", "certificate_is_valid"),
)
def file_new_certificate(dossier: Dossier, act: Act) -> None:
    """The class was attended again (ADM-09, 10); the old certificate stays in the record."""
    issued_on = act.data["issued_on"]
    old = dossier.documents.filter(code=Paper.CLASS_CERTIFICATE, replaced_on__isnull=True)
    if not act.data.get("inspected"):
        act.refuse(_("Choose a file."), "file")
    old.update(replaced_on=act.on)
    paper = file_paper(
        act,
        Paper.CLASS_CERTIFICATE,
        "file",
        number=act.data["number"],
        issued_on=issued_on,
        issuer=act.data.get("issuer") or "",
        data={"certificate_issuer": act.data["certificate_issuer"]},
        own=True,
    )
    dossier.certify_class_again()
    act.record("class.certified", number=paper.number, issued_on=issued_on.isoformat(), sha256=paper.sha256)
