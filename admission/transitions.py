"""Which state of a dossier may follow which: nothing else changes ``state``. T01… are those of the domain's table."""

from django_fsm import transition

from admission.states import BEFORE_MEMBERSHIP, BEFORE_THE_AUTHORITY, BEING_DECIDED, DECIDED, REFUSABLE, State


class AdmissionTransitions:
    """From the permission to make a dossier to the ceremony that makes a probationary member, or to another end."""

    @transition("state", source="", target=State.AUTHORIZED)
    def authorize(self) -> None:
        """The grassroots committee allowed the dossier to be made (T05)."""

    @transition("state", source=State.AUTHORIZED, target=State.DRAFTING)
    def start(self) -> None:
        """The first paper is filed: the dossier exists from this day (T06)."""

    @transition("state", source=State.DRAFTING, target=State.BACKGROUND_CHECK)
    def verify(self) -> None:
        """The stamped CV goes out for verification (T07)."""

    @transition("state", source=State.BACKGROUND_CHECK, target=State.DRAFTING)
    def clarify(self) -> None:
        """A discrepancy goes back to the applicant (T08)."""

    @transition("state", source=State.BACKGROUND_CHECK, target=State.BACKGROUND_CERTIFIED)
    def certify(self) -> None:
        """Items 25 and 26 are written; the CV is certified (T11)."""

    @transition("state", source=State.BACKGROUND_CERTIFIED, target=State.COMPLETE)
    def complete(self) -> None:
        """All papers of rows 1–6 are there (T12)."""

    @transition("state", source=State.COMPLETE, target=State.CELL_RESOLVED)
    def resolve_at_cell(self) -> None:
        """The cell proposes by its ratio (T16)."""

    @transition("state", source=State.COMPLETE, target=State.CELL_BELOW_RATIO)
    def fall_short_at_cell(self) -> None:
        """Below the ratio: reported up, never closed silently (T17)."""

    @transition("state", source=State.CELL_BELOW_RATIO, target=State.COMPLETE)
    def vote_again_at_cell(self) -> None:
        """The authority directs a new vote (T17)."""

    @transition("state", source=State.CELL_RESOLVED, target=State.SECTION_APPRAISED)
    def appraise_at_section(self) -> None:
        """The section committee reports; it neither passes nor rejects (T18)."""

    @transition("state", source=[State.CELL_RESOLVED, State.SECTION_APPRAISED], target=State.BASE_RESOLVED)
    def resolve_at_grassroots(self) -> None:
        """The grassroots committee proposes by its ratio (T20)."""

    @transition("state", source=[State.CELL_RESOLVED, State.SECTION_APPRAISED], target=State.BASE_BELOW_RATIO)
    def fall_short_at_grassroots(self) -> None:
        """Below the ratio: reported to the authority (T21)."""

    @transition("state", source=[State.BASE_RESOLVED, State.BASE_BELOW_RATIO], target=State.APPRAISAL)
    def send_to_authority(self) -> None:
        """The dossier lies with the organisation department (T21, T23)."""

    @transition("state", source=BEFORE_THE_AUTHORITY, target=State.SUPPLEMENT)
    def ask_supplement(self) -> None:
        """Returned for supplement; the clock keeps running (T24)."""

    @transition("state", source=State.SUPPLEMENT, target=State.APPRAISAL)
    def supply(self) -> None:
        """The supplement came (T24)."""

    @transition("state", source=[State.CELL_RESOLVED, State.SECTION_APPRAISED], target=State.SUPPLEMENT)
    def return_to_cell(self) -> None:
        """Returned by the grassroots committee, which goes on when the supplement came (T19)."""

    @transition("state", source=State.SUPPLEMENT, target=State.CELL_RESOLVED)
    def consider_after_supplement(self) -> None:
        """The grassroots committee considers what the cell left (T19)."""

    @transition("state", source=State.SUPPLEMENT, target=State.SECTION_APPRAISED)
    def consider_after_supplement_and_section(self) -> None:
        """The same, where a section committee had appraised (T19)."""

    @transition("state", source=State.SUPPLEMENT, target=State.VOTING)
    def report_unsupplied(self) -> None:
        """Nothing was supplied: reported to the standing committee (T24)."""

    @transition("state", source=BEFORE_THE_AUTHORITY, target=State.VOTING)
    def submit_to_standing(self) -> None:
        """Appraised; the extract goes to the standing committee (T26)."""

    @transition("state", source=[State.VOTING, State.CELL_RESOLVED, State.SECTION_APPRAISED], target=State.AGREED)
    def agree(self) -> None:
        """The authority, or a grassroots committee authorised to admit, agrees by its ratio (T22, T27, first half)."""

    @transition("state", source=[*BEING_DECIDED], target=State.CELL_RESOLVED)
    def lead_anew(self) -> None:
        """The way has changed: the dossier goes on from the cell's resolution by the new one (design)."""

    @transition("state", source=REFUSABLE, target=State.REFUSAL_PENDING)
    def refuse(self) -> None:
        """Not admitted; the cell has still to be notified (T11, T17, T21, T28)."""

    @transition("state", source=State.AGREED, target=State.DECISION_ISSUED)
    def issue(self) -> None:
        """The decision is numbered and signed (T27)."""

    @transition("state", source=State.REFUSAL_PENDING, target=State.REFUSED)
    def notify(self) -> None:
        """The cell is notified of the refusal (T28)."""

    @transition("state", source=State.DECISION_ISSUED, target=State.DECISION_RECEIVED)
    def receive(self) -> None:
        """The cell has the decision in hand (T29)."""

    @transition("state", source=DECIDED, target=State.CANCELLED)
    def cancel(self) -> None:
        """The issuer cancels its decision before the ceremony (T38, T31)."""

    @transition("state", source=State.DECISION_RECEIVED, target=State.PROBATIONARY)
    def admit(self) -> None:
        """The ceremony makes a probationary member (T30)."""

    @transition("state", source=BEFORE_MEMBERSHIP, target=State.WITHDRAWN)
    def withdraw(self) -> None:
        """The applicant withdraws (T52, design)."""
