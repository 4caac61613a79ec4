"""Opening a dossier and filling it: papers, particulars, introducers, completeness."""

from contextlib import suppress
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.applicant import inspect_upload
from admission.actions.telling import STAMPED
from admission.codes import Document as Paper
from admission.facts_readmission import ReadmissionPaper
from admission.former import FormerMembership
from admission.gathering import PARTICULARS
from admission.gathering_unusual import as_redone
from admission.models import Dossier, Introducer, State, cell_of, was_member
from organization.models import Person
from permissions.catalogue import Perm
from workflows.acting import Act
from workflows.documents.inspection import Inspected
from workflows.documents.models import Document
from workflows.documents.storage import store
from workflows.models import Case
from workflows.papers.keeping import fingerprint
from workflows.routes import NoRoute
from workflows.verbs import verb

#: What the applicant files himself; the rest comes from the cell and others.
OWN_PAPERS = frozenset({Paper.APPLICATION, Paper.CV, Paper.CLASS_CERTIFICATE})
#: What is filed by hand; resolutions and decisions come from the acts that make them.
FILED_PAPERS = (
    Paper.APPLICATION,
    Paper.CV,
    Paper.CLASS_CERTIFICATE,
    Paper.INTRODUCTION_LETTER,
    Paper.YOUTH_UNION_RESOLUTION,
    Paper.TRADE_UNION_RESOLUTION,
    Paper.OPINIONS,
)
#: Filed in the dossier of a former member besides.
READMISSION_PAPERS = tuple(Paper(code) for code in ReadmissionPaper)
#: Papers of which there may be several: one from each issuer.
ONE_PER_ISSUER = frozenset({Paper.INTRODUCTION_LETTER})
_RECORDED_WITH_PAPER = ("certificate_issuer", "opinions_organizations", "opinions_residence")


@verb(
    gettext_lazy("Open the dossier"),
    consequence=gettext_lazy("The dossier begins; the applicant follows it from now on."),
    moves="authorize",
)
def open_dossier(dossier: Dossier, act: Act) -> None:
    """The cell opens the dossier its grassroots committee authorised (ADM-17, T05)."""
    if act.data["authorised_on"] > act.on:
        act.refuse(_("The authorisation lies in the future."), "authorised_on")
    born_on = dossier.subject.born_on
    if born_on and act.data["authorised_on"] <= born_on:
        act.refuse(_("The paper's day lies before the applicant was born."), "authorised_on")
    cell = cell_of(dossier.subject, act.day)
    if cell is None or cell.pk != dossier.organization_id:
        act.refuse(_("This person is not on the cell's list of sympathisers."), "person")
    if Case.objects.filter(subject=dossier.subject, kind="admission", finished__isnull=True).exists():
        act.refuse(_("There already is an open dossier for this person."), "person")
    note_former_membership(dossier, act)
    dossier.authorize()
    act.record(
        "dossier.opened",
        person=dossier.subject.full_name,
        authorisation=dossier.authorisation_number,
        authorised_on=act.data["authorised_on"].isoformat(),
    )


def note_former_membership(dossier: Dossier, act: Act) -> None:
    """How an earlier membership ended, with item 13 of the CV; waits and bars are judged before (ADM-88 to 91, T54)."""
    if not act.data.get("former"):
        if was_member(dossier.subject, act.day):
            act.refuse(
                _("The lists show that this person was a member before: say how the membership ended."), "former"
            )
        return
    names = ("left_on", "left_because", "family_hardship", "caused_disunity", "conviction", "expunged_on", "applied_on")
    row = FormerMembership(
        dossier=dossier,
        readmitted_before=act.data["readmitted_before"],
        first_decision_on=act.data.get("first_decision_on"),
        first_admission=act.data.get("first_admission") or "",
        **{name: act.data.get(name) for name in names},
    )
    act.add(row)
    dossier.note("former")
    act.record("readmission.noted", left_on=row.left_on.isoformat(), left_because=row.left_because)


