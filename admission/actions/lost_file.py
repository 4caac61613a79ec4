"""A member's file was lost: the loss, the opinion of the superior, what is written anew, and the end (ADM-97)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.applicant import inspect_upload
from admission.actions.member_papers import not_before_the_ceremony, stop_records_clock
from admission.codes import Document as Paper
from admission.facts_lost_file import LostFileStep
from admission.lost_files import PARTS, LostFile
from admission.models import Dossier
from permissions.catalogue import Perm
from workflows.acting import Act
from workflows.documents.filing import file_paper, issue_paper
from workflows.verbs import verb

_PAPERS = {
    LostFileStep.MEMBER_CV: Paper.MEMBER_CV,
    LostFileStep.RECORD_CARD: Paper.RECORD_CARD,
    LostFileStep.DECISION_COPIES: Paper.LOST_FILE_COPIES,
    LostFileStep.INDEX: Paper.LOST_FILE_INDEX,
}
#: They tell of the family.
_OF_THIRD_PERSONS = (Paper.MEMBER_CV, Paper.RECORD_CARD)


def _open_loss(dossier: Dossier, act: Act) -> LostFile:
    row = dossier.lost_file
    if row is None:
        act.refuse(_("No loss of the file is reported."))
    return row


def _not_before(act: Act, row: LostFile, field: str) -> None:
    if act.day < row.found_on:
        act.refuse(_("That day lies before the loss was found."), field)


@verb(
    gettext_lazy("Report that the file is lost"),
    consequence=gettext_lazy("The superior gives its opinion; the file is then written anew."),
    day="found_on",
    prepare=inspect_upload,
    orders=False,
)
def report_lost_file(dossier: Dossier, act: Act) -> None:
    """The cause, and the member's statement or the organisation's notice (ADM-97)."""
    if dossier.lost_file is not None:
        act.refuse(_("A loss that was reported before is not made good yet."))
    not_before_the_ceremony(dossier, act, "found_on")
    if act.data["statement_on"] > act.on:
        act.refuse(_("The paper's day lies in the future."), "statement_on")
    if not act.data.get("inspected"):
        act.refuse(_("Choose a file."), "file")
    act.add(
        LostFile(
            dossier=dossier,
            found_on=act.day,
            cause=act.data["cause"],
            force_majeure=act.data["force_majeure"],
            statement_by=act.data["statement_by"],
            statement_on=act.data["statement_on"],
        )
    )
    dossier.note("lost_file")
    his_own = act.data["statement_by"] == "member"
    file_paper(act, Paper.LOST_FILE_STATEMENT, "file", issued_on=act.data["statement_on"], issuer="", own=his_own)
    act.record("lost_file.reported", cause=act.data["cause"], force_majeure=act.data["force_majeure"])


def _opine(dossier: Dossier, act: Act) -> None:
    row = _open_loss(dossier, act)
    _not_before(act, row, "signed_on")
    row.opinion, row.opinion_number, row.opinion_on = act.data["opinion"], act.data["number"], act.day
    act.add(row)
    act.record("lost_file.opinion", number=row.opinion_number, opinion=row.opinion)


@verb(
    gettext_lazy("Give the opinion on the lost file"),
    consequence=gettext_lazy("The grassroots organisation writes the file anew."),
    day="signed_on",
    grave=True,
)
def opine_on_lost_file(dossier: Dossier, act: Act) -> None:
    """Of the superior's standing committee (ADM-97)."""
    act.require_seat_on_day("signed_on")
    _opine(dossier, act)
    issue_paper(act, Paper.LOST_FILE_OPINION, act.data["number"])


@verb(
    gettext_lazy("Record the superior's opinion on the lost file"),
    consequence=gettext_lazy("The grassroots organisation writes the file anew."),
    day="signed_on",
    prepare=inspect_upload,
    orders=False,
)
def record_lost_file_opinion(dossier: Dossier, act: Act) -> None:
    """Where the grassroots committee is authorised, its superior is on no way of the dossier (ADM-97)."""
    if not act.data.get("inspected"):
        act.refuse(_("Choose a file."), "file")
    _opine(dossier, act)
    columns = {"number": act.data["number"], "issued_on": act.day, "issuer": act.data["issuer"]}
    file_paper(act, Paper.LOST_FILE_OPINION, "file", **columns)


@verb(gettext_lazy("Record what is written anew"), day="made_on", prepare=inspect_upload, orders=False)
def restore_lost_part(dossier: Dossier, act: Act) -> None:
    """The member's CV and the record card, certified; copies of the decisions; the index of it all (ADM-97)."""
    row, part = _open_loss(dossier, act), LostFileStep(act.data["part"])
    if part not in PARTS:
        act.refuse(_("This is not written anew."), "part")
    _not_before(act, row, "made_on")
    if not act.data.get("inspected"):
        act.refuse(_("Choose a file."), "file")
    row.parts = {**row.parts, part.value: act.day.isoformat()}
    act.add(row)
    code = _PAPERS[part]
    needs = Perm.READ_THIRD_PERSONS if code in _OF_THIRD_PERSONS else ""
    columns = {"issued_on": act.day, "issuer": str(act.body), "own": True, "needs": needs}
    lost = dossier.documents.filter(code=code, replaced_on__isnull=True).first()
    if lost is not None:
        # the number of the CV and who keeps the file stay
        columns |= {"number": lost.number, "data": lost.data}
        lost.replaced_on = act.on
        act.add(lost)
    file_paper(act, code, "file", **columns)
    stop_records_clock(dossier, act, code)
    act.record("lost_file.restored", part=part.value)


@verb(
    gettext_lazy("Conclude that the lost file is made good"),
    consequence=gettext_lazy("The loss is closed; a new one can be reported."),
    day="closed_on",
    grave=True,
)
def close_lost_file(dossier: Dossier, act: Act) -> None:
    """Everything is there; by force majeure nobody answers for the loss (ADM-97)."""
    row = _open_loss(dossier, act)
    _not_before(act, row, "closed_on")
    done = [row.opinion_on.isoformat() if row.opinion_on else "", *row.parts.values()]
    if act.day.isoformat() < max(done):
        act.refuse(_("Something was written or said of it on a later day."), "closed_on")
    answers = act.data.get("responsibility") or ""
    if row.force_majeure and answers:
        act.refuse(_("Lost by force majeure: nobody answers for it."), "responsibility")
    if not row.force_majeure and not answers:
        act.refuse(_("Not lost by force majeure: write who answers for it."), "responsibility")
    row.responsibility, row.closed_on = answers, act.day
    act.add(row)
    act.record("lost_file.closed", responsibility=answers)
