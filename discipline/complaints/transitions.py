"""Which state of a complaint may follow which: nothing else changes ``state``. C01…: discipline.md 6."""

from django_fsm import transition

from discipline.complaints.states import NOT_DECIDED, ComplaintState


class ComplaintTransitions:
    """From the paper to the last answer."""

    @transition("state", source="", target=ComplaintState.RECEIVED)
    def receive(self) -> None:
        """The paper is here (C01; the next instance: C12)."""

    @transition("state", source=ComplaintState.RECEIVED, target=ComplaintState.ADMISSIBILITY)
    def look_at(self) -> None:
        """The office looks at level and grounds (C02)."""

    @transition("state", source=ComplaintState.ADMISSIBILITY, target=ComplaintState.REDIRECTED)
    def redirect(self) -> None:
        """This is not the next competent level (C03)."""

    @transition("state", source=ComplaintState.ADMISSIBILITY, target=ComplaintState.REJECTED)
    def reject(self) -> None:
        """A proven ground stands against it (C04)."""

    @transition("state", source=ComplaintState.ADMISSIBILITY, target=ComplaintState.ACCEPTED)
    def accept(self) -> None:
        """Nothing stands against it (C05)."""

    @transition("state", source=ComplaintState.ACCEPTED, target=ComplaintState.VERIFYING)
    def verify(self) -> None:
        """Plan and team are there (C06)."""

    @transition("state", source=ComplaintState.VERIFYING, target=ComplaintState.HEARING)
    def hear(self) -> None:
        """Content, form and procedure are verified (C07)."""

    @transition("state", source=ComplaintState.HEARING, target=ComplaintState.MEETING)
    def put_before_meeting(self) -> None:
        """The parties were heard and the report is ready (C08)."""

    @transition("state", source=ComplaintState.MEETING, target=ComplaintState.DECIDED)
    def decide(self) -> None:
        """The body has voted within its power (C09)."""

    @transition("state", source=ComplaintState.MEETING, target=ComplaintState.SUBMITTED_UP)
    def submit_up(self) -> None:
        """The form is above the power of the body, or none passed (C10)."""

    @transition("state", source=ComplaintState.SUBMITTED_UP, target=ComplaintState.MEETING)
    def take_submission(self) -> None:
        """The superior puts it before its own meeting (after C10)."""

    @transition("state", source=ComplaintState.DECIDED, target=ComplaintState.ANNOUNCED)
    def announce(self) -> None:
        """The answer is made known to him (C11)."""

    @transition("state", source=ComplaintState.ANNOUNCED, target=ComplaintState.FINAL)
    def become_final(self) -> None:
        """The last level has answered, or the time to complain further is over (C13)."""

    @transition("state", source=list(NOT_DECIDED), target=ComplaintState.WITHDRAWN)
    def withdraw(self) -> None:
        """By his own written wish (C14)."""
