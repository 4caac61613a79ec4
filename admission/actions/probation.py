"""The probation: its papers and helpers, its end, and the file of the recognition that the cell puts before itself."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.applicant import inspect_upload
from admission.actions.dossier import add_paper, contents, written
from admission.codes import Document as Paper
from admission.member_models import FormerHelper
from admission.models import Dossier, State
from organization.models import Membership, Person, Standing
from workflows.acting import Act
from workflows.documents.models import Document
from workflows.verbs import verb

#: What is filed by hand in the member stage; the member himself files the first two.
FILED_MEMBER_PAPERS = (
    Paper.SELF_CRITICISM,
    Paper.NEW_MEMBER_CERTIFICATE,
    Paper.HELPER_REMARKS,
    Paper.MEMBER_OPINIONS,
)
OWN_MEMBER_PAPERS = FILED_MEMBER_PAPERS[:2]
#: The same while he moves.
_MOVE_PAPERS = (Paper.TRANSFER_SELF_CRITICISM, Paper.NEW_MEMBER_CERTIFICATE, Paper.HELPER_REMARKS)
_READ_BY_HIM = (*OWN_MEMBER_PAPERS, Paper.TRANSFER_SELF_CRITICISM)


def papers_taken(dossier: Dossier, *, own: bool) -> tuple[Paper, ...]:
    """What is filed by hand as the dossier stands; ``own``: by the member himself."""
    if dossier.member_move is not None:
        return _MOVE_PAPERS[:2] if own else _MOVE_PAPERS
    return OWN_MEMBER_PAPERS if own else FILED_MEMBER_PAPERS


def last_day_of_probation(dossier: Dossier) -> date | None:
    """The day on which the twelve months are whole."""
    return dossier.official_on


@verb(
    gettext_lazy("The twelve months of probation are over"),
    moves="complete_probation",
    day_of=last_day_of_probation,
    by_system=True,
    orders=False,
)
def end_probation(dossier: Dossier, act: Act) -> None:
    """Derived, on the day itself however late the system comes to it (ADM-68, T40)."""
    close_probation(dossier, act)


def close_probation(dossier: Dossier, act: Act) -> None:
    """The probation ends on its own day; from then on the cell has its time to consider (ADM-75)."""
    if dossier.state == State.PROBATIONARY:
        dossier.complete_probation()
    let_cell_clock_run(dossier, act)


def let_cell_clock_run(dossier: Dossier, act: Act) -> None:
    """The clock of the cell, by the law of the day on which the probation ended; nothing when it runs already."""
    ended = act.end_period("probation")
    if ended is not None:
        law = act.law.at(ended.due_on)
        act.start_clock("recognition_cell", "recognition.cell_deadline", ended.due_on, law=law)


@verb(
    gettext_lazy("Begin the file of the recognition"),
    consequence=gettext_lazy("The cell gathers the papers of the recognition, then considers the member."),
    moves="draft_recognition",
)
def begin_recognition(dossier: Dossier, act: Act) -> None:
    """After the twelve months, with the certificate of the class for new members (ADM-70, 74, T41)."""
    close_probation(dossier, act)
    dossier.draft_recognition()


@verb(gettext_lazy("File a paper of the member"), by_subject=True, prepare=inspect_upload)
def file_member_paper(dossier: Dossier, act: Act) -> None:
    """A paper of the recognition; the self-criticism only when the twelve months are over (ADM-70, 71, 74)."""
    code, own = Paper(act.data["code"]), act.seat is None
    if code not in papers_taken(dossier, own=own):
        act.refuse(_("This paper is not filed by hand here."), "code")
    issued_on, ends_on = act.data.get("issued_on"), dossier.official_on
    if issued_on is None:
        act.refuse(_("The day of the paper is needed."), "issued_on")
    if issued_on > act.on:
        act.refuse(_("The paper's day lies in the future."), "issued_on")
    if dossier.ceremony_on and issued_on < dossier.ceremony_on and code != Paper.NEW_MEMBER_CERTIFICATE:
        act.refuse(_("The paper is older than the ceremony."), "issued_on")
    if code == Paper.SELF_CRITICISM and ends_on and issued_on < ends_on:
        text = _("The self-criticism is written when the twelve months are over: from %(day)s on.")
        act.refuse(text % {"day": ends_on.strftime("%d/%m/%Y")}, "issued_on")
    if own and not (act.data.get("file") or act.data.get("paper")):
        act.refuse(_("Choose a file."), "file")
    helper = _helper(dossier, act) if code == Paper.HELPER_REMARKS else None
    issuer = helper.full_name if helper else act.data.get("issuer") or ""
    noted = {**({"helper": helper.public_id} if helper else {}), **written(act)}
    replaced = add_paper(act, dossier, code, issuer=issuer, noted=noted, own=code in _READ_BY_HIM)
    his_own = code in (Paper.SELF_CRITICISM, Paper.TRANSFER_SELF_CRITICISM)
    for_member = not own and his_own and not dossier.applicant_has_account
    act.record(
        "paper.filed_for_member" if for_member else "paper.filed",
        code=code.value,
        replaces=bool(replaced),
        by_applicant=own,
        issued_on=issued_on.isoformat(),
        **contents(noted),
    )


def _helper(dossier: Dossier, act: Act) -> Person:
    """Whose remarks they are: one of those who were assigned."""
    person = Person.objects.filter(public_id=act.data.get("helper") or "").first()
    known = {dossier.helper_id, *dossier.former_helpers.values_list("person_id", flat=True)}
    if person is None or person.pk not in known:
        act.refuse(_("Choose a member who was assigned to help."), "helper")
    return person


@verb(gettext_lazy("Assign another member to help"), day="assigned_on")
def change_helper(dossier: Dossier, act: Act) -> None:
    """Who leaves hands in his remarks first; all of them go into the recognition (ADM-71)."""
    helper = dossier.helper
    official = Membership.objects.on(act.day).filter(
        standing=Standing.OFFICIAL, organization_id__in=dossier.cells_on(act.day)
    )
    person = Person.objects.filter(public_id=act.data["helper"], memberships__in=official).first()
    if person is None or person.pk in (dossier.helper_id, dossier.subject_id):
        act.refuse(_("Choose another official member of the cell."), "helper")
    row = dossier.probation_row
    if helper is not None:
        excuse = act.data.get("without_remarks") or ""
        papers = Document.objects.filter(case_id=dossier.pk, code=Paper.HELPER_REMARKS, replaced_on__isnull=True)
        if not excuse and not papers.filter(data__helper=helper.public_id).exists():
            act.refuse(
                _("%(helper)s hands in remarks first; file them, or write why there can be none.")
                % {"helper": helper.full_name},
                "without_remarks",
            )
        since = row.helper_since or dossier.ceremony_on or act.day
        former = FormerHelper(
            dossier=dossier,
            person=helper,
            assigned_on=since,
            left_on=act.day,
            left_reason=act.data["reason"],
            without_remarks=excuse,
        )
        act.add(former)
    dossier.helper, row.helper_since = person, act.day
    act.add(row)
    act.record(
        "helper.changed",
        helper=person.full_name,
        before=helper.full_name if helper else "",
        reason=act.data["reason"],
    )


@verb(
    gettext_lazy("Put the recognition before the cell"),
    consequence=gettext_lazy("The cell considers the member at its next meeting."),
    moves="put_before_cell",
)
def submit_recognition(dossier: Dossier, act: Act) -> None:
    """Every paper of the recognition is there (ADM-74, T42)."""
    dossier.put_before_cell()
