"""From the list of sympathisers to the permission to make a dossier (ADM-17; T01 to T05)."""

from contextlib import suppress

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.applicant import inspect_upload
from admission.actions.dossier import note_former_membership
from admission.codes import Document as Paper
from admission.models import Dossier
from admission.sources import SourceRecord
from organization.models import BASE_STANDINGS, Membership, Person, Standing
from workflows.acting import Act
from workflows.documents.filing import file_paper
from workflows.models import Case
from workflows.nodes import reopen
from workflows.routes import NoRoute
from workflows.verbs import verb

CLOCK, REVIEW = "list_review", "sources.review"


def _record_of(dossier: Dossier) -> SourceRecord:
    row = dossier.source
    assert row is not None
    return row


def start_review(act: Act) -> None:
    """Where the guidance of the day asks a monthly review."""
    act.stop_clock(CLOCK)
    if REVIEW in act.law:
        act.start_clock(CLOCK, REVIEW, act.day)


def _refuse_busy(dossier: Dossier, act: Act, field: str) -> None:
    others = Case.objects.filter(subject=dossier.subject, kind="admission", finished__isnull=True)
    if others.exclude(pk=dossier.pk).exists():
        act.refuse(_("There already is an open dossier for this person."), field)


@verb(
    gettext_lazy("Follow a person"),
    consequence=gettext_lazy("The cell follows the person; its resolution puts him on the list of sympathisers."),
    moves="watch",
)
def follow_person(dossier: Dossier, act: Act) -> None:
    """The case begins before the list (T01)."""
    standing = Membership.objects.on(act.day).filter(person=dossier.subject, standing__in=BASE_STANDINGS).first()
    if standing is not None and standing.standing in (Standing.PROBATIONARY, Standing.OFFICIAL):
        act.refuse(_("This person is a member."), "person")
    if standing is not None and standing.organization_id != dossier.organization_id:
        act.refuse(_("This person is on the list of another cell."), "person")
    _refuse_busy(dossier, act, "person")
    note_former_membership(dossier, act)
    act.add(SourceRecord(dossier=dossier))
    dossier.note("source")
    dossier.watch()
    act.record("source.followed", person=dossier.subject.full_name)


@verb(
    gettext_lazy("Put on the list of sympathisers"),
    consequence=gettext_lazy("The person is a sympathiser from the day of the resolution, with a member who helps."),
    moves="enlist",
    day="resolved_on",
    answers=("helper_is_official",),
)
def put_on_list(dossier: Dossier, act: Act) -> None:
    """The cell resolves, and assigns an official member to help (T01)."""
    helper = Person.objects.filter(public_id=act.data["helper"]).first()
    if helper is None or helper.pk == dossier.subject_id:
        act.refuse(_("Choose a member."), "helper")
    row = _record_of(dossier)
    row.list_number, row.listed_on, row.reviewed_on, row.delisted_on = act.data["number"], act.day, act.day, None
    row.confirmed_on, row.confirmation_number = None, ""
    act.add(row)
    dossier.helper = helper
    standings = Membership.objects.filter(person=dossier.subject, standing__in=BASE_STANDINGS, until__isnull=True)
    if not standings.filter(standing=Standing.SYMPATHIZER).exists():
        if standings.filter(since__gte=act.day).exists():
            act.refuse(_("The person's standing changed on or after that day; correct the list first."), "resolved_on")
        standings.update(until=act.day)
        act.add(
            Membership(
                person=dossier.subject,
                organization=dossier.organization,
                standing=Standing.SYMPATHIZER,
                since=act.day,
                basis=row.list_number,
            )
        )
    dossier.enlist()
    with suppress(NoRoute):  # where no such body is known nobody is told
        act.telling.append(dossier.superior_on(act.day))
    start_review(act)
    act.record("source.listed", number=row.list_number, helper=helper.full_name)


