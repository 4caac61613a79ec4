"""The record of a denunciation in sentences; none of them can tell who denounced."""

from django.utils.translation import gettext_noop

DENUNCIATION_SENTENCES = {
    "denunciation.received": gettext_noop("Entered in the secret register as %(number)s; anonymous: %(anonymous)s."),
    "allegation.added": gettext_noop("Allegation %(number)s: %(described)s"),
    "denouncer.added": gettext_noop("Another person who signed was laid under seal."),
    "original.sealed": gettext_noop("The original paper was laid under seal."),
    "reader.named": gettext_noop("%(person)s may read who denounced until %(until)s: %(reason)s"),
    "reader.ended": gettext_noop("%(person)s reads who denounced no longer, from %(until)s: %(reason)s"),
    "identity.read": gettext_noop("%(reader)s read who denounced. Purpose: %(purpose)s"),
    "team.joined": gettext_noop("%(person)s belongs to the team until %(until)s."),
    "denunciation.screening": gettext_noop("The screening has begun."),
    "denunciation.screened": gettext_noop(
        "Proposal %(number)s; this body is competent: %(competent)s; against handling it: %(bars)s."
    ),
    "denunciation.accepted": gettext_noop("Accepted; received on %(received_on)s. %(reason)s"),
    "denunciation.refused": gettext_noop("Not handled (%(bars)s), notice %(number)s: %(reason)s"),
    "denunciation.informs": gettext_noop("Used as information only: %(reason)s"),
    "denunciation.taken_up": gettext_noop("Taken up again on new evidence: %(reason)s"),
    "denunciation.transferred": gettext_noop("Transferred to %(receiver)s by paper %(number)s: %(reason)s"),
    "denunciation.taken": gettext_noop("Received after the transfer; secret register %(number)s."),
    "denouncer.asked": gettext_noop("The work with the denouncer has begun."),
    "denouncer.heard": gettext_noop("Worked with the denouncer, minutes %(number)s: %(result)s"),
    "denunciation.planned": gettext_noop("Decision and plan %(number)s. %(remarks)s"),
    "allegations.given": gettext_noop("The allegations were given to him by extract %(number)s."),
    "explanation.handed_in": gettext_noop("He explained; by himself: %(by_himself)s."),
    "explanation.refused": gettext_noop("He refused to explain: %(reason)s"),
    "denunciation.verified": gettext_noop("Verified, minutes %(number)s: %(result)s"),
    "denunciation.extended": gettext_noop("Extended by %(days)s working days, paper %(number)s: %(reason)s"),
    "denunciation.reported": gettext_noop("Report %(number)s on the verification."),
    "organization.met": gettext_noop("His organisation met and heard him, minutes %(number)s."),
    "organization.not_met": gettext_noop("His organisation does not meet: %(reason)s"),
    "allegation.concluded": gettext_noop("Allegation %(number)s: %(conclusion)s."),
    "denunciation.concluded": gettext_noop("Conclusion %(number)s. %(remarks)s"),
    "result.told": gettext_noop("The conclusion was told to %(party)s, paper %(number)s."),
    "denunciation.told": gettext_noop("Everybody who has to be told was told."),
    "person.cleared": gettext_noop("He was cleared, paper %(number)s: %(how)s"),
    "bad_faith.noted": gettext_noop("Bad faith of the denouncer, paper %(number)s: %(conclusion)s"),
    "discipline.opened": gettext_noop("Discipline case %(code)s was opened in the same procedure."),
    "denunciation.closed": gettext_noop("The file is closed."),
    "denunciation.withdrawn": gettext_noop(
        "Withdrawn, paper %(number)s; forced or bought: %(forced)s; signs of a violation: %(signs)s;"
        " the body goes on: %(continued)s."
    ),
}
