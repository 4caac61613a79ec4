"""The facts of an applicant who moves before becoming a member: ADM-64 to ADM-67d."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import DAY, YES_NO, FactSheet, fact, set_of


class Transfer(StrEnum):
    """How far the dossier was when the applicant moved, which decides what follows."""

    UNRESOLVED = "unresolved"  # ADM-64
    RESOLVED = "resolved"  # ADM-65
    SENT = "sent"  # ADM-66
    SAME_AUTHORITY = "same_authority"  # ADM-67a
    DECISION_SENT_ON = "decision_sent_on"  # ADM-67b
    DECISION_CANCELLED = "decision_cancelled"  # ADM-67c


#: English source strings.
TRANSFER_LABELS = {
    Transfer.UNRESOLVED: gettext_noop("nothing voted yet"),
    Transfer.RESOLVED: gettext_noop("resolved, dossier not sent to the competent committee"),
    Transfer.SENT: gettext_noop("dossier sent, no decision yet"),
    Transfer.SAME_AUTHORITY: gettext_noop("decision issued by the committee competent for the new cell as well"),
    Transfer.DECISION_SENT_ON: gettext_noop("decision issued, to be sent on to the new superior"),
    Transfer.DECISION_CANCELLED: gettext_noop("decision issued too long after the transfer, to be cancelled"),
}


class TransferPaper(StrEnum):
    """What goes along; the comments are the document types of the electronic file."""

    HELPED_CERTIFICATE = "helped_certificate"  # 53
    LETTER = "letter"  # 92, 93, 94 or 95
    DOSSIER = "dossier"
    DECISION = "decision"
    CANCELLATION = "cancellation"


#: English source strings.
TRANSFER_PAPER_LABELS = {
    TransferPaper.HELPED_CERTIFICATE: gettext_noop("the certificate that the person is being helped"),
    TransferPaper.LETTER: gettext_noop("the letter of transfer"),
    TransferPaper.DOSSIER: gettext_noop("the dossier"),
    TransferPaper.DECISION: gettext_noop("the decision on admission"),
    TransferPaper.CANCELLATION: gettext_noop("the cancellation of the decision"),
}


@dataclass(frozen=True)
class TransferFacts(FactSheet):
    """What was done when the applicant moved, and what went along since."""

    transfer_resolved: bool | None = fact(
        YES_NO, gettext_noop("When the applicant moved, the cell or the grassroots committee had resolved")
    )
    transfer_sent: bool | None = fact(
        YES_NO, gettext_noop("When the applicant moved, the dossier had been sent to the competent committee")
    )
    transfer_decided: bool | None = fact(
        YES_NO, gettext_noop("The committee of the place left issued a decision on admission")
    )
    transfer_same_authority: bool | None = fact(
        YES_NO, gettext_noop("The same committee is competent for the new cell")
    )
    transfer_decided_on: date | None = fact(DAY, gettext_noop("Decision on the applicant's transfer of"))
    transfer_papers: frozenset[TransferPaper] | None = fact(
        set_of(TransferPaper, TRANSFER_PAPER_LABELS), gettext_noop("Papers sent with the transfer")
    )
    transfer_forwarded_on: date | None = fact(DAY, gettext_noop("Dossier forwarded to the new place on"))
    transfer_received_on: date | None = fact(DAY, gettext_noop("Dossier received at the new place on"))
    transfer_helper_on: date | None = fact(DAY, gettext_noop("New helper assigned on"))
    transfer_delay_reported_on: date | None = fact(DAY, gettext_noop("Reason of the delay reported to the superior on"))
    transfer_ceremony_at_origin: bool | None = fact(YES_NO, gettext_noop("The ceremony was held at the place left"))
    transfer_petition_on: date | None = fact(DAY, gettext_noop("Petition to examine the decision again received on"))
    transfer_reexamined_on: date | None = fact(DAY, gettext_noop("Decision examined again on"))


#: Pairs of days in their order.
TRANSFER_ORDER = (
    ("transfer_forwarded_on", "transfer_received_on"),
    ("transfer_petition_on", "transfer_reexamined_on"),
)
