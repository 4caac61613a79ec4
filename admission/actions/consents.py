"""Written consents of a higher committee: kept as they come, asked for by letter, granted or refused (ADM-54, T25)."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.codes import Consent
from admission.models import Dossier
from admission.unusual import ConsentRequest
from workflows.acting import Act
from workflows.verbs import verb


def keep_consent(dossier: Dossier, act: Act, matter: Consent, number: str, given_on: date) -> None:
    """The paper of a consent; a later one on the same matter takes the place of the one before."""
    row = {"matter": matter.value, "number": number, "given_on": given_on.isoformat()}
    others = [consent for consent in dossier.particulars.get("consents", []) if consent["matter"] != matter]
    dossier.particulars = {**dossier.particulars, "consents": [*others, row]}
    act.record("consent.recorded", **row)


@verb(gettext_lazy("Record a higher consent"))
def record_consent(dossier: Dossier, act: Act) -> None:
    """A written consent of a higher committee, which must exist before the decision (ADM-06, 08b, 11, 13, 54)."""
    given_on = act.data["given_on"]
    if given_on > act.on:
        act.refuse(_("%(day)s lies in the future.") % {"day": given_on.strftime("%d/%m/%Y")}, "given_on")
    if dossier.authorised_on and given_on < dossier.authorised_on:
        act.refuse(_("The consent is older than the dossier."), "given_on")
    keep_consent(dossier, act, Consent(act.data["matter"]), act.data["number"], given_on)


@verb(
    gettext_lazy("Ask a higher level for its written consent"),
    consequence=gettext_lazy("The dossier waits for the answer. The clock of the decision keeps running."),
    moves="await_consent",
    day="asked_on",
)
def ask_higher_consent(dossier: Dossier, act: Act) -> None:
    """The authority asks in writing for every consent that must exist before its decision (ADM-54, T25)."""
    matters = [Consent(code) for code in act.data["matters"]]
    if not matters:
        act.refuse(_("Choose what consent is asked for."), "matters")
    given = {row["matter"] for row in dossier.particulars.get("consents", [])}
    if given.intersection(matters):
        act.refuse(_("This consent is recorded already."), "matters")
    number, addressee = act.data["number"], act.data["addressee"]
    act.add(
        ConsentRequest(
            dossier=dossier,
            matters=[matter.value for matter in matters],
            addressee=addressee,
            number=number,
            asked_on=act.day,
        )
    )
    dossier.await_consent()
    act.record("consent.asked", number=number, addressee=addressee, matters=[matter.value for matter in matters])


def _answered(dossier: Dossier, act: Act, *, granted: bool) -> ConsentRequest:
    row = dossier.consent_requests.filter(granted__isnull=True).order_by("pk").last()
    if row is None:
        act.refuse(_("No letter waits for an answer."))
    if act.day < row.asked_on:
        act.refuse(_("The answer is older than the letter."), "answered_on")
    row.granted, row.answer_number, row.answered_on = granted, act.data["number"], act.day
    act.add(row)
    return row


def _consented(dossier: Dossier, act: Act) -> None:
    row = _answered(dossier, act, granted=True)
    for matter in row.matters:
        keep_consent(dossier, act, Consent(matter), row.answer_number, act.day)


@verb(
    gettext_lazy("Record the consent"),
    consequence=gettext_lazy("The organisation department appraises the dossier again."),
    moves="appraise_after_consent",
    day="answered_on",
)
def record_answer(dossier: Dossier, act: Act) -> None:
    """The higher level consents to all it was asked (T25)."""
    _consented(dossier, act)
    dossier.appraise_after_consent()


CELL, SECTION = "cell", "section"


@verb(
    gettext_lazy("Record the consent"),
    consequence=gettext_lazy("The authorised committee considers the dossier again."),
    moves={CELL: "consider_after_consent", SECTION: "consider_after_consent_and_section"},
    day="answered_on",
)
def record_answer_to_committee(dossier: Dossier, act: Act) -> str:
    """The same for a committee authorised to admit (ADM-47, 54; T25)."""
    _consented(dossier, act)
    if dossier.section_appraised_on:
        dossier.consider_after_consent_and_section()
        return SECTION
    dossier.consider_after_consent()
    return CELL


@verb(
    gettext_lazy("Record that the consent is refused"),
    consequence=gettext_lazy("The dossier ends with a refusal; the cell is notified with the reason."),
    moves="refuse",
    day="answered_on",
    grave=True,
)
def record_refused_consent(dossier: Dossier, act: Act) -> None:
    """Without the consent there is no admission (T25)."""
    row = _answered(dossier, act, granted=False)
    dossier.refusal_reason = act.data["reason"]
    dossier.refuse()
    act.record("consent.refused", number=row.answer_number, addressee=row.addressee, reason=dossier.refusal_reason)
