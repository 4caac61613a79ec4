"""The chain of a thematic supervision or inspection (discipline.md 7.3), from the programme to the closed file."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from discipline.actions import file_own_evidence, reserve_opinion
from discipline.inspections.actions import end_inspector, file_inspection_paper, name_inspector
from discipline.rules import inspection_steps as law
from discipline.supervision import actions
from discipline.supervision.models import Supervision
from discipline.supervision.states import ITEM, MAY_SPEAK, RUNNING, WITH_TEAM
from discipline.supervision.states import SupervisionState as State
from organization.models import BodyKind, Role
from permissions.catalogue import Perm
from workflows.models import Task
from workflows.nodes import Anytime, BodyStep, CaseFlow, End, Opening


class SupervisionFlow(CaseFlow):
    """Thematic supervision"""

    process_class = Supervision
    task_class = Task
    process_title = _("Thematic supervision")
    clocks_aside = ("inspection_known",)

    start = Opening("cell", BodyKind.CELL, Perm.INSPECT).Does(actions.plan_item, this.planned)

    planned = (
        BodyStep("", "", Perm.DECIDE_INSPECTION, role=Role.HEAD, states=(State.PLANNED,), holder="inspecting")
        .Annotation(
            title=_("Adopt the item of the programme"),
            description=_("By the decision on the programme of the year; until then it is only proposed."),
        )
        .Does(actions.adopt_item, this.programmed)
    )

    programmed = (
        BodyStep("", "", Perm.DECIDE_INSPECTION, role=Role.HEAD, states=(State.PROGRAMMED,), holder="inspecting")
        .Annotation(title=_("Decide on the supervision"), description=_("Decision and plan by the programme."))
        .Does(actions.decide_supervision, this.decided, rules=law.TO_SUPERVISE)
    )

    decided = (
        BodyStep("", "", Perm.INSPECT, states=(State.DECIDED,), holder="inspecting")
        .Annotation(title=_("Make the supervision known"), description=_("Name the team; then make the plan known."))
        .Does(file_inspection_paper)
        .Does(name_inspector, rules=law.TO_NAME)
        .Does(actions.deploy_supervision, this.deployed, rules=law.TO_DEPLOY_SUPERVISION)
    )

    deployed = (
        BodyStep("", "", Perm.INSPECT, states=(State.DEPLOYED,), holder="inspecting")
        .Annotation(title=_("Await the report on oneself"), description=_("The one supervised reports first."))
        .Does(file_inspection_paper)
        .Does(name_inspector, rules=law.TO_NAME)
        .Does(actions.hand_in_self_report, this.report_received)
        .Does(actions.note_no_report, this.verifying)
    )

    report_received = (
        BodyStep("", "", Perm.INSPECT, states=(State.REPORT_RECEIVED,), holder="inspecting")
        .Annotation(title=_("Study the report"), description=_("Then begin to consider and evaluate."))
        .Does(file_inspection_paper)
        .Does(name_inspector, rules=law.TO_NAME)
        .Does(actions.begin_verification, this.verifying)
    )

    verifying = (
        BodyStep("", "", Perm.INSPECT, states=(State.VERIFYING,), holder="inspecting")
        .Annotation(
            title=_("Consider and evaluate"),
            description=_("Signs of a violation go to an inspection; what else was found, to the meeting."),
        )
        .Does(file_inspection_paper)
        .Does(name_inspector, rules=law.TO_NAME)
        .Does(file_own_evidence)
        .Does(actions.hold_supervised_meeting, this.org_meeting)
        .Does(actions.report_signs, this.signal_found)
    )

    org_meeting = (
        BodyStep("", "", Perm.DECIDE_INSPECTION, role=Role.HEAD, states=(State.ORG_MEETING,), holder="inspecting")
        .Annotation(title=_("Conclude the supervision"), description=_("What is good, the limits, what is asked."))
        .Does(file_inspection_paper)
        .Does(file_own_evidence)
        .Does(actions.conclude_supervision, this.concluded, rules=law.TO_CONCLUDE_SUPERVISION)
        .Does(actions.report_signs, this.signal_found)
    )

    signal_found = (
        BodyStep("", "", Perm.DECIDE_INSPECTION, role=Role.HEAD, states=(State.SIGNAL_FOUND,), holder="inspecting")
        .Annotation(
            title=_("Conclude the supervision"), description=_("The signs are inspected; conclude what else was found.")
        )
        .Does(file_inspection_paper)
        .Does(file_own_evidence)
        .Does(actions.conclude_supervision, this.concluded, rules=law.TO_CONCLUDE_SUPERVISION)
    )

    concluded = (
        BodyStep("", "", Perm.INSPECT, states=(State.CONCLUDED,), holder="inspecting")
        .Annotation(
            title=_("Follow what has to be remedied"),
            description=_("Each with its last day and who is responsible; ticked off with the paper that shows it."),
        )
        .Does(file_inspection_paper)
        .Does(file_own_evidence)
        .Does(actions.require_remedy)
        .Does(actions.tick_remedy)
        .Does(actions.put_off_remedy)
        .Does(actions.lift_remedy)
        .Does(actions.file_supervision, this.filed)
    )

    proposing = Anytime(states=(State.PLANNED,), perm=Perm.INSPECT, holder="inspecting").Does(actions.change_item)
    amending = Anytime(states=(State.PROGRAMMED,), perm=Perm.DECIDE_INSPECTION, holder="inspecting").Does(
        actions.change_item
    )
    withdrawing = Anytime(states=ITEM, perm=Perm.DECIDE_INSPECTION, holder="inspecting").Does(
        actions.withdraw_item, this.withdrawn
    )
    team = Anytime(states=WITH_TEAM, perm=Perm.INSPECT, holder="inspecting").Does(end_inspector)
    extending = Anytime(states=RUNNING, perm=Perm.DECIDE_INSPECTION, holder="inspecting").Does(
        actions.extend_supervision, rules=law.TO_EXTEND_SUPERVISION
    )
    opinion = Anytime(states=MAY_SPEAK).Does(reserve_opinion)
    filed = End(states=(State.FILED,))
    withdrawn = End(states=(State.WITHDRAWN,))
