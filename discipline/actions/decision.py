"""The decision: paper, signature, announcement, effect, and its end."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.complaint_clock import count_time_to_complain
from discipline.models import DisciplineCase
from discipline.papers.keeping import issue_form
from discipline.states import State
from discipline.suspensions import end_suspensions
from organization.models import Membership, Standing
from workflows.acting import Act
from workflows.documents.filing import inspected
from workflows.documents.numbering import document_sign, next_number, sealed_series, written_number
from workflows.verbs import verb

CONCLUDED, STAYS_PENDING = "concluded", "pending"


def take_number(act: Act) -> str:
    """Of a decision that is sealed until it is announced."""
    assert act.body is not None
    number = next_number(act.body, sealed_series("decision"), act.body.since, act.day)
    return written_number(number, document_sign("decision"), act.body.symbol)


def _write(case: DisciplineCase, act: Act) -> None:
    """The decision names both versions and the first instance of a complaint."""
    assert act.body is not None
    complaint_to = case.first_instance(act.body, act.day) or act.data.get("complaint_to")
    if not complaint_to:
        act.refuse(_("Name the body to which he may complain; the law of the day does not say it."), "complaint_to")
    case.decision_number, case.signed_on, case.issuer = take_number(act), act.day, act.body
    case.offices = act.data.get("offices") or ""
    issue_form(
        case,
        act,
        "decision",
        case.decision_number,
        form=case.form,
        offices=case.offices,
        law=act.law.by_axis,
        complaint_to=complaint_to,
        complaint_window=act.law["complaint.window"].citation,
    )
    act.record("decision.signed", number=case.decision_number, form=case.form, offices=case.offices)


@verb(
    gettext_lazy("Number and sign the decision"),
    consequence=gettext_lazy("It gets its number now and has to be announced."),
    moves="sign",
    day="day",
    grave=True,
    answers=("decision_has_complaint_clause",),
)
def sign_decision(case: DisciplineCase, act: Act) -> None:
    """T23. ``data``: offices, complaint_to."""
    act.require_seat_on_day("day")
    _write(case, act)
    case.sign()
    act.start_clock("announcement", "announcement.deadline", act.day)


@verb(gettext_lazy("Write the cell's decision"), day="day", grave=True, answers=("decision_has_complaint_clause",))
def write_cell_decision(case: DisciplineCase, act: Act) -> None:
    """Within ten days, with the stamp of the grassroots committee at the top left; nobody approves it (DIS-87, 88)."""
    act.require_seat_on_day("day")
    if case.decision_number:
        act.refuse(_("The decision has been written already."))
    _write(case, act)
    act.stop_clock("cell_paper")
    act.start_clock("announcement", "announcement.deadline", act.day)


@verb(
    gettext_lazy("Announce the decision"),
    consequence=gettext_lazy("He receives it, or his refusal or absence is noted: it decides when he may complain."),
    moves="announce",
    day="day",
    grave=True,
    prepare=inspected("file"),
)
def announce_decision(case: DisciplineCase, act: Act) -> None:
    """T24; DIS-90. ``data``: place, receipt ("handed", "refused", "absent"), note, file."""
    if not case.decision_number:
        act.refuse(_("The decision has not been written yet."))
    case.announced_on = act.day
    case.receipt_refused = act.data["receipt"] == "refused"
    if act.data["receipt"] == "handed":
        case.handed_on = act.day
    case.in_own_file = True
    decision = case.documents.filter(code="decision", replaced_on__isnull=True).latest("pk")
    decision.own = True  # he reads it from the announcement on
    act.add(decision)
    issue_form(case, act, "announcement_minutes", place=act.data["place"], receipt=act.data["receipt"])
    case.announce()
    act.stop_clock("announcement")
    act.record("decision.announced", place=act.data["place"], receipt=act.data["receipt"], note=act.data.get("note"))


@verb(
    gettext_lazy("Enter the decision into force"),
    consequence=gettext_lazy("Reported up and entered into the member's file; clocks of its effect begin."),
    moves="take_effect",
    day="day",
)
def take_effect(case: DisciplineCase, act: Act) -> None:
    """T25; DIS-86, 89. ``data``: reported_number."""
    assert case.announced_on is not None
    case.effective_on = case.effective_on or case.effect_day(act.law)
    case.take_effect()
    end_suspensions(case, act, str(_("The decision on discipline is in force.")))
    told = case.to_be_told(act.day)
    act.telling += told
    if told:
        act.record("superiors.told", bodies=", ".join(map(str, told)))
    if not case.of_organization:  # no state or union sanction beside that of an organisation
        act.start_clock("state_sync", "state_sync.deadline", case.announced_on)
    count_time_to_complain(act, case.receipt_facts)
    if case.dissolves:
        act.start_clock("winding_up", "dissolution.winding_up", case.effective_on)
    elif not case.ends_membership:
        act.start_clock("automatic_end", "discipline.ends_after", case.announced_on)
    issue_form(case, act, "report_up", act.data["reported_number"])
    act.record("decision.in_force", effective_on=case.effective_on.isoformat(), number=act.data["reported_number"])


@verb(gettext_lazy("Record that the state or union body was told"), day="day")
def tell_state(case: DisciplineCase, act: Act) -> None:
    """DIS-98. ``data``: number, told."""
    case.state_told_on = act.day
    act.stop_clock("state_sync")
    act.record("state.told", number=act.data["number"], told=act.data["told"])


def _carried_out(case: DisciplineCase) -> str:
    return _("The expulsion has been concluded already.") if case.ended_on else ""


@verb(
    gettext_lazy("Conclude the expulsion"),
    consequence=gettext_lazy("Card and badge are taken back; the membership has ended."),
    moves={CONCLUDED: "expel", STAYS_PENDING: ""},
    day="day",
    grave=True,
    hindrance=_carried_out,
)
def conclude_expulsion(case: DisciplineCase, act: Act) -> str:
    """T26; DIS-95. While a complaint is pending it is carried out, and the case stays under the complaint (DIS-120).
    ``data``: card_returned, badge_returned.
    """
    case.ended_on = act.day
    _end_membership(case, act)
    act.stop_all_clocks(but=("complaint", "state_sync"))
    act.record("person.expelled", card=act.data["card_returned"], badge=act.data["badge_returned"])
    if case.state == State.UNDER_COMPLAINT:
        return STAYS_PENDING
    case.expel()
    return CONCLUDED


def _end_membership(case: DisciplineCase, act: Act) -> None:
    """No member from the day of effect on: his standing ends, and that he left is written."""
    day = case.changed_on or case.effective_on or act.day
    standing = (Standing.OFFICIAL, Standing.PROBATIONARY)
    for row in Membership.objects.on(day).filter(person_id=case.subject_id, standing__in=standing):
        row.until = day
        act.add(row)
    act.add(
        Membership(
            person=case.subject,
            organization=case.organization,
            standing=Standing.LEFT,
            since=day,
            basis=f"{case.decision_number} {case.signed_on:%d/%m/%Y}" if case.signed_on else case.decision_number,
        )
    )


@verb(
    gettext_lazy("Confirm that the discipline has ended"),
    consequence=gettext_lazy("Twelve months without complaint or new violation: it ends by itself."),
    moves="end_by_itself",
    day="day",
)
def confirm_end(case: DisciplineCase, act: Act) -> None:
    """T27; DIS-92 to 94."""
    case.ended_on = act.day
    act.end_period("automatic_end")
    case.end_by_itself()
    act.stop_all_clocks()
    act.record("discipline.ended")
