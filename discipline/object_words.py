"""What the page of objects.yaml calls its rows, columns and conditions (English source strings)."""

from django.utils.translation import gettext_noop

OBJECT_LABELS = {
    "denouncer_identity": gettext_noop("Who denounced"),
    "denunciation_content": gettext_noop("Content of the denunciation"),
    "plan": gettext_noop("Plan, outline"),
    "self_criticism": gettext_noop("Self-criticism"),
    "evidence": gettext_noop("Minutes of verification, evidence"),
    "draft_proposal": gettext_noop("Draft of the proposal"),
    "minutes": gettext_noop("Minutes of meetings and hearings"),
    "ballots": gettext_noop("Ballots"),
    "vote_totals": gettext_noop("Totals of a vote"),
    "decision": gettext_noop("Decision"),
    "complaint_file": gettext_noop("File of a complaint"),
    "suspension": gettext_noop("Suspension"),
    "closed_without_discipline": gettext_noop("Closing without discipline"),
}
RELATION_LABELS = {
    "accused": gettext_noop("Person concerned"),
    "member": gettext_noop("Members of his cell"),
    "cell": gettext_noop("Cell committee, secretary"),
    "team": gettext_noop("Team, persons named"),
    "commission": gettext_noop("Inspection commission of the level"),
    "deciding": gettext_noop("Committee or standing committee of the level"),
    "superior": gettext_noop("Superior inspection commission"),
    "department": gettext_noop("Organisation department"),
    "statistician": gettext_noop("Statistician"),
}
CONDITION_LABELS = {
    "always": gettext_noop("reads"),
    "told": gettext_noop("once it is made known to him"),
    "announced": gettext_noop("once it is announced"),
    "own": gettext_noop("his own part, in his own file"),
    "conducts": gettext_noop("where it conducts the examination"),
    "sitting": gettext_noop("while the case waits for it"),
    "decides": gettext_noop("where the decision is its own"),
    "names": gettext_noop("the head who handles it, and who is named"),
    "on_paper": gettext_noop("on paper or at the meeting; no page of this system"),
    "counted": gettext_noop("as a number alone"),
}
