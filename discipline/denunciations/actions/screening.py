"""What the screening leads to: handled, not handled, information only, or another body."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.codes_inspection import DenunciationBar
from discipline.denunciations.models import Denunciation, IdentityReader
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.nodes import reopen
from workflows.verbs import verb

INSIDE, OUTSIDE = "inside", "outside"


@verb(gettext_lazy("Note the result of the screening"), day="day")
def note_proposal(case: Denunciation, act: Act) -> None:
    """The proposal paper (N02; DIS-132, 134, 135). ``data``: number, of_receiver, grounds, new_evidence, checkable."""
    grounds = sorted(act.data.get("grounds") or [])
    if case.anonymous and DenunciationBar.ANONYMOUS not in grounds:
        grounds = sorted([*grounds, str(DenunciationBar.ANONYMOUS)])
    case.grounds, case.of_receiver = grounds, act.data["of_receiver"]
    case.new_evidence, case.checkable = act.data.get("new_evidence"), act.data.get("checkable")
    issue_paper(act, "denunciation_proposal", act.data["number"])
    act.record("denunciation.screened", number=act.data["number"], bars=grounds, competent=case.of_receiver)


@verb(
    gettext_lazy("Accept the denunciation"),
    consequence=gettext_lazy("It is handled; the time runs from the day on which this body received it."),
    moves="accept",
    day="day",
    grave=True,
)
def accept_denunciation(case: Denunciation, act: Act) -> None:
    """N05. ``data``: reason (where several persons signed and the law of the day is not known, U-10)."""
    reason = act.data.get("reason") or ""
    joint = act.law.get("denunciation.joint_to_a_person")
    if joint is not None and case.signatories >= joint.value and not reason:
        act.refuse(_("Several persons signed: say why it is handled all the same."), "reason")
    case.accept()
    central = bool(case.facts(act.day).denunciation_at_centre)
    length = "denunciation.length_central" if central else "denunciation.length"
    act.start_clock("denunciation", length, case.received_on, law=case.law(case.received_on))
    act.record("denunciation.accepted", received_on=case.received_on.isoformat(), reason=reason)


@verb(
    gettext_lazy("Do not handle the denunciation"),
    consequence=gettext_lazy("It ends here; with new evidence it is taken up again."),
    moves="refuse",
    day="day",
    grave=True,
)
def refuse_denunciation(case: Denunciation, act: Act) -> None:
    """N03; DIS-134. ``data``: number (of the notice; none to the anonymous), reason."""
    joint = act.law.get("denunciation.joint_from") or act.law.get("denunciation.joint_to_a_person")
    signed_jointly = joint is not None and case.signatories >= joint.value
    if not case.grounds and not signed_jointly:
        act.refuse(_("No ground not to handle it is noted: note the result of the screening first."), "reason")
    if not case.anonymous and not act.data.get("number"):
        act.refuse(_("The denouncer is told by a notice: its number."), "number")
    case.refuse()
    if act.data.get("number"):
        issue_paper(act, "denunciation_notice", act.data["number"])
    act.record(
        "denunciation.refused", number=act.data.get("number") or "", bars=case.grounds, reason=act.data["reason"]
    )


@verb(
    gettext_lazy("Use it as information only"),
    consequence=gettext_lazy("No denunciation is opened; it may serve an inspection on signs of violation."),
    moves="use_as_information",
    day="day",
    grave=True,
)
def use_as_information(case: Denunciation, act: Act) -> None:
    """N03; DIS-135: anonymous, concrete and checkable. ``data``: reason."""
    if DenunciationBar.ANONYMOUS not in (case.grounds or []):
        act.refuse(_("Only an anonymous denunciation is used as information."), "reason")
    case.use_as_information()
    act.record("denunciation.informs", reason=act.data["reason"])


@verb(
    gettext_lazy("Take the denunciation up again"),
    consequence=gettext_lazy("It is screened anew on the new evidence."),
    moves="take_up_again",
    day="day",
    grave=True,
)
def take_up_denunciation(case: Denunciation, act: Act) -> None:
    """N03: new evidence. ``data``: reason."""
    reopen(case)
    case.new_evidence = True
    case.take_up_again()
    act.record("denunciation.taken_up", reason=act.data["reason"])


@verb(
    gettext_lazy("Transfer the denunciation"),
    consequence=gettext_lazy("Who denounced goes along under seal; nobody of this body sees it or the case any more."),
    moves={INSIDE: "transfer", OUTSIDE: "transfer"},
    day="day",
    grave=True,
)
def transfer_denunciation(case: Denunciation, act: Act) -> str:
    """N04. ``data``: receiver (Body or None), receiver_name, number, reason."""
    receiver = act.data.get("receiver")
    if not receiver and not act.data.get("receiver_name"):
        act.refuse(_("Name the receiving body or organisation."), "receiver_name")
    for row in IdentityReader.objects.filter(case=case, until__gt=act.on).select_related("user"):
        row.until = act.on
        act.add(row)
        act.unnaming.append(row.user.person_id or 0)
    case.receiver = receiver
    case.transfer()
    if receiver is not None:
        act.leaving[case.handler] = act.on
    named = str(receiver) if receiver else act.data["receiver_name"]
    issue_paper(act, "denunciation_transfer", act.data["number"])
    act.record("denunciation.transferred", receiver=named, number=act.data["number"], reason=act.data["reason"])
    return INSIDE if receiver else OUTSIDE


@verb(
    gettext_lazy("Receive the transferred denunciation"),
    consequence=gettext_lazy("This body screens it; its time runs from this day if it accepts it."),
    moves="take_in",
    day="day",
)
def take_denunciation(case: Denunciation, act: Act) -> None:
    """N04; DIS-139. ``data``: number (in the secret register here)."""
    assert act.body is not None
    case.handler, case.received_on, case.register_number = act.body, act.day, act.data["number"]
    case.receiver = case.of_receiver = None
    case.take_in()
    act.record("denunciation.taken", number=act.data["number"])
