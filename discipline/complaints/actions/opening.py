"""A complaint begins: he hands it in himself, or the office enters one that came by post."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.complaints.models import Complaint
from discipline.rules.complaint import complaint_follows_the_announcement
from discipline.states import COMPLAINABLE
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected
from workflows.documents.models import Document
from workflows.findings import Status
from workflows.verbs import verb

_CONSEQUENCE = gettext_lazy("The decision is carried out meanwhile; the complaint suspends nothing.")


@verb(
    gettext_lazy("Complain about the decision"),
    consequence=_CONSEQUENCE,
    moves="receive",
    day="day",
    by_subject=True,
    grave=True,
    prepare=inspected("file"),
)
def complain(case: Complaint, act: Act) -> None:
    """C01, of a further instance C12: by himself, from his own file. ``data``: of, to, grounds, asked, denounces,
    decision_received_on, file.
    """
    _follows_the_decision(case, act, "day")
    _begin(case, act, str(case.whom))


@verb(
    gettext_lazy("Enter a complaint that came by post"),
    consequence=_CONSEQUENCE,
    moves="receive",
    day="day",
    prepare=inspected("file"),
)
def enter_complaint(case: Complaint, act: Act) -> None:
    """C01: by the office of the level that received it. ``data``: as of ``complain``, with complained_on (postmark),
    proof, own, addressees.
    """
    assert act.body is not None
    if case.conductor(act.day).pk != act.body.pk:
        act.refuse(_("A complaint is entered by the office of the level that it is addressed to."), "to")
    if case.complained_on > act.day:
        act.refuse(_("%(day)s lies in the future.") % {"day": f"{case.complained_on:%d/%m/%Y}"}, "complained_on")
    _follows_the_decision(case, act, "complained_on")
    _begin(case, act, act.data.get("sender") or str(case.whom))


def _follows_the_decision(case: Complaint, act: Act, field: str) -> None:
    """Neither the complaint nor the receipt lies before the decision. Raises Refused at the field with the rule."""
    early = next(one for one in act.findings if one.name == complaint_follows_the_announcement.name)
    if early.status is Status.BROKEN:
        act.refuse(f"{early.text} ({early.articles or early.rule})", field)
    received, signed = case.decision_received_on, (case.previous or case.of).signed_on
    if received is None:
        return
    if signed is not None and received < signed:
        told = {"day": f"{received:%d/%m/%Y}", "signed": f"{signed:%d/%m/%Y}"}
        act.refuse(_("%(day)s lies before the decision, which is of %(signed)s.") % told, "decision_received_on")
    if not case.posted and received > case.complained_on:
        text = _("Who complains has received the decision before; the day of the complaint lies before it (DIS-115).")
        act.refuse(text, "decision_received_on")


def _begin(case: Complaint, act: Act, sender: str) -> None:
    if case.of.state not in COMPLAINABLE:
        act.refuse(_("No decision that is in force can be complained of here."))
    case.receive()
    if act.data.get("file"):
        file_paper(act, "complaint", "file", issued_on=case.complained_on, issuer=sender, own=True)
    else:
        act.add(
            Document(
                code="complaint",
                issued_on=case.complained_on,
                issuer=sender,
                data={"grounds": case.grounds, "asked": case.asked},
                own=True,
                filed_by=act.by,
                filed_on=act.on,
            )
        )
    act.telling += [body for body in case.commissions_above(act.day) if body != act.body]
    act.record(
        "complaint.received",
        ordinal=case.ordinal,
        body=str(case.body),
        complained_on=case.complained_on.isoformat(),
        proof=case.proof,
        by_himself=act.by_himself,
    )
