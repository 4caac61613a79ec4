"""The chain of an inspection on signs of violation (discipline.md 7.2), from the first sign to the closed file.

The body that noted the signs conducts it to the end; who presides over it decides and concludes.
"""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from discipline.actions import file_own_evidence, reserve_opinion
from discipline.inspections import actions
from discipline.inspections.models import Inspection
from discipline.inspections.states import MAY_SPEAK, NOT_FILED, PASSING_ON, RUNNING
from discipline.inspections.states import InspectionState as State
from discipline.rules import inspection_steps as law
from organization.models import BodyKind, Role
from permissions.catalogue import Perm
from workflows.models import Task
from workflows.nodes import Anytime, BodyStep, CaseFlow, End, Opening


class InspectionFlow(CaseFlow):
    """Inspection on signs of violation"""

    process_class = Inspection
    task_class = Task
    process_title = _("Inspection on signs of violation")
    clocks_aside = ("inspection_known",)

    start = Opening("cell", BodyKind.CELL, Perm.INSPECT).Does(actions.note_signs, this.signal)

    signal = (
        BodyStep("", "", Perm.INSPECT, states=(State.SIGNAL,), holder="inspecting")
        .Annotation(title=_("Assess the signs"), description=_("Propose an inspection, or file them with the reason."))
        .Does(actions.file_inspection_paper)
        .Does(actions.propose_inspection, this.proposal, rules=law.TO_PROPOSE)
        .Does(actions.file_signs, this.filed)
    )

    proposal = (
        BodyStep("", "", Perm.DECIDE_INSPECTION, role=Role.HEAD, states=(State.PROPOSAL,), holder="inspecting")
        .Annotation(
            title=_("Decide on the inspection"),
            description=_("Decision, plan and outline say what is inspected and how far back."),
        )
        .Does(actions.decide_inspection, this.decided, rules=law.TO_DECIDE)
        .Does(actions.file_signs, this.filed)
    )

    decided = (
        BodyStep("", "", Perm.INSPECT, states=(State.DECIDED,), holder="inspecting")
        .Annotation(
            title=_("Make the inspection known"),
            description=_("Name the team; then make decision and plan known to him and his organisation."),
        )
        .Does(actions.file_inspection_paper)
        .Does(actions.name_inspector, rules=law.TO_NAME)
        .Does(actions.deploy_inspection, this.deployed, rules=law.TO_DEPLOY)
    )

    deployed = (
        BodyStep("", "", Perm.INSPECT, states=(State.DEPLOYED,), holder="inspecting", clocks=("inspection",))
        .Annotation(title=_("Ask for his explanation"), description=_("The plan says until when he reports."))
        .Does(actions.file_inspection_paper)
        .Does(actions.name_inspector, rules=law.TO_NAME)
        .Does(actions.ask_explanation, this.explanation)
    )

    explanation = (
        BodyStep("", "", Perm.INSPECT, states=(State.EXPLANATION,), holder="inspecting", clocks=("inspection",))
        .Annotation(
            title=_("Await his explanation"),
            description=_("He writes it himself; after the day of the plan the team goes on without it."),
        )
        .Does(actions.file_inspection_paper)
        .Does(actions.name_inspector, rules=law.TO_NAME)
        .Does(file_own_evidence)
        .Does(actions.hand_in_explanation, this.verifying)
        .Does(actions.note_no_explanation, this.verifying)
    )

    verifying = (
        BodyStep("", "", Perm.INSPECT, states=(State.VERIFYING,), holder="inspecting", clocks=("inspection",))
        .Annotation(
            title=_("Verify the signs"),
            description=_("Work with him, verify, hear him where it may come to discipline; then report the facts."),
        )
        .Does(actions.file_inspection_paper)
        .Does(actions.name_inspector, rules=law.TO_NAME)
        .Does(file_own_evidence)
        .Does(actions.criticise_in_inspection)
        .Does(actions.hear_inspected)
        .Does(actions.put_facts_before, this.org_meeting)
    )

    org_meeting = (
        BodyStep("", "", Perm.INSPECT, states=(State.ORG_MEETING,), holder="inspecting", clocks=("inspection",))
        .Annotation(
            title=_("Meeting of his organisation"),
            description=_(
                "It discusses the facts before the superior; at the level of discipline he criticises himself and it"
                " votes. Then the result is reported."
            ),
        )
        .Does(actions.file_inspection_paper)
        .Does(actions.name_inspector, rules=law.TO_NAME)
        .Does(actions.criticise_in_inspection)
        .Does(actions.hear_inspected)
        .Does(actions.record_org_vote)
        .Does(actions.report_result, this.reported, rules=law.TO_REPORT)
    )

    reported = (
        BodyStep(
            "",
            "",
            Perm.DECIDE_INSPECTION,
            role=Role.HEAD,
            states=(State.REPORTED,),
            holder="inspecting",
            clocks=("inspection",),
        )
        .Annotation(
            title=_("Conclude the inspection"),
            description=_("The body meets on the result and concludes: one of four outcomes."),
        )
        .Does(actions.hear_inspected)
        .Does(actions.conclude_inspection, this.concluded, rules=law.TO_CONCLUDE)
    )

    concluded = (
        BodyStep("", "", Perm.DECIDE_INSPECTION, role=Role.HEAD, states=(State.CONCLUDED,), holder="inspecting")
        .Annotation(
            title=_("Publish the conclusion"),
            description=_("Nobody is told of it before; where discipline is deserved it goes on from here."),
        )
        .Does(actions.file_inspection_paper)
        .Does(actions.publish_conclusion, this.published, rules=law.TO_PUBLISH)
    )

    published = (
        BodyStep("", "", Perm.INSPECT, states=(State.PUBLISHED,), holder="inspecting")
        .Annotation(
            title=_("File the inspection"),
            description=_("Complete the file and close it; discipline that is deserved goes on first."),
        )
        .Does(actions.file_inspection_paper)
        .Does(actions.file_inspection, this.filed)
    )

    discipline = (
        Anytime(states=PASSING_ON, perm=Perm.DECIDE_INSPECTION, holder="inspecting")
        .Does(actions.go_on_with_discipline)
        .Does(actions.hand_to_competent)
    )
    team = Anytime(states=NOT_FILED, perm=Perm.INSPECT, holder="inspecting").Does(actions.end_inspector)
    extending = Anytime(states=RUNNING, perm=Perm.DECIDE_INSPECTION, holder="inspecting").Does(
        actions.extend_inspection, rules=law.TO_EXTEND
    )
    opinion = Anytime(states=MAY_SPEAK).Does(reserve_opinion)
    filed = End(states=(State.FILED,))