@verb(
    gettext_lazy("Confirm the list"),
    consequence=gettext_lazy("The record keeps the confirmation; the cell goes on with the person as before."),
    day="confirmed_on",
)
def confirm_list(dossier: Dossier, act: Act) -> None:
    """The committee above confirms whom the cell put on its list (T01); nothing waits for it (design)."""
    row = _record_of(dossier)
    row.confirmation_number, row.confirmed_on = act.data["number"], act.day
    act.add(row)
    act.record("source.confirmed", number=act.data["number"])


@verb(gettext_lazy("Record the review of the list"), day="resolved_on")
def review_list(dossier: Dossier, act: Act) -> None:
    """Monthly the cell resolves who stays on its list (ADM-17)."""
    row = _record_of(dossier)
    row.reviewed_on = act.day
    act.add(row)
    start_review(act)
    act.record("source.reviewed", number=act.data["number"], remarks=act.data.get("remarks") or "")


@verb(gettext_lazy("Assign another helper"), day="resolved_on", answers=("helper_is_official",))
def assign_helper(dossier: Dossier, act: Act) -> None:
    """Whoever helped leaves, or cannot go on (ADM-17)."""
    helper = Person.objects.filter(public_id=act.data["helper"]).first()
    if helper is None or helper.pk == dossier.subject_id:
        act.refuse(_("Choose a member."), "helper")
    dossier.helper = helper
    act.record("source.helped", number=act.data["number"], helper=helper.full_name)


@verb(
    gettext_lazy("Take off the list"),
    consequence=gettext_lazy("The person is no sympathiser any more; the cell may follow him again later."),
    moves="delist",
    day="resolved_on",
    grave=True,
)
def take_off_list(dossier: Dossier, act: Act) -> None:
    """The cell resolves to take the person off (T02), or does so after a refusal (T11)."""
    _refuse_busy(dossier, act, "")
    row = dossier.source or SourceRecord(dossier=dossier)
    row.delisted_on = act.day
    act.add(row)
    dossier.note("source")
    listed = Membership.objects.filter(person=dossier.subject, standing=Standing.SYMPATHIZER, until__isnull=True)
    if listed.filter(since__gte=act.day).exists():
        act.refuse(_("The person's standing changed on or after that day; correct the list first."), "resolved_on")
    if listed.update(until=act.day):
        masses = {"standing": Standing.MASSES, "since": act.day, "basis": act.data["number"]}
        act.add(Membership(person=dossier.subject, organization=dossier.organization, **masses))
    dossier.delist()
    act.stop_all_clocks()
    act.record("source.delisted", number=act.data["number"], reason=act.data["reason"])


@verb(
    gettext_lazy("Follow the person again"),
    consequence=gettext_lazy("The case goes on where it began: the cell may put the person on its list."),
    moves="watch_again",
)
def follow_again(dossier: Dossier, act: Act) -> None:
    """Reopened (T02, state 5)."""
    _refuse_busy(dossier, act, "")
    dossier.watch_again()
    reopen(dossier)
    act.record("source.followed", person=dossier.subject.full_name)


@verb(
    gettext_lazy("Propose for the awareness class"),
    consequence=gettext_lazy("The committee above decides whether the person is sent to the class."),
    day="resolved_on",
    moves="",
)
def propose_class(dossier: Dossier, act: Act) -> None:
    """The cell proposes (T03)."""
    row = _record_of(dossier)
    row.class_number, row.class_proposed_on = act.data["number"], act.day
    act.add(row)
    act.record("source.class_proposed", number=row.class_number)


@verb(
    gettext_lazy("Approve, and pass on to the superior"),
    consequence=gettext_lazy("The superior sends the person to the class, or does not approve."),
    day="passed_on",
)
def pass_on_proposal(dossier: Dossier, act: Act) -> None:
    """The grassroots committee approves; its superior sends (T03)."""
    act.record("source.class_passed_on", number=act.data["number"])


