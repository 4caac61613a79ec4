"""An admission that turned out wrong: annulled, or its faulty steps done again."""

from django_fsm import transition

from admission.states import MEMBERSHIP, REDOABLE, State


class FaultTransitions:
    """T-numbers: the domain's table of transitions."""

    @transition("state", source=[*MEMBERSHIP, State.CARD_ISSUED, State.REDO], target=State.ANNULLED)
    def annul(self) -> None:
        """The decision is cancelled: the standards were not met (ADM-85, T50, T51)."""

    @transition("state", source=REDOABLE, target=State.REDO)
    def order_redo(self) -> None:
        """Only procedure or competence was faulty: the faulty steps are done again (ADM-86, T51)."""

    @transition("state", source=State.REDO, target=State.AGREED)
    def conclude_redo(self) -> None:
        """The faulty steps are done again: the decision is issued anew, and its dates with it (ADM-86, T51)."""

    @transition("state", source=State.OFFICIAL, target=State.RECOGNITION_REDO)
    def order_recognition_redo(self) -> None:
        """The recognition alone was faulty: the member stays admitted, its faulty steps are done again (T51)."""

    @transition("state", source=State.RECOGNITION_REDO, target=State.RECOGNITION_AGREED)
    def conclude_recognition_redo(self) -> None:
        """The faulty steps are done again: the recognition is issued anew (ADM-86, T51)."""
