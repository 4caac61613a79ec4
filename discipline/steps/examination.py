"""The examination: self-criticism, verification and hearing, the meeting of the cell."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from discipline import actions
from discipline.rules import steps as law
from discipline.states import State
from organization.models import BodyKind
from permissions.catalogue import Perm
from workflows.meetings.steps import MeetingStep
from workflows.meetings.verbs import open_deciding_vote, open_vote
from workflows.nodes import BodyStep


class ExaminationSteps:
    self_criticism = (
        BodyStep("", "", Perm.CONDUCT_EXAMINATION, states=(State.SELF_CRITICISM,), holder="conductor")
        .Annotation(
            title=_("Await the self-criticism"),
            description=_("He writes it himself; a refusal is recorded only after proper summonses."),
        )
        .Does(actions.file_case_paper)
        .Does(actions.file_own_evidence)
        .Does(actions.summon)
        .Does(actions.note_summons)
        .Does(actions.hand_in_criticism, this.verifying)
        .Does(actions.record_refused_criticism, this.verifying, rules=law.TO_RECORD_REFUSAL)
        .Does(actions.defer, this.deferred, rules=law.TO_DEFER)
    )

    verifying = (
        BodyStep("", "", Perm.CONDUCT_EXAMINATION, states=(State.VERIFYING,), holder="conductor")
        .Annotation(
            title=_("Verify and hear him"),
            description=_("Verify each act, hear the person concerned, conclude, and report to the cell."),
        )
        .Does(actions.add_violation)
        .Does(actions.file_case_paper)
        .Does(actions.file_own_evidence)
        .Does(actions.summon)
        .Does(actions.note_summons)
        .Does(actions.record_hearing)
        .Does(actions.record_refused_hearing)
        .Does(actions.note_circumstance)
        .Does(actions.judge_circumstance)
        .Does(actions.conclude_violation)
        .Does(actions.confirm_substance)
        .Does(actions.put_before_cell, this.cell, rules=law.TO_THE_CELL)
        .Does(actions.go_on_itself, this.appraisal, rules=law.TO_GO_ON_ITSELF)
        .Does(actions.send_to_superior, this.appraisal, rules=law.TO_THE_SUPERIOR)
    )

    cell = (
        MeetingStep("cell", BodyKind.CELL, Perm.RECORD_RESOLUTION, states=(State.CELL_MEETING,))
        .Annotation(
            title=_("Cell examines and votes"),
            description=_("The cell meets, concludes on each act and votes on one ballot with all forms."),
        )
        .Opens(open_deciding_vote, rules=law.CELL_DECIDES)
        .Opens(open_vote, rules=law.CELL_PROPOSES)
        .Does(
            actions.record_cell_decision,
            rules=law.CELL_DECIDED,
            **{
                actions.DECIDED: this.announcement,
                actions.GOES_UP: this.appraisal,
                actions.NO_DISCIPLINE: this.without_discipline,
                actions.BARRED: this.time_barred,
            },
        )
        .Does(
            actions.record_cell_proposal,
            rules=law.CELL_PROPOSED,
            **{
                actions.GOES_UP: this.appraisal,
                actions.NO_DISCIPLINE: this.without_discipline,
                actions.BARRED: this.time_barred,
            },
        )
    )
