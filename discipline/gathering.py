"""The facts of a discipline case on a day, from its rows, with what the act in hand proposes laid over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from discipline.codes import Category, Decider, Form, Level, Matter, SubjectKind
from discipline.codes_complaint import Apologiser, Restored
from discipline.competence import LEVEL_OF
from discipline.facts import Facts
from discipline.facts.circumstances import Dissolving
from discipline.facts.competence import Granted, TakeOver
from discipline.facts.criminal import Ground, Penalty, SuspendedFrom, Suspender
from discipline.facts.deferral import Deferral as Situation
from discipline.facts.papers import FilePaper
from discipline.facts.principles import Standing
from discipline.facts.procedure import ConclusionElement, DecidingLevel, HearingFact
from discipline.facts.violations import EarlierDecision, Interval, Stopped, ViolationFact, ViolationForm
from discipline.facts.voting import VoteMode
from discipline.offices import committee_levels
from workflows.facts import Later
from workflows.meetings.gathering import facts_of as meeting_facts
from workflows.meetings.gathering import meeting_day
from workflows.meetings.outcomes import Ending
from workflows.routes import NoRoute

if TYPE_CHECKING:
    from discipline.models import DisciplineCase


def gather(case: DisciplineCase, on: date, proposed: Mapping[str, Any]) -> Facts:
    """A fact with no row is None. ``proposed``: {"step": name, "verb": code, …data of the act}; its facts win.

    What costs a statement is looked up only when a rule asks for it.
    """
    form = proposed.get("form_asked") or case.form or case.expected_form
    above = case.decider != Decider.CELL
    values: dict[str, Any] = {
        "subject_kind": SubjectKind(case.subject_kind),
        "matter": Matter(case.matter) if case.matter else None,
        "form": Form(form) if form else None,
        "substance_on": case.substance_on,
        "substance_confirmed": True if case.substance_confirmed_on else None,
        "decider": Decider(case.decider),
        "on_the_way": Later(lambda: frozenset(case.places(on))),
        "grants": Later(lambda: frozenset(Granted(code) for code in case.route(on).grants)),
        "vote_mode": Later(lambda: VoteMode(case.mode(on).value)),
        "decided_by_superior": above,
        "decided_by_cell": not above,
        "taken_over": case.taken_over,
        "cell_directed_on": Later(lambda: _directed_on(case)),
        "verified_by_itself": case.verified_above_on is not None if above else None,
        "violations": Later(lambda: violations_of(case)),
        "violation_forms": Later(lambda: _violation_forms(case)),
        "earlier_decisions": Later(lambda: _earlier_decisions(case)),
        "deferral_situations": Later(lambda: _situations(case)),
        "plan_made_known_on": case.plan_known_on,
        "self_criticism_submitted_on": case.self_criticism_on,
        "self_criticism_refused": True if case.refused_on else None,
        "self_criticism_summons": Later(lambda: _summonses(case, "self_criticism")),
        "deciding_level": DECIDING_LEVELS[LEVEL_OF[Decider(case.decider)]],
        "deciding_body": Later(lambda: str(case.voting_body(on))),
        "hearings": Later(lambda: _hearings(case)),
        "conclusion_elements": _elements(case.conclusion),
        "facts_concluded_by": case.source_number if case.facts_concluded else None,
        "meeting": Later(lambda: _meeting(case, on, proposed)),
        "meets_on": Later(lambda: meeting_day(case.agenda_item)),
        "accused_in_base": Later(lambda: _accused_in_base(case)),
        "cell_leaders_left": Later(lambda: case.leaders_left(on)),
        "accused_heads_cell": Later(lambda: case.accused_heads_cell(on)),
        "cell_committee_left": Later(lambda: case.cell_committee_left(on)),
        "managing_representative": Later(lambda: _represented(case)),
        "judgment_penalty": Penalty(case.penalty) if case.penalty else None,
        "judgment_effective_on": case.judgment_on,
        "judgment_certified": True if case.judgment_number else None,
        "by_cell": not above and case.changed_on is None,
        "voted_on": case.voted_on,
        "written_on": case.signed_on,
        "signed_on": case.signed_on,
        "announced_on": case.changed_on or case.announced_on,
        "served_since": case.announced_on if case.changed_on else None,
        "handed_on": case.handed_on,
        "complaint_pending": case.state == "under_complaint",
        "new_violation": Later(lambda: case.violates_anew(on)),
        "wrong_cancelled": case.cancelled_on is not None,
        "wrong_no_violation": case.cancelled_on is not None and not case.cancelled_anew,
        "wrong_form": Form(case.form) if case.cancelled_on and case.form else None,
        "wrong_apology_by": Apologiser(case.apology_by) if case.apology_by else None,
        "wrong_apology_public": case.apology_public,
        "wrong_restored": frozenset(map(Restored, case.restored)) if case.restored_on else None,
        "wrong_recorded": case.restoration_recorded,
        "file_papers": Later(lambda: _file_papers(case)),
        "team_named": Later(lambda: case.team.exists()),
        "resolved_form": Later(lambda: _resolved_form(case)),
        "written_form": Form(case.form) if case.form else None,
    }
    values |= _of_organization(case, on) if case.of_organization else _of_member(case, on)
    for name, taken in PROPOSED.get(proposed.get("verb", ""), {}).items():
        values[name] = taken(case, on, proposed)
    return Facts(**values)


def _of_member(case: DisciplineCase, on: date) -> dict[str, Any]:
    return {
        "subject_class": Later(lambda: case.class_on(on)),
        "holds_office": Later(lambda: case.holds_office(on)),
        "committees": Later(lambda: committee_levels(case.offices_on(on))),
    }


def _of_organization(case: DisciplineCase, on: date) -> dict[str, Any]:
    """Its place on the way, what becomes of a dissolution, and who of it was examined."""
    return {
        "standing": Standing(case.standing or Standing.ACTIVE),
        "path_levels": Later(lambda: frozenset(case.place_on(on)[1])),
        "organization_level": Later(lambda: case.place_on(on)[0]),
        "dissolving_grounds": frozenset({Dissolving(case.dissolution_ground)}) if case.dissolution_ground else None,
        "proposal_base": Later(lambda: _first(case.proposal_of_dissolution(on))),
        "proposal_yes": Later(lambda: _last(case.proposal_of_dissolution(on))),
        "members_examined": Later(lambda: case.examined_members(on)),
        "objectors_disciplined": Later(lambda: case.spared_and_disciplined()),
        "dissolved_on": case.effective_on if case.dissolves else None,
        "wound_up_on": case.ended_on if case.dissolves else None,
    }


def _first(counted: tuple[int, int] | None) -> int | None:
    return counted[0] if counted else None


def _last(counted: tuple[int, int] | None) -> int | None:
    return counted[-1] if counted else None


DECIDING_LEVELS = {
    Level.CELL: DecidingLevel.CELL,
    Level.SECTION: DecidingLevel.SECTION,
    Level.BASE: DecidingLevel.GRASSROOTS,
    Level.UPPER: DecidingLevel.UPPER,
    Level.NEXT: DecidingLevel.NEXT_ABOVE,
}

#: {verb: {fact: how it is taken from the case, the day and the data of the act}}
PROPOSED: dict[str, dict[str, Callable[[DisciplineCase, date, Mapping[str, Any]], Any]]] = {
    **{
        verb: {"conclusion_elements": lambda case, on, data: _elements(data.get("conclusion_elements"))}
        for verb in ("record_cell_decision", "record_cell_proposal", "record_level_decision", "record_level_proposal")
    },
    **{
        verb: {"complaint_addressee": lambda case, on, data: bool(_addressee(case, on) or data.get("complaint_to"))}
        for verb in ("sign_decision", "write_cell_decision")
    },
    "record_refused_criticism": {"self_criticism_refused": lambda case, on, data: True},
    "defer": {
        "deferral_situations": lambda case, on, data: frozenset({Situation(data["ground"])}),
        "child_born_on": lambda case, on, data: data.get("child_born_on"),
        "hospital_certified": lambda case, on, data: bool(data.get("certificate")),
    },
    "put_before_cell": {"form": lambda case, on, data: _to_be_proposed(case, data)},
    "send_to_superior": {
        "form": lambda case, on, data: _to_be_proposed(case, data),
        "dissolving_grounds": lambda case, on, data: _grounds_given(case, data),
    },
    **{
        verb: {"standing": lambda case, on, data: Standing(data.get("standing") or Standing.ACTIVE)}
        for verb in ("register_organization_report", "conclude_standing", "conclude_standing_above")
    },
    "take_over": {
        "taken_over": lambda case, on, data: True,
        "take_over_ground": lambda case, on, data: TakeOver(data["ground"]),
    },
    "apologise": {
        "wrong_apology_by": lambda case, on, data: Apologiser(data["apology_by"]),
        "wrong_apology_public": lambda case, on, data: data["public"],
    },
    "restore": {
        "wrong_restored": lambda case, on, data: frozenset(map(Restored, data["restored"])),
        "wrong_restoration_requested": lambda case, on, data: data.get("requested"),
        "wrong_quality_kept": lambda case, on, data: data.get("quality_kept"),
    },
    "suspend": {
        "suspended_from": lambda case, on, data: SuspendedFrom(data["suspended_from"]),
        "suspension_grounds": lambda case, on, data: frozenset(Ground(code) for code in data["grounds"]),
        "suspension_by": lambda case, on, data: Suspender.EXPELLING_BODY,
        "suspension_on": lambda case, on, data: on,
        "suspension_extended": lambda case, on, data: False,
        "suspension_days": lambda case, on, data: (data["until"] - on).days if data.get("until") else None,
    },
    "suspend_organization": {
        "suspended_from": lambda case, on, data: SuspendedFrom.ACTIVITY,
        "suspension_grounds": lambda case, on, data: frozenset(),
        "suspension_by": lambda case, on, data: Suspender.DISSOLVING_BODY,
        "suspension_on": lambda case, on, data: on,
        "suspension_extended": lambda case, on, data: False,
        "suspension_days": lambda case, on, data: (data["until"] - on).days if data.get("until") else None,
    },
    "extend_suspension": {
        "suspended_from": lambda case, on, data: _suspended_from(case, on),
        "suspension_grounds": lambda case, on, data: _grounds(case, on),
        "suspension_on": lambda case, on, data: _suspended_on(case, on),
        "suspension_extended": lambda case, on, data: True,
        "suspension_days": lambda case, on, data: (data["until"] - (_suspended_on(case, on) or on)).days,
    },
    "decide_by_judgment": {
        "judgment_penalty": lambda case, on, data: Penalty(data["penalty"]),
        "judgment_effective_on": lambda case, on, data: data["judgment_on"],
        "judgment_certified": lambda case, on, data: data["certified"],
    },
}


def _file_papers(case: DisciplineCase) -> frozenset[FilePaper]:
    return frozenset(FilePaper(row.code) for row in case.paper_rows if row.code in set(FilePaper))


def _resolved_form(case: DisciplineCase) -> Form | None:
    """Of the last vote that decided; of a judgment that decides alone, what it leads to."""
    decided = [row for row in case.form_vote_rows if row.ending == Ending.DECIDED]
    if decided:
        return Form(decided[-1].form)
    return Form.EXPULSION if case.judgment_on else None


def _addressee(case: DisciplineCase, on: date) -> str:
    """Of the decision that is about to be signed, by the body at whose step it waits."""
    try:
        return case.first_instance(case.deciding_body(on), on)
    except NoRoute:
        return ""


def _grounds_given(case: DisciplineCase, data: Mapping[str, Any]) -> frozenset[Dissolving] | None:
    code = data.get("dissolution_ground") or case.dissolution_ground
    return frozenset({Dissolving(code)}) if code else None


def _grounds(case: DisciplineCase, on: date) -> frozenset[Ground] | None:
    row = case.suspension_on(on)
    return frozenset(Ground(code) for code in row.grounds) if row else None


def _suspended_from(case: DisciplineCase, on: date) -> SuspendedFrom | None:
    row = case.suspension_on(on)
    return SuspendedFrom(row.suspended_from) if row else None


def _suspended_on(case: DisciplineCase, on: date) -> date | None:
    row = case.suspension_on(on)
    return row.since if row else None


def violations_of(case: DisciplineCase) -> tuple[ViolationFact, ...]:
    """Every violation with the times in which its limitation does not run (DIS-26)."""
    stopped = [Interval(row.since, row.ended_on, Stopped.DEFERRAL) for row in case.deferral_rows]
    if case.criminal_since:
        stopped.append(Interval(case.criminal_since, case.judgment_on, Stopped.CRIMINAL))
    return tuple(
        ViolationFact(
            reference=str(row.number),
            started_on=row.started_on,
            ended_on=row.ended_on,
            discovered_on=row.discovered_on,
            concluded_on=row.concluded_on,
            inspection_decided_on=case.plan_on,
            category=Category(row.category),
            suspended=tuple(stopped),
        )
        for row in case.violation_rows
    )


def _violation_forms(case: DisciplineCase) -> tuple[ViolationForm, ...] | None:
    """The form concluded for each; None while one has none."""
    rows = [row for row in case.violation_rows if row.concluded_on is not None]
    if not rows or any(row.established and not row.form for row in rows):
        return None
    return tuple(ViolationForm(str(row.number), Form(row.form) if row.form else None) for row in rows)


def _to_be_proposed(case: DisciplineCase, data: Mapping[str, Any]) -> Form | None:
    code = data.get("proposed_form") or case.expected_form
    return Form(code) if code else None


def _directed_on(case: DisciplineCase) -> date | None:
    return case.documents.filter(code="direction").order_by("-pk").values_list("issued_on", flat=True).first()


def _situations(case: DisciplineCase) -> frozenset[Situation]:
    return frozenset(Situation(row.ground) for row in case.deferral_rows if row.ended_on is None)


def _earlier_decisions(case: DisciplineCase) -> tuple[EarlierDecision, ...]:
    """Decisions on the same act of the same person: the same content, begun on the same day (DIS-09)."""
    found = []
    mine = case.violation_rows
    for row in case.rivals():
        same = [one.number for one in mine if (one.code, one.started_on) == (row.code, row.started_on)]
        found += [EarlierDecision(str(number), row.case.decision_number or row.case.code) for number in same]
    return tuple(found)


def _summonses(case: DisciplineCase, purpose: str) -> tuple[date, ...]:
    return tuple(row.sent_on for row in case.summons_rows if row.purpose == purpose)


def _hearings(case: DisciplineCase) -> tuple[HearingFact, ...]:
    return tuple(
        HearingFact(
            level=DECIDING_LEVELS[LEVEL_OF[Decider(row.decider)]],
            body=str(row.body),
            on=row.held_on,
            representative=row.representative,
            refused=row.refused,
            reason=row.reason,
        )
        for row in case.hearing_rows
    )


def _elements(given: Any) -> frozenset[ConclusionElement] | None:
    return frozenset(ConclusionElement(code) for code in given) if given else None


def _accused_in_base(case: DisciplineCase) -> bool | None:
    """By the frozen roster; None before it is."""
    item = case.agenda_item
    if item is None or not item.roster:
        return None
    if case.of_organization:
        return False
    return any(row["person"] == case.subject.public_id and row["votes"] for row in item.roster)


def _represented(case: DisciplineCase) -> bool | None:
    item = case.agenda_item
    return bool(item.meeting.representatives) if item is not None else None


def _meeting(case: DisciplineCase, on: date, proposed: Mapping[str, Any]) -> Any:
    item = case.agenda_item
    if item is None or not item.roster:
        return None
    return meeting_facts(case, item, on, case.ballot("", on).ratio.value, proposed)
