"""The unusual ways of a dossier before the ceremony: stale, back to class, political review, higher consent, death."""

from django_fsm import GET_STATE, transition

from admission.states import BEFORE_THE_AUTHORITY, MAY_GROW_STALE, NOBODY_DIES, PREPARING, State


class UnusualTransitions:
    """What may interrupt a dossier, and the way back. T-numbers: the domain's table of transitions."""

    @transition("state", source=MAY_GROW_STALE, target=State.STALE)
    def grow_stale(self) -> None:
        """Twelve months from the creation passed without the cell's consideration (ADM-39, T13)."""

    @transition("state", source=State.STALE, target=State.DRAFTING)
    def redo(self) -> None:
        """The papers that no longer served are there anew (T14)."""

    @transition("state", source=State.DRAFTING, target=State.BACKGROUND_CERTIFIED)
    def keep_certificate(self) -> None:
        """Nothing changed since the verification: the certificate of a dossier that was stale stands (ADM-39)."""

    @transition("state", source=State.COMPLETE, target=State.CLASS_ENROLLED)
    def send_to_class_again(self) -> None:
        """The certificate of the class no longer serves (ADM-10, T15)."""

    @transition("state", source=State.CLASS_ENROLLED, target=State.COMPLETE)
    def certify_class_again(self) -> None:
        """A new certificate is there; the cell considers the dossier next (ADM-10)."""

    @transition("state", source=State.BACKGROUND_CHECK, target=State.POLITICAL_REVIEW)
    def review_politically(self) -> None:
        """A political issue waits for the conclusion of the level that is competent (T09)."""

    @transition("state", source=State.POLITICAL_REVIEW, target=State.BACKGROUND_CERTIFIED)
    def conclude_politically(self) -> None:
        """Concluded, or consented to in writing: the certificate stands (T10)."""

    @transition("state", source=BEFORE_THE_AUTHORITY, target=State.CONSENT_PENDING)
    def await_consent(self) -> None:
        """A higher committee is asked in writing; the clock of the decision keeps running (T25)."""

    @transition("state", source=State.CONSENT_PENDING, target=State.APPRAISAL)
    def appraise_after_consent(self) -> None:
        """The consent is there (T25)."""

    @transition("state", source=State.CONSENT_PENDING, target=State.CELL_RESOLVED)
    def consider_after_consent(self) -> None:
        """The consent is there; the authorised committee considers the cell's resolution (T25)."""

    @transition("state", source=State.CONSENT_PENDING, target=State.SECTION_APPRAISED)
    def consider_after_consent_and_section(self) -> None:
        """The same, where a section committee had appraised (T25)."""

    @transition("state", source=PREPARING, target=GET_STATE(lambda dossier: dossier.state, states=PREPARING))
    def change_preparer(self) -> None:
        """Another cell prepares from now on; what the dossier is stays (ADM-72)."""

    @transition("state", source=[state for state in State if state not in NOBODY_DIES], target=State.DECEASED)
    def die(self) -> None:
        """The applicant or member has died (ADM-103, T53)."""
