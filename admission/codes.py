"""The codes that the facts of an admission dossier are told in, with their labels (English source strings)."""

from enum import StrEnum

from django.utils.translation import gettext_noop


class Document(StrEnum):
    """The papers of the national checklist (admission.md §3.1); the comment is the row."""

    CLASS_CERTIFICATE = "class_certificate"  # 1
    APPLICATION = "application"  # 2
    CV = "cv"  # 3
    INTRODUCTION_LETTER = "introduction_letter"  # 4
    YOUTH_UNION_RESOLUTION = "youth_union_resolution"  # 5a
    TRADE_UNION_RESOLUTION = "trade_union_resolution"  # 5b
    OPINIONS = "opinions"  # 6
    CELL_RESOLUTION = "cell_resolution"  # 7
    SECTION_REPORT = "section_report"  # 8
    GRASSROOTS_RESOLUTION = "grassroots_resolution"  # 9
    ADMISSION_DECISION = "admission_decision"  # 10
    # beside the checklist, where something of the kind happens
    WITHDRAWAL_REQUEST = "withdrawal_request"
    DEATH_NOTICE = "death_notice"
    REDO_INSTRUCTION = "redo_instruction"
    REMOVAL_NOTICE = "removal_notice"
    EXTENSION_DECISION = "extension_decision"
    CANCELLATION_DECISION = "cancellation_decision"
    # what is asked of a former member besides (admission.facts_readmission)
    FIRST_ADMISSION = "first_admission"
    LEAVING_DECISION = "leaving_decision"
    JUDGMENT = "judgment"
    EXPUNGEMENT = "expungement"
    REWARDS_AND_DISCIPLINE = "rewards_and_discipline"
    CONSENT_LETTER = "consent_letter"
    # what the meetings leave
    MEETING_MINUTES = "meeting_minutes"
    VOTE_COUNT_MINUTES = "vote_count_minutes"
    COUNTING_MINUTES = "counting_minutes"


#: Papers that no straight way has; the checklist shows them only where they exist.
EXCEPTIONAL = (
    Document.WITHDRAWAL_REQUEST,
    Document.DEATH_NOTICE,
    Document.REDO_INSTRUCTION,
    Document.REMOVAL_NOTICE,
    Document.EXTENSION_DECISION,
    Document.CANCELLATION_DECISION,
    Document.FIRST_ADMISSION,
    Document.LEAVING_DECISION,
    Document.JUDGMENT,
    Document.EXPUNGEMENT,
    Document.REWARDS_AND_DISCIPLINE,
    Document.CONSENT_LETTER,
    Document.MEETING_MINUTES,
    Document.VOTE_COUNT_MINUTES,
    Document.COUNTING_MINUTES,
)

#: English source strings.
DOCUMENT_LABELS = {
    Document.CLASS_CERTIFICATE: gettext_noop("Certificate of the awareness class"),
    Document.APPLICATION: gettext_noop("Application"),
    Document.CV: gettext_noop("Curriculum vitae"),
    Document.INTRODUCTION_LETTER: gettext_noop("Letter of introduction"),
    Document.YOUTH_UNION_RESOLUTION: gettext_noop("Resolution of the Youth Union"),
    Document.TRADE_UNION_RESOLUTION: gettext_noop("Resolution of the trade union"),
    Document.OPINIONS: gettext_noop("Synthesis of opinions"),
    Document.CELL_RESOLUTION: gettext_noop("Resolution of the cell"),
    Document.SECTION_REPORT: gettext_noop("Appraisal of the section committee"),
    Document.GRASSROOTS_RESOLUTION: gettext_noop("Resolution of the grassroots committee"),
    Document.ADMISSION_DECISION: gettext_noop("Decision on admission"),
    Document.WITHDRAWAL_REQUEST: gettext_noop("Written request to withdraw"),
    Document.DEATH_NOTICE: gettext_noop("Notice of the death"),
    Document.REDO_INSTRUCTION: gettext_noop("Instruction to do faulty steps again"),
    Document.REMOVAL_NOTICE: gettext_noop("Notice that the name is removed"),
    Document.EXTENSION_DECISION: gettext_noop("Extension of the deadline for the decision"),
    Document.CANCELLATION_DECISION: gettext_noop("Cancellation of the decision on admission"),
    Document.FIRST_ADMISSION: gettext_noop("Proof of the first admission"),
    Document.LEAVING_DECISION: gettext_noop("Decision by which membership ended"),
    Document.JUDGMENT: gettext_noop("Judgment of the court"),
    Document.EXPUNGEMENT: gettext_noop("Proof of the expungement"),
    Document.REWARDS_AND_DISCIPLINE: gettext_noop("Rewards and discipline of the last five years"),
    Document.CONSENT_LETTER: gettext_noop("Letter of consent to the readmission"),
    Document.MEETING_MINUTES: gettext_noop("Minutes of the meeting"),
    Document.VOTE_COUNT_MINUTES: gettext_noop("Minutes of the counting, made by the system"),
    Document.COUNTING_MINUTES: gettext_noop("Signed minutes of the counting team"),
}


