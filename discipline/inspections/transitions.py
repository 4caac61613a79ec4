"""Which state of an inspection may follow which. V01…: discipline.md 7.2."""

from django_fsm import transition

from discipline.inspections.states import InspectionState as State


class InspectionTransitions:
    @transition("state", source="", target=State.SIGNAL)
    def note_signs(self) -> None:
        """Signs with a source are entered (V01)."""

    @transition("state", source=State.SIGNAL, target=State.PROPOSAL)
    def propose(self) -> None:
        """The signs were assessed, an inspection is proposed (V02)."""

    @transition("state", source=[State.SIGNAL, State.PROPOSAL], target=State.FILED)
    def drop(self) -> None:
        """The signs give no ground to inspect: filed with the reason."""

    @transition("state", source=State.PROPOSAL, target=State.DECIDED)
    def decide(self) -> None:
        """Decision, plan and outline are issued (V02)."""

    @transition("state", source=State.DECIDED, target=State.DEPLOYED)
    def deploy(self) -> None:
        """Made known to the one inspected and to his organisation (V03)."""

    @transition("state", source=State.DEPLOYED, target=State.EXPLANATION)
    def ask_explanation(self) -> None:
        """He is asked to report and explain (V04)."""

    @transition("state", source=State.EXPLANATION, target=State.VERIFYING)
    def explain(self) -> None:
        """The explanation is handed in, or none came (V05)."""

    @transition("state", source=State.VERIFYING, target=State.ORG_MEETING)
    def put_before_organization(self) -> None:
        """The facts are put before his organisation (V06)."""

    @transition("state", source=State.ORG_MEETING, target=State.REPORTED)
    def report(self) -> None:
        """The result is reported to the body that inspects (V07)."""

    @transition("state", source=State.REPORTED, target=State.CONCLUDED)
    def conclude(self) -> None:
        """One of the four outcomes (V07)."""

    @transition("state", source=State.CONCLUDED, target=State.PUBLISHED)
    def publish(self) -> None:
        """The conclusion is published (V08)."""

    @transition("state", source=State.PUBLISHED, target=State.FILED)
    def file(self) -> None:
        """The file is closed (V08)."""
