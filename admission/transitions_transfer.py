"""Which states a dossier passes when its applicant moves before becoming a member (ADM-64 to ADM-67d, T32 to T38)."""

from django_fsm import GET_STATE, transition

from admission.states import LISTED, ON_ITS_WAY, TRANSFERABLE, State


class TransferTransitions:
    """From the transfer decision of the applicant to where the dossier goes on at the new place."""

    @transition("state", source=TRANSFERABLE, target=State.TRANSFER_OUT)
    def move_out(self) -> None:
        """The applicant moves; the dossier is to follow him (T32, T33, T34, T37)."""

    @transition(
        "state",
        source=State.TRANSFER_OUT,
        target=GET_STATE(lambda dossier: dossier.transfer.from_state, states=TRANSFERABLE),
    )
    def stay(self) -> None:
        """The transfer does not take place: the dossier is again what it was (design)."""

    @transition("state", source=State.TRANSFER_OUT, target=State.TRANSFER_OUT)
    def await_cancellation(self) -> None:
        """Corrected so that the decision has to be cancelled first (design)."""

    @transition("state", source=State.TRANSFER_OUT, target=State.CANCELLED)
    def cancel_before_sending(self) -> None:
        """The issuer cancels a decision that came too long after the transfer (ADM-67c, T38)."""

    @transition("state", source=ON_ITS_WAY, target=State.TRANSFER_IN)
    def take_in(self) -> None:
        """The new place has the dossier in hand (T35, T38)."""

    @transition("state", source=State.TRANSFER_OUT, target=State.DECISION_RECEIVED)
    def take_in_decision(self) -> None:
        """The new cell has the decision in hand, straight from its authority (ADM-67a, T37)."""

    @transition(
        "state", source=State.TRANSFER_IN, target=GET_STATE(lambda dossier: dossier.moved_in.from_state, states=LISTED)
    )
    def resume_on_list(self) -> None:
        """No dossier was allowed yet: the new cell goes on where the old one stood (T36; design)."""

    @transition("state", source=State.TRANSFER_IN, target=State.DRAFTING)
    def resume_drafting(self) -> None:
        """Nothing was voted: the new cell goes on with the dossier (ADM-64, T36)."""

    @transition(
        "state",
        source=State.TRANSFER_IN,
        target=GET_STATE(
            lambda dossier, authorised: State.CELL_RESOLVED if authorised else State.APPRAISAL,
            states=(State.APPRAISAL, State.CELL_RESOLVED),
        ),
    )
    def resume_before_authority(self, authorised: bool) -> None:
        """Resolved where he was: the new authority considers (ADM-65, 66, T36); a grassroots committee authorised to
        admit is the authority itself and has no department that appraises.
        """

    @transition("state", source=State.TRANSFER_IN, target=State.DECISION_RECEIVED)
    def receive_forwarded(self) -> None:
        """The new cell has the decision in hand through its superior (ADM-67b, T37)."""

    @transition("state", source=ON_ITS_WAY, target=State.MOVED_AWAY)
    def leave_system(self) -> None:
        """The papers went to a place that this system does not know (design)."""
