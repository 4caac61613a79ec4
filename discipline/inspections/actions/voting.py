"""The meeting of his organisation: on the facts alone, or at the level of discipline, with a vote (V06)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.inspections.models import Inspection
from organization.models import BodyKind
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.meetings.outcomes import Ending, Mode, forms_outcome
from workflows.verbs import verb
from workflows.votes import CountsDoNotClose


def no_vote_here(case: Inspection) -> str:
    """What stands against a vote of his organisation within the inspection, in words."""
    if case.seated.kind == BodyKind.CELL:
        return _("A cell that inspects votes in the discipline case that goes on from it.")
    if case.org_vote:
        return _("The vote of his organisation has been recorded.")
    if case.self_criticism_on is None:
        return _("Only the facts are before the meeting: without his self-criticism nothing is voted.")
    return ""


@verb(
    gettext_lazy("Record the vote of his organisation"),
    consequence=gettext_lazy("What it proposes is computed from the count; it goes to the body that inspects."),
    day="day",
    grave=True,
    hindrance=no_vote_here,
)
def record_org_vote(case: Inspection, act: Act) -> None:
    """At the level of discipline (V06): one ballot of all forms, as counted and minuted; an organisation that is
    inspected proposes for itself. ``data``: number (of the counting minutes), base (members counted), votes ({form or
    "no discipline": ballots}).
    """
    ballot = case.org_ballot(act.day)
    if case.of_organization and act.data["base"] > (counted := case.own_base(act.day)):
        told = {"n": counted}
        act.refuse(_("At most %(n)s members of the organisation count on that day.") % told, "base")
    try:
        found = forms_outcome(
            act.data["votes"],
            act.data["base"],
            ballot.ballot,
            mode=Mode.PROPOSE,
            power=frozenset(),
            above_power=ballot.above_power,
        )
    except CountsDoNotClose as error:
        act.refuse(error.text, "base")
    form = found.form or ""
    none = found.ending == Ending.NO_DISCIPLINE
    case.org_vote = {"base": found.base, "votes": dict(found.votes), "form": form, "none": none}
    issue_paper(act, "org_vote_minutes", act.data["number"], votes=dict(found.votes), base=found.base, form=form)
    act.record("org.voted", number=act.data["number"], base=found.base, votes=dict(found.votes), form=form)
