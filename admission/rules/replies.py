"""Requests and replies of the background check: what is asked, how, until when: ADM-28, 30, 34, 36."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from datetime import date

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_replies import CHANNEL_LABELS, TOPIC_LABELS, Channel, CheckRequest, Topic, Where
from workflows.calendar import Calendar
from workflows.law import Law, Provision
from workflows.rules import Number, Verdict, rule


@rule(
    "verification.content_applicant",
    "verification.content_relatives",
    id="ADM-30",
    needs=["check_requests"],
    cured_by="cell",
)
def replies_speak_of_what_is_asked(facts: Facts, of_applicant: Provision, of_relatives: Provision) -> Verdict:
    for request in facts.check_requests:
        if request.replied_on is None:
            continue
        asked = of_applicant if request.of_applicant else of_relatives
        missing: Number = [TOPIC_LABELS[Topic(code)] for code in asked.value if code not in request.covers]
        if missing:
            return Verdict(
                False,
                gettext_noop("The reply on %(person)s says nothing of: %(missing)s."),
                {"person": request.person, "missing": missing},
                cites=(asked,),
            )
    return Verdict(True, gettext_noop("The replies speak of what is asked of each person."))


#: Of each such place the provisions that name what it is asked through; every one of a provision, unless it says one.
CHANNELS_OF = {
    Where.ARMED_FORCES: ("verification.channel_armed_forces",),
    Where.APPLICANT_ABROAD: ("verification.channel_applicant_abroad",),
    Where.RELATIVE_ABROAD: ("verification.channel_relative_abroad", "verification.channel_unclear_abroad"),
    Where.FOREIGN_EMPLOYER: ("verification.channel_foreign_employer",),
}


def channels_of(where: Where, law: Law) -> tuple[Channel, ...]:
    """What such a place may be asked through by the law of the day; empty where it says nothing."""
    found = [law.get(name) for name in CHANNELS_OF[where]]
    return tuple(Channel(code) for provision in found if provision for code in provision.value)


@rule(
    "verification.channel_armed_forces",
    "verification.channel_applicant_abroad",
    "verification.channel_relative_abroad",
    "verification.channel_unclear_abroad",
    "verification.channel_foreign_employer",
    id="ADM-34",
    needs=["check_requests"],
    cured_by="cell",
)
def places_are_asked_their_own_way(
    facts: Facts,
    armed_forces: Provision,
    applicant_abroad: Provision,
    relative_abroad: Provision,
    unclear_abroad: Provision,
    foreign_employer: Provision,
) -> Verdict:
    channels = {
        Where.ARMED_FORCES: [armed_forces],
        Where.APPLICANT_ABROAD: [applicant_abroad],
        Where.RELATIVE_ABROAD: [relative_abroad],
        Where.FOREIGN_EMPLOYER: [foreign_employer],
    }
    for request in facts.check_requests:
        unclear = [unclear_abroad] if request.where is Where.RELATIVE_ABROAD and request.unclear else []
        for wanted in channels.get(request.where, []) + unclear:
            left = [code for code in wanted.value if code not in request.channels]
            if not left or (wanted is applicant_abroad and len(left) < len(wanted.value)):  # one of them is enough
                continue
            missing: Number = [CHANNEL_LABELS[Channel(code)] for code in left]
            return Verdict(
                False,
                gettext_noop("For %(person)s there is still to be asked: %(missing)s."),
                {"person": request.person, "missing": missing},
                cites=(wanted,),
            )
    return Verdict(True, gettext_noop("Places that are asked in a way of their own are asked that way."))


def reply_due(request: CheckRequest, law: Law, calendar: Calendar) -> date | None:
    """The last day of the reply, by the law of the day the letter was received; None where that is not known."""
    if request.received_on is None:
        return None
    name = "verification.reply_abroad" if request.abroad else "verification.reply_domestic"
    length = law.at(request.received_on).get(name)
    return calendar.add_working_days(request.received_on, length.value) if length else None


@rule(
    "verification.reply_domestic",
    "verification.reply_abroad",
    id="ADM-36",
    needs=["check_requests"],
    cured_by="grassroots",
)
def replies_come_in_time(facts: Facts, domestic: Provision, abroad: Provision, law: Law, calendar: Calendar) -> Verdict:
    """A late reply is late and serves all the same."""
    unknown: Number = [r.person for r in facts.check_requests if r.received_on is None]
    late = []
    for request in facts.check_requests:
        due = reply_due(request, law, calendar)
        if due is not None and (request.replied_on or law.on) > due:
            late.append((due, request.person))
    if late:
        message = gettext_noop("Late: %(persons)s; the first reply was due on %(due)s.")
        return Verdict(False, message, {"persons": [person for _due, person in late], "due": min(late)[0].isoformat()})
    if unknown:
        return Verdict(
            None, gettext_noop("When the letter was received is not known: %(persons)s."), {"persons": unknown}
        )
    return Verdict(True, gettext_noop("Every reply came in time or is not due yet."))


@rule("verification.stamp_only", id="ADM-28", needs=["certified_on", "check_requests"], cured_by="grassroots")
def nothing_is_certified_before_the_replies(facts: Facts, stamp_only: Provision) -> Verdict:
    """Before the check the committee only stamps joints and photo; item 26 follows the replies."""
    early: Number = [
        r.person for r in facts.check_requests if r.replied_on is None or r.replied_on > facts.certified_on
    ]
    if stamp_only.value and early:
        return Verdict(
            False,
            gettext_noop("Certified on %(day)s, before the reply on: %(persons)s."),
            {"day": facts.certified_on.isoformat(), "persons": early},
        )
    return Verdict(
        True,
        gettext_noop("Certified on %(day)s, after every reply."),
        {"day": facts.certified_on.isoformat()},
    )
