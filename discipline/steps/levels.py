"""The levels above the cell: each appraises, verifies by itself, hears him, and votes. One set of steps serves all."""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from discipline import actions
from discipline.rules import steps as law
from discipline.states import APPRAISED, State
from permissions.catalogue import Perm
from workflows.meetings.steps import MeetingStep
from workflows.meetings.verbs import open_deciding_vote, open_vote
from workflows.nodes import Anytime, BodyStep


class LevelSteps:
    appraisal = (
        BodyStep("", "", Perm.APPRAISE_DISCIPLINE, states=(State.LEVEL_APPRAISAL,), holder="appraiser")
        .Annotation(
            title=_("Appraise the proposal"),
            description=_("Check the file, verify it yourself; then hear the person concerned, or return the file."),
        )
        .Does(actions.file_case_paper)
        .Does(actions.conclude_violation)
        .Does(actions.confirm_substance)
        .Does(actions.note_circumstance)
        .Does(actions.record_own_verification)
        .Does(actions.go_to_hearing, this.hearing, rules=law.TO_HEARING)
        .Does(actions.forward_appraisal, this.appraisal, rules=law.TO_FORWARD)
        .Does(
            actions.return_for_completion,
            this.cell,
            **{actions.UNHEARD: this.verifying, actions.TO_THE_CONDUCTOR: this.verifying},
        )
    )

    hearing = (
        BodyStep("", "", Perm.APPRAISE_DISCIPLINE, states=(State.LEVEL_HEARING,), holder="appraiser")
        .Annotation(
            title=_("Hear him"),
            description=_("A representative of the body that decides hears him, however clear the facts are."),
        )
        .Does(actions.file_case_paper)
        .Does(actions.summon)
        .Does(actions.note_summons)
        .Does(actions.record_hearing)
        .Does(actions.record_refused_hearing)
        .Does(actions.go_to_meeting, this.meeting, rules=law.TO_MEETING)
    )

    meeting = (
        MeetingStep("", "", Perm.RECORD_RESOLUTION, states=(State.LEVEL_MEETING,), holder="voting_body")
        .Annotation(
            title=_("Vote on the form"),
            description=_("The body meets and votes by secret ballot on one ballot with all forms."),
        )
        .Opens(open_deciding_vote, rules=law.LEVEL_DECIDES)
        .Opens(open_vote, rules=law.LEVEL_PROPOSES)
        .Does(
            actions.record_level_decision,
            rules=law.LEVEL_DECIDED,
            **{
                actions.DECIDED: this.drafting,
                actions.GOES_UP: this.appraisal,
                actions.NO_DISCIPLINE: this.without_discipline,
                actions.BARRED: this.time_barred,
            },
        )
        .Does(
            actions.record_level_proposal,
            rules=law.LEVEL_PROPOSED,
            **{
                actions.GOES_UP: this.appraisal,
                actions.NO_DISCIPLINE: this.without_discipline,
                actions.BARRED: this.time_barred,
            },
        )
    )

    team_above = (
        Anytime(states=APPRAISED, perm=Perm.APPRAISE_DISCIPLINE, holder="appraiser")
        .Does(actions.name_to_team)
        .Does(actions.end_team_membership)
    )
