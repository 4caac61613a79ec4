"""Which state of a discipline case may follow which: nothing else changes ``state``. T01…: discipline.md 5.2."""

from django_fsm import transition

from discipline.states import APPRAISED, COMPLAINABLE, EXAMINED, NOT_DECIDED, TAKEN_OVER_FROM, State


class DisciplineTransitions:
    """From the first report to the end of the effect of a decision."""

    @transition("state", source="", target=State.INTAKE_REGISTERED)
    def register(self) -> None:
        """A report with a source is entered (T01)."""

    @transition("state", source="", target=State.HANDED_OVER)
    def come_handed_over(self) -> None:
        """An inspection found what another organisation is competent for (V10)."""

    @transition("state", source="", target=State.SCREENING)
    def go_on_to_screening(self) -> None:
        """An inspection of an organisation found what a person of it has to answer for (V09)."""

    @transition("state", source="", target=State.SELF_CRITICISM)
    def go_on_to_criticism(self) -> None:
        """Goes on from an inspection that has no self-criticism yet (V09)."""

    @transition("state", source="", target=State.VERIFYING)
    def go_on_to_verifying(self) -> None:
        """Goes on from an inspection of the cell in which he was not heard yet (V09)."""

    @transition("state", source="", target=State.CELL_MEETING)
    def go_on_to_cell(self) -> None:
        """Goes on from an inspection of the cell (V09)."""

    @transition("state", source="", target=State.LEVEL_HEARING)
    def go_on_to_hearing(self) -> None:
        """Goes on from an inspection of a superior body (V09)."""

    @transition("state", source=State.INTAKE_REGISTERED, target=State.SCREENING)
    def screen(self) -> None:
        """The person and his offices are known (T02)."""

    @transition("state", source=[State.INTAKE_REGISTERED, State.SCREENING], target=State.CLOSED_MISTAKEN)
    def close_mistaken(self) -> None:
        """The report was entered by mistake; a state of this system, the table of states has none."""

    @transition("state", source=State.SCREENING, target=State.HANDED_OVER)
    def hand_over(self) -> None:
        """Another organisation is competent (T03)."""

    @transition("state", source=State.HANDED_OVER, target=State.SCREENING)
    def take_in(self) -> None:
        """The receiving organisation takes the case, or the common superior assigns it (T03)."""

    @transition("state", source=[State.SCREENING, State.SELF_CRITICISM], target=State.DEFERRED)
    def defer(self) -> None:
        """A ground of deferral, with its certificate (T04; T09 for who falls ill)."""

    @transition("state", source=State.DEFERRED, target=State.SCREENING)
    def resume(self) -> None:
        """The ground of the deferral is over, or was false (T05)."""

    @transition("state", source=State.SCREENING, target=State.DECISION_DRAFTING)
    def go_by_judgment(self) -> None:
        """An effective judgment decides alone (T06)."""

    @transition("state", source=State.SCREENING, target=State.PREPARING)
    def prepare(self) -> None:
        """Competent and not deferred (T07)."""

    @transition("state", source=State.PREPARING, target=State.SELF_CRITICISM)
    def make_known(self) -> None:
        """The plan is issued and made known to the person concerned (T08)."""

    @transition("state", source=State.SELF_CRITICISM, target=State.VERIFYING)
    def criticise(self) -> None:
        """The self-criticism is handed in, or its refusal recorded (T09)."""

    @transition("state", source=State.VERIFYING, target=State.CELL_MEETING)
    def put_before_cell(self) -> None:
        """The report is ready and the person concerned was heard (T10)."""

    @transition("state", source=State.VERIFYING, target=State.LEVEL_APPRAISAL)
    def send_to_superior(self) -> None:
        """About an organisation: the report goes to who stands directly above it (T10; DIS-65, 66)."""

    @transition("state", source=State.CELL_MEETING, target=State.DECISION_SIGNED)
    def decide_at_cell(self) -> None:
        """The cell decides; it takes effect at once, its paper follows (T12)."""

    @transition("state", source=State.CELL_MEETING, target=State.LEVEL_APPRAISAL)
    def send_up(self) -> None:
        """The cell proposes, or no form passed: all results go up (T13)."""

    @transition("state", source=[State.CELL_MEETING, State.LEVEL_MEETING], target=State.CLOSED_NO_DISCIPLINE)
    def close_without(self) -> None:
        """The majority is for no discipline (T14, T22)."""

    @transition("state", source=[State.CELL_MEETING, State.LEVEL_MEETING], target=State.CLOSED_TIME_BARRED)
    def close_barred(self) -> None:
        """The limitation of the form that was voted has run out (T15)."""

    @transition("state", source=State.LEVEL_APPRAISAL, target=State.LEVEL_APPRAISAL)
    def forward(self) -> None:
        """A section committee gives its opinion and decides nothing (T16)."""

    @transition("state", source=State.LEVEL_APPRAISAL, target=State.CELL_MEETING)
    def return_to_cell(self) -> None:
        """Returned for completion (T17)."""

    @transition("state", source=State.LEVEL_APPRAISAL, target=State.VERIFYING)
    def return_to_verifying(self) -> None:
        """Returned for completion before the cell has heard him: first that is done (T17)."""

    @transition("state", source=State.LEVEL_APPRAISAL, target=State.VERIFYING)
    def return_to_conductor(self) -> None:
        """About an organisation: returned to who conducts the examination (T17)."""

    @transition("state", source=State.LEVEL_APPRAISAL, target=State.LEVEL_HEARING)
    def go_to_hearing(self) -> None:
        """The superior has verified by itself (T17)."""

    @transition("state", source=list(TAKEN_OVER_FROM), target=State.LEVEL_APPRAISAL)
    def take_over(self) -> None:
        """The superior takes the case over (T18)."""

    @transition("state", source=State.INTAKE_REGISTERED, target=State.INTAKE_REGISTERED)
    def take_over_intake(self) -> None:
        """The superior takes the report over before it is screened (T18)."""

    @transition("state", source=[State.SCREENING, State.HANDED_OVER], target=State.SCREENING)
    def take_over_screening(self) -> None:
        """The superior screens itself, also what was handed over and nobody takes (T18)."""

    @transition("state", source=State.DEFERRED, target=State.DEFERRED)
    def take_over_deferred(self) -> None:
        """Deferred all the same; the superior takes the examination up again when the ground is over (T18)."""

    @transition("state", source=[State.PREPARING, State.SELF_CRITICISM], target=State.PREPARING)
    def take_over_preparing(self) -> None:
        """The superior issues a plan of its own (T18)."""

    @transition("state", source=State.VERIFYING, target=State.LEVEL_APPRAISAL)
    def go_on_above(self) -> None:
        """The superior that conducts the examination does not put it before the cell (T18)."""

    @transition("state", source=list(APPRAISED), target=State.LEVEL_APPRAISAL)
    def answer_elsewhere(self) -> None:
        """The organisation has ended; who appraises above it now takes the case up (DIS-16; a rule of this system)."""

    @transition("state", source=State.LEVEL_HEARING, target=State.LEVEL_MEETING)
    def go_to_meeting(self) -> None:
        """He was heard, or his refusal is documented (T19)."""

    @transition("state", source=State.LEVEL_MEETING, target=State.DECISION_DRAFTING)
    def decide(self) -> None:
        """A body of a superior level decides within its power (T20)."""

    @transition("state", source=State.LEVEL_MEETING, target=State.LEVEL_APPRAISAL)
    def propose_up(self) -> None:
        """It proposes, or no form passed: all results go on up (T21)."""

    @transition("state", source=State.DECISION_DRAFTING, target=State.DECISION_SIGNED)
    def sign(self) -> None:
        """The decision is numbered and signed (T23)."""

    @transition("state", source=State.DECISION_SIGNED, target=State.ANNOUNCED)
    def announce(self) -> None:
        """Announced with minutes; who refuses to receive it is noted (T24)."""

    @transition("state", source=State.ANNOUNCED, target=State.IN_FORCE)
    def take_effect(self) -> None:
        """Reported up and entered into the file of the member (T25)."""

    @transition("state", source=[State.IN_FORCE, State.DECISION_CHANGED], target=State.EXPELLED)
    def expel(self) -> None:
        """Card and badge are withdrawn; the membership has ended (T26)."""

    @transition("state", source=[State.IN_FORCE, State.DECISION_CHANGED], target=State.DISSOLVED)
    def dissolve(self) -> None:
        """Files and seal are collected, the members moved; the organisation has ended (T26; DIS-66)."""

    @transition("state", source=[State.IN_FORCE, State.DECISION_CHANGED], target=State.ENDED_AUTOMATIC)
    def end_by_itself(self) -> None:
        """Twelve months without complaint or new violation (T27)."""

    @transition("state", source=list(COMPLAINABLE), target=State.UNDER_COMPLAINT)
    def come_under_complaint(self) -> None:
        """A complaint was accepted (T28)."""

    @transition("state", source=State.UNDER_COMPLAINT, target=State.IN_FORCE)
    def stand_upheld(self) -> None:
        """The decision is upheld, or the complaint was withdrawn (T29)."""

    @transition("state", source=State.UNDER_COMPLAINT, target=State.EXPELLED)
    def stay_expelled(self) -> None:
        """The expulsion is upheld and has been carried out (T29)."""

    @transition("state", source=State.UNDER_COMPLAINT, target=State.DECISION_CHANGED)
    def change_on_complaint(self) -> None:
        """Another form stands now (T29)."""

    @transition("state", source=State.UNDER_COMPLAINT, target=State.DECISION_CANCELLED)
    def cancel_on_complaint(self) -> None:
        """The decision is cancelled (T29)."""

    @transition("state", source=State.DECISION_CANCELLED, target=State.CLOSED_NO_DISCIPLINE)
    def close_cancelled(self) -> None:
        """Apology and restoration are recorded (T30)."""

    @transition("state", source=list(NOT_DECIDED), target=State.CLOSED_SUBJECT_DECEASED)
    def conclude_after_death(self) -> None:
        """Examined and concluded; no form is imposed on the dead (T31)."""

    @transition("state", source=list(EXAMINED), target=State.STRUCK_OFF_PROBATIONARY)
    def strike_off(self) -> None:
        """A probationary member who has lost the quality of a member (T32)."""
