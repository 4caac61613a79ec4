"""What the pages of a denunciation call things: codes in words (English source strings)."""

from django.utils.translation import gettext_noop

#: Papers that are filed by hand.
FILED_LABELS = {
    "dn_outline": gettext_noop("Outline of the verification"),
    "dn_evidence": gettext_noop("Evidence on the allegations"),
    "dn_other": gettext_noop("Other paper on the denunciation"),
}
#: Papers of the file in the order of the steps (discipline.md 7.1).
DENUNCIATION_PAPERS = {
    "denunciation_entry": gettext_noop("Entry in the secret register"),
    "denunciation_proposal": gettext_noop("Proposal after the screening"),
    "denunciation_notice": gettext_noop("Notice that it is not handled"),
    "denunciation_transfer": gettext_noop("Transfer, identity sealed"),
    "denunciation_plan": gettext_noop("Decision and plan of the verification"),
    "denunciation_extract": gettext_noop("Allegations given to him (extract)"),
    "explanation": gettext_noop("Explanation of the person denounced"),
    "own_evidence": gettext_noop("Evidence and explanations of the person concerned"),
    "dn_verification_minutes": gettext_noop("Minutes of a verification of the denunciation"),
    **FILED_LABELS,
    "denunciation_report": gettext_noop("Report on the verification"),
    "org_meeting_minutes": gettext_noop("Minutes of the meeting of his organisation"),
    "denunciation_conclusion": gettext_noop("Conclusion on the denunciation"),
    "denunciation_result": gettext_noop("Notice of the conclusion"),
    "clearing": gettext_noop("Clearing of the person denounced"),
    "withdrawal": gettext_noop("Withdrawal of the denunciation"),
}
PARTY_LABELS = {
    "accused": gettext_noop("the person denounced"),
    "organization": gettext_noop("his organisation"),
    "denouncer": gettext_noop("the denouncer, of the result on his allegations"),
}
DENUNCIATION_CLOCKS = {"denunciation": gettext_noop("Conclusion on the denunciation")}
#: Stands in the record in place of a purpose that would itself tell who denounced.
WITHHELD = gettext_noop("(kept out of the record: the purpose told who denounced)")
