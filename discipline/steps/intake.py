"""From the report to the examination: registered, screened, deferred, handed over, prepared."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from discipline import actions
from discipline.rules import steps as law
from discipline.states import (
    ANSWERS,
    APPRAISED,
    COLLECTIVE,
    CONDUCTED,
    CONDUCTED_ANEW,
    DIRECTED,
    EXAMINED,
    MAY_SPEAK,
    NOT_DECIDED,
    TAKEN_OVER_FROM,
    State,
)
from organization.models import BodyKind, Role
from permissions.catalogue import Perm
from workflows.meetings.minutes import file_minutes
from workflows.nodes import Anytime, BodyStep, Opening
from workflows.recounting import recount_clocks


class IntakeSteps:
    """Conducted by the body that registered the report, or that took the case afterwards."""

    start = (
        Opening("cell", BodyKind.CELL, Perm.REGISTER_REPORT)
        .Does(actions.register_report, this.intake)
        .Does(actions.register_organization_report, this.intake, rules=law.TO_REGISTER_ORGANIZATION)
    )

    intake = (
        BodyStep("", "", Perm.CONDUCT_EXAMINATION, states=(State.INTAKE_REGISTERED,), holder="conductor")
        .Annotation(
            title=_("Complete the report"),
            description=_("Enter every act that was reported, then begin the screening."),
        )
        .Does(actions.add_violation)
        .Does(actions.correct_report)
        .Does(actions.file_case_paper)
        .Does(actions.begin_screening, this.screening)
        .Does(actions.close_mistaken, this.mistaken)
    )

    screening = (
        BodyStep("", "", Perm.CONDUCT_EXAMINATION, states=(State.SCREENING,), holder="conductor")
        .Annotation(
            title=_("Screen the case"),
            description=_("Who is competent, whether the limitation is in danger, whether it has to be deferred."),
        )
        .Does(actions.add_violation)
        .Does(actions.correct_report)
        .Does(actions.file_case_paper)
        .Does(actions.prepare, this.preparing, rules=law.TO_PREPARE)
        .Does(actions.defer, this.deferred, rules=law.TO_DEFER)
        .Does(actions.decide_by_judgment, this.drafting, rules=law.BY_JUDGMENT)
        .Does(actions.hand_over, inside=this.handed_over, outside=this.handed_away)
        .Does(actions.close_mistaken, this.mistaken)
    )

    handed_over = (
        BodyStep("", "", Perm.CONDUCT_EXAMINATION, states=(State.HANDED_OVER,), holder="receiving")
        .Annotation(
            title=_("Take the case that was handed over"),
            description=_("Take it, or refuse it with the reason; the common superior then assigns it."),
        )
        .Does(actions.take_case, this.screening)
        .Does(actions.refuse_case, this.assignment)
    )

    assignment = (
        BodyStep("", "", Perm.TAKE_OVER_CASE, role=Role.HEAD, states=(State.HANDED_OVER,), holder="common_superior")
        .Annotation(
            title=_("Assign the case"),
            description=_("The receiving body says that it is not competent: name who conducts the case."),
        )
        .Does(actions.assign_case, this.screening)
    )

    deferred = (
        BodyStep(
            "",
            "",
            Perm.CONDUCT_EXAMINATION,
            states=(State.DEFERRED,),
            holder="conductor",
            waits=(State.DEFERRED,),
        )
        .Annotation(
            title=_("Deferred"),
            description=_("Not examined until the ground is over; the limitation does not run meanwhile."),
        )
        .Does(actions.file_case_paper)
        .Does(actions.resume, this.screening)
    )

    preparing = (
        BodyStep("", "", Perm.CONDUCT_EXAMINATION, states=(State.PREPARING,), holder="conductor")
        .Annotation(
            title=_("Prepare the examination"),
            description=_("Issue the plan, name the team, draw up the outline; then make it known to him."),
        )
        .Does(actions.add_violation)
        .Does(actions.file_case_paper)
        .Does(actions.issue_plan)
        .Does(actions.make_plan_known, this.self_criticism, rules=law.TO_MAKE_KNOWN)
    )

    death = Anytime(states=NOT_DECIDED, perm=Perm.CONDUCT_EXAMINATION, holder="conductor").Does(
        actions.conclude_after_death, this.deceased
    )
    striking_off = Anytime(states=EXAMINED, perm=Perm.CONDUCT_EXAMINATION, holder="conductor").Does(
        actions.strike_off, this.struck_off, rules=law.TO_STRIKE_OFF
    )
    team = (
        Anytime(states=CONDUCTED, perm=Perm.CONDUCT_EXAMINATION, holder="conductor")
        .Does(actions.name_to_team)
        .Does(actions.end_team_membership)
    )
    speaking = (
        Anytime(states=COLLECTIVE, perm=Perm.CONDUCT_EXAMINATION, holder="conductor")
        .Does(actions.name_representative)
        .Does(actions.note_responsibility)
    )
    answering = Anytime(states=ANSWERS, perm=Perm.CONDUCT_EXAMINATION, holder="conductor").Does(
        actions.conclude_standing, rules=law.TO_REGISTER_ORGANIZATION
    )
    answering_above = Anytime(states=APPRAISED, perm=Perm.CONDUCT_EXAMINATION, holder="conductor").Does(
        actions.conclude_standing_above, this.appraisal, rules=law.TO_REGISTER_ORGANIZATION
    )
    proceedings = Anytime(states=NOT_DECIDED, perm=Perm.CONDUCT_EXAMINATION, holder="conductor").Does(
        actions.note_proceedings
    )
    recount = Anytime(states=tuple(State)).Does(recount_clocks)
    minutes = Anytime(states=tuple(State)).Does(file_minutes)
    opinion = Anytime(states=MAY_SPEAK).Does(actions.reserve_opinion)
    directing = Anytime(states=DIRECTED, perm=Perm.TAKE_OVER_CASE, level="upper", body_kind=BodyKind.INSPECTION).Does(
        actions.direct_cell
    )
    taking_over = Anytime(
        states=(*CONDUCTED_ANEW, *TAKEN_OVER_FROM),
        perm=Perm.TAKE_OVER_CASE,
        level="upper",
        body_kind=BodyKind.INSPECTION,
    ).Does(
        actions.take_over,
        this.appraisal,
        rules=law.TO_TAKE_OVER,
        **{
            actions.OVER_INTAKE: this.intake,
            actions.OVER_SCREENING: this.screening,
            actions.OVER_DEFERRED: this.deferred,
            actions.OVER_PREPARING: this.preparing,
        },
    )
