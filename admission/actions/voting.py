"""What the votes share: the outcome of the meeting's count, and the resolution it makes."""

from admission.matters import PAPERS_OF, matter_of
from admission.models import Dossier
from admission.papers.keeping import issue_form
from admission.routes import profile_of
from workflows.acting import Act
from workflows.meetings.outcome import record_outcome
from workflows.meetings.results import Outcome
from workflows.routes import Route

PASSED = "passed"
BELOW_RATIO = "below_ratio"


def record_vote(dossier: Dossier, act: Act, level: str, *, paper: str) -> Outcome:
    """Keep what the counted vote of the meeting comes to; the outcome is computed, never chosen.

    The ratio is that of the ``level`` in the chain of the day; ``paper`` is what the vote makes, unless the chain says
    otherwise. ``data``: resolution_number, conclusion, ended_at.
    """
    result = record_outcome(dossier, act, dossier.ballot(level, act.day))
    paper = paper_of_vote(dossier, level, paper, act.route)
    item = dossier.agenda_item
    if paper and item is not None:
        issue_form(
            dossier,
            act,
            paper,
            act.data.get("resolution_number") or "",
            vote=item,
            conclusion=act.data.get("conclusion") or "",
            chair=str(item.meeting.chair),
        )
    return result


def paper_of_vote(dossier: Dossier, level: str, usual: str, route: Route) -> str:
    """The resolution that a vote at the level makes, by what it is about; "" for none."""
    chosen = profile_of(route).papers.get(level, usual)
    return PAPERS_OF[matter_of(dossier.state)].get(chosen, chosen)
