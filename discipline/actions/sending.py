"""A cell that nobody of its own can lead: reported to the direct superior, which sends somebody (DIS-81)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.codes import Decider
from discipline.models import DisciplineCase
from discipline.team import TEAM_DAYS, on_team, refuse_length, seated_below
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.law import Certainty
from workflows.mandates import REASON, SENT, Mandate
from workflows.routes import NoRoute
from workflows.verbs import verb

ALONE, VACANT = "chair.sent_when_alone", "chair.sent_when_vacant"


def report_if_nobody_leads(case: DisciplineCase, act: Act) -> None:
    """The case goes to a cell: where nobody of it can lead, the direct superior sees it from here on."""
    if not case.nobody_leads(act.day) or case.mandate_on(act.day) is not None:
        return
    try:
        superior = case.sender(act.day)
    except NoRoute:
        return  # nobody to report to; the page of the case says so
    act.telling.append(superior)
    act.record("cell.has_no_leader", superior=str(superior))


@verb(
    gettext_lazy("Report that nobody can lead the cell"),
    consequence=gettext_lazy("The direct superior sees the case from here on and names who leads the cell in it."),
    day="day",
)
def report_no_leader(case: DisciplineCase, act: Act) -> None:
    """``data``: number, reason."""
    superior = case.sender(act.day)
    act.telling.append(superior)
    issue_paper(act, "report_no_leader", act.data["number"], reason=act.data["reason"])
    act.record("cell.no_leader_reported", superior=str(superior), number=act.data["number"], reason=act.data["reason"])


@verb(
    gettext_lazy("Send somebody to lead the cell in this case"),
    consequence=gettext_lazy(
        "He sees this case, and does in it what the secretary of the cell does: convenes, presides, keeps its papers."
        " He votes only as a member of the cell."
    ),
    day="day",
    grave=True,
)
def send_leader(case: DisciplineCase, act: Act) -> None:
    """By the direct superior, from the day of entry until the day before ``until``. ``data``: number, member (User),
    until.
    """
    assert act.body is not None
    user, until = act.data["member"], act.data["until"]
    if case.mandate_on(act.on) is not None:
        act.refuse(_("Somebody has been sent already: end that first."))
    if user.person_id == case.subject_id:
        act.refuse(_("The person concerned does not lead the cell in his own case."), "member")
    if not seated_below(act.body, act.on).filter(pk=user.pk).exists():
        told = {"organization": act.body.organization}
        act.refuse(_("Only who holds a seat in %(organization)s or below it is named.") % told, "member")
    if on_team(case, act.on).filter(person_id=user.person_id).exists():
        act.refuse(_("Who verifies the case in its team does not preside over it."), "member")
    if not case.may_lead(user.person_id, act.day):
        act.refuse(_("Who is suspended or prosecuted leads no meeting."), "member")
    refuse_length(act, TEAM_DAYS)
    lets = act.law[ALONE if case.accused_heads_cell(act.day) else VACANT]
    mandate = Mandate(
        body=case.places(act.day)[Decider.CELL].body,
        person=user.person,
        sent_by=act.body,
        paper=f"{act.data['number']}, {act.day:%d/%m/%Y}",
        citation=lets.citation,
        since=act.on,
        until=until,
    )
    act.add(mandate)
    act.name(user, str(REASON), until)
    case.data = {**case.data, SENT: True}
    issue_paper(act, "sending", act.data["number"], person=str(user.person), until=until.isoformat())
    act.record(
        "leader.sent",
        person=str(user.person),
        number=act.data["number"],
        until=until.isoformat(),
        article="–" if lets.certainty is Certainty.DESIGN else f"{lets.article} {lets.title}".strip(),
        certainty=lets.certainty.value,
    )


@verb(
    gettext_lazy("End the sending"),
    consequence=gettext_lazy(
        "From this day on he no longer leads the cell in this case and sees it no longer by name."
    ),
    day="day",
)
def end_sending(case: DisciplineCase, act: Act) -> None:
    """Before the day that was named. ``data``: reason."""
    if case.mandate_on(act.on) is None:
        act.refuse(_("Nobody is sent to lead the cell in this case."))
    end_mandate(case, act, act.data["reason"])


def end_mandate(case: DisciplineCase, act: Act, reason: str) -> None:
    """From the day of entry on nobody is sent any more."""
    mandate = case.mandate_on(act.on)
    if mandate is not None:
        mandate.until = act.on
        act.add(mandate)
        act.unnaming.append(mandate.person_id)
        act.record("leader.no_longer_sent", person=str(mandate.person), reason=reason)
