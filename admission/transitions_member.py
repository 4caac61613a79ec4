"""Which state of a member's dossier may follow which, from the probation to the card or the removal (T40 to T49)."""

from django_fsm import GET_STATE, transition

from admission.states import (
    MOVABLE_MEMBER,
    RECOGNITION_BEFORE_THE_AUTHORITY,
    RECOGNITION_BEING_DECIDED,
    REMOVABLE,
    State,
)

_BEFORE_THE_CELL = [State.RECOGNITION_CELL_VOTING, State.RECOGNITION_BELOW_RATIO]
_BEFORE_THE_BASE = [
    State.RECOGNITION_CELL_RESOLVED,
    State.RECOGNITION_SECTION_APPRAISED,
    State.RECOGNITION_BELOW_RATIO,
]
#: A removal is dropped while it is voted on, or cancelled after it was issued.
_NOT_REMOVED = [State.REMOVAL_PROPOSED, State.ESCALATED, State.REMOVED]


class MemberTransitions:
    """What the state of a member may become."""

    @transition("state", source=State.PROBATIONARY, target=State.PROBATION_COMPLETE)
    def complete_probation(self) -> None:
        """The twelve months are over (T40)."""

    @transition("state", source=MOVABLE_MEMBER, target=GET_STATE(lambda dossier: dossier.state, states=MOVABLE_MEMBER))
    def go_on_as_member(self) -> None:
        """Taken in at another cell, or staying after all, he is what he was (T39)."""

    @transition("state", source=MOVABLE_MEMBER, target=State.MOVED_AWAY)
    def leave_system_as_member(self) -> None:
        """The member went to a place that this system does not know (design)."""

    @transition("state", source=State.PROBATION_COMPLETE, target=State.RECOGNITION_DRAFTING)
    def draft_recognition(self) -> None:
        """The papers of the recognition are made (T41)."""

    @transition("state", source=State.RECOGNITION_DRAFTING, target=State.RECOGNITION_CELL_VOTING)
    def put_before_cell(self) -> None:
        """The papers are complete; the cell considers (T42)."""

    @transition("state", source=_BEFORE_THE_CELL, target=State.RECOGNITION_CELL_RESOLVED)
    def resolve_recognition_at_cell(self) -> None:
        """The cell proposes by its ratio (T43)."""

    @transition("state", source=list({*_BEFORE_THE_CELL, *_BEFORE_THE_BASE}), target=State.RECOGNITION_BELOW_RATIO)
    def fall_short_of_recognition(self) -> None:
        """Below the ratio: the same body may vote again (T44, T45)."""

    @transition(
        "state",
        source=list({*_BEFORE_THE_CELL, *_BEFORE_THE_BASE, State.REMOVAL_PROPOSED}),
        target=State.ESCALATED,
    )
    def escalate(self) -> None:
        """As many votes below the ratio as the law holds: reported up (T44, T45, T49)."""

    @transition("state", source=State.RECOGNITION_CELL_RESOLVED, target=State.RECOGNITION_SECTION_APPRAISED)
    def appraise_recognition_at_section(self) -> None:
        """The section committee reports; it neither passes nor rejects (T45)."""

    @transition("state", source=_BEFORE_THE_BASE, target=State.RECOGNITION_BASE_RESOLVED)
    def resolve_recognition_at_base(self) -> None:
        """The grassroots committee proposes by its ratio (T45)."""

    @transition("state", source=RECOGNITION_BEFORE_THE_AUTHORITY, target=State.RECOGNITION_SUPPLEMENT)
    def ask_recognition_supplement(self) -> None:
        """Returned for supplement; the clock keeps running (T46)."""

    @transition("state", source=State.RECOGNITION_SUPPLEMENT, target=State.RECOGNITION_APPRAISAL)
    def supply_recognition(self) -> None:
        """The supplement came (T46)."""

    @transition("state", source=State.RECOGNITION_SUPPLEMENT, target=State.RECOGNITION_APPRAISAL)
    def report_recognition_unsupplied(self) -> None:
        """Nothing was supplied: it goes before the standing committee as it stands (T46)."""

    @transition("state", source=RECOGNITION_BEFORE_THE_AUTHORITY, target=State.RECOGNITION_APPRAISAL)
    def appraise_recognition(self) -> None:
        """Appraised; the extract goes to the standing committee (T46)."""

    @transition("state", source=[*RECOGNITION_BEING_DECIDED], target=State.RECOGNITION_CELL_RESOLVED)
    def lead_recognition_anew(self) -> None:
        """The way has changed: on from the cell's resolution by the new one (design)."""

    @transition(
        "state",
        source=[*_BEFORE_THE_BASE, State.RECOGNITION_APPRAISAL, State.ESCALATED],
        target=State.RECOGNITION_AGREED,
    )
    def agree_to_recognise(self) -> None:
        """Who is competent agrees by its ratio (T46, T47, first half)."""

    @transition("state", source=State.RECOGNITION_AGREED, target=State.OFFICIAL)
    def recognise(self) -> None:
        """The decision is numbered and signed (T46, T47)."""

    @transition("state", source=State.OFFICIAL, target=State.CARD_ISSUED)
    def hand_over_card(self) -> None:
        """The card is in the member's hand (T48)."""

    @transition("state", source=[State.RECOGNITION_APPRAISAL, State.ESCALATED], target=State.REMOVAL_PROPOSED)
    def refuse_recognition(self) -> None:
        """Not recognised (T46, T47)."""

    @transition("state", source=State.ESCALATED, target=State.REMOVAL_PROPOSED)
    def take_up_removal(self) -> None:
        """The superior takes the removal up itself (T47)."""

    @transition("state", source=[*REMOVABLE], target=State.REMOVAL_PROPOSED)
    def propose_removal(self) -> None:
        """Not qualified: never a longer probation (T49)."""

    @transition("state", source=_NOT_REMOVED, target=State.PROBATIONARY)
    def resume_probation(self) -> None:
        """The removal is dropped, or cancelled on a complaint, before the twelve months are over (design)."""

    @transition("state", source=_NOT_REMOVED, target=State.PROBATION_COMPLETE)
    def resume_after_probation(self) -> None:
        """The removal is dropped, or cancelled on a complaint, when they are over (design)."""

    @transition("state", source=State.REMOVAL_PROPOSED, target=State.REMOVAL_AGREED)
    def agree_to_remove(self) -> None:
        """Who is competent agrees by its ratio (T49, first half)."""

    @transition("state", source=State.REMOVAL_AGREED, target=State.REMOVED)
    def remove(self) -> None:
        """The decision is numbered and signed (T49)."""
