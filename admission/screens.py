"""What admission brings to the pages: forms, the checklist of papers, its words for clocks and events."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from admission.actions.dossier import FILED_PAPERS, OWN_PAPERS
from admission.actions.member_papers import MEMBER_RECORDS
from admission.actions.probation import FILED_MEMBER_PAPERS, OWN_MEMBER_PAPERS
from admission.codes import CANCELLATION_LABELS, CONSENT_LABELS, DOCUMENT_LABELS, EXCEPTIONAL, MEMBER_PAPERS
from admission.codes import Document as Code
from admission.cv.pages import pages
from admission.facts_fault import FAULT_LABELS
from admission.facts_lost_file import LOST_FILE_LABELS
from admission.facts_readmission import LEFT_LABELS
from admission.facts_records import KEEPER_LABELS
from admission.facts_temporary import STAY_KIND_LABELS
from admission.facts_transfer import TRANSFER_LABELS
from admission.faults import REDO_LABELS
from admission.forms import FORMS
from admission.member_codes import REMOVAL_LABELS
from admission.member_move_words import (
    MEMBER_MOVE_ASKED,
    MEMBER_MOVE_CLOCKS,
    MEMBER_MOVE_SENTENCES,
    MEMBER_MOVE_WINDOWS,
)
from admission.member_screens import MEMBER_CLOCKS, MEMBER_SENTENCES
from admission.own_lines import own_line
from admission.panels import panels
from admission.papers.known import papers_before
from admission.papers.schema import form_of
from admission.party_life import OUTSIDE_LABELS
from admission.record_words import RECORD_SENTENCES, told_answerable
from admission.relations import EXEMPTION_LABELS
from admission.rules.chain import shown_profile
from admission.temporary_words import TEMPORARY_SENTENCES
from admission.transfer_words import TRANSFER_CLOCKS, TRANSFER_SENTENCES
from admission.unusual_words import UNUSUAL_ASKED, UNUSUAL_SENTENCES
from organization.models import Role
from workflows.documents.models import Document
from workflows.documents.rendering.paper import Paper as Printed
from workflows.papers.compose import compose
from workflows.screens import Paper, Screen

CLOCKS = {
    "stale": gettext_noop("Life of the dossier until the cell considers it"),
    "verification": gettext_noop("Reply to a request for verification"),
    "decision": gettext_noop("Decision of the competent committee"),
    "ceremony": gettext_noop("Admission ceremony"),
    "probation": gettext_noop("Probation"),
    **TRANSFER_CLOCKS,
    **MEMBER_CLOCKS,
    **MEMBER_MOVE_CLOCKS,
    "list_review": gettext_noop("Monthly review of the list of sympathisers"),
}
#: What an office looks ahead to (design): dossiers going stale, probations ending.
WINDOWS = {"stale": (30, 60), "probation": (90, 60, 30, 15, 7), **MEMBER_MOVE_WINDOWS}
SENTENCES = {
    "dossier.opened": gettext_noop(
        "Dossier of %(person)s opened on authorisation %(authorisation)s of %(authorised_on)s."
    ),
    "paper.filed": gettext_noop("Paper filed: %(code)s."),
    "cv.submitted": gettext_noop("CV (form 2) handed in; fingerprint of its answers: %(sha256)s."),
    "cv.submitted_for_applicant": gettext_noop(
        "CV (form 2) entered by the cell for the applicant, who has no account; fingerprint: %(sha256)s."
    ),
    "particulars.recorded": gettext_noop("Particulars of the applicant recorded."),
    "introducer.added": gettext_noop("Introducer: %(person)s, together with the applicant since %(since)s."),
    "introducer.left": gettext_noop("%(person)s no longer introduces: %(reason)s"),
    "verification.asked": gettext_noop("A place was asked to verify; letter of %(sent_on)s."),
    "verification.replied": gettext_noop("A reply of %(replied_on)s to a request for verification was entered."),
    "verification.answered": gettext_noop("An organisation asked to verify answered in this system on %(replied_on)s."),
    "exemption.recorded": gettext_noop("Exemption from verification: %(ground)s; confirmed by paper %(number)s."),
    "verification.concluded": gettext_noop("Item 25: %(remarks)s"),
    "cv.certified": gettext_noop("Item 26: declared truthfully: %(true)s; political standards: %(political_issue)s."),
    "cv.not_eligible": gettext_noop("Item 26: not eligible. %(reason)s"),
    "dossier.returned": gettext_noop("To be clarified: %(reason)s"),
    "vote.counted": gettext_noop(
        "%(yes)s in favour, %(no)s against, %(invalid)s invalid, %(absent)s absent, of %(base)s counted;"
        " needed %(minimum_yes)s (%(ratio)s, %(article)s %(regulation)s). Passed: %(passed)s."
    ),
    "shortfall.new_vote": gettext_noop("A new vote is directed: %(reason)s"),
    "shortfall.stopped": gettext_noop("Stopped after the vote: %(reason)s"),
    "shortfall.taken_up": gettext_noop("Taken up after the vote: %(reason)s"),
    "section.appraised": gettext_noop("Appraisal: %(remarks)s"),
    "consent.recorded": gettext_noop("Higher consent to %(matter)s: %(number)s of %(given_on)s."),
    "dossier.appraised": gettext_noop("Register %(register)s. %(remarks)s"),
    "supplement.requested": gettext_noop("To be supplied: %(what)s"),
    "supplement.sent": gettext_noop("Supplied: %(note)s"),
    "supplement.missing": gettext_noop("Not supplied: %(what)s"),
    "decision.issued": gettext_noop("Decision %(number)s, signed by the %(signer)s."),
    "refusal.notified": gettext_noop("Notice %(number)s. Reason: %(reason)s"),
    "decision.received": gettext_noop("Decision %(number)s received."),
    "ceremony.held": gettext_noop(
        "%(helper)s helps the new member; party age counts from %(party_age_from)s, probation until %(official_from)s."
    ),
    "paper.made": gettext_noop("Paper made: %(code)s %(number)s."),
    "paper.filed_for_applicant": gettext_noop(
        "Paper filed by the cell for the applicant, who has no account: %(code)s."
    ),
    "dossier.led_anew": gettext_noop("Led on by the new way: %(reason)s"),
    "decision.extended": gettext_noop("Deadline of the decision extended by %(days)s, paper %(number)s: %(reason)s"),
    "decision.cancelled": gettext_noop("Decision %(cancelled)s cancelled by %(number)s: %(ground)s. %(reason)s"),
    **TRANSFER_SENTENCES,
    **UNUSUAL_SENTENCES,
    "dossier.withdrawn": gettext_noop("Withdrawn. %(reason)s"),
    "dossier.withdrawn_for_applicant": gettext_noop(
        "Withdrawn; entered by the cell for the applicant, who has no account, on the written request of"
        " %(requested_on)s. %(reason)s"
    ),
    **MEMBER_SENTENCES,
    **MEMBER_MOVE_SENTENCES,
    **TEMPORARY_SENTENCES,
    **RECORD_SENTENCES,
}
#: Rows of the checklist that only some dossiers need.
NOTES = {
    Code.YOUTH_UNION_RESOLUTION: gettext_noop("where the Youth Union introduces"),
    Code.TRADE_UNION_RESOLUTION: gettext_noop("where the trade union introduces"),
    Code.SECTION_REPORT: gettext_noop("where there is a section committee"),
    Code.RECOGNITION_SECTION_REPORT: gettext_noop("where there is a section committee"),
}
#: What the person concerned reads besides, once it is there.
_OWN_BESIDES = (
    Code.ADMISSION_DECISION,
    Code.CANCELLATION_DECISION,
    Code.RECOGNITION_DECISION,
    Code.CARD_DECISION,
    Code.REMOVAL_DECISION,
    Code.TRANSFER_SELF_CRITICISM,
    Code.MEMBER_INTRODUCTION,
    Code.MEMBER_CV,
    Code.RECORD_CARD,
    Code.PARTY_AGE_DECISION,
    Code.NAME_CHANGE,
)
VOTE_FORMS = {"secret": gettext_noop("secret ballot"), "card": gettext_noop("raising the party card")}
VOTES = {"yes": gettext_noop("in favour"), "no": gettext_noop("against")}
POLITICAL = {
    "none": gettext_noop("no issue"),
    "concluded": gettext_noop("an issue, concluded"),
    "needs_conclusion": gettext_noop("an issue that the authority concludes on"),
    "needs_higher_consent": gettext_noop("an issue that needs a higher consent"),
    "barred": gettext_noop("barred"),
}


def papers(documents: list[Document]) -> list[Paper]:
    """Every row of the national checklist, in its order; those of a member once the admission is decided."""
    filed = {row.code for row in documents}
    later = () if Code.ADMISSION_DECISION in filed else MEMBER_PAPERS
    return [_paper(code, documents) for code in Code if code in filed or code not in (*EXCEPTIONAL, *later)]


def own_papers(documents: list[Document]) -> list[Paper]:
    """What the person concerned files himself, and the decisions once they are there."""
    codes = [code for code in FILED_PAPERS if code in OWN_PAPERS]
    if any(row.code == Code.ADMISSION_DECISION for row in documents):
        codes += OWN_MEMBER_PAPERS
    rows = [_paper(code, documents) for code in codes]
    made = [_paper(code, documents) for code in _OWN_BESIDES]
    return [*rows, *(paper for paper in made if paper.documents)]


def _paper(code: Code, documents: list[Document]) -> Paper:
    filed = [row for row in documents if row.code == code]
    notes = [_(NOTES[code])] if code in NOTES else []
    if code not in (*FILED_PAPERS, *FILED_MEMBER_PAPERS, *MEMBER_RECORDS) and not filed:
        notes.append(_("made by a later step"))
    return Paper(_(DOCUMENT_LABELS[code]), filed, ", ".join(notes))


def printed(document: Document) -> Printed:
    """The form of a paper, from what was kept of it."""
    form = form_of(document.code)
    if form is None:
        raise LookupError(document.code)
    day = document.issued_on or document.filed_on
    kept = document.data["paper"]
    with translation.override("vi"):
        kept = {**kept, "known": {**kept.get("known", {}), **papers_before(document)}}
    return compose(form, kept, number=document.number, day=day)


def spoken(name: str, value: Any) -> str:
    """Codes in the words of the reader; anything else as it stands."""
    labels: dict[str, dict[Any, str]] = {
        "code": dict(DOCUMENT_LABELS),
        "paper": dict(DOCUMENT_LABELS),
        "situation": dict(TRANSFER_LABELS),
        "matter": dict(CONSENT_LABELS),
        "ground": {**CANCELLATION_LABELS, **EXEMPTION_LABELS},
        "lapsed": dict(DOCUMENT_LABELS),
        "fault": dict(FAULT_LABELS),
        "left_because": dict(LEFT_LABELS),
        "step": dict(REDO_LABELS),
        "steps": dict(REDO_LABELS),
        "matters": dict(CONSENT_LABELS),
        "removal": dict(REMOVAL_LABELS),
        "stay": dict(STAY_KIND_LABELS),
        "outside": dict(OUTSIDE_LABELS),
        "part": dict(LOST_FILE_LABELS),
        "kept_by": dict(KEEPER_LABELS),
        "political_issue": POLITICAL,
        "form": VOTE_FORMS,
        "votes": VOTES,
    }
    if name == "signer" and value in Role.values:
        return str(Role(value).label).lower()
    if name == "answerable":
        return told_answerable(value)
    if name == "chain":
        return shown_profile(value)
    if isinstance(value, list):
        return ", ".join(spoken(name, item) for item in value) or "–"
    if isinstance(value, dict):
        return ", ".join(f"{spoken(name, key)} {number}" for key, number in value.items())
    label = labels.get(name, {}).get(value)
    return _(label) if label else str(value)


SCREEN = Screen(
    forms=FORMS,
    clocks=CLOCKS,
    windows=WINDOWS,
    sentences=SENTENCES,
    papers=papers,
    own_papers=own_papers,
    printed=printed,
    spoken=spoken,
    own_line=own_line,
    asked={
        "supplement": "supplement.requested",
        "supplement_below": "supplement.requested",
        "draft": "dossier.returned",
        "cell": "shortfall.new_vote",
        "petition": "transfer.faults",
        "reexamination": "transfer.petitioned",
        "sending": "transfer.opened",
        **UNUSUAL_ASKED,
        **MEMBER_MOVE_ASKED,
        "recognition_supplement": "supplement.requested",
    },
    panels=panels,
    pages=pages,
)
