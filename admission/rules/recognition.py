"""Probation and recognition as an official member: ADM-69 to ADM-81, ADM-96."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from datetime import date

from django.utils.translation import gettext_noop

from admission.codes import DOCUMENT_LABELS, PROFILE_LABELS, Document
from admission.facts import Facts
from admission.rules.clocks import OLD_CLOCK, spent
from admission.rules.decision import kept_in_time, one_more_extension
from workflows.calendar import Calendar, add_months
from workflows.law import Law, Provision
from workflows.meetings.outcomes import AfterAttempt, after_attempt
from workflows.rules import Number, Status, Verdict, not_known, rule


def probation_end(ceremony_on: date, length: Provision) -> date:
    """The day from which the member is official, if recognised: whole months from the ceremony."""
    return add_months(ceremony_on, length.value)


@rule("probation.without_rights", "probation.length", id="ADM-69", needs=["ceremony_on"])
def member_stays_probationary(facts: Facts, rights: Provision, length: Provision) -> Verdict:
    return Verdict(
        Status.HUMAN if facts.recognition_decided_on is None else True,
        gettext_noop(
            "A probationary member until the decision on the recognition, also after %(end)s; without a vote, without"
            " nominating and standing."
        ),
        {"end": probation_end(facts.ceremony_on, length).isoformat()},
    )


@rule("new_member_class.required", id="ADM-70", needs=["documents"], cured_by="member")
def new_member_class_is_certified(facts: Facts, required: Provision) -> Verdict:
    if Document.NEW_MEMBER_CERTIFICATE in facts.documents:
        return Verdict(True, gettext_noop("The certificate of the class for new members is there."))
    return Verdict(
        False,
        gettext_noop(
            "The certificate of the class for new members is missing: until it is there the member stays probationary"
            " and the cell does not consider him."
        ),
    )


@rule("helper.remarks_when_leaving", id="ADM-71", needs=["helpers"], cured_by="cell")
def helpers_gave_remarks(facts: Facts, remarks: Provision) -> Verdict:
    """Of everyone who was assigned to help, whenever."""
    silent: Number = [helper.person for helper in facts.helpers if not helper.remarks]
    if silent:
        return Verdict(
            False, gettext_noop("Remarks of members assigned to help are missing: %(persons)s."), {"persons": silent}
        )
    return Verdict(True, gettext_noop("Every member assigned to help gave remarks."))


@rule("recognition.papers", id="ADM-74", needs=["documents"], cured_by="cell")
def recognition_papers_are_complete(facts: Facts, papers: Provision) -> Verdict:
    missing: Number = [DOCUMENT_LABELS[Document(code)] for code in papers.value if code not in facts.documents]
    if missing:
        return Verdict(False, gettext_noop("Missing in the dossier: %(missing)s."), {"missing": missing})
    return Verdict(True, gettext_noop("Every paper of the recognition is there."))


@rule(
    "recognition.papers", "probation.length", id="ADM-74", needs=["self_criticism_on", "ceremony_on"], cured_by="member"
)
def self_criticism_follows_probation(facts: Facts, papers: Provision, length: Provision) -> Verdict:
    end = probation_end(facts.ceremony_on, length)
    return Verdict(
        facts.self_criticism_on >= end,
        gettext_noop("The self-criticism of %(day)s: written when the twelve months are over, from %(end)s on."),
        {"day": facts.self_criticism_on.isoformat(), "end": end.isoformat()},
    )


@rule("recognition.not_before_end", "probation.length", id="ADM-75", needs=["ceremony_on"])
def probation_is_over(facts: Facts, not_before: Provision, length: Provision, law: Law) -> Verdict:
    """On the day itself the twelve months are whole (design: no text says how that day counts)."""
    end = probation_end(facts.ceremony_on, length)
    day = facts.recognition_meeting_on or law.on
    if day < end:
        message = gettext_noop("The probation lasts until %(end)s: the recognition is not considered before.")
    else:
        message = gettext_noop("The probation was over on %(end)s.")
    return Verdict(day >= end, message, {"end": end.isoformat(), "day": day.isoformat()})


@rule("recognition.cell_deadline", "probation.length", id="ADM-75", needs=["ceremony_on"], cured_by="cell")
def cell_considers_in_time(
    facts: Facts, deadline: Provision, length: Provision, law: Law, calendar: Calendar
) -> Verdict:
    """By the law of the day on which the probation ended (design)."""
    end = probation_end(facts.ceremony_on, length)
    day = facts.recognition_resolved_on or facts.recognition_meeting_on or law.on
    if day <= end:
        return Verdict(True, gettext_noop("The probation lasts until %(end)s."), {"end": end.isoformat()})
    deadline = law.at(end).get(deadline.name)
    if deadline is None:
        return Verdict(None, OLD_CLOCK, {"start": end.isoformat()})
    due = calendar.add_working_days(end, deadline.value)
    numbers = {"end": end.isoformat(), **spent(deadline.value, due, day, calendar)}
    if day <= due:
        message = gettext_noop("The cell considers until %(due)s, %(days)s working days after %(end)s.")
    else:
        message = gettext_noop(
            "The cell had until %(due)s, %(days)s working days after %(end)s; %(day)s is %(late)s working days late."
            " It still considers, and explains in writing."
        )
    return Verdict(day <= due, message, numbers, calendar.certainty_between(end, due), (deadline, length))


@rule("recognition.chain", id="ADM-76", needs=["profile"])
def recognition_goes_as_admission(facts: Facts, chain: Provision) -> Verdict:
    return Verdict(
        True,
        gettext_noop("By the chain, the ratios and the bases of the admission: %(way)s."),
        {"way": PROFILE_LABELS[facts.profile]} if facts.profile in PROFILE_LABELS else {"way": facts.profile.upper()},
    )


@rule(
    "recognition.decision_deadline",
    "decision.extension",
    "decision.extensions_max",
    id="ADM-77",
    needs=["recognition_resolved_on"],
    cured_by="authority",
)
def recognition_is_decided_in_time(
    facts: Facts, length: Provision, extension: Provision, most: Provision, law: Law, calendar: Calendar
) -> Verdict:
    """Length and extension are those of the day of the resolution, on which the clock began (design)."""
    return kept_in_time(
        (facts.recognition_resolved_on, facts.recognition_extensions or 0, facts.recognition_decided_on),
        (length, extension, most),
        law,
        calendar,
        held=gettext_noop(
            "The recognition is decided until %(due)s, %(days)s working days from the cell resolution of %(start)s."
        ),
        late=gettext_noop(
            "The recognition had to be decided until %(due)s, %(days)s working days from the cell resolution of"
            " %(start)s; %(day)s is %(late)s working days late. The official date does not move."
        ),
    )


@rule(
    "decision.extension",
    "decision.extensions_max",
    id="ADM-77",
    needs=["recognition_resolved_on", "recognition_extensions"],
)
def recognition_extension_is_allowed(facts: Facts, extension: Provision, most: Provision, law: Law) -> Verdict:
    """Of one more beside those there were, by the law of the day of the resolution."""
    return one_more_extension(facts.recognition_resolved_on, facts.recognition_extensions, extension, most, law)


@rule("recognition.official_date", "probation.length", id="ADM-78", needs=["ceremony_on"])
def official_date_stands(facts: Facts, official: Provision, length: Provision) -> Verdict:
    end = probation_end(facts.ceremony_on, length)
    return Verdict(
        facts.recognition_effective_on in (None, end),
        gettext_noop("Official member from %(end)s, the end of the twelve months, however late cell or authority act."),
        {"end": end.isoformat()},
    )


def is_late(verdict: Verdict) -> bool:
    """Whether a clock was missed, where its law is known."""
    return verdict.status is False


@rule(
    "recognition.official_date",
    "recognition.cell_deadline",
    "probation.length",
    id="ADM-78",
    needs=["ceremony_on"],
    cured_by="cell",
)
def cell_lateness_is_explained(
    facts: Facts, official: Provision, deadline: Provision, length: Provision, law: Law, calendar: Calendar
) -> Verdict:
    in_time = cell_considers_in_time(facts, deadline, length, law=law, calendar=calendar)
    return _explained(in_time, facts.cell_lateness_explained, official)


@rule(
    "recognition.official_date",
    "recognition.decision_deadline",
    "decision.extension",
    "decision.extensions_max",
    id="ADM-78",
    needs=["recognition_resolved_on"],
    cured_by="authority",
)
def decision_lateness_is_explained(
    facts: Facts,
    official: Provision,
    length: Provision,
    extension: Provision,
    most: Provision,
    law: Law,
    calendar: Calendar,
) -> Verdict:
    in_time = recognition_is_decided_in_time(facts, length, extension, most, law=law, calendar=calendar)
    return _explained(in_time, facts.decision_lateness_explained, official)


def _explained(in_time: Verdict, explained: bool | None, official: Provision) -> Verdict:
    cites = (official, *in_time.cites)
    if not is_late(in_time):
        message = gettext_noop("Does not apply: nothing is late.") if in_time.status else in_time.message
        return Verdict(in_time.status, message, in_time.numbers, in_time.certainty, cites)
    return Verdict(
        bool(explained),
        gettext_noop("Due on %(due)s and late: who is responsible explains in writing. The official date stays."),
        in_time.numbers,
        in_time.certainty,
        cites,
    )


@rule("votes.max_before_escalation", id="ADM-79", needs=["failed_votes"])
def votes_are_left(facts: Facts, most: Provision) -> Verdict:
    """Of recognition or removal, counted by body."""
    again = after_attempt(facts.failed_votes, most) is AfterAttempt.VOTE_AGAIN
    numbers: dict[str, Number] = {"failed": facts.failed_votes, "max": most.value}
    if again:
        message = gettext_noop(
            "Votes below the ratio so far: %(failed)s. After %(max)s the superior and the competent committee decide."
        )
    else:
        message = gettext_noop(
            "%(failed)s votes were below the ratio: the superior and the competent committee decide."
        )
    return Verdict(again, message, numbers)


@rule("recognition.announced_at", id="ADM-81", needs=["recognition_decided_on"], cured_by="cell")
def recognition_is_announced(facts: Facts, announced: Provision) -> Verdict:
    """No text sets a number of days."""
    if facts.recognition_announced_on is None:
        return Verdict(
            False, gettext_noop("The decision is announced at the next meeting of the cell; no number of days is set.")
        )
    return Verdict(
        True,
        gettext_noop("Announced in the cell on %(day)s."),
        {"day": facts.recognition_announced_on.isoformat()},
    )


@rule("card.only_official", id="ADM-96", cured_by="authority")
def card_goes_to_official_member(facts: Facts, only: Provision) -> Verdict:
    if facts.recognition_decided_on is None:
        return not_known(facts, "recognition_decided_on")
    return Verdict(
        True,
        gettext_noop("Recognised by the decision of %(day)s: an official member holds a card."),
        {"day": facts.recognition_decided_on.isoformat()},
    )
