"""A political issue of the applicant or the family: referred, concluded, consented to, or found to bar (ADM-11)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.consents import keep_consent
from admission.codes import Consent
from admission.models import Dossier
from workflows.acting import Act
from workflows.verbs import verb

NEEDS_CONCLUSION, NEEDS_CONSENT, CONCLUDED = "needs_conclusion", "needs_higher_consent", "concluded"


@verb(
    gettext_lazy("Refer a political issue"),
    consequence=gettext_lazy("The certificate waits until the level that is competent has concluded in writing."),
    moves="review_politically",
    day="signed_on",
    grave=True,
)
def refer_political_issue(dossier: Dossier, act: Act) -> None:
    """Item 26 says that there is an issue; which level concludes, the committee says (ADM-11, T09)."""
    act.require_seat_on_day("signed_on")
    dossier.certified_on, dossier.cv_true = act.day, act.data["cv_true"]
    dossier.political_issue = act.data["needs"]
    dossier.review_politically()
    act.record("political.referred", political_issue=dossier.political_issue, issue=act.data["issue"])


@verb(
    gettext_lazy("Conclude on the political standards"),
    consequence=gettext_lazy("The certificate of the CV stands; the cell completes the dossier."),
    moves="conclude_politically",
    day="concluded_on",
    grave=True,
)
def conclude_politically(dossier: Dossier, act: Act) -> None:
    """The authority concludes within its own competence, or has the written consent of the higher level (T10)."""
    act.require_seat_on_day("concluded_on")
    number, given_on = act.data.get("consent_number") or "", act.data.get("consent_on")
    if dossier.political_issue == NEEDS_CONSENT and not (number and given_on):
        act.refuse(_("This issue needs the written consent of the higher level."), "consent_number")
    if given_on and given_on > act.day:
        act.refuse(_("The consent must come before the conclusion."), "consent_on")
    if given_on and dossier.certified_on and given_on < dossier.certified_on:
        act.refuse(_("The consent is older than the certificate that tells of the issue."), "consent_on")
    if dossier.political_issue == NEEDS_CONSENT and given_on:
        keep_consent(dossier, act, Consent.POLITICAL, number, given_on)
    else:
        dossier.political_issue = CONCLUDED
    dossier.eligible = True
    dossier.conclude_politically()
    act.record("political.concluded", number=act.data["number"], conclusion=act.data["conclusion"])


@verb(
    gettext_lazy("Find that the political standards bar the applicant"),
    consequence=gettext_lazy("The dossier ends with a refusal; the cell is notified with the reason."),
    moves="refuse",
    day="concluded_on",
    grave=True,
)
def find_barred(dossier: Dossier, act: Act) -> None:
    """Barred, or the higher level does not consent (ADM-11, T10)."""
    act.require_seat_on_day("concluded_on")
    dossier.political_issue, dossier.eligible = "barred", False
    dossier.refusal_reason = act.data["reason"]
    dossier.refuse()
    act.record("political.barred", number=act.data["number"], reason=dossier.refusal_reason)
