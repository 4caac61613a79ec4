"""The recognition from the vote of the cell to the decision of who is competent."""

from django.db.models import Case as SqlCase
from django.db.models import F, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.member_votes import GOES_UP, record_attempt
from admission.actions.numbering import take_decision_numbers
from admission.actions.recognition_redo import cancel_wrong_recognition, close_recognition_redo
from admission.actions.voting import BELOW_RATIO, PASSED, record_vote
from admission.codes import Document as Paper
from admission.member_codes import Removal
from admission.models import Dossier
from admission.papers.keeping import issue_form, set_aside
from organization.models import BodyKind, Membership, Standing
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.meetings.models import ItemState
from workflows.meetings.verbs import meeting_day, needs
from workflows.rules import Status
from workflows.verbs import verb

_AGAIN = {BELOW_RATIO: "fall_short_of_recognition", GOES_UP: "escalate"}


def _fell_short(dossier: Dossier, outcome: str) -> str:
    if outcome == GOES_UP:
        dossier.escalate()
    elif outcome == BELOW_RATIO:
        dossier.fall_short_of_recognition()
    return outcome


def refuse_unexplained(act: Act, rule: str) -> None:
    """What is late needs its explanation in writing (ADM-78); lateness itself forbids nothing."""
    refuse_broken(act, rule, "explanation")


def refuse_broken(act: Act, rule: str, field: str) -> None:
    """What a rule that only warns finds against one field stops the act there."""
    for found in act.findings:
        if found.name == rule and found.status is Status.BROKEN:
            act.refuse(found.text, field)


@verb(
    gettext_lazy("Record the resolution of the cell on the recognition"),
    consequence=gettext_lazy("The outcome is computed. Below the ratio the cell may vote again; then it goes up."),
    moves={PASSED: "resolve_recognition_at_cell", **_AGAIN},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
)
def record_recognition_vote(dossier: Dossier, act: Act) -> str:
    """The cell's resolution; passing it starts the clock of the decision (ADM-75 to 79; T43, T44)."""
    refuse_unexplained(act, "cell_lateness_is_explained")
    outcome = record_attempt(dossier, act, paper=Paper.CELL_RESOLUTION)
    row = dossier.probation_row
    row.cell_lateness = act.data.get("explanation") or row.cell_lateness
    act.add(row)
    if outcome != PASSED:
        return _fell_short(dossier, outcome)
    row.cell_resolved_on = act.day
    dossier.resolve_recognition_at_cell()
    act.stop_clock("recognition_cell")
    act.start_clock("recognition_decision", "recognition.decision_deadline", act.day)
    return PASSED


@verb(
    gettext_lazy("Record the appraisal of the recognition"),
    consequence=gettext_lazy("The dossier goes to the grassroots committee; a section committee does not reject."),
    moves="appraise_recognition_at_section",
    day="held_on",
)
def appraise_recognition_in_section(dossier: Dossier, act: Act) -> None:
    """The section committee reports on the cell's resolution (ADM-44, 76; T45)."""
    row = dossier.probation_row
    row.section_appraised_on = act.day
    act.add(row)
    dossier.appraise_recognition_at_section()
    number = act.data.get("report_number") or ""
    issue_form(dossier, act, Paper.RECOGNITION_SECTION_REPORT, number, remarks=act.data["remarks"])
    act.record("section.appraised", remarks=act.data["remarks"])


@verb(
    gettext_lazy("Record the resolution of the committee on the recognition"),
    consequence=gettext_lazy("The outcome is computed. Below the ratio the committee may vote again; then it goes up."),
    moves={PASSED: "resolve_recognition_at_base", **_AGAIN},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
)
def record_recognition_proposal(dossier: Dossier, act: Act) -> str:
    """The grassroots committee proposes to the authority (ADM-76, 79; T45)."""
    outcome = record_attempt(dossier, act, paper=Paper.GRASSROOTS_RESOLUTION)
    if outcome != PASSED:
        return _fell_short(dossier, outcome)
    row = dossier.probation_row
    row.base_resolved_on = act.day
    act.add(row)
    dossier.resolve_recognition_at_base()
    return PASSED


