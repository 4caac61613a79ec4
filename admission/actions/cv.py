"""The CV of the applicant is handed in: its answers are frozen, its paper is made (form 2-KNĐ)."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.applicant import inspect_upload
from admission.actions.dossier import begin_with_first_paper
from admission.codes import Document as Paper
from admission.cv.drafts import Draft
from admission.cv.paper import compose, fingerprint
from admission.models import Cv, Dossier
from permissions.catalogue import Perm
from workflows.acting import Act, Refused
from workflows.documents.filing import file_paper
from workflows.documents.inspection import Inspected, inspect
from workflows.documents.models import Document
from workflows.documents.rendering.docx import to_docx
from workflows.documents.rendering.errors import NotRendered, TooLarge
from workflows.documents.rendering.paper import as_data
from workflows.documents.rendering.pdf import to_pdf
from workflows.documents.storage import store
from workflows.verbs import verb

_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def rendered(data: Mapping[str, Any]) -> dict[str, Any]:
    """``Verb.prepare``: the paper as PDF and Word, made before the case is locked; the scan looked into."""
    paper = as_data(compose(data["answers"], data["head"], data["signed_on"]))
    made: list[tuple[SimpleUploadedFile, Inspected]] = []
    try:
        for suffix, render, kind in ((".pdf", to_pdf, _PDF), (".docx", to_docx, _DOCX)):
            file = SimpleUploadedFile(f"ly-lich-2-knd{suffix}", render(paper), content_type=kind)
            made.append((file, inspect(file)))
    except (TooLarge, NotRendered) as error:
        raise Refused({"": str(error)}) from error
    return {**inspect_upload(data), "made": made}


@verb(
    gettext_lazy("Hand in the CV"),
    consequence=gettext_lazy("What was written is frozen as the CV of the dossier; handing in again replaces it."),
    moves="start",
    by_subject=True,
    at_meeting=True,
    prepare=rendered,
)
def submit_cv(dossier: Dossier, act: Act) -> None:
    """The CV as written here becomes the paper of the dossier (ADM-27). ``data``: answers, digest, head, signed_on;
    file (the signed paper) when the cell enters it for an applicant without an account.
    """
    own = act.seat is None
    if dossier.certified_on:
        act.refuse(_("The CV is certified: it and the application are not replaced any more."))
    if not own and dossier.applicant_has_account:
        act.refuse(_("The applicant has an account and hands in the CV himself; nobody does it for him."))
    if not own and not act.data.get("inspected"):
        act.refuse(_("Choose a file."), "file")
    if Draft.of(dossier, act.on).digest != act.data["digest"]:
        act.refuse(_("The CV was changed in another window meanwhile. Look it through and hand it in again."))
    papers = Document.objects.filter(case_id=dossier.pk, code=Paper.CV, replaced_on__isnull=True)
    replaced = papers.update(replaced_on=act.on)
    dossier.cvs.filter(replaced_on__isnull=True).update(replaced_on=act.on)
    columns: dict[str, Any] = {"issued_on": act.data["signed_on"], "issuer": dossier.subject.full_name, "own": True}
    columns["needs"] = Perm.READ_THIRD_PERSONS
    for file, inspected in act.data["made"]:
        store(file, inspected)
        act.add(
            Document(
                code=Paper.CV,
                sha256=inspected.sha256,
                size=inspected.size,
                file_name=inspected.file_name,
                content_type=inspected.content_type,
                filed_by=act.by,
                filed_on=act.on,
                **columns,
            )
        )
    if not own:
        file_paper(act, Paper.CV, "file", **columns)
    frozen = Cv(
        dossier=dossier,
        answers=act.data["answers"],
        head=act.data["head"],
        sha256=fingerprint(act.data["answers"]),
        submitted_on=act.on,
        submitted_by=act.by,
        for_applicant=not own,
    )
    act.add(frozen)
    begin_with_first_paper(dossier, act)
    act.record(
        "cv.submitted" if own else "cv.submitted_for_applicant",
        sha256=frozen.sha256,
        replaces=bool(replaced),
        files=[inspected.sha256 for _file, inspected in act.data["made"]],
    )
