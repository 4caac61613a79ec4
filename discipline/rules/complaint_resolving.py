"""How a complaint is resolved: DIS-120 to DIS-125, and the line of those struck off the list: DIS-127."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes import FORM_LABELS, Form
from discipline.codes_complaint import (
    ASPECT_LABELS,
    BAR_LABELS,
    HEARD_LABELS,
    LEVEL_LABELS,
    ORGAN_LABELS,
    OUTCOME_LABELS,
    PREPARER_LABELS,
    Aspect,
    ComplaintBar,
    ComplaintOutcome,
    Heard,
    Preparer,
)
from discipline.complaint_window import governing
from discipline.facts import Facts
from discipline.facts.complaint import PartyHearing
from discipline.rules.lengths import end_of, within
from workflows.calendar import Calendar
from workflows.law import Law, Provision
from workflows.rules import Number, Status, Verdict, not_known, rule

_SEVERITY = list(Form)
_DUE = gettext_noop("Received on %(start)s, to be resolved until %(due)s, %(days)s %(unit)s after.")
_OVERDUE = gettext_noop("Received on %(start)s, it had to be resolved until %(due)s, %(days)s %(unit)s after.")


@rule("complaint.suspends", id="DIS-120", needs=["complaint_enforcement_stopped"], cured_by="cell")
def decision_is_obeyed_meanwhile(facts: Facts, suspends: Provision) -> Verdict:
    return Verdict(
        suspends.value or not facts.complaint_enforcement_stopped,
        gettext_noop("A complaint suspends nothing: the decision is carried out meanwhile."),
    )


@rule(
    "complaint.resolution",
    "complaint.resolution_central",
    id="DIS-121",
    needs=["complaint_received_on", "complaint_at_centre"],
    cured_by="authority",
)
def complaint_resolved_in_time(
    facts: Facts, below: Provision, central: Provision, law: Law, calendar: Calendar
) -> Verdict:
    """By the law of the day on which the right to complain arose."""
    name = central.name if facts.complaint_at_centre else below.name
    then = governing(facts, law)
    length = then.get(name)
    if length is None:
        return Verdict(
            Status.NOT_IN_FORCE,
            gettext_noop("No regulation in force on %(day)s asks this."),
            {"day": then.on.isoformat()},
        )
    end = end_of(facts.complaint_received_on, length, calendar)
    day = facts.complaint_resolved_on or law.on
    numbers = {**end.numbers, "day": day.isoformat()}
    return Verdict(day <= end.due, _DUE if day <= end.due else _OVERDUE, numbers, end.certainty, (length,))


@rule(
    "complaint.resolution",
    "complaint.resolution_central",
    id="DIS-121",
    needs=["complaint_received_on", "complaint_at_centre"],
    cured_by="authority",
)
def complainant_is_notified(
    facts: Facts, below: Provision, central: Provision, law: Law, calendar: Calendar
) -> Verdict:
    """Of the receipt, and of the time that ran out."""
    if facts.complaint_receipt_notified is None:
        return not_known(facts, "complaint_receipt_notified")
    if not facts.complaint_receipt_notified:
        return Verdict(False, gettext_noop("The complainant is notified that the complaint is received."))
    timely = complaint_resolved_in_time(facts, below, central, law=law, calendar=calendar)
    if timely.status is False and not facts.complaint_overrun_notified:
        return Verdict(
            None if facts.complaint_overrun_notified is None else False,
            gettext_noop("The time ended on %(due)s; the complainant is notified of it."),
            timely.numbers,
        )
    return Verdict(True, gettext_noop("The complainant is notified of the receipt, and of a time that ran out."))


@rule("complaint.outcomes", id="DIS-122", needs=["complaint_outcome", "contested_form"])
def outcome_fits_its_form(facts: Facts, outcomes: Provision) -> Verdict:
    """Reduced is lighter, increased is heavier, upheld is the same; cancelled has no form."""
    outcome, before, after = facts.complaint_outcome, facts.contested_form, facts.complaint_new_form
    numbers = {"outcome": OUTCOME_LABELS[outcome], "before": FORM_LABELS[before]}
    if outcome not in outcomes.value:
        return Verdict(False, gettext_noop("The law knows no such outcome: %(outcome)s."), numbers)
    if outcome in (ComplaintOutcome.CANCEL, ComplaintOutcome.EXAMINE_ANEW):
        return Verdict(after is None, gettext_noop("A decision that is cancelled leaves no form of discipline."))
    if after is None:
        return not_known(facts, "complaint_new_form")
    rank = _SEVERITY.index(after) - _SEVERITY.index(before)
    fits = {ComplaintOutcome.UPHOLD: rank == 0, ComplaintOutcome.REDUCE: rank < 0, ComplaintOutcome.INCREASE: rank > 0}
    return Verdict(
        fits[outcome],
        gettext_noop("Outcome: %(outcome)s; from “%(before)s” to “%(after)s”."),
        {**numbers, "after": FORM_LABELS[after]},
    )


@rule("complaint.increase_beyond_power", id="DIS-122", needs=["complaint_outcome"], cured_by="superior")
def increase_is_within_power(facts: Facts, beyond: Provision) -> Verdict:
    if facts.complaint_outcome is not ComplaintOutcome.INCREASE:
        return Verdict(True, gettext_noop("Does not apply: the form is not increased."))
    if facts.complaint_new_form is None or facts.complaint_power is None:
        missing = [name for name in ("complaint_new_form", "complaint_power") if getattr(facts, name) is None]
        return not_known(facts, *missing)
    return Verdict(
        facts.complaint_new_form in facts.complaint_power,
        gettext_noop("A form beyond the power of the resolving body is submitted to the superior: %(form)s."),
        {"form": FORM_LABELS[facts.complaint_new_form]},
    )


@rule("complaint.verified", id="DIS-123", needs=["complaint_verified"], cured_by="authority")
def verification_covers_everything(facts: Facts, aspects: Provision) -> Verdict:
    missing = [ASPECT_LABELS[one] for one in map(Aspect, aspects.value) if one not in facts.complaint_verified]
    return Verdict(
        not missing,
        gettext_noop("The verification covers content, form, and procedure and power; missing: %(missing)s."),
        {"missing": missing or gettext_noop("nothing")},
    )


@rule("complaint.heard", id="DIS-123", needs=["complaint_hearings"], cured_by="authority")
def parties_are_heard(facts: Facts, parties: Provision) -> Verdict:
    """By whichever body has had the complaint: no text asks all three again after a submission up."""
    heard = {hearing.party for hearing in facts.complaint_hearings}
    missing = [HEARD_LABELS[one] for one in map(Heard, parties.value) if one not in heard]
    return Verdict(
        not missing,
        gettext_noop("The complainant, the body that decided and the cell are heard; missing: %(missing)s."),
        {"missing": missing or gettext_noop("nothing")},
    )


@rule("hearing.required", id="DIS-77", needs=["complaint_hearings", "complaint_to"], cured_by="authority")
def complainant_was_heard(facts: Facts, required: Provision, law: Law) -> Verdict:
    """By a representative of exactly the body that votes, before its meeting: at every level that decides or changes
    the form, so also where the complaint was submitted up.

    A refusal needs its documented reason. A hearing on the day of the meeting itself: the minutes must show the order.
    """
    place = facts.complaint_to
    numbers: dict[str, Number] = {"organ": ORGAN_LABELS[place.organ], "level": LEVEL_LABELS[place.level]}
    own = [
        hearing
        for hearing in facts.complaint_hearings
        if hearing.party is Heard.COMPLAINANT and hearing.place == place and _of_body(hearing, facts)
    ]
    if not own:
        message = gettext_noop("The complainant has not been heard for the body that votes: %(organ)s, %(level)s.")
        return Verdict(False, message, numbers)
    if any(hearing.refused and hearing.reason for hearing in own):
        message = gettext_noop("He was not heard for %(organ)s, %(level)s: documented with its reason.")
        return Verdict(True, message, numbers)
    heard = [hearing.on for hearing in own if not hearing.refused and hearing.on and hearing.representative]
    if not heard:
        message = gettext_noop(
            "For %(organ)s, %(level)s the hearing lacks its day or its representative, or the refusal its reason."
        )
        return Verdict(False, message, numbers)
    first, meeting = min(heard), facts.meeting_day
    numbers |= {"day": first.isoformat()}
    if meeting is None:
        message = gettext_noop("Heard for %(organ)s, %(level)s on %(day)s.")
        return Verdict(first <= law.on, message, numbers)
    numbers |= {"meeting": meeting.isoformat()}
    if first == meeting:
        message = gettext_noop(
            "Heard for %(organ)s, %(level)s on the day of the meeting itself, %(day)s: the minutes must show that it"
            " came first."
        )
        return Verdict(Status.HUMAN, message, numbers)
    message = gettext_noop("Heard for %(organ)s, %(level)s on %(day)s, for the meeting of %(meeting)s.")
    return Verdict(first < meeting, message, numbers)


def _of_body(hearing: PartyHearing, facts: Facts) -> bool:
    return not facts.complaint_body or not hearing.body or hearing.body == facts.complaint_body


@rule("complaint.mixed", id="DIS-124", needs=["complaint_denounces"], cured_by="authority")
def mixed_complaint_is_parted(facts: Facts, mixed: Provision) -> Verdict:
    if not facts.complaint_denounces:
        return Verdict(True, gettext_noop("Does not apply: the complaint denounces nobody."))
    if facts.complaint_guided_to_denounce is None:
        return not_known(facts, "complaint_guided_to_denounce")
    return Verdict(
        facts.complaint_guided_to_denounce,
        gettext_noop("The complaint is resolved; for what it denounces, the sender is guided to denounce separately."),
    )


@rule(
    "complaint.withdrawal_free",
    id="DIS-125",
    needs=["complaint_withdrawn_in_writing", "complaint_withdrawal_urged"],
    cured_by="complainant",
)
def complaint_withdrawn_freely(facts: Facts, free: Provision) -> Verdict:
    return Verdict(
        facts.complaint_withdrawn_in_writing and not facts.complaint_withdrawal_urged,
        gettext_noop("A complaint ends only by the complainant's own written wish; nobody may urge it."),
    )


@rule("strike_off.complaint_window", "strike_off.complaint_starts", id="DIS-127", needs=["strike_off_received_on"])
def strike_off_complaint_is_in_time(
    facts: Facts, window: Provision, starts: Provision, law: Law, calendar: Calendar
) -> Verdict:
    return within(
        facts.strike_off_received_on,
        window,
        facts.complained_on,
        gettext_noop("In time: a complaint may be made until %(due)s, %(days)s %(unit)s from %(start)s."),
        gettext_noop("The time for a complaint ended on %(due)s, %(days)s %(unit)s from %(start)s."),
        law=law,
        calendar=calendar,
    )


@rule(
    "strike_off.resolution",
    "strike_off.resolution_central",
    id="DIS-127",
    needs=["strike_off_received_on", "complaint_received_on", "complaint_at_centre"],
    cured_by="authority",
)
def strike_off_resolved_in_time(
    facts: Facts, below: Provision, central: Provision, law: Law, calendar: Calendar
) -> Verdict:
    length = central if facts.complaint_at_centre else below
    return within(
        facts.complaint_received_on, length, facts.complaint_resolved_on, _DUE, _OVERDUE, law=law, calendar=calendar
    )


@rule("strike_off.prepared_by", id="DIS-127", needs=["strike_off_prepared_by"], cured_by="authority")
def strike_off_is_prepared_by_its_department(facts: Facts, preparer: Provision) -> Verdict:
    return Verdict(
        facts.strike_off_prepared_by == preparer.value,
        gettext_noop("A complaint about being struck off is prepared by %(preparer)s."),
        {"preparer": PREPARER_LABELS[Preparer(preparer.value)]},
    )


@rule("strike_off.resolved_by", id="DIS-127", needs=["strike_off_received_on", "complaint_to"], cured_by="complainant")
def strike_off_goes_to_a_committee(facts: Facts, resolved_by: Provision) -> Verdict:
    return Verdict(
        facts.complaint_to.organ in resolved_by.value,
        gettext_noop(
            "A complaint about being struck off goes to the superior committee, up to the Secretariat: %(organ)s,"
            " %(level)s."
        ),
        {"organ": ORGAN_LABELS[facts.complaint_to.organ], "level": LEVEL_LABELS[facts.complaint_to.level]},
    )


@rule("strike_off.barred", id="DIS-127", needs=["strike_off_received_on", "complaint_proofs"])
def strike_off_complaint_is_not_barred(facts: Facts, grounds: Provision) -> Verdict:
    """The grounds that a paper on file proves, of those of this line."""
    found = [BAR_LABELS[one] for one in map(ComplaintBar, grounds.value) if one in facts.complaint_proofs]
    return Verdict(
        not found,
        gettext_noop("Grounds not to handle the complaint about being struck off: %(grounds)s."),
        {"grounds": found or gettext_noop("none")},
    )