@verb(
    gettext_lazy("Record the deciding resolution of the authorised committee on the recognition"),
    consequence=gettext_lazy("The outcome is computed. Below the ratio the committee may vote again; then it goes up."),
    moves={PASSED: "agree_to_recognise", **_AGAIN},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    decides=True,
)
def record_deciding_recognition(dossier: Dossier, act: Act) -> str:
    """A committee authorised to admit recognises as well (ADM-47, 76, 79; T46)."""
    outcome = record_attempt(dossier, act, paper=Paper.GRASSROOTS_RESOLUTION)
    return _agreed(dossier, act) if outcome == PASSED else _fell_short(dossier, outcome)


@verb(
    gettext_lazy("Decide on the recognition"),
    consequence=gettext_lazy("The outcome is computed from the count. Who is not recognised is proposed for removal."),
    moves={PASSED: "agree_to_recognise", BELOW_RATIO: "refuse_recognition"},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    decides=True,
)
def decide_recognition(dossier: Dossier, act: Act) -> str:
    """The authority's own vote, or the superior's after the votes below the ratio (ADM-46 to 49, 79; T46, T47)."""
    if record_vote(dossier, act, act.node.level, paper="").passed:
        return _agreed(dossier, act)
    row = dossier.probation_row
    row.removal_ground = Removal.UNQUALIFIED
    row.removal_reason = act.data.get("conclusion") or ""
    act.add(row)
    dossier.refuse_recognition()
    act.stop_clock("recognition_decision")
    return BELOW_RATIO


def _agreed(dossier: Dossier, act: Act) -> str:
    row = dossier.probation_row
    row.authority_resolved_on = act.day
    act.add(row)
    dossier.agree_to_recognise()
    return PASSED


@verb(
    gettext_lazy("Submit the recognition to the standing committee"),
    consequence=gettext_lazy("The standing committee votes on the recognition."),
    moves="appraise_recognition",
)
def submit_recognition_to_standing(dossier: Dossier, act: Act) -> None:
    """Received and appraised by the organisation department (ADM-53, 76; T46)."""
    row = dossier.probation_row
    row.appraised_on = act.day
    act.add(row)
    dossier.appraise_recognition()
    act.record("dossier.appraised", register=act.data["register_number"], remarks=act.data.get("remarks") or "")


@verb(
    gettext_lazy("Return the recognition for supplement"),
    consequence=gettext_lazy("The cell supplies what is missing. The clock of the decision keeps running."),
    moves="ask_recognition_supplement",
)
def return_recognition(dossier: Dossier, act: Act) -> None:
    """No rule suspends the clock on a return (ADM-53, T46)."""
    dossier.ask_recognition_supplement()
    act.record("supplement.requested", what=act.data["what"])


@verb(
    gettext_lazy("Send the supplement of the recognition"),
    consequence=gettext_lazy("The organisation department appraises the recognition again."),
    moves="supply_recognition",
)
def supply_recognition(dossier: Dossier, act: Act) -> None:
    """The supplement came (T46)."""
    dossier.supply_recognition()
    act.record("supplement.sent", note=act.data["note"])


@verb(
    gettext_lazy("Extend the deadline of the recognition"),
    consequence=gettext_lazy("The deadline moves once, by the length that the law of the cell's resolution allows."),
    day="decided_on",
    grave=True,
)
def extend_recognition(dossier: Dossier, act: Act) -> None:
    """In a special case, once, with its reason (ADM-77). By the law of the day on which the clock began (design)."""
    row = dossier.probation_row
    if row.cell_resolved_on is None:
        act.refuse(_("The clock of the decision does not run."))
    by = act.law.at(row.cell_resolved_on)["decision.extension"]
    if act.extend_clock("recognition_decision", by) is None:
        act.refuse(_("The clock of the decision does not run."))
    row.extensions += 1
    act.add(row)
    number = act.data["number"]
    issue_paper(act, Paper.EXTENSION_DECISION, number, reason=act.data["reason"])
    act.record("decision.extended", number=number, reason=act.data["reason"], days=by.value)


