"""What the record of an inspection or a supervision says, event by event (English source strings)."""

from django.utils.translation import gettext_noop

INSPECTION_SENTENCES = {
    "signs.noted": gettext_noop("Signs of violation of %(person)s; source: %(sign_source)s %(number)s."),
    "inspection.proposed": gettext_noop("Inspection proposed by paper %(number)s: %(assessment)s"),
    "signs.filed": gettext_noop("Filed without an inspection: %(reason)s"),
    "inspection.decided": gettext_noop("Inspection decided by %(number)s; looks back to %(looks_back_to)s."),
    "inspection.deployed": gettext_noop("Made known to him, minutes %(number)s: %(how)s"),
    "inspection.extended": gettext_noop("Extended by %(days)s days, paper %(number)s: %(reason)s"),
    "explanation.asked": gettext_noop("Explanation asked until %(until)s."),
    "explanation.handed_in": gettext_noop("Explanation handed in; by himself: %(by_himself)s."),
    "explanation.missing": gettext_noop("No explanation: %(reason)s"),
    "inspection.criticised": gettext_noop("Self-criticism in the inspection; by himself: %(by_himself)s."),
    "inspected.heard": gettext_noop("Heard by %(representative)s."),
    "facts.reported": gettext_noop("Report on the facts %(number)s put before his organisation."),
    "org.voted": gettext_noop(
        "His organisation voted, minutes %(number)s: %(votes)s of %(base)s counted; proposes: %(form)s."
    ),
    "result.reported": gettext_noop(
        "Result reported by %(number)s; his organisation met on %(met_on)s; it voted: %(voted)s."
    ),
    "inspection.concluded": gettext_noop("Conclusion %(number)s: %(inspection_outcome)s."),
    "discipline.deserved": gettext_noop("Discipline is deserved by: %(names)s."),
    "discipline.opened": gettext_noop("Discipline goes on in case %(code_of)s."),
    "conclusion.published": gettext_noop("Conclusion published at %(place)s, minutes %(number)s."),
    "inspection.filed": gettext_noop("The file is closed, index %(number)s."),
    "inspection.continued": gettext_noop(
        "Goes on from the inspection concluded by %(number)s; it lies in: %(matter)s; points to: %(form)s."
    ),
    "item.planned": gettext_noop("Proposed for %(month)s: %(inspection_kind)s of %(about)s – %(theme)s"),
    "item.adopted": gettext_noop("Adopted into the programme of %(year)s by %(number)s."),
    "item.changed": gettext_noop(
        "Changed (decision %(number)s). Theme: %(theme_before)s → %(theme)s; month: %(month_before)s → %(month)s;"
        " person concerned: %(head_before)s → %(head)s. Reason: %(reason)s"
    ),
    "item.withdrawn": gettext_noop("Taken out of the programme (decision %(number)s): %(theme)s. Reason: %(reason)s"),
    "supervision.decided": gettext_noop("Supervision decided by %(number)s."),
    "supervision.deployed": gettext_noop("Supervision made known, minutes %(number)s: %(how)s"),
    "supervision.extended": gettext_noop("Extended by %(days)s days, paper %(number)s: %(reason)s"),
    "self_report.received": gettext_noop("Report on the supervision of oneself received; by himself: %(by_himself)s."),
    "self_report.missing": gettext_noop("No report on the supervision of oneself: %(reason)s"),
    "supervision.verified": gettext_noop("The verification begins."),
    "supervision.met": gettext_noop("The organisation supervised met, minutes %(number)s: %(summary)s"),
    "supervision.signs_found": gettext_noop("Signs of violation found; inspection %(code_of)s begins: %(signs)s"),
    "supervision.concluded": gettext_noop("Result %(number)s. Good: %(strengths)s Limits: %(limits)s"),
    "remedy.required": gettext_noop("To be remedied by %(responsible)s until %(until)s: %(what)s"),
    "remedy.done": gettext_noop("Remedied: %(what)s; paper %(number)s."),
    "remedy.put_off": gettext_noop(
        "More time by paper %(number)s, until %(until)s instead of %(before)s: %(what)s. Reason: %(reason)s"
    ),
    "remedy.lifted": gettext_noop("No longer asked for, paper %(number)s: %(what)s. Reason: %(reason)s"),
    "supervision.filed": gettext_noop("The file is closed, index %(number)s."),
}
