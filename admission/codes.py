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
    MEMBER_CV = "member_cv"  # 11
    RECORD_CARD = "record_card"  # 12
    NEW_MEMBER_CERTIFICATE = "new_member_certificate"  # 13
    SELF_CRITICISM = "self_criticism"  # 14
    HELPER_REMARKS = "helper_remarks"  # 15
    MEMBER_OPINIONS = "member_opinions"  # 16
    RECOGNITION_CELL_RESOLUTION = "recognition_cell_resolution"  # 17
    RECOGNITION_SECTION_REPORT = "recognition_section_report"  # 18
    RECOGNITION_BASE_RESOLUTION = "recognition_base_resolution"  # 19
    RECOGNITION_DECISION = "recognition_decision"  # 20
    CARD_DECISION = "card_decision"  # 21
    # beside the checklist, where something of the kind happens
    WITHDRAWAL_REQUEST = "withdrawal_request"
    DEATH_NOTICE = "death_notice"
    REDO_INSTRUCTION = "redo_instruction"
    REMOVAL_NOTICE = "removal_notice"
    EXTENSION_DECISION = "extension_decision"
    CANCELLATION_DECISION = "cancellation_decision"
    # an applicant who moves; the comments are the document types of the electronic file
    HELPED_CERTIFICATE = "helped_certificate"  # 53
    TRANSFER_LETTER_RESOLVED = "transfer_letter_resolved"  # 92
    TRANSFER_LETTER_SENT = "transfer_letter_sent"  # 93
    TRANSFER_LETTER_SAME_AUTHORITY = "transfer_letter_same_authority"  # 94
    TRANSFER_LETTER_OTHER_AUTHORITY = "transfer_letter_other_authority"  # 95
    TRANSFER_PETITION = "transfer_petition"
    TRANSFER_ANSWER = "transfer_answer"
    # a member who moves
    TRANSFER_SELF_CRITICISM = "transfer_self_criticism"
    TRANSFER_REMARKS = "transfer_remarks"
    MEMBER_INTRODUCTION = "member_introduction"
    ABROAD_CONCLUSION = "abroad_conclusion"
    REMOVAL_CELL_RESOLUTION = "removal_cell_resolution"
    REMOVAL_BASE_RESOLUTION = "removal_base_resolution"
    REMOVAL_DECISION = "removal_decision"
    COMPLAINT = "complaint"
    COMPLAINT_ANSWER = "complaint_answer"
    # what is asked of a former member besides (admission.facts_readmission)
    FIRST_ADMISSION = "first_admission"
    LEAVING_DECISION = "leaving_decision"
    JUDGMENT = "judgment"
    EXPUNGEMENT = "expungement"
    REWARDS_AND_DISCIPLINE = "rewards_and_discipline"
    CONSENT_LETTER = "consent_letter"
    # the party age of who was outside party life
    OUTSIDE_PAPER = "outside_paper"
    PARTY_AGE_DECISION = "party_age_decision"
    # other changes in the file of a member
    NAME_CHANGE = "name_change"
    LOST_FILE_STATEMENT = "lost_file_statement"
    LOST_FILE_OPINION = "lost_file_opinion"
    LOST_FILE_COPIES = "lost_file_copies"
    LOST_FILE_INDEX = "lost_file_index"
    # what the meetings leave
    MEETING_MINUTES = "meeting_minutes"
    VOTE_COUNT_MINUTES = "vote_count_minutes"
    COUNTING_MINUTES = "counting_minutes"


