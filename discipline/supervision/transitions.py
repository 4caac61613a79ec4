"""Which state of a supervision may follow which (discipline.md 7.3)."""

from django_fsm import transition

from discipline.supervision.states import SupervisionState as State


class SupervisionTransitions:
    @transition("state", source="", target=State.PLANNED)
    def plan(self) -> None:
        """Proposed for the programme of a year."""

    @transition("state", source=State.PLANNED, target=State.PROGRAMMED)
    def adopt(self) -> None:
        """The body has adopted it into its programme."""

    @transition("state", source=[State.PLANNED, State.PROGRAMMED], target=State.WITHDRAWN)
    def withdraw(self) -> None:
        """Taken out of the programme before anything was decided on it."""

    @transition("state", source=State.PROGRAMMED, target=State.DECIDED)
    def decide(self) -> None:
        """Decision and plan are issued."""

    @transition("state", source=State.DECIDED, target=State.DEPLOYED)
    def deploy(self) -> None:
        """Made known to the one supervised."""

    @transition("state", source=State.DEPLOYED, target=State.REPORT_RECEIVED)
    def receive_report(self) -> None:
        """The report on the supervision of oneself is there."""

    @transition("state", source=State.REPORT_RECEIVED, target=State.VERIFYING)
    def verify(self) -> None:
        """The team considers and evaluates."""

    @transition("state", source=State.DEPLOYED, target=State.VERIFYING)
    def verify_without_report(self) -> None:
        """No report came; the team goes on."""

    @transition("state", source=State.VERIFYING, target=State.ORG_MEETING)
    def meet(self) -> None:
        """The organisation supervised meets on what was found."""

    @transition("state", source=[State.VERIFYING, State.ORG_MEETING], target=State.SIGNAL_FOUND)
    def find_signs(self) -> None:
        """Signs of a violation go to an inspection (DIS-149)."""

    @transition("state", source=[State.ORG_MEETING, State.SIGNAL_FOUND], target=State.CONCLUDED)
    def conclude(self) -> None:
        """The result is told; it imposes no discipline (DIS-147)."""

    @transition("state", source=State.CONCLUDED, target=State.FILED)
    def file(self) -> None:
        """What was asked is remedied, the file is closed."""