@verb(
    gettext_lazy("Lead the recognition on by the new way"),
    consequence=gettext_lazy(
        "The resolution of the cell stands; whoever is competent today considers the recognition from there on."
    ),
    moves="lead_recognition_anew",
)
def lead_recognition_anew(dossier: Dossier, act: Act) -> None:
    """What bodies of the old way had done above the cell is kept in the record and counts no more (design)."""
    row = dossier.probation_row
    row.section_appraised_on = row.base_resolved_on = row.appraised_on = row.authority_resolved_on = None
    act.add(row)
    above = (Paper.RECOGNITION_SECTION_REPORT, Paper.RECOGNITION_BASE_RESOLUTION)
    set_aside(dossier, act, above, but_of=act.body)
    dossier.lead_recognition_anew()
    act.record("dossier.led_anew", reason=act.data["reason"])


@verb(
    gettext_lazy("Number and issue the recognition"),
    consequence=gettext_lazy(
        "The decision gets its number now. The member is official from the end of the twelve months, however late."
    ),
    moves="recognise",
    day="signed_on",
    grave=True,
)
def issue_recognition(dossier: Dossier, act: Act) -> None:
    """With its own number for one person; a standing committee decides on the card with it (ADM-78, 96; T46, T47)."""
    assert act.seat is not None
    assert dossier.official_on is not None
    act.require_seat_on_day("signed_on")
    refuse_unexplained(act, "decision_lateness_is_explained")
    row = dossier.probation_row
    with_card = act.body is not None and act.body.kind == BodyKind.STANDING_COMMITTEE
    row.decision_number, *card = take_decision_numbers(act, 2 if with_card else 1)
    row.decided_on, row.effective_on = act.day, dossier.official_on
    row.issuer, row.decision_signer = act.body, act.seat.role
    row.decision_lateness = act.data.get("explanation") or ""
    official_from = row.effective_on.isoformat()
    cancel_wrong_recognition(dossier, act)
    issue_form(dossier, act, Paper.RECOGNITION_DECISION, row.decision_number, own=True, official_from=official_from)
    for number in card:
        row.card_decision_number, row.card_decided_on = number, act.day
        issue_form(dossier, act, Paper.CARD_DECISION, number, own=True)
    act.add(row)
    dossier.recognise()
    act.stop_all_clocks(but=dossier.flow_class.clocks_aside)
    if not close_recognition_redo(dossier, act):
        _become_official(dossier, act)
    act.record(
        "recognition.issued",
        number=row.decision_number,
        signer=act.seat.role,
        official_from=row.effective_on.isoformat(),
        explanation=row.decision_lateness,
    )


def _become_official(dossier: Dossier, act: Act) -> None:
    """From the day the decision names, not from its own: also in the cells to which he moved after that day."""
    since, number = dossier.official_on, dossier.probation_row.decision_number
    assert since is not None
    rows = Membership.objects.filter(person=dossier.subject, standing=Standing.PROBATIONARY)
    held = rows.filter(Q(until__isnull=True) | Q(until__gte=since)).order_by("since").select_related("organization")
    before = [row for row in held if row.since < since]
    if not before or not any(row.until is None for row in held):
        act.refuse(_("The person is no probationary member on the list; correct the list first."), "signed_on")
    later, first = When(since__gte=since, then=Value(Standing.OFFICIAL)), before[-1]
    held.update(
        standing=SqlCase(later, default=F("standing")),
        basis=SqlCase(When(since__gte=since, then=Value(number)), default=F("basis")),
        until=SqlCase(When(since__lt=since, then=since), default=F("until")),
    )
    if first.until == since:
        return
    act.add(
        Membership(
            person=dossier.subject,
            organization=first.organization,
            standing=Standing.OFFICIAL,
            since=since,
            until=first.until,
            basis=number,
        )
    )
