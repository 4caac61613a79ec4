"""What the pages of discipline call things: codes in words (English source strings)."""

from django.utils.translation import gettext_noop

from discipline.facts.circumstances import CODE_LABELS

#: Where a report comes from (T01).
SOURCE_LABELS = {
    "inspection": gettext_noop("Inspection on signs of violation"),
    "denunciation": gettext_noop("Denunciation"),
    "conclusion": gettext_noop("Conclusion of an inspection or audit"),
    "judgment": gettext_noop("Judgment of a court"),
    "self_report": gettext_noop("He reported it himself"),
    "state_paper": gettext_noop("Paper of a state body"),
}
PURPOSE_LABELS = {
    "self_criticism": gettext_noop("Self-criticism"),
    "hearing": gettext_noop("Hearing"),
    "meeting": gettext_noop("Meeting of the cell"),
    "announcement": gettext_noop("Announcement of the decision"),
}
CIRCUMSTANCE_LABELS = CODE_LABELS
SIDE_LABELS = {"mitigating": gettext_noop("for him"), "aggravating": gettext_noop("against him")}
RECEIPT_LABELS = {
    "handed": gettext_noop("Handed to him"),
    "refused": gettext_noop("He refused to receive it"),
    "absent": gettext_noop("He was absent"),
}
#: Papers of the dossier that are filed by hand (discipline.md 4.1).
PAPER_LABELS = {
    "team_plan": gettext_noop("Detailed plan of the team"),
    "outline": gettext_noop("Outline for the self-criticism"),
    "opening_minutes": gettext_noop("Minutes of the opening meeting"),
    "self_criticism": gettext_noop("Self-criticism"),
    "hearing_minutes": gettext_noop("Minutes of the hearing"),
    "verification_minutes": gettext_noop("Minutes of a verification"),
    "evidence": gettext_noop("Evidence"),
    "proposal_report": gettext_noop("Report proposing discipline"),
    "external_document": gettext_noop("State decision, judgment, audit conclusion"),
    "index": gettext_noop("Index of the dossier"),
}
#: Papers that the system makes.
MADE_LABELS = {
    "plan": gettext_noop("Decision or plan to examine"),
    "own_evidence": gettext_noop("Evidence and explanations of the person concerned"),
    "reserved_opinion": gettext_noop("Reserved opinion of the person concerned"),
    "superior_verification": gettext_noop("The superior's own verification"),
    "section_appraisal": gettext_noop("Appraisal of the section committee"),
    "direction": gettext_noop("Direction of the superior to the cell"),
    "report_no_leader": gettext_noop("Report that nobody can lead the cell"),
    "sending": gettext_noop("Paper by which the superior sends somebody to lead the cell"),
    "decision_to_inspect": gettext_noop("Decision to inspect (taking over)"),
    "meeting_extract": gettext_noop("Extract of the minutes of the meeting"),
    "meeting_minutes": gettext_noop("Minutes of the meeting"),
    "vote_count_minutes": gettext_noop("Minutes of the counting, as computed"),
    "counting_minutes": gettext_noop("Minutes of the counting team"),
    "suspension": gettext_noop("Decision on suspension"),
    "decision": gettext_noop("Decision on discipline"),
    "announcement_minutes": gettext_noop("Minutes of the announcement"),
    "delivery_minutes": gettext_noop("Minutes of the handing over of the decision"),
    "conclusion": gettext_noop("Conclusion"),
    "criticism_refusal": gettext_noop("Record that he wrote no self-criticism"),
    "submission": gettext_noop("Submission to the superior"),
    "report_up": gettext_noop("Report to the superior"),
    "deferral_notice": gettext_noop("Notice that the examination is deferred"),
    "no_discipline_notice": gettext_noop("Notice that there is no discipline"),
}
CLOCKS = {
    "cell_paper": gettext_noop("Written decision of the cell"),
    "announcement": gettext_noop("Announcement of the decision"),
    "state_sync": gettext_noop("Telling the state or union body"),
    "complaint": gettext_noop("Time to complain"),
    "suspension": gettext_noop("Suspension"),
    "automatic_end": gettext_noop("End of the discipline by itself"),
    "winding_up": gettext_noop("Winding up of the dissolved organisation"),
}
#: Of these, lengths of time that are late for nobody when they are over.
PERIODS = frozenset({"complaint", "automatic_end", "suspension"})
