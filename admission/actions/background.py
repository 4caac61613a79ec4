"""Exemptions from the background check, and answers that come from an organisation in the system."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.background.models import VerificationExemption
from admission.background.people import subjects_of, why_not_answering
from admission.models import Dossier
from admission.relations import Exemption
from permissions.catalogue import Perm
from permissions.checks import NotPermitted, require
from workflows.acting import Act
from workflows.verbs import verb


@verb(
    gettext_lazy("Record an exemption from verification"),
    consequence=gettext_lazy("What it exempts from by the law of the day is no longer asked for."),
)
def record_exemption(dossier: Dossier, act: Act) -> None:
    """A serving member of the family, or a family of one commune, with the confirmation (ADM-31 to ADM-33)."""
    ground = Exemption(act.data["ground"])
    if dossier.exemptions.filter(ground=ground).exists():
        act.refuse(_("This exemption is recorded already."), "ground")
    member = None
    if ground is not Exemption.SAME_COMMUNE:
        member = next((one for one in subjects_of(dossier, act.law) if one.place == act.data.get("member")), None)
        if member is None or member.relative is None or not member.relative.member:
            act.refuse(_("Choose the relative who is a serving member by item 21 of the CV."), "member")
    confirmed_on = act.data.get("confirmed_on")
    if confirmed_on and confirmed_on > act.on:
        act.refuse(_("%(day)s lies in the future.") % {"day": confirmed_on.strftime("%d/%m/%Y")}, "confirmed_on")
    act.add(
        VerificationExemption(
            dossier=dossier,
            ground=ground,
            relation=member.relation if member else "",
            person_name=member.name if member else "",
            confirmed_by=act.data.get("confirmed_by") or "",
            confirmation_number=act.data.get("confirmation_number") or "",
            confirmed_on=confirmed_on,
            recorded_on=act.on,
            recorded_by=act.by,
        )
    )
    act.record(
        "exemption.recorded",
        ground=ground.value,
        confirmed_on=confirmed_on.isoformat() if confirmed_on else "",
        number=act.data.get("confirmation_number") or "",
    )


@verb(gettext_lazy("Take in the answer of a requested organisation"), by_system=True)
def take_in_answer(dossier: Dossier, act: Act) -> None:
    """What a body of the system answered to a request made to it becomes item 24 (ADM-36). ``data``: request (its
    public id), clear, summary, replied_on, user (who answers: his body is none of the way, so the act has no seat).
    Raises NotPermitted.
    """
    user = act.data["user"]
    row = dossier.verifications.filter(public_id=act.data["request"], replied_on__isnull=True).first()
    if row is None or row.body is None:
        act.refuse(_("This request has been answered or taken back."))
    require(user, Perm.ANSWER_VERIFICATION, row.body, act.on)
    why_not = why_not_answering(row, user, act.law)
    if why_not:
        raise NotPermitted(why_not)
    row.replied_on, row.clear = act.data["replied_on"], act.data["clear"]
    row.summary, row.answered_by = act.data["summary"], user
    act.add(row)
    act.stop_clock("verification", row.public_id)
    act.record(
        "verification.answered",
        request=row.public_id,
        replied_on=row.replied_on.isoformat(),
        body=str(row.body),
        answered_by=str(user.person),
    )