class Education(StrEnum):
    """What the applicant completed, lowest first."""

    NONE = "none"
    LITERATE = "literate"
    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"
    HIGHER = "higher"

    def reaches(self, other: str) -> bool:
        """Whether this level is ``other`` or above it."""
        order = list(Education)
        return order.index(self) >= order.index(Education(other))


#: English source strings.
EDUCATION_LABELS = {
    Education.NONE: gettext_noop("no schooling"),
    Education.LITERATE: gettext_noop("literate in Vietnamese"),
    Education.PRIMARY: gettext_noop("primary school"),
    Education.LOWER_SECONDARY: gettext_noop("lower secondary school"),
    Education.UPPER_SECONDARY: gettext_noop("upper secondary school"),
    Education.HIGHER: gettext_noop("higher education"),
}


class Profile(StrEnum):
    """Chains of competence (admission.md §3.3). Which of them are loaded: profiles.yaml."""

    P1 = "p1"
    P2 = "p2"
    P3 = "p3"
    P4 = "p4"
    P5 = "p5"
    P6 = "p6"
    P6_CELL = "p6_cell"
    P7 = "p7"
    P0 = "p0"
    P0K = "p0k"
    P8 = "p8"


#: English source strings: the way of each loaded chain in one line.
PROFILE_LABELS = {
    Profile.P0K: gettext_noop("cell – grassroots committee – standing committee of the bloc"),
    Profile.P1: gettext_noop("cell – grassroots committee – standing committee of the direct superior"),
    Profile.P2: gettext_noop("cell – grassroots committee authorised to decide"),
    Profile.P4: gettext_noop("grassroots cell – standing committee of the direct superior"),
    Profile.P6: gettext_noop(
        "cell – grassroots committee – permanent members and department heads of the committee under the Centre"
    ),
    Profile.P6_CELL: gettext_noop(
        "grassroots cell – permanent members and department heads of the committee under the Centre"
    ),
}
#: Chains whose authority decides by its permanent members and department heads (ADM-49).
DECIDED_BY_GROUP = (Profile.P6, Profile.P6_CELL)


class Cancellation(StrEnum):
    """Why a decision that has not led to a ceremony is cancelled by its issuer."""

    MOVED = "moved"  # ADM-67c
    LATE_CEREMONY = "late_ceremony"  # T31, design
    UNQUALIFIED = "unqualified"  # ADM-85
    PROCEDURE = "procedure"  # ADM-86


#: English source strings.
CANCELLATION_LABELS = {
    Cancellation.MOVED: gettext_noop("the applicant had moved to where another authority is competent"),
    Cancellation.LATE_CEREMONY: gettext_noop("the ceremony was not held in time and the superior does not consent"),
    Cancellation.UNQUALIFIED: gettext_noop("the applicant does not meet the standards"),
    Cancellation.PROCEDURE: gettext_noop("procedure or competence was faulty; the faulty steps are done again"),
}


class CertificateIssuer(StrEnum):
    """Who issued the certificate of the awareness class."""

    POLITICAL_CENTRE = "political_centre"
    COMPETENT_COMMITTEE = "competent_committee"
    DISTRICT_CENTRE = "district_centre"
    OTHER = "other"


#: English source strings.
CERTIFICATE_ISSUERS = {
    CertificateIssuer.POLITICAL_CENTRE: gettext_noop("Political centre of the commune, ward or equivalent"),
    CertificateIssuer.COMPETENT_COMMITTEE: gettext_noop(
        "The committee competent to admit, where there is no such centre"
    ),
    CertificateIssuer.DISTRICT_CENTRE: gettext_noop("Political centre of a district"),
    CertificateIssuer.OTHER: gettext_noop("Another"),
}


class Consent(StrEnum):
    """What a higher committee must have consented to in writing."""

    OVER_AGE = "over_age"
    LITERACY = "literacy"
    POLITICAL = "political"
    RELIGION = "religion"
    READMISSION = "readmission"


#: English source strings.
CONSENT_LABELS = {
    Consent.OVER_AGE: gettext_noop("admission above the age limit"),
    Consent.LITERACY: gettext_noop("admission on literacy alone"),
    Consent.POLITICAL: gettext_noop("a matter of political standards"),
    Consent.RELIGION: gettext_noop("a religious dignitary"),
    Consent.READMISSION: gettext_noop("readmission"),
}


class VoteForm(StrEnum):
    """How a meeting voted."""

    SECRET = "secret"
    CARD = "card"
    OTHER = "other"


class Signer(StrEnum):
    """Who signed the decision."""

    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    OTHER = "other"
