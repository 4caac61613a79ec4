"""The record of a complaint in sentences: English source strings whose placeholders an event's values fill."""

from django.utils.translation import gettext_noop

SENTENCES = {
    "complaint.received": gettext_noop(
        "Complaint %(ordinal)s to %(body)s, of %(complained_on)s; proof of the day: %(proof)s."
    ),
    "complaint.looked_at": gettext_noop("Level and grounds are being looked at."),
    "complaint.ground": gettext_noop("Ground against it: %(ground)s. %(noted)s"),
    "complaint.guided": gettext_noop("Guided to denounce separately, paper %(number)s."),
    "complaint.redirected": gettext_noop("Sent to the right level by paper %(number)s: %(organ)s, %(level)s."),
    "complaint.rejected": gettext_noop("Not handled, notice %(number)s: %(grounds)s. %(reason)s"),
    "complaint.accepted": gettext_noop("Accepted, notice %(number)s."),
    "complaint.plan": gettext_noop("Plan %(number)s issued."),
    "complaint.verified": gettext_noop("Verified (%(verified)s), paper %(number)s."),
    "complaint.heard": gettext_noop("Heard for %(body)s: %(party)s; refused to come: %(refused)s."),
    "complaint.reported": gettext_noop("Report %(number)s proposes: %(form)s."),
    "complaint.overrun": gettext_noop("He was told by paper %(number)s that the time has run out: %(reason)s"),
    "complaint.decided": gettext_noop("Result: %(result)s. Form: %(form)s. %(reason)s"),
    "complaint.submitted": gettext_noop("%(body)s submits it to %(receiver)s; form voted for: %(form)s."),
    "complaint.signed": gettext_noop("Answer %(number)s: %(result)s. Form: %(form)s."),
    "complaint.announced": gettext_noop("Announced at %(place)s: %(receipt)s. %(note)s"),
    "complaint.handed": gettext_noop("The answer was handed over to him; proof: %(proof)s."),
    "complaint.final": gettext_noop("Finally decided."),
    "complaint.gone_on": gettext_noop("He complains further: complaint %(ordinal)s was accepted."),
    "complaint.withdrawn": gettext_noop("Withdrawn by his own wish: %(wish)s"),
    "complaint.withdrawn_by_letter": gettext_noop(
        "Withdrawn by his letter of %(written_on)s (%(proof)s), received by %(received_by)s: %(wish)s"
    ),
    "complaint.accepted_about": gettext_noop(
        "Complaint %(ordinal)s was accepted by %(body)s; the decision is carried out meanwhile."
    ),
    "complaint.ended_about": gettext_noop(
        "Complaint %(ordinal)s ended: %(result)s. Form: %(form)s. Answer %(number)s."
    ),
    "membership.restored": gettext_noop("A member again in %(organization)s."),
    "discipline.apologised": gettext_noop("Public apology at %(place)s, paper %(number)s, by: %(body)s."),
    "discipline.restored": gettext_noop("Given back by paper %(number)s: %(restored)s. Party age: %(party_age)s"),
    "case.cancelled_closed": gettext_noop("Closed without discipline; to be examined anew: %(anew)s."),
}
