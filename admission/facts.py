"""The facts of an admission dossier that its rules are asked of."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_noop

from admission.codes import (
    CANCELLATION_LABELS,
    CONSENT_LABELS,
    DOCUMENT_LABELS,
    EDUCATION_LABELS,
    PROFILE_LABELS,
    Cancellation,
    CertificateIssuer,
    Consent,
    Document,
    Education,
    Profile,
    Signer,
    VoteForm,
)
from admission.facts_background import BackgroundFacts
from admission.facts_competence import GrantFacts
from admission.facts_considering import ConsideringFacts
from admission.facts_fault import FAULT_ORDER, FaultFacts
from admission.facts_lost_file import LostFileFacts
from admission.facts_member_move import MemberMoveFacts
from admission.facts_party_age import PartyAgeFacts
from admission.facts_readmission import READMISSION_ORDER, ReadmissionFacts
from admission.facts_records import RECORDS_ORDER, RecordFacts
from admission.facts_replies import ReplyFacts
from admission.facts_sources import SourceFacts
from admission.facts_special import SpecialFacts
from admission.facts_stale import StaleFacts
from admission.facts_temporary import TemporaryFacts
from admission.facts_transfer import TRANSFER_ORDER, TransferFacts
from admission.facts_unusual import UnusualFacts
from admission.member_facts import MEMBER_ORDER, MemberFacts
from workflows.facts import COUNT, DAY, TEXT, YES_NO, fact, one_of, record, rows_of, set_of
from workflows.meetings.facts import MEETING, MeetingFacts


@dataclass(frozen=True)
class Introducer:
    """``months_together``: whole months with the applicant in one unit. ``available``: still able to introduce."""

    person: str
    official: bool
    months_together: int | None = None
    substitute: bool = False
    available: bool = True


@dataclass(frozen=True)
class HigherConsent:
    """A consent that is required; ``given_on`` is the day of the paper, None while it is awaited."""

    matter: Consent
    given_on: date | None = None


@dataclass(frozen=True)
class Vote:
    """The counts of one vote: ``base`` is the number the ratio is taken of, ``summoned`` = base + ``excluded``."""

    base: int
    yes: int
    no: int
    invalid: int = 0
    absent: int = 0
    summoned: int | None = None
    excluded: int | None = None
    form: VoteForm | None = None


_VOTE = record(
    Vote,
    base=COUNT,
    yes=COUNT,
    no=COUNT,
    invalid=COUNT,
    absent=COUNT,
    summoned=COUNT,
    excluded=COUNT,
    form=one_of(VoteForm),
    labels={
        "yes": gettext_noop("in favour"),
        "no": gettext_noop("against"),
        "invalid": gettext_noop("invalid"),
        "absent": gettext_noop("absent"),
        "base": gettext_noop("counted"),
        "summoned": gettext_noop("summoned"),
        "excluded": gettext_noop("not counted"),
    },
)
_INTRODUCER = record(
    Introducer,
    person=TEXT,
    official=YES_NO,
    months_together=COUNT,
    substitute=YES_NO,
    available=YES_NO,
    labels={
        "person": "",
        "official": gettext_noop("official member:"),
        "months_together": gettext_noop("months together:"),
        "substitute": gettext_noop("substitute:"),
        "available": gettext_noop("can go on:"),
    },
)
_CONSENT = record(
    HigherConsent,
    matter=one_of(Consent, CONSENT_LABELS),
    given_on=DAY,
    labels={"matter": "", "given_on": gettext_noop("given on")},
)


@dataclass(frozen=True)
class Facts(
    SourceFacts,
    BackgroundFacts,
    UnusualFacts,
    StaleFacts,
    TransferFacts,
    FaultFacts,
    ReadmissionFacts,
    MemberFacts,
    MemberMoveFacts,
    TemporaryFacts,
    PartyAgeFacts,
    ReplyFacts,
    ConsideringFacts,
    SpecialFacts,
    GrantFacts,
    RecordFacts,
    LostFileFacts,
):
    """Everything the rules of admission may ask; a fact not recorded is None, which no rule takes for an answer."""

    order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("born_on", "certificate_issued_on"),
        ("born_on", "dossier_created_on"),
        ("born_on", "cell_meeting_on"),
        ("dossier_created_on", "cell_meeting_on"),
        ("cell_meeting_on", "decision_on"),
        ("cell_resolved_on", "decision_on"),
        ("decision_on", "decision_received_on"),
        ("decision_on", "ceremony_on"),
        ("decision_received_on", "ceremony_on"),
        *TRANSFER_ORDER,
        *FAULT_ORDER,
        *READMISSION_ORDER,
        *MEMBER_ORDER,
        *RECORDS_ORDER,
    )

    profile: Profile | None = fact(one_of(Profile, PROFILE_LABELS), gettext_noop("Chain of competence"))
    # the applicant
    born_on: date | None = fact(DAY, gettext_noop("Date of birth"))
    education: Education | None = fact(one_of(Education, EDUCATION_LABELS), gettext_noop("Education completed"))
    special_area: bool | None = fact(YES_NO, gettext_noop("Lives in a mountain, border, island or other special area"))
    person_of_prestige: bool | None = fact(
        YES_NO, gettext_noop("Village elder or head, person of prestige, or fisherman at sea")
    )
    over_age_grounds: bool | None = fact(
        YES_NO, gettext_noop("Grounds for admission above the age limit are concluded")
    )
    # awareness class
    certificate_issued_on: date | None = fact(DAY, gettext_noop("Awareness class certificate issued on"))
    certificate_issuer: CertificateIssuer | None = fact(
        one_of(CertificateIssuer), gettext_noop("Issuer of the certificate")
    )
    # introduction
    youth_union_exists: bool | None = fact(YES_NO, gettext_noop("The unit has a Youth Union"))
    of_youth_age: bool | None = fact(YES_NO, gettext_noop("The applicant is of youth age"))
    youth_union_cadre: bool | None = fact(YES_NO, gettext_noop("The applicant is a Youth Union cadre"))
    youth_union_member: bool | None = fact(YES_NO, gettext_noop("The applicant is a Youth Union member"))
    trade_union_exists: bool | None = fact(YES_NO, gettext_noop("The unit has a trade union"))
    trade_union_member: bool | None = fact(YES_NO, gettext_noop("The applicant is a trade union member"))
    introducers: tuple[Introducer, ...] | None = fact(rows_of(_INTRODUCER), gettext_noop("Introducers"))
    # dossier
    dossier_created_on: date | None = fact(DAY, gettext_noop("Dossier created on"))
    redone_on: date | None = fact(DAY, gettext_noop("Papers redone after the dossier became stale on"))
    documents: frozenset[Document] | None = fact(
        set_of(Document, DOCUMENT_LABELS), gettext_noop("Papers in the dossier")
    )
    # verification
    certified_on: date | None = fact(DAY, gettext_noop("Curriculum vitae certified by the grassroots committee on"))
    certified_true: bool | None = fact(YES_NO, gettext_noop("The certificate says: declared truthfully"))
    certified_political_issue: bool | None = fact(
        YES_NO, gettext_noop("The certificate says: there is a political issue")
    )
    certified_eligible: bool | None = fact(YES_NO, gettext_noop("The certificate says: eligible"))
    opinions_organizations: bool | None = fact(
        YES_NO, gettext_noop("Opinions of the socio-political organisations collected")
    )
    opinions_residence: bool | None = fact(YES_NO, gettext_noop("Opinion of the cell at the residence collected"))
    consents: tuple[HigherConsent, ...] | None = fact(
        rows_of(_CONSENT), gettext_noop("Written consents that are required")
    )
    # the meeting that takes the open step
    meeting: MeetingFacts | None = fact(MEETING, gettext_noop("Meeting"))
    # the cell
    cell_official_members: int | None = fact(COUNT, gettext_noop("Official members of the cell"), "member")
    cell_meeting_on: date | None = fact(DAY, gettext_noop("The cell considers on"))
    applicants_considered: int | None = fact(COUNT, gettext_noop("Applicants considered at a time"), "count")
    cell_vote: Vote | None = fact(_VOTE, gettext_noop("Vote of the cell"), "member")
    cell_resolved_on: date | None = fact(DAY, gettext_noop("Cell resolution of"))
    below_ratio_reported: bool | None = fact(YES_NO, gettext_noop("A result below the ratio was reported in full"))
    # section, grassroots committee, authority
    section_appraised_on: date | None = fact(DAY, gettext_noop("Section committee appraised on"))
    committee_vote: Vote | None = fact(_VOTE, gettext_noop("Vote of the grassroots committee"), "member")
    committee_authorised: bool | None = fact(YES_NO, gettext_noop("The grassroots committee is authorised to admit"))
    registered_on: date | None = fact(
        DAY, gettext_noop("Dossier entered in the register of the organisation department on")
    )
    appraised_on: date | None = fact(DAY, gettext_noop("Organisation department appraised on"))
    extract_sent: bool | None = fact(YES_NO, gettext_noop("Extract sent to the members beforehand"))
    standing_committee_vote: Vote | None = fact(_VOTE, gettext_noop("Vote of the standing committee"), "member")
    # decision
    extensions: int | None = fact(COUNT, gettext_noop("Extensions of the deadline for the decision"), "count")
    decision_on: date | None = fact(DAY, gettext_noop("Decision of"))
    cancellation_ground: Cancellation | None = fact(
        one_of(Cancellation, CANCELLATION_LABELS), gettext_noop("Ground of the cancellation")
    )
    decision_number: str | None = fact(TEXT, gettext_noop("Number of the decision"))
    decision_persons: int | None = fact(COUNT, gettext_noop("Persons named by the decision"), "member")
    decision_signer: Signer | None = fact(one_of(Signer), gettext_noop("Signer of the decision"))
    notified_on: date | None = fact(DAY, gettext_noop("Cell notified of the result on"))
    decision_received_on: date | None = fact(DAY, gettext_noop("Cell received the decision on"))
    # ceremony
    ceremony_on: date | None = fact(DAY, gettext_noop("Ceremony on"))
    late_ceremony_consent: bool | None = fact(YES_NO, gettext_noop("The direct superior consents to a late ceremony"))
    official_on: date | None = fact(DAY, gettext_noop("Official member from"))
    party_age_from: date | None = fact(DAY, gettext_noop("Party age counted from"))
