"""What the pages of a complaint call things: codes in words (English source strings)."""

from django.utils.translation import gettext_noop

#: Papers of a complaint, in the order of its way (discipline.md 6).
PAPER_LABELS = {
    "complaint": gettext_noop("Complaint"),
    "complaint_ground": gettext_noop("Proof of a ground against it"),
    "complaint_guidance": gettext_noop("Letter of guidance"),
    "complaint_rejection": gettext_noop("Notice that it is not handled"),
    "complaint_acceptance": gettext_noop("Notice that it is accepted"),
    "complaint_plan": gettext_noop("Plan of the verification"),
    "complaint_evidence": gettext_noop("Evidence on the complaint"),
    "complaint_verification": gettext_noop("Minutes of the verification of the complaint"),
    "complaint_minutes": gettext_noop("Minutes of the work with a party"),
    "complaint_report": gettext_noop("Report that proposes the answer"),
    "meeting_extract": gettext_noop("Extract of the minutes of the meeting"),
    "counting_minutes": gettext_noop("Minutes of the counting team"),
    "complaint_submission": gettext_noop("Submission to the superior"),
    "complaint_overrun": gettext_noop("Notice that the time has run out"),
    "complaint_answer": gettext_noop("Answer to the complaint about discipline"),
    "answer_announcement": gettext_noop("Minutes of the announcement of the answer"),
    "announcement_minutes": gettext_noop("Minutes of the announcement"),
    "complaint_withdrawal": gettext_noop("Withdrawal of the complaint"),
}
#: Of these, what every complaint that is answered comes to have; the others are shown once they are there.
STRAIGHT_PAPERS = (
    "complaint",
    "complaint_acceptance",
    "complaint_plan",
    "complaint_verification",
    "complaint_minutes",
    "complaint_report",
    "meeting_extract",
    "counting_minutes",
    "complaint_answer",
    "answer_announcement",
)
#: Of these, what is filed by hand.
FILED_LABELS = {code: PAPER_LABELS[code] for code in ("complaint_evidence", "complaint_minutes")}
#: Papers of the case that a complaint which was well-founded brings (discipline.md 2.M).
RESTORING_LABELS = {
    "apology_minutes": gettext_noop("Minutes of the apology"),
    "restoration_decision": gettext_noop("Decision on the restoration"),
}
CLOCKS = {"complaint_resolution": gettext_noop("Resolving the complaint")}
