"""The facts of a complaint about discipline and of a wrong discipline: DIS-112 to DIS-131.

``contested_…``: of the decision complained of, which after an earlier complaint is the one that answered it.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from discipline.codes import FORM_LABELS, Form
from discipline.codes_complaint import (
    APOLOGISER_LABELS,
    ASPECT_LABELS,
    BAR_LABELS,
    HEARD_LABELS,
    LEVEL_LABELS,
    ORGAN_LABELS,
    OUTCOME_LABELS,
    PREPARER_LABELS,
    RESTORED_LABELS,
    Apologiser,
    Aspect,
    ComplaintBar,
    ComplaintOutcome,
    Heard,
    Level,
    Organ,
    Preparer,
    Restored,
)
from discipline.ladder import Place, Tier
from workflows.facts import COUNT, DAY, TEXT, YES_NO, FactSheet, fact, one_of, record, rows_of, set_of

LEVEL = one_of(Level, LEVEL_LABELS)
ORGAN = one_of(Organ, ORGAN_LABELS)
PLACE = record(Place, labels={"organ": "", "level": ""}, level=LEVEL, organ=ORGAN)
TIER = record(Tier, labels={"level": ""}, level=LEVEL, organs=set_of(Organ, ORGAN_LABELS))


@dataclass(frozen=True)
class PartyHearing:
    """A party heard for the body at a place of the ladder. ``refused`` with ``reason``: why none could be held."""

    party: Heard
    level: Level
    organ: Organ
    body: str = ""
    on: date | None = None
    representative: str = ""
    refused: bool = False
    reason: str = ""

    @property
    def place(self) -> Place:
        return Place(self.level, self.organ)


PARTY_HEARING = record(
    PartyHearing,
    {"on": "", "party": "", "body": ""},
    party=one_of(Heard, HEARD_LABELS),
    level=LEVEL,
    organ=ORGAN,
    body=TEXT,
    on=DAY,
    representative=TEXT,
    refused=YES_NO,
    reason=TEXT,
)


@dataclass(frozen=True)
class ComplaintFacts(FactSheet):
    """``complaint_decider``: the body of the first decision; ``complaint_passed``: those that answered since, in their
    order (empty: none). ``complaint_path``: the levels there are, lowest first. ``complaint_proofs``: the grounds that
    a paper on file proves. ``complaint_power``: the forms that the resolving body may decide. ``complaint_body``: the
    name of the body at ``complaint_to``; the hearings name theirs.
    """

    complainant_is_subject: bool | None = fact(
        YES_NO, gettext_noop("The disciplined member or organisation complains itself")
    )
    complained_on: date | None = fact(DAY, gettext_noop("Day of the complaint"))
    contested_form: Form | None = fact(
        one_of(Form, FORM_LABELS), gettext_noop("Form of discipline in the decision complained of")
    )
    contested_announced_on: date | None = fact(DAY, gettext_noop("The decision complained of was announced on"))
    contested_received_on: date | None = fact(DAY, gettext_noop("The decision complained of was received on"))
    contested_received: bool | None = fact(YES_NO, gettext_noop("The written decision complained of was received"))
    contested_refused: bool | None = fact(YES_NO, gettext_noop("He refused to receive the decision complained of"))
    complaint_addressees: int | None = fact(COUNT, gettext_noop("Bodies that the complaint is addressed to"))
    complaint_decider: Place | None = fact(PLACE, gettext_noop("Body that decided first"))
    complaint_path: tuple[Tier, ...] | None = fact(rows_of(TIER), gettext_noop("Levels of the organisation"))
    complaint_took_part: tuple[Place, ...] | None = fact(
        rows_of(PLACE), gettext_noop("Other bodies that took part in the decision")
    )
    complaint_passed: tuple[Place, ...] | None = fact(
        rows_of(PLACE), gettext_noop("Bodies that have resolved the complaint so far")
    )
    complaint_to: Place | None = fact(PLACE, gettext_noop("Body that the complaint is addressed to"))
    complaint_handled_already: bool | None = fact(
        YES_NO, gettext_noop("The competent superior is handling the complaint already")
    )
    complaint_final: bool | None = fact(YES_NO, gettext_noop("The complaint is finally decided"))
    complaint_sentenced: bool | None = fact(
        YES_NO, gettext_noop("A court has sentenced him to non-custodial reform or more")
    )
    complaint_sentence_annulled: bool | None = fact(YES_NO, gettext_noop("That sentence is annulled"))
    complaint_moved: bool | None = fact(
        YES_NO, gettext_noop("He has officially moved to an organisation under another direct superior")
    )
    complaint_moved_on: date | None = fact(DAY, gettext_noop("Day of that move"))
    complaint_proofs: frozenset[ComplaintBar] | None = fact(
        set_of(ComplaintBar, BAR_LABELS), gettext_noop("Grounds for not handling the complaint that a paper proves")
    )
    complaint_rejected_for: frozenset[ComplaintBar] | None = fact(
        set_of(ComplaintBar, BAR_LABELS), gettext_noop("Grounds on which the complaint is not handled")
    )
    complaint_rejection_notified: bool | None = fact(
        YES_NO, gettext_noop("The complainant has a written, reasoned notice that it is not handled")
    )
    complaint_deciders_resolving: int | None = fact(
        COUNT, gettext_noop("Persons resolving the complaint who took part in the decision complained of")
    )
    complaint_enforcement_stopped: bool | None = fact(
        YES_NO, gettext_noop("The decision is not carried out while the complaint is open")
    )
    complaint_received_on: date | None = fact(DAY, gettext_noop("The resolving body received the complaint on"))
    complaint_resolved_on: date | None = fact(DAY, gettext_noop("Day of the decision on the complaint"))
    complaint_at_centre: bool | None = fact(YES_NO, gettext_noop("A body of the Centre resolves the complaint"))
    complaint_receipt_notified: bool | None = fact(
        YES_NO, gettext_noop("The complainant is notified that his complaint is received")
    )
    complaint_overrun_notified: bool | None = fact(
        YES_NO, gettext_noop("The complainant is notified that the time has run out")
    )
    complaint_outcome: ComplaintOutcome | None = fact(
        one_of(ComplaintOutcome, OUTCOME_LABELS), gettext_noop("Outcome of the complaint")
    )
    complaint_new_form: Form | None = fact(
        one_of(Form, FORM_LABELS), gettext_noop("Form of discipline after the complaint")
    )
    complaint_power: frozenset[Form] | None = fact(
        set_of(Form, FORM_LABELS), gettext_noop("Forms that the resolving body may decide")
    )
    complaint_verified: frozenset[Aspect] | None = fact(
        set_of(Aspect, ASPECT_LABELS), gettext_noop("What the verification of the complaint covered")
    )
    complaint_body: str | None = fact(TEXT, gettext_noop("Body that votes on the complaint"))
    complaint_hearings: tuple[PartyHearing, ...] | None = fact(
        rows_of(PARTY_HEARING), gettext_noop("Who was heard on the complaint")
    )
    complaint_denounces: bool | None = fact(YES_NO, gettext_noop("The complaint also denounces somebody"))
    complaint_guided_to_denounce: bool | None = fact(
        YES_NO, gettext_noop("The complainant is guided to denounce separately")
    )
    complaint_withdrawn_in_writing: bool | None = fact(
        YES_NO, gettext_noop("The complainant has withdrawn in writing, of his own wish")
    )
    complaint_withdrawal_urged: bool | None = fact(YES_NO, gettext_noop("Somebody urged him to withdraw"))
    strike_off_received_on: date | None = fact(DAY, gettext_noop("The decision to strike off was received on"))
    strike_off_prepared_by: Preparer | None = fact(
        one_of(Preparer, PREPARER_LABELS), gettext_noop("Who prepares the answer to the complaint")
    )


@dataclass(frozen=True)
class WrongDisciplineFacts(FactSheet):
    """Of a decision found to be wrong. ``wrong_form``: the form that was cancelled."""

    wrong_no_violation: bool | None = fact(
        YES_NO, gettext_noop("The competent body concludes that no violation deserved the discipline")
    )
    wrong_cancelled: bool | None = fact(YES_NO, gettext_noop("The decision is cancelled"))
    wrong_form: Form | None = fact(one_of(Form, FORM_LABELS), gettext_noop("Form of discipline that was wrong"))
    wrong_apology_by: Apologiser | None = fact(one_of(Apologiser, APOLOGISER_LABELS), gettext_noop("Who apologised"))
    wrong_apology_public: bool | None = fact(YES_NO, gettext_noop("The apology was public"))
    wrong_restored: frozenset[Restored] | None = fact(
        set_of(Restored, RESTORED_LABELS), gettext_noop("What was given back after the wrong discipline")
    )
    wrong_restoration_requested: bool | None = fact(YES_NO, gettext_noop("The person concerned asked for restoration"))
    wrong_quality_kept: bool | None = fact(
        YES_NO, gettext_noop("The person concerned has kept a member's quality since")
    )
    wrong_recorded: bool | None = fact(
        YES_NO, gettext_noop("The restoration is recorded in the curriculum vitae, item 27c")
    )
