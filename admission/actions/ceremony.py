"""The cell receives the decision and holds the ceremony, which makes a probationary member."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.member_papers import start_records_clock
from admission.models import Dossier
from organization.models import BASE_STANDINGS, Membership, Person, Standing
from workflows.acting import Act
from workflows.calendar import add_months
from workflows.verbs import verb


@verb(
    gettext_lazy("Record the receipt of the decision"),
    consequence=gettext_lazy("The clock of the ceremony starts where the law of the day counts it from the receipt."),
    moves="receive",
    day="received_on",
)
def receive_decision(dossier: Dossier, act: Act) -> None:
    """The cell has the decision in hand; receipt and issue are both recorded (ADM-59, T29)."""
    dossier.received_on = dossier.notified_on = act.day
    dossier.receive()
    if act.law["ceremony.deadline_starts"].value == "receipt":
        act.start_clock("ceremony", "ceremony.deadline", act.day)
    act.record("decision.received", number=dossier.decision_number)


@verb(
    gettext_lazy("Record the admission ceremony"),
    consequence=gettext_lazy("The applicant becomes a probationary member from the day of the ceremony."),
    moves="admit",
    day="held_on",
    answers=("late_ceremony_is_consented", "helper_at_the_ceremony_is_official"),
    grave=True,
)
def hold_ceremony(dossier: Dossier, act: Act) -> None:
    """Probation runs from the ceremony; a late one needs the superior's consent first (ADM-59, 60, 62, 68, 83; T30,
    T31).
    """
    helper = Person.objects.filter(public_id=act.data["helper"]).first()
    if helper is None:
        act.refuse(_("Choose a member."), "helper")
    consent_on = act.data.get("consent_on")
    if consent_on and consent_on > act.day:
        act.refuse(_("The consent must come before the ceremony."), "consent_on")
    if consent_on and dossier.received_on and consent_on < dossier.received_on:
        act.refuse(_("The consent is older than the receipt of the decision."), "consent_on")
    dossier.ceremony_on, dossier.helper = act.day, helper
    dossier.late_consent, dossier.late_consent_on = act.data.get("consent_number") or "", consent_on
    dossier.official_on = add_months(act.day, act.law["probation.length"].value)
    dossier.admit()
    act.stop_clock("ceremony")
    act.start_clock("probation", "probation.length", act.day)
    start_records_clock(dossier, act)
    _become_probationary(dossier, act)
    act.record(
        "ceremony.held",
        helper=helper.full_name,
        party_age_from=dossier.decided_on.isoformat() if dossier.decided_on else "",
        official_from=dossier.official_on.isoformat(),
    )


def _become_probationary(dossier: Dossier, act: Act) -> None:
    standing = Membership.objects.filter(person=dossier.subject, standing__in=BASE_STANDINGS, until__isnull=True)
    if standing.filter(since__lt=act.day).update(until=act.day) != 1:
        act.refuse(_("The person's standing changed on or after that day; correct the list first."), "held_on")
    act.add(
        Membership(
            person=dossier.subject,
            organization=dossier.organization,
            standing=Standing.PROBATIONARY,
            since=act.day,
            basis=dossier.decision_number,
        )
    )