@verb(gettext_lazy("File a paper"), moves="start", by_subject=True, prepare=inspect_upload)
def file_paper(dossier: Dossier, act: Act) -> None:
    """A paper of the checklist, with its file if there is one. The first one begins the dossier (T06)."""
    code = Paper(act.data["code"])
    own = act.seat is None
    for_cell = (*FILED_PAPERS, *READMISSION_PAPERS) if dossier.former else FILED_PAPERS
    if code not in (OWN_PAPERS if own else for_cell):
        act.refuse(_("This paper is not filed by hand here."), "code")
    if dossier.certified_on and code in (Paper.APPLICATION, Paper.CV):
        act.refuse(_("The CV is certified: it and the application are not replaced any more."), "code")
    issued_on = act.data.get("issued_on")
    if issued_on and issued_on > act.on:
        act.refuse(_("The paper's day lies in the future."), "issued_on")
    if issued_on and dossier.subject.born_on and issued_on <= dossier.subject.born_on:
        act.refuse(_("The paper's day lies before the applicant was born."), "issued_on")
    _refuse_outdated(dossier, act, code)
    upload = act.data.get("file")
    if own and not (upload or act.data.get("paper")):
        act.refuse(_("Choose a file."), "file")
    stored: Inspected | None = act.data.get("inspected")
    noted = {name: act.data[name] for name in _RECORDED_WITH_PAPER if act.data.get(name) not in (None, "")}
    noted |= written(act)
    if code in ONE_PER_ISSUER and act.data.get("introducer"):
        noted["introducer"] = act.data["introducer"]
    issuer = act.data.get("issuer") or ""
    replaced = add_paper(act, dossier, code, issuer=issuer, noted=noted, own=code in OWN_PAPERS)
    if code == Paper.CV:
        dossier.cvs.filter(replaced_on__isnull=True).update(replaced_on=act.on)
    begin_with_first_paper(dossier, act)
    for_applicant = not own and code in OWN_PAPERS and not dossier.applicant_has_account
    act.record(
        "paper.filed_for_applicant" if for_applicant else "paper.filed",
        code=code.value,
        sha256=stored.sha256 if stored else "",
        replaces=bool(replaced),
        by_applicant=own,
        issued_on=issued_on.isoformat() if issued_on else "",
        **contents(noted),
    )


def written(act: Act) -> dict[str, Any]:
    """What a paper keeps that was written here as a form."""
    return {"paper": act.data["paper"]} if act.data.get("paper") else {}


def contents(noted: dict[str, Any]) -> dict[str, str]:
    """What the record says of it: a fingerprint."""
    return {"contents": fingerprint(noted["paper"])} if "paper" in noted else {}


def _refuse_outdated(dossier: Dossier, act: Act, code: Paper) -> None:
    """Of a dossier that was stale, what is done anew is dated from the first stale day on (ADM-39)."""
    stale, issued_on = dossier.last_staleness, act.data.get("issued_on")
    if stale is None or as_redone(code) not in act.law["dossier.redo_when_stale"].value:
        return
    if issued_on is None or issued_on < stale.since:
        since = {"day": stale.since.strftime("%d/%m/%Y")}
        act.refuse(_("The dossier was stale from %(day)s: this paper is needed anew.") % since, "issued_on")


def begin_with_first_paper(dossier: Dossier, act: Act) -> None:
    """The dossier exists from the day of its first paper (T06, ADM-39)."""
    if dossier.state == State.AUTHORIZED:
        dossier.start()
        dossier.created_on = act.day
        act.start_clock("stale", "dossier.stale", act.day)


