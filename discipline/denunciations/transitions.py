"""Which state of a denunciation may follow which. N01…: discipline.md 7.1."""

from django_fsm import transition

from discipline.denunciations.states import OPEN
from discipline.denunciations.states import DenunciationState as State


class DenunciationTransitions:
    """From the receipt of the paper to the closing of the file."""

    @transition("state", source="", target=State.RECEIVED)
    def receive(self) -> None:
        """Entered with the identity apart from the content (N01)."""

    @transition("state", source=State.RECEIVED, target=State.SCREENING)
    def screen(self) -> None:
        """Every allegation is entered (N02)."""

    @transition("state", source=State.SCREENING, target=State.NOT_ACCEPTED)
    def refuse(self) -> None:
        """A ground not to handle it (N03)."""

    @transition("state", source=State.SCREENING, target=State.INFORMATION)
    def use_as_information(self) -> None:
        """Anonymous, concrete and checkable (N03)."""

    @transition("state", source=[State.NOT_ACCEPTED, State.INFORMATION], target=State.SCREENING)
    def take_up_again(self) -> None:
        """New evidence (N03)."""

    @transition("state", source=State.SCREENING, target=State.TRANSFERRED)
    def transfer(self) -> None:
        """Another body is competent (N04)."""

    @transition("state", source=State.TRANSFERRED, target=State.SCREENING)
    def take_in(self) -> None:
        """The body it was transferred to receives it (N04)."""

    @transition("state", source=State.SCREENING, target=State.ACCEPTED)
    def accept(self) -> None:
        """Competent, and nothing speaks against it (N05)."""

    @transition("state", source=State.ACCEPTED, target=State.INTERVIEW)
    def begin_interview(self) -> None:
        """The team works with the denouncer (N05)."""

    @transition("state", source=State.INTERVIEW, target=State.PLANNED)
    def plan(self) -> None:
        """Decision, plan and outline (N06)."""

    @transition("state", source=State.PLANNED, target=State.EXPLANATION)
    def give_allegations(self) -> None:
        """The person denounced is given the allegations, without who denounced (N07)."""

    @transition("state", source=State.EXPLANATION, target=State.VERIFYING)
    def explain(self) -> None:
        """His explanation is in, or its refusal is recorded (N08)."""

    @transition("state", source=State.VERIFYING, target=State.ORG_MEETING)
    def finish_verifying(self) -> None:
        """The result goes before his organisation, or straight to the conclusion (N09)."""

    @transition("state", source=State.ORG_MEETING, target=State.CONCLUDED)
    def conclude(self) -> None:
        """A conclusion on each allegation (N10)."""

    @transition("state", source=State.CONCLUDED, target=State.NOTIFIED)
    def make_known(self) -> None:
        """Everybody who has to be told was told (N11)."""

    @transition("state", source=State.NOTIFIED, target=State.CLOSED)
    def close(self) -> None:
        """The file is closed (N11)."""

    @transition("state", source=list(OPEN), target=State.WITHDRAWN)
    def withdraw(self) -> None:
        """Of his own free will, and no signs of a violation stand (DIS-140)."""