#: Rows 11 to 21: of a member, once there is a decision on the admission.
MEMBER_PAPERS = (
    Document.MEMBER_CV,
    Document.RECORD_CARD,
    Document.NEW_MEMBER_CERTIFICATE,
    Document.SELF_CRITICISM,
    Document.HELPER_REMARKS,
    Document.MEMBER_OPINIONS,
    Document.RECOGNITION_CELL_RESOLUTION,
    Document.RECOGNITION_SECTION_REPORT,
    Document.RECOGNITION_BASE_RESOLUTION,
    Document.RECOGNITION_DECISION,
    Document.CARD_DECISION,
)
#: Papers that no straight way has; the checklist shows them only where they exist.
EXCEPTIONAL = (
    Document.WITHDRAWAL_REQUEST,
    Document.DEATH_NOTICE,
    Document.REDO_INSTRUCTION,
    Document.REMOVAL_NOTICE,
    Document.EXTENSION_DECISION,
    Document.CANCELLATION_DECISION,
    Document.HELPED_CERTIFICATE,
    Document.TRANSFER_LETTER_RESOLVED,
    Document.TRANSFER_LETTER_SENT,
    Document.TRANSFER_LETTER_SAME_AUTHORITY,
    Document.TRANSFER_LETTER_OTHER_AUTHORITY,
    Document.TRANSFER_PETITION,
    Document.TRANSFER_ANSWER,
    Document.TRANSFER_SELF_CRITICISM,
    Document.TRANSFER_REMARKS,
    Document.MEMBER_INTRODUCTION,
    Document.ABROAD_CONCLUSION,
    Document.REMOVAL_CELL_RESOLUTION,
    Document.REMOVAL_BASE_RESOLUTION,
    Document.REMOVAL_DECISION,
    Document.COMPLAINT,
    Document.COMPLAINT_ANSWER,
    Document.FIRST_ADMISSION,
    Document.LEAVING_DECISION,
    Document.JUDGMENT,
    Document.EXPUNGEMENT,
    Document.REWARDS_AND_DISCIPLINE,
    Document.CONSENT_LETTER,
    Document.OUTSIDE_PAPER,
    Document.PARTY_AGE_DECISION,
    Document.NAME_CHANGE,
    Document.LOST_FILE_STATEMENT,
    Document.LOST_FILE_OPINION,
    Document.LOST_FILE_COPIES,
    Document.LOST_FILE_INDEX,
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
    Document.MEMBER_CV: gettext_noop("Curriculum vitae of the member"),
    Document.RECORD_CARD: gettext_noop("Record card of the member"),
    Document.NEW_MEMBER_CERTIFICATE: gettext_noop("Certificate of the class for new members"),
    Document.SELF_CRITICISM: gettext_noop("Self-criticism of the probationary member"),
    Document.HELPER_REMARKS: gettext_noop("Remarks of the member assigned to help"),
    Document.MEMBER_OPINIONS: gettext_noop("Synthesis of opinions on the probationary member"),
    Document.RECOGNITION_CELL_RESOLUTION: gettext_noop("Resolution of the cell on the recognition"),
    Document.RECOGNITION_SECTION_REPORT: gettext_noop("Appraisal of the recognition by the section committee"),
    Document.RECOGNITION_BASE_RESOLUTION: gettext_noop("Resolution of the grassroots committee on the recognition"),
    Document.RECOGNITION_DECISION: gettext_noop("Decision on the recognition"),
    Document.CARD_DECISION: gettext_noop("Decision on the party card"),
    Document.REMOVAL_CELL_RESOLUTION: gettext_noop("Resolution of the cell on the removal"),
    Document.REMOVAL_BASE_RESOLUTION: gettext_noop("Resolution of the grassroots committee on the removal"),
    Document.REMOVAL_DECISION: gettext_noop("Decision on the removal"),
    Document.COMPLAINT: gettext_noop("Complaint against the removal"),
    Document.COMPLAINT_ANSWER: gettext_noop("Answer to the complaint"),
    Document.WITHDRAWAL_REQUEST: gettext_noop("Written request to withdraw"),
    Document.DEATH_NOTICE: gettext_noop("Notice of the death"),
    Document.REDO_INSTRUCTION: gettext_noop("Instruction to do faulty steps again"),
    Document.REMOVAL_NOTICE: gettext_noop("Notice that the name is removed"),
    Document.EXTENSION_DECISION: gettext_noop("Extension of the deadline for the decision"),
    Document.CANCELLATION_DECISION: gettext_noop("Cancellation of the decision on admission"),
    Document.HELPED_CERTIFICATE: gettext_noop("Certificate that the applicant is being helped"),
    Document.TRANSFER_LETTER_RESOLVED: gettext_noop("Letter with a resolved dossier that was not sent up"),
    Document.TRANSFER_LETTER_SENT: gettext_noop("Letter with a dossier sent up and not decided"),
    Document.TRANSFER_LETTER_SAME_AUTHORITY: gettext_noop("Letter with a decision of the same authority"),
    Document.TRANSFER_LETTER_OTHER_AUTHORITY: gettext_noop("Letter with a decided dossier to another authority"),
    Document.TRANSFER_PETITION: gettext_noop("Petition to examine the decision again"),
    Document.TRANSFER_ANSWER: gettext_noop("Answer to the petition"),
    Document.TRANSFER_SELF_CRITICISM: gettext_noop("Self-criticism for the transfer of party activity"),
    Document.TRANSFER_REMARKS: gettext_noop("Remarks of the place left on the self-criticism"),
    Document.MEMBER_INTRODUCTION: gettext_noop("Letter that introduces the member to the new place"),
    Document.ABROAD_CONCLUSION: gettext_noop("Conclusion of the committee for members abroad"),
    Document.FIRST_ADMISSION: gettext_noop("Proof of the first admission"),
    Document.LEAVING_DECISION: gettext_noop("Decision by which membership ended"),
    Document.JUDGMENT: gettext_noop("Judgment of the court"),
    Document.EXPUNGEMENT: gettext_noop("Proof of the expungement"),
    Document.REWARDS_AND_DISCIPLINE: gettext_noop("Rewards and discipline of the last five years"),
    Document.CONSENT_LETTER: gettext_noop("Letter of consent to the readmission"),
    Document.OUTSIDE_PAPER: gettext_noop("Paper on a time outside party life"),
    Document.PARTY_AGE_DECISION: gettext_noop("Decision on the party age"),
    Document.NAME_CHANGE: gettext_noop("Decision on a change of name, with its papers"),
    Document.LOST_FILE_STATEMENT: gettext_noop("Statement or notice on the lost file"),
    Document.LOST_FILE_OPINION: gettext_noop("Opinion of the superior on the lost file"),
    Document.LOST_FILE_COPIES: gettext_noop("Copies of the decisions, for a lost file"),
    Document.LOST_FILE_INDEX: gettext_noop("Index of the file that was written anew"),
    Document.MEETING_MINUTES: gettext_noop("Minutes of the meeting"),
    Document.VOTE_COUNT_MINUTES: gettext_noop("Minutes of the counting, made by the system"),
    Document.COUNTING_MINUTES: gettext_noop("Signed minutes of the counting team"),
}


class Education(StrEnum):
    """What the applicant completed, lowest first."""

    NONE = "none"
    LITERATE = "literate"
    PRIMARY = "primary"
    LOWER_SECONDARY_COMPLETED = "lower_secondary_completed"
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
    Education.LOWER_SECONDARY_COMPLETED: gettext_noop("lower secondary programme completed, without the diploma"),
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
    Profile.P0: gettext_noop("cell – committee of the commune – standing committee of the district"),
    Profile.P0K: gettext_noop("cell – grassroots committee – standing committee of the bloc"),
    Profile.P1: gettext_noop("cell – grassroots committee – standing committee of the direct superior"),
    Profile.P2: gettext_noop("cell – grassroots committee authorised to decide"),
    Profile.P3: gettext_noop("cell – standing committee of the grassroots organisation with upper-level powers"),
    Profile.P4: gettext_noop("grassroots cell – standing committee of the direct superior"),
    Profile.P5: gettext_noop("cell of a village or quarter – standing committee of the commune"),
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
