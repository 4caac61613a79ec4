"""The denouncer withdraws (DIS-140)."""

from django.utils.translation import gettext_lazy

from discipline.denunciations.models import Denunciation
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.verbs import verb


def _note(case: Denunciation, act: Act, *, continued: bool) -> None:
    case.withdrawn_on, case.continued = act.day, continued
    case.withdrawal_forced, case.signs = act.data["forced"], act.data["signs"]
    issue_paper(act, "withdrawal", act.data["number"])
    act.record(
        "denunciation.withdrawn",
        number=act.data["number"],
        forced=case.withdrawal_forced,
        signs=case.signs,
        continued=continued,
    )


@verb(
    gettext_lazy("Accept the withdrawal"),
    consequence=gettext_lazy("The denunciation ends here."),
    moves="withdraw",
    day="day",
    grave=True,
    answers=("denunciation_withdrawn_freely", "withdrawn_denunciation_goes_on_with_signs"),
)
def accept_withdrawal(case: Denunciation, act: Act) -> None:
    """``data``: number, forced, signs."""
    _note(case, act, continued=False)
    case.withdraw()
    act.stop_all_clocks()


@verb(
    gettext_lazy("Go on after the withdrawal"),
    consequence=gettext_lazy("The body goes on of its own accord."),
    day="day",
    grave=True,
    answers=("withdrawn_denunciation_goes_on_with_signs",),
)
def continue_after_withdrawal(case: Denunciation, act: Act) -> None:
    """``data``: number, forced, signs."""
    _note(case, act, continued=True)
