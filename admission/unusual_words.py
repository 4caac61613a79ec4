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
    "case.death": gettext_noop("Died on %(died_on)s; notice %(number)s."),
}
#: {step: kind of the event that says what it has to answer}.
UNUSUAL_ASKED = {
    "stale": "dossier.stale",
    "class_again": "class.again",
    "political_review": "political.referred",
    "authorised_review": "political.referred",
    "consent": "consent.asked",
    "authorised_consent": "consent.asked",
}
