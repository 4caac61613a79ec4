"""What the bodies below the authority do: the cell votes, the section appraises, the grassroots committee votes."""

from django.utils.translation import gettext_lazy

from admission.actions.voting import BELOW_RATIO, PASSED, record_vote
from admission.codes import Document as Paper
from admission.models import Dossier
from admission.papers.keeping import issue_form
from workflows.acting import Act
from workflows.meetings.models import ItemState
from workflows.meetings.verbs import meeting_day, needs
from workflows.verbs import verb


@verb(
    gettext_lazy("Record the resolution of the cell"),
    consequence=gettext_lazy("The outcome is computed from the count. Below the ratio, the result is reported up."),
    moves={PASSED: "resolve_at_cell", BELOW_RATIO: "fall_short_at_cell"},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
)
def record_cell_vote(dossier: Dossier, act: Act) -> str:
    """The cell's resolution; passing it starts the clock of the decision (ADM-42, 43, 52, 55; T16, T17)."""
    result = record_vote(dossier, act, "cell", paper=Paper.CELL_RESOLUTION)
    if not result.passed:
        dossier.fall_short_at_cell()
        return BELOW_RATIO
    dossier.cell_resolved_on = act.day
    dossier.resolve_at_cell()
    act.stop_clock("stale")
    act.start_clock("decision", "decision.deadline", act.day)
    return PASSED


@verb(
    gettext_lazy("Record the appraisal of the section committee"),
    consequence=gettext_lazy("The dossier goes to the grassroots committee; a section committee does not reject."),
    moves="appraise_at_section",
    day="held_on",
)
def appraise_section(dossier: Dossier, act: Act) -> None:
    """The section committee reports on the cell's resolution (ADM-44, T18)."""
    dossier.section_appraised_on = act.day
    dossier.appraise_at_section()
    number = act.data.get("report_number") or ""
    issue_form(dossier, act, Paper.SECTION_REPORT, number, remarks=act.data["remarks"])
    act.record("section.appraised", remarks=act.data["remarks"])


@verb(
    gettext_lazy("Record the resolution of the committee"),
    consequence=gettext_lazy("The outcome is computed from the count. Below the ratio, the result is reported up."),
    moves={PASSED: "resolve_at_grassroots", BELOW_RATIO: "fall_short_at_grassroots"},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
)
def record_committee_vote(dossier: Dossier, act: Act) -> str:
    """The grassroots committee proposes to the authority (ADM-45, 46, 52; T20, T21)."""
    result = record_vote(dossier, act, "grassroots", paper=Paper.GRASSROOTS_RESOLUTION)
    if not result.passed:
        dossier.fall_short_at_grassroots()
        return BELOW_RATIO
    dossier.base_resolved_on = act.day
    dossier.resolve_at_grassroots()
    return PASSED


@verb(
    gettext_lazy("Record the deciding resolution of the authorised committee"),
    consequence=gettext_lazy("The outcome is computed from the count. The committee decides in place of its superior."),
    moves={PASSED: "agree", BELOW_RATIO: "refuse"},
    grave=True,
    day_of=meeting_day,
    hindrance=needs(ItemState.COUNTED),
    decides=True,
)
def record_deciding_vote(dossier: Dossier, act: Act) -> str:
    """A grassroots committee authorised to admit decides itself (ADM-47, T22)."""
    result = record_vote(dossier, act, "grassroots", paper=Paper.GRASSROOTS_RESOLUTION)
    dossier.base_resolved_on = act.day
    if not result.passed:
        dossier.refusal_reason = act.data.get("conclusion") or ""
        dossier.refuse()
        return BELOW_RATIO
    dossier.agree()
    return PASSED