def add_paper(act: Act, dossier: Dossier, code: Paper, *, issuer: str, noted: dict[str, Any], own: bool) -> int:
    """Keep the paper with its file; how many it replaces: of its kind, and of its issuer or helper where
    there may be several.

    ``own``: the person concerned reads it. ``data``: number, issued_on, file.
    """
    stored: Inspected | None = act.data.get("inspected")
    upload = act.data.get("file")
    if upload and stored:
        store(upload, stored)
    same = Document.objects.filter(case_id=dossier.pk, code=code, replaced_on__isnull=True)
    member = next((name for name in ("helper", "introducer") if name in noted), "")
    if member:
        same = same.filter(**{f"data__{member}": noted[member]})
    elif code in ONE_PER_ISSUER:
        same = same.filter(issuer=issuer)
    replaced = same.update(replaced_on=act.on)
    act.add(
        Document(
            case_id=dossier.pk,
            code=code,
            number=act.data.get("number") or "",
            issued_on=act.data.get("issued_on"),
            issuer=issuer,
            data=noted,
            own=own,
            needs=Perm.READ_THIRD_PERSONS if code == Paper.CV else "",
            sha256=stored.sha256 if stored else "",
            size=stored.size if stored else 0,
            file_name=stored.file_name if stored else "",
            content_type=stored.content_type if stored else "",
            filed_by=act.by,
            filed_on=act.on,
        )
    )
    return replaced


@verb(gettext_lazy("Record the applicant's particulars"))
def record_particulars(dossier: Dossier, act: Act) -> None:
    """The facts about the applicant that decide which conditions apply (ADM-05 to 08b, 16, 21 to 23)."""
    known = {name: act.data.get(name) for name in ("education", *PARTICULARS, "special_papers") if name in act.data}
    dossier.particulars = {**dossier.particulars, **known}
    act.record("particulars.recorded", **{name: value for name, value in known.items() if value is not None})


@verb(gettext_lazy("Add an introducer"))
def add_introducer(dossier: Dossier, act: Act) -> None:
    """An official member who introduces the applicant (ADM-20 to 25); whether he may is judged with the dossier."""
    person = Person.objects.filter(public_id=act.data["person"]).first()
    if person is None or person.pk == dossier.subject_id:
        act.refuse(_("Choose a member."), "person")
    since = act.data["together_since"]
    if since > act.on:
        act.refuse(_("%(day)s lies in the future.") % {"day": since.strftime("%d/%m/%Y")}, "together_since")
    if any(born and since < born for born in (person.born_on, dossier.subject.born_on)):
        act.refuse(_("The day lies before one of the two was born."), "together_since")
    if dossier.introducers.filter(person=person, left_on__isnull=True).exists():
        act.refuse(_("This member already introduces the applicant."), "person")
    substitute = bool(act.data.get("substitute"))
    act.add(
        Introducer(dossier=dossier, person=person, together_since=since, substitute=substitute, assigned_on=act.day)
    )
    act.record("introducer.added", person=person.full_name, since=since.isoformat(), substitute=substitute)


@verb(gettext_lazy("End an introducer's part"))
def remove_introducer(dossier: Dossier, act: Act) -> None:
    """An introducer moves, is disciplined or cannot continue: the cell then assigns another (ADM-25)."""
    row = dossier.introducers.filter(pk=act.data["introducer"], left_on__isnull=True).select_related("person").first()
    if row is None:
        act.refuse(_("Choose an introducer of this dossier."), "introducer")
    row.left_on, row.left_reason = act.day, act.data["reason"]
    act.add(row)
    act.record("introducer.left", person=row.person.full_name, reason=row.left_reason)


@verb(
    gettext_lazy("Send the CV for verification"),
    consequence=gettext_lazy("The cell then asks the places to be verified; the CV is not changed any more."),
    moves="verify",
)
def submit_for_verification(dossier: Dossier, act: Act) -> None:
    """The applicant's papers and introducers are there; verification begins (T07)."""
    filed = set(dossier.documents.filter(replaced_on__isnull=True).values_list("code", flat=True))
    if not {Paper.APPLICATION, Paper.CV} <= filed:
        act.refuse(_("The application and the CV must be filed first."))
    dossier.data = {name: value for name, value in dossier.data.items() if name != STAMPED}
    with suppress(NoRoute):  # where no such body is known nobody is told
        act.telling.append(dossier.certifier_on(act.day))
    dossier.verify()


@verb(
    gettext_lazy("Declare the dossier complete"),
    consequence=gettext_lazy("The cell considers the dossier at its next meeting."),
    moves="complete",
)
def declare_complete(dossier: Dossier, act: Act) -> None:
    """Every paper the cell considers is there (ADM-41, T12)."""
    dossier.complete()
