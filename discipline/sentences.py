"""The record of a discipline case in sentences: English source strings whose placeholders an event's values fill."""

from django.utils.translation import gettext_noop

SENTENCES = {
    "report.registered": gettext_noop("Report about %(person)s; source: %(source)s %(number)s."),
    "report.corrected": gettext_noop("Report corrected (violation %(number)s): %(changes)s. Reason: %(reason)s"),
    "case.closed_mistaken": gettext_noop("Closed as entered by mistake: %(reason)s"),
    "violation.added": gettext_noop("Violation %(number)s (%(code)s): %(described)s"),
    "case.screened": gettext_noop("It lies in: %(matter)s; points to: %(form)s; substance of %(substance_on)s."),
    "case.handed_over": gettext_noop("Handed over to %(receiver)s by paper %(number)s: %(reason)s"),
    "case.taken": gettext_noop("The case was taken; paper %(number)s."),
    "case.not_taken": gettext_noop("The case was refused: %(reason)s"),
    "case.assigned": gettext_noop("Assigned to %(receiver)s: %(reason)s"),
    "case.deferred": gettext_noop("Deferred: %(ground)s; certificate %(certificate)s."),
    "case.resumed": gettext_noop("Taken up again: %(reason)s"),
    "judgment.entered": gettext_noop("Judgment %(number)s, effective %(on)s: %(penalty)s."),
    "case.prepared": gettext_noop("The examination is being prepared."),
    "paper.filed": gettext_noop("Paper filed: %(code)s."),
    "plan.issued": gettext_noop("Plan %(number)s issued."),
    "team.named": gettext_noop("%(person)s belongs to the team until %(until)s; leads it: %(leads)s."),
    "team.left": gettext_noop("%(person)s belongs to the team no longer, from %(until)s on: %(reason)s"),
    "plan.made_known": gettext_noop("The plan was made known to him: %(how)s"),
    "person.summoned": gettext_noop("Summoned (%(purpose)s); proof: %(proof)s."),
    "summons.noted": gettext_noop("The summons was followed: %(followed)s. %(reason)s"),
    "criticism.handed_in": gettext_noop("Self-criticism handed in; form he proposes for himself: %(form)s."),
    "criticism.refused": gettext_noop("Self-criticism refused: %(reason)s"),
    "evidence.handed_in": gettext_noop("Handed in: %(note)s; by himself: %(by_himself)s."),
    "opinion.reserved": gettext_noop("Reserved opinion: %(opinion)s"),
    "form.expected": gettext_noop("Of the forms concluded the heaviest is expected of the common decision: %(form)s."),
    "form.changed": gettext_noop("The report proposes %(form)s instead of %(expected)s: %(reason)s"),
    "violation.concluded": gettext_noop("Conclusion on violation %(number)s; established: %(established)s."),
    "substance.confirmed": gettext_noop("Substance by %(regulations)s (day %(substance_on)s): %(reason)s"),
    "circumstance.noted": gettext_noop("Circumstance %(circumstance)s, %(side)s."),
    "circumstance.judged": gettext_noop("Circumstance %(circumstance)s, taken into account: %(accepted)s. %(reason)s"),
    "person.heard": gettext_noop("Heard for %(decider)s by %(representative)s; refused to come: %(refused)s."),
    "paper.made": gettext_noop("Paper made: %(code)s %(number)s."),
    "report.made": gettext_noop("Report %(number)s proposes: %(form)s."),
    "vote.counted": gettext_noop(
        "%(ending)s %(adopted)s; %(base)s counted, %(minimum_yes)s needed (%(ratio)s, %(article)s %(regulation)s)."
    ),
    "case.barred": gettext_noop("The limitation of %(form)s has run out: %(reason)s"),
    "case.sent_up": gettext_noop("All results go up to %(decider)s; form proposed: %(form)s."),
    "superior.verified": gettext_noop("Verified by the superior itself, paper %(number)s: %(remarks)s"),
    "section.appraised": gettext_noop("Opinion: %(remarks)s"),
    "case.returned": gettext_noop("Returned; to be completed: %(what)s"),
    "appraisal.done": gettext_noop("Appraised for %(decider)s."),
    "hearing.done": gettext_noop("Put before %(decider)s."),
    "case.taken_over": gettext_noop("Taken over by decision %(number)s: %(reason)s"),
    "case.kept_above": gettext_noop("Not put before the cell; goes on at %(decider)s: %(reason)s"),
    "cell.directed": gettext_noop("The cell was directed by paper %(number)s, until %(until)s: %(what)s"),
    "cell.has_no_leader": gettext_noop("Nobody of the cell can lead it in this case; reported to %(superior)s."),
    "cell.no_leader_reported": gettext_noop(
        "Reported to %(superior)s by paper %(number)s that nobody can lead the cell: %(reason)s"
    ),
    "leader.sent": gettext_noop(
        "%(person)s is sent by paper %(number)s to lead the cell in this case until %(until)s (%(article)s;"
        " %(certainty)s)."
    ),
    "leader.no_longer_sent": gettext_noop("%(person)s no longer leads the cell in this case: %(reason)s"),
    "acted.sent": gettext_noop("Done as sent from above by %(sent_by)s, paper %(paper)s."),
    "decision.signed": gettext_noop("Decision %(number)s: %(form)s. %(offices)s"),
    "decision.announced": gettext_noop("Announced at %(place)s: %(receipt)s. %(note)s"),
    "decision.delivered": gettext_noop("Handing over: %(receipt)s; %(how)s, by %(by_whom)s. %(note)s"),
    "decision.in_force": gettext_noop("In force from %(effective_on)s; reported up by %(number)s."),
    "superiors.told": gettext_noop("Reported to: %(bodies)s."),
    "state.told": gettext_noop("%(told)s was told by paper %(number)s."),
    "responsibility.noted": gettext_noop("Responsibility of %(person)s: %(answer)s. %(reason)s"),
    "representative.named": gettext_noop("%(person)s speaks for the organisation: %(reason)s"),
    "organization.proposed": gettext_noop(
        "Its members voted on %(held)s (%(base)s counted): %(votes)s. Form it proposes for itself: %(form)s."
    ),
    "organization.answers": gettext_noop(
        "%(organization)s (%(standing)s, %(day)s) answers before who stands above it now, %(above)s: %(reason)s"
    ),
    "members.moved": gettext_noop("Counted in %(receiving)s from now on: %(members)s."),
    "organization.dissolved": gettext_noop("%(organization)s is dissolved: files and seal collected, members moved."),
    "person.expelled": gettext_noop("Card taken back: %(card)s; badge taken back: %(badge)s."),
    "discipline.ended": gettext_noop("The discipline has ended by itself."),
    "case.concluded_after_death": gettext_noop("Concluded after his death, paper %(number)s; no form is imposed."),
    "case.struck_off": gettext_noop("Goes on as the removal of his name, paper %(number)s: %(reason)s"),
    "suspension.decided": gettext_noop(
        "Suspended from %(suspended_from)s by decision %(number)s until %(until)s: %(reason)s"
    ),
    "suspension.extended": gettext_noop("Suspension extended by decision %(number)s until %(until)s: %(reason)s"),
    "suspension.ended": gettext_noop("Suspension %(number)s ended: %(because)s"),
    "criminal.noted": gettext_noop("Criminal proceedings (%(stage)s), paper %(number)s."),
}
