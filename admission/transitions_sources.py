"""Before the permission to make a dossier: list, class, permission, and taking off the list (T01 to T05)."""

from django_fsm import transition

from admission.states import ON_THE_LIST, State


class SourceTransitions:
    """T-numbers: the domain's table of transitions."""

    @transition("state", source="", target=State.PROSPECT)
    def watch(self) -> None:
        """The cell follows a person who is not on its list yet."""

    @transition("state", source=State.PROSPECT, target=State.SYMPATHIZER)
    def enlist(self) -> None:
        """The cell resolved to put the person on its list and assigned a helper (T01)."""

    @transition("state", source=[*ON_THE_LIST, State.REFUSED], target=State.DELISTED)
    def delist(self) -> None:
        """The cell resolved to take the person off its list (T02), or after a refusal (T11)."""

    @transition("state", source=State.DELISTED, target=State.PROSPECT)
    def watch_again(self) -> None:
        """The cell follows the person again."""

    @transition("state", source=State.SYMPATHIZER, target=State.CLASS_ENROLLED)
    def enrol(self) -> None:
        """Sent to the class (T03)."""

    @transition("state", source=State.CLASS_ENROLLED, target=State.CLASS_CERTIFIED)
    def certify_class(self) -> None:
        """The certificate of the class is there (T04)."""

    @transition("state", source=State.CLASS_ENROLLED, target=State.SYMPATHIZER)
    def miss_class(self) -> None:
        """Absent, or not passed (T04)."""

    @transition("state", source=State.CLASS_CERTIFIED, target=State.AUTHORIZED)
    def allow(self) -> None:
        """The dossier may be made (T05)."""

    @transition("state", source=State.CLASS_CERTIFIED, target=State.CLASS_ENROLLED)
    def enrol_again(self) -> None:
        """The certificate no longer serves (ADM-10, T05)."""
