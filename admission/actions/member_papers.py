"""The member's CV and record card, made after the ceremony (ADM-63, 99, 102)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.applicant import inspect_upload
from admission.actions.recognition import refuse_broken
from admission.codes import Document as Paper
from admission.facts_records import Keeper
from admission.models import Dossier
from permissions.catalogue import Perm
from workflows.acting import Act
from workflows.documents.filing import file_paper
from workflows.verbs import verb

#: In the order of the checklist.
MEMBER_RECORDS = (Paper.MEMBER_CV, Paper.RECORD_CARD)
CLOCK, WITHIN = "member_records", "member_records.within"


def not_before_the_ceremony(dossier: Dossier, act: Act, field: str) -> None:
    """What is recorded of a member beside the steps may lie before later acts of the steps, not before the ceremony."""
    if dossier.ceremony_on and act.day < dossier.ceremony_on:
        act.refuse(_("The paper is older than the ceremony."), field)


def start_records_clock(dossier: Dossier, act: Act) -> None:
    """From the ceremony on, where the guidance of the day sets the time; not where both are there already."""
    filed = dossier.documents.filter(code__in=MEMBER_RECORDS, replaced_on__isnull=True).values("code").distinct()
    if WITHIN in act.law and filed.count() < len(MEMBER_RECORDS):
        act.start_clock(CLOCK, WITHIN, act.day)


def stop_records_clock(dossier: Dossier, act: Act, code: Paper) -> None:
    """``code``: the paper that comes now; with the other one there too, both are."""
    others = [paper for paper in MEMBER_RECORDS if paper != code]
    if code in MEMBER_RECORDS and dossier.documents.filter(code__in=others, replaced_on__isnull=True).exists():
        act.stop_clock(CLOCK)


@verb(gettext_lazy("File the member's CV or record card"), day="made_on", prepare=inspect_upload, orders=False)
def file_member_record(dossier: Dossier, act: Act) -> None:
    """When both are there the clock stops, on the later day. The number of the CV and who keeps the file come with the
    CV (ADM-63, 99, 102).
    """
    code = Paper(act.data["code"])
    if code not in MEMBER_RECORDS:
        act.refuse(_("This paper is not filed by hand here."), "code")
    not_before_the_ceremony(dossier, act, "made_on")
    if not act.data.get("inspected"):
        act.refuse(_("Choose a file."), "file")
    number, keeper = act.data.get("cv_number") or "", act.data.get("kept_by") or ""
    if code != Paper.MEMBER_CV and (number or keeper):
        act.refuse(_("Only with the member's CV."), "cv_number" if number else "kept_by")
    if number:
        refuse_broken(act, "cv_number_is_well_formed", "cv_number")
        refuse_broken(act, "cv_number_is_unique", "cv_number")
    if keeper:
        refuse_broken(act, "file_is_kept_by_the_right_committee", "kept_by")
    noted = {"cv_number": number, "kept_by": Keeper(keeper).value if keeper else ""}
    dossier.documents.filter(code=code, replaced_on__isnull=True).update(replaced_on=act.on)
    file_paper(
        act,
        code,
        "file",
        number=number,
        issued_on=act.day,
        issuer=str(act.body),
        own=True,
        needs=Perm.READ_THIRD_PERSONS,
        data={name: value for name, value in noted.items() if value},
    )
    stop_records_clock(dossier, act, code)
    act.record("member_record.filed", code=code.value, number=number, kept_by=keeper)
