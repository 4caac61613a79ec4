"""What the pages of inspection and supervision call things (English source strings)."""

from django.utils.translation import gettext_noop

#: Papers that are filed by hand.
FILED_LABELS = {
    "keep_documents": gettext_noop("Order to keep documents intact"),
    "working_minutes": gettext_noop("Minutes of a working session"),
    "inspection_evidence": gettext_noop("Evidence of the inspection"),
    "inspected_report": gettext_noop("Report of the one inspected"),
    "inspection_index": gettext_noop("Index of the file"),
}
INSPECTION_LABELS = {
    "sign_information": gettext_noop("Information on signs of violation"),
    "inspection_proposal": gettext_noop("Proposal to inspect"),
    "inspection_plan": gettext_noop("Decision and plan of the inspection"),
    "deployment_minutes": gettext_noop("Minutes of making it known"),
    "inspection_outline": gettext_noop("Outline of the report"),
    "explanation": gettext_noop("Explanation of the one inspected"),
    "own_evidence": gettext_noop("Evidence and explanations of the person concerned"),
    "inspection_extension": gettext_noop("Extension of the inspection"),
    **FILED_LABELS,
    "facts_report": gettext_noop("Report on the facts"),
    "self_criticism": gettext_noop("Self-criticism"),
    "inspection_hearing": gettext_noop("Minutes of hearing the one inspected"),
    "org_vote_minutes": gettext_noop("Minutes of the vote of his organisation"),
    "org_minutes": gettext_noop("Minutes of the meeting of his organisation"),
    "result_report": gettext_noop("Report on the result of the inspection"),
    "inspection_conclusion": gettext_noop("Notice of the conclusion of the inspection"),
    "hand_over_letter": gettext_noop("Letter handing the matter over"),
    "publication_minutes": gettext_noop("Minutes of the publication"),
    "reserved_opinion": gettext_noop("Reserved opinion of the person concerned"),
}
SUPERVISION_LABELS = {
    "programme_proposal": gettext_noop("Proposal for the programme of the year"),
    "programme_entry": gettext_noop("Decision on the programme of the year"),
    "supervision_plan": gettext_noop("Decision and plan of the supervision"),
    "supervision_minutes": gettext_noop("Minutes of making the supervision known"),
    "self_report": gettext_noop("Report on the supervision of oneself"),
    "own_evidence": gettext_noop("Evidence and explanations of the person concerned"),
    **FILED_LABELS,
    "supervised_minutes": gettext_noop("Minutes of the meeting of the organisation supervised"),
    "supervision_notice": gettext_noop("Notice of the result of the supervision"),
    "remedy_proof": gettext_noop("Paper that shows what was remedied"),
    "reserved_opinion": gettext_noop("Reserved opinion of the person concerned"),
}
CLOCKS = {
    "inspection": gettext_noop("Length of the inspection"),
    "inspection_known": gettext_noop("Making the inspection known"),
    "supervision": gettext_noop("Length of the supervision"),
    "remedy": gettext_noop("What has to be remedied"),
}
