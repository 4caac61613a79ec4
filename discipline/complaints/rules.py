"""What must hold at each step of a complaint: which rule stops it, which is only shown."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.complaint_window import governing, start_of
from discipline.facts import Facts
from discipline.rules.complaint import (
    complaint_follows_the_announcement,
    complaint_is_at_the_next_instance,
    complaint_is_in_time,
    complaint_is_own,
    complaint_is_to_one_body,
    complaint_may_go_on,
    resolver_is_not_the_decider,
    resolver_took_no_part,
)
from discipline.rules.complaint_bars import (
    COMPLAINT_BARS,
    complaint_decision_was_not_refused,
    complaint_is_not_finally_decided,
    complaint_is_not_pending,
    rejection_is_notified,
    rejection_names_proven_grounds,
)
from discipline.rules.complaint_resolving import (
    complainant_is_notified,
    complainant_was_heard,
    complaint_resolved_in_time,
    complaint_withdrawn_freely,
    decision_is_obeyed_meanwhile,
    increase_is_within_power,
    mixed_complaint_is_parted,
    outcome_fits_its_form,
    parties_are_heard,
    verification_covers_everything,
)
from discipline.rules.gates import vote_decides, vote_proposes
from discipline.rules.lengths import end_of
from discipline.rules.voting import vote_is_secret
from workflows.calendar import Calendar
from workflows.law import Law, Provision
from workflows.rules import StepRules, Verdict, not_known, rule


@rule("complaint.again", id="DIS-126", cured_by="member")
def complaint_has_run_its_course(facts: Facts, again: Provision, law: Law, calendar: Calendar) -> Verdict:
    """The other side of ``complaint_may_go_on``: the last level has answered, or nobody complained in time."""
    if facts.complaint_final:
        return Verdict(True, gettext_noop("The last instance has decided; there is no further complaint."))
    refused = governing(facts, law).get("complaint.barred_refused")
    if facts.contested_refused and refused is not None:
        text = gettext_noop("He refused to receive the answer: there is no further complaint.")
        return Verdict(True, text, cites=(refused,))
    start = start_of(facts, law)
    if start is None or isinstance(start, str):
        return not_known(facts, start or "contested_announced_on")
    end = end_of(start.on, start.length, calendar)
    over = law.on > end.due
    text = (
        gettext_noop("The time for a complaint ended on %(due)s, %(days)s %(unit)s from %(start)s.")
        if over
        else gettext_noop("He may still complain to the next instance until %(due)s.")
    )
    return Verdict(over, text, end.numbers, end.certainty, (start.length, start.starts))


@rule("complaint.ladder", id="DIS-117", needs=["complaint_to"], cured_by="authority")
def complaint_belongs_elsewhere(facts: Facts, chain: Provision, law: Law) -> Verdict:
    """The other side of ``complaint_is_at_the_next_instance``: only then it is sent to another level."""
    here = complaint_is_at_the_next_instance(facts, chain, law=law)
    if here.status is True:
        return Verdict(False, gettext_noop("This is the next instance: it is handled here."), cites=here.cites)
    return Verdict(True if here.status is False else here.status, here.message, here.numbers, cites=here.cites)


#: He complains himself: what he can put right is told at once, and nothing is entered.
TO_COMPLAIN = StepRules(
    blocks=(
        complaint_is_own,
        complaint_is_not_pending,
        complaint_is_not_finally_decided,
        complaint_decision_was_not_refused,
        resolver_is_not_the_decider,
        complaint_is_at_the_next_instance,
        complaint_is_in_time,
        complaint_is_to_one_body,
    ),
    # refused at the field of the day
    flags=(complaint_follows_the_announcement,),
)
#: What came by post is entered even where it will not be handled, so that he gets his notice.
TO_ENTER = StepRules(
    blocks=(complaint_is_not_pending, resolver_is_not_the_decider),
    flags=(
        complaint_follows_the_announcement,
        complaint_is_own,
        complaint_is_at_the_next_instance,
        complaint_is_in_time,
        complaint_is_to_one_body,
    ),
)
TO_REDIRECT = StepRules(blocks=(), gates=(complaint_belongs_elsewhere,))
TO_REJECT = StepRules(blocks=(rejection_names_proven_grounds, rejection_is_notified))
TO_ACCEPT = StepRules(
    blocks=(
        *COMPLAINT_BARS.values(),
        complaint_follows_the_announcement,
        complaint_may_go_on,
        resolver_is_not_the_decider,
        complaint_is_at_the_next_instance,
    ),
    flags=(
        complaint_is_in_time,
        complaint_is_to_one_body,
        mixed_complaint_is_parted,
        complainant_is_notified,
        decision_is_obeyed_meanwhile,
    ),
)
TO_PARTIES = StepRules(blocks=(verification_covers_everything,), flags=(mixed_complaint_is_parted,))
_BEFORE_VOTE = (
    resolver_is_not_the_decider,
    resolver_took_no_part,
    verification_covers_everything,
    parties_are_heard,
    complainant_was_heard,
)
_LATE = (complaint_resolved_in_time, complainant_is_notified)
TO_MEETING = StepRules(blocks=(parties_are_heard, complainant_was_heard, resolver_took_no_part), flags=_LATE)
TO_MEET_ABOVE = StepRules(
    blocks=(resolver_is_not_the_decider, parties_are_heard, complainant_was_heard, resolver_took_no_part), flags=_LATE
)
ANSWERS = StepRules(blocks=(*_BEFORE_VOTE, vote_is_secret), flags=_LATE, gates=(vote_decides,))
PROPOSES = StepRules(blocks=(*_BEFORE_VOTE, vote_is_secret), flags=_LATE, gates=(vote_proposes,))
ANSWERED = StepRules(blocks=_BEFORE_VOTE, flags=_LATE, gates=(vote_decides,))
PROPOSED = StepRules(blocks=_BEFORE_VOTE, flags=_LATE, gates=(vote_proposes,))
TO_SIGN = StepRules(blocks=(outcome_fits_its_form, increase_is_within_power), flags=_LATE)
TO_BE_FINAL = StepRules(blocks=(complaint_has_run_its_course,))
TO_WITHDRAW = StepRules(blocks=(complaint_withdrawn_freely,))
