"""What the record says of the unusual ways: English source strings."""

from django.utils.translation import gettext_noop

UNUSUAL_SENTENCES = {
    "dossier.stale": gettext_noop("Stale since %(since)s; to be filed anew: %(lapsed)s."),
    "dossier.redone": gettext_noop("Something changed since the verification: %(changed)s. %(conclusion)s"),
    "class.again": gettext_noop("Sent to the class again: %(reason)s"),
    "class.certified": gettext_noop("New certificate %(number)s of %(issued_on)s."),
    "political.referred": gettext_noop("Item 26: %(political_issue)s. %(issue)s"),
    "political.concluded": gettext_noop("Conclusion %(number)s on the political standards: %(conclusion)s"),
    "political.barred": gettext_noop("Conclusion %(number)s: barred. %(reason)s"),
    "consent.asked": gettext_noop("Letter %(number)s asks %(addressee)s for its consent to: %(matters)s."),
    "consent.refused": gettext_noop("%(addressee)s refuses its consent, %(number)s: %(reason)s"),
    "admission.annulled": gettext_noop("Decision %(cancelled)s cancelled by %(number)s: %(fault)s. %(found)s"),
    "name.removed": gettext_noop("The name is removed; notice %(number)s."),
    "redo.ordered": gettext_noop("Instruction %(number)s: %(fault)s; to be done again: %(steps)s. %(found)s"),
    "redo.handed_on": gettext_noop("To be done again: %(step)s."),
    "redo.done": gettext_noop("Done again: %(step)s."),
    "redo.papers": gettext_noop("Done again: %(what)s"),
    "redo.below_ratio": gettext_noop("Below the ratio; the authority directs what follows."),
    "redo.concluded": gettext_noop("Responsibility: %(responsibility)s"),
    "decision.replaced": gettext_noop("Decision %(cancelled)s is cancelled and replaced by %(number)s."),
    "readmission.noted": gettext_noop("Former member: left on %(left_on)s (%(left_because)s)."),
    "case.death": gettext_noop("Died on %(died_on)s; notice %(number)s."),
}
#: {step: kind of the event that says what it has to answer}.
UNUSUAL_ASKED = {
    "stale": "dossier.stale",
    "class_again": "class.again",
    "political_review": "political.referred",
    "authorised_review": "political.referred",
    "name_removal": "admission.annulled",
    "redo_review": "redo.ordered",
    "authorised_redo_review": "redo.ordered",
    "redo_papers": "redo.ordered",
    "redo_cell": "redo.ordered",
    "redo_grassroots": "redo.ordered",
    "redo_standing": "redo.ordered",
    "consent": "consent.asked",
    "authorised_consent": "consent.asked",
}
