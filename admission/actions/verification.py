"""The background check: requests and replies as rows with their own clocks, items 24 to 26 of the CV."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.models import Dossier, VerificationRequest
from admission.relations import Scope
from workflows.acting import Act
from workflows.verbs import verb


@verb(gettext_lazy("Ask a place to verify"))
def request_verification(dossier: Dossier, act: Act) -> None:
    """A letter with the CV goes to a place (ADM-35); the reply has its own clock from its day on (ADM-36)."""
    sent_on = act.data["sent_on"]
    if sent_on > act.on:
        act.refuse(_("%(day)s lies in the future.") % {"day": sent_on.strftime("%d/%m/%Y")}, "sent_on")
    if dossier.created_on and sent_on < dossier.created_on:
        act.refuse(_("The letter is older than the dossier."), "sent_on")
    request = VerificationRequest(
        dossier=dossier,
        relation=act.data["relation"],
        person_name=act.data["person_name"],
        place=act.data["place"],
        abroad=bool(act.data.get("abroad")),
        situation=act.data.get("situation") or "",
        channel=act.data.get("channel") or "",
        letter_number=act.data.get("letter_number") or "",
        sent_on=sent_on,
        relation_code=act.data.get("relation_code") or "",
        scope=act.data.get("scope") or Scope.FULL,
        body=act.data.get("body"),
        verifier=act.data.get("verifier_person"),
    )
    if request.verifier is not None and request.verifier.pk == dossier.subject_id:
        act.refuse(_("The applicant does not verify himself."), "verifier")
    act.add(request)
    length = "verification.reply_abroad" if request.abroad else "verification.reply_domestic"
    act.start_clock("verification", length, sent_on, reference=request.public_id)
    # whom and where: in the row, which who sees the case does not automatically read
    act.record("verification.asked", request=request.public_id, abroad=request.abroad, sent_on=sent_on.isoformat())


@verb(gettext_lazy("Record a reply"))
def record_reply(dossier: Dossier, act: Act) -> None:
    """The reply of a place, as item 24 says it; late replies are recorded like any other."""
    request = dossier.verifications.filter(public_id=act.data["request"], replied_on__isnull=True).first()
    if request is None:
        act.refuse(_("Choose a request that still waits for its reply."), "request")
    replied_on = act.data["replied_on"]
    if replied_on > act.on:
        act.refuse(_("%(day)s lies in the future.") % {"day": replied_on.strftime("%d/%m/%Y")}, "replied_on")
    if replied_on < request.sent_on:
        act.refuse(_("The reply is older than the request."), "replied_on")
    request.replied_on, request.clear, request.summary = replied_on, act.data["clear"], act.data["summary"]
    act.add(request)
    act.stop_clock("verification", request.public_id)
    act.record("verification.replied", request=request.public_id, replied_on=replied_on.isoformat())


@verb(
    gettext_lazy("Conclude the verification"),
    consequence=gettext_lazy("Item 25 is written; the CV is certified next (item 26)."),
)
def conclude_verification(dossier: Dossier, act: Act) -> None:
    """The cell writes item 25 once every place has answered (ADM-37)."""
    waiting = dossier.verifications.filter(replied_on__isnull=True).count()
    if waiting:
        act.refuse(_("%(count)s requests still wait for their reply.") % {"count": waiting})
    if not dossier.verifications.exists() and not dossier.exemptions.exists():
        act.refuse(_("No place has been asked yet."))
    stale = dossier.last_staleness
    if stale and stale.changed and not dossier.verifications.filter(sent_on__gte=stale.redone_on).exists():
        act.refuse(_("Something changed since the dossier was stale: no place has been asked about it yet."))
    dossier.cell_remarks = act.data["remarks"]
    act.record("verification.concluded", remarks=dossier.cell_remarks)


@verb(
    gettext_lazy("Certify the CV (item 26)"),
    consequence=gettext_lazy("The cell then collects opinions and declares the dossier complete."),
    moves="certify",
    day="signed_on",
    answers=("background_is_certified", "nothing_is_certified_before_the_replies"),
    grave=True,
)
def certify_cv(dossier: Dossier, act: Act) -> None:
    """The grassroots committee concludes and certifies: true, political issue, eligible (ADM-37, T11)."""
    if act.data["political_issue"] == "barred":
        act.refuse(_("Who is barred is found not eligible; that is the other act of this step."), "political_issue")
    act.require_seat_on_day("signed_on")
    dossier.certified_on = act.day
    dossier.cv_true = act.data["cv_true"]
    dossier.political_issue = act.data["political_issue"]
    dossier.eligible = True
    dossier.certify()
    act.record("cv.certified", true=dossier.cv_true, political_issue=dossier.political_issue)


@verb(
    gettext_lazy("Find the applicant not eligible"),
    consequence=gettext_lazy("The dossier ends with a refusal; the cell is notified with the reason."),
    moves="refuse",
    grave=True,
)
def find_ineligible(dossier: Dossier, act: Act) -> None:
    """Item 26 says "not eligible" (T11)."""
    dossier.certified_on, dossier.eligible = act.day, False
    dossier.refusal_reason = act.data["reason"]
    dossier.refuse()
    act.record("cv.not_eligible", reason=dossier.refusal_reason)


@verb(
    gettext_lazy("Return to the applicant for clarification"),
    consequence=gettext_lazy("The dossier is prepared again by the cell and the applicant."),
    moves="clarify",
)
def return_for_clarification(dossier: Dossier, act: Act) -> None:
    """A discrepancy is clarified by the applicant (T08)."""
    dossier.clarify()
    act.record("dossier.returned", reason=act.data["reason"])
