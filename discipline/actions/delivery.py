"""The decision comes into the hands of who was absent when it was announced."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.complaint_clock import count_time_to_complain
from discipline.models import DisciplineCase
from discipline.papers.keeping import issue_form
from discipline.states import State
from workflows.acting import Act
from workflows.documents.filing import inspected
from workflows.verbs import verb


def _settled(case: DisciplineCase) -> str:
    """Why there is nothing to be handed over any more."""
    if case.handed_on is not None:
        return _("The decision was handed over on %(day)s.") % {"day": f"{case.handed_on:%d/%m/%Y}"}
    return _("It is minuted that the decision was not received.") if case.receipt_refused else ""


@verb(
    gettext_lazy("Record that the decision was handed over"),
    consequence=gettext_lazy("Where the law counts the time to complain from the receipt, it begins on this day."),
    day="day",
    grave=True,
    prepare=inspected("file"),
    hindrance=_settled,
    orders=False,
)
def record_delivery(case: DisciplineCase, act: Act) -> None:
    """After an announcement at which he was absent (DIS-90, 113): handed over, or refused before the minutes.
    ``data``: receipt ("handed", "refused"), how, by_whom, note, file.
    """
    assert case.announced_on is not None
    if act.day < case.announced_on:
        values = {"day": f"{act.day:%d/%m/%Y}", "announced": f"{case.announced_on:%d/%m/%Y}"}
        act.refuse(_("%(day)s lies before the announcement of %(announced)s.") % values, "day")
    case.receipt_refused = act.data["receipt"] == "refused"
    if not case.receipt_refused:
        case.handed_on = act.day
    issue_form(case, act, "delivery_minutes", own=True, receipt=act.data["receipt"])
    # not before it has effect, nor once a complaint is resolved or answered: of that answer he has a time of its own
    if case.state not in (State.ANNOUNCED, State.UNDER_COMPLAINT) and case.last_answer is None:
        count_time_to_complain(act, case.receipt_facts)
    told = {name: act.data.get(name) or "" for name in ("receipt", "how", "by_whom", "note")}
    act.record("decision.delivered", **told)