@verb(
    gettext_lazy("Send to the class"),
    consequence=gettext_lazy("The cell records the certificate, or that the class was missed."),
    moves="enrol",
    day="sent_on",
)
def send_to_class(dossier: Dossier, act: Act) -> None:
    """Sent by the committee that proposes to the organiser of the class (T03)."""
    dossier.enrol()
    act.record("source.class_sent", number=act.data["number"])


@verb(
    gettext_lazy("Do not approve"),
    consequence=gettext_lazy("The proposal goes back to the cell with the reason."),
    moves="",
)
def decline_proposal(dossier: Dossier, act: Act) -> None:
    """The person stays what he was (T03, T05)."""
    act.record("source.declined", reason=act.data["reason"])


@verb(
    gettext_lazy("Record the certificate of the class"),
    consequence=gettext_lazy("The cell may then propose that the dossier is made."),
    moves="certify_class",
    prepare=inspect_upload,
    answers=("class_is_certified", "certificate_is_valid"),
)
def record_certificate(dossier: Dossier, act: Act) -> None:
    """Its sixty months begin on the day of issue (ADM-09, 10; T04)."""
    if act.data["issued_on"] > act.on:
        act.refuse(_("The paper's day lies in the future."), "issued_on")
    if not act.data.get("inspected"):
        act.refuse(_("Choose a file."), "file")
    dossier.documents.filter(code=Paper.CLASS_CERTIFICATE, replaced_on__isnull=True).update(replaced_on=act.on)
    paper = file_paper(
        act,
        Paper.CLASS_CERTIFICATE,
        "file",
        number=act.data["number"],
        issued_on=act.data["issued_on"],
        issuer=act.data.get("issuer") or "",
        data={"certificate_issuer": act.data["certificate_issuer"]},
        own=True,
    )
    dossier.certify_class()
    act.record("class.certified", number=paper.number, issued_on=act.data["issued_on"].isoformat(), sha256=paper.sha256)


@verb(
    gettext_lazy("Record that the class was missed"),
    consequence=gettext_lazy("The person stays a sympathiser; the cell may propose the class again."),
    moves="miss_class",
)
def miss_class(dossier: Dossier, act: Act) -> None:
    """Absent, or not passed (T04)."""
    dossier.miss_class()
    act.record("source.class_missed", reason=act.data["reason"])


@verb(
    gettext_lazy("Propose that the dossier is made"),
    consequence=gettext_lazy("The grassroots committee, or the superior where there is none, decides."),
    day="resolved_on",
    moves="",
)
def propose_dossier(dossier: Dossier, act: Act) -> None:
    """The first of two approvals (ADM-17, T05)."""
    row = _record_of(dossier)
    row.proposal_number, row.proposed_on = act.data["number"], act.day
    act.add(row)
    act.record("source.dossier_proposed", number=row.proposal_number)


@verb(
    gettext_lazy("Send the person to the class again"),
    consequence=gettext_lazy("The certificate no longer serves; a new one is needed before the dossier."),
    moves="enrol_again",
)
def enrol_again(dossier: Dossier, act: Act) -> None:
    """The certificate has lapsed before the dossier was allowed (ADM-10, T05)."""
    dossier.enrol_again()
    act.record("class.again", reason=act.data["reason"])


@verb(
    gettext_lazy("Allow the dossier to be made"),
    consequence=gettext_lazy("The cell and the person prepare the dossier."),
    moves="allow",
    day="allowed_on",
    answers=("dossier_is_proposed_then_allowed",),
    grave=True,
)
def allow_dossier(dossier: Dossier, act: Act) -> None:
    """The second approval, by another body than the first (ADM-17, T05)."""
    act.require_seat_on_day("allowed_on")
    dossier.authorisation_number, dossier.authorised_on = act.data["number"], act.day
    dossier.allow()
    act.stop_clock(CLOCK)
    act.record("source.allowed", number=dossier.authorisation_number)
