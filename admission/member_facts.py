"""The facts of the member stage: probation, recognition, removal, party age."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from admission.member_codes import Removal
from workflows.facts import COUNT, DAY, TEXT, YES_NO, FactSheet, fact, one_of, record, rows_of


@dataclass(frozen=True)
class Helper:
    """``remarks``: whether his remarks are there, or the record says why there are none."""

    person: str
    remarks: bool
    left: bool = False


#: Pairs of days: the second may not lie before the first.
MEMBER_ORDER = (
    ("ceremony_on", "self_criticism_on"),
    ("ceremony_on", "recognition_meeting_on"),
    ("recognition_resolved_on", "recognition_decided_on"),
    ("recognition_decided_on", "recognition_announced_on"),
    ("ceremony_on", "removal_decided_on"),
    ("removal_decided_on", "removal_announced_on"),
    ("removal_announced_on", "complained_on"),
)


@dataclass(frozen=True)
class MemberFacts(FactSheet):
    """What the rules from the ceremony on may ask beside the others."""

    new_member_certificate_on: date | None = fact(
        DAY, gettext_noop("Certificate of the class for new members issued on")
    )
    self_criticism_on: date | None = fact(DAY, gettext_noop("Self-criticism written on"))
    helpers: tuple[Helper, ...] | None = fact(
        rows_of(record(Helper, person=TEXT, remarks=YES_NO, left=YES_NO)), gettext_noop("Members assigned to help")
    )
    recognition_meeting_on: date | None = fact(DAY, gettext_noop("The cell considers the recognition on"))
    recognition_resolved_on: date | None = fact(DAY, gettext_noop("Cell resolution on the recognition of"))
    recognition_decided_on: date | None = fact(DAY, gettext_noop("Decision on the recognition of"))
    recognition_effective_on: date | None = fact(DAY, gettext_noop("Official member by the decision from"))
    recognition_extensions: int | None = fact(
        COUNT, gettext_noop("Extensions of the deadline for the recognition"), "count"
    )
    recognition_announced_on: date | None = fact(DAY, gettext_noop("Recognition announced in the cell on"))
    cell_lateness_explained: bool | None = fact(YES_NO, gettext_noop("The cell explained in writing why it was late"))
    decision_lateness_explained: bool | None = fact(
        YES_NO, gettext_noop("Who decided explained in writing why it was late")
    )
    failed_votes: int | None = fact(COUNT, gettext_noop("Votes of the body below the ratio so far"), "count")
    removal_ground: Removal | None = fact(one_of(Removal), gettext_noop("Ground of the removal"))
    removal_decided_on: date | None = fact(DAY, gettext_noop("Decision on the removal of"))
    removal_announced_on: date | None = fact(DAY, gettext_noop("Removal announced to the person on"))
    complained_on: date | None = fact(DAY, gettext_noop("Complaint against the removal of"))
    removed_file_sent_on: date | None = fact(DAY, gettext_noop("Files of the removed member sent to the superior on"))
