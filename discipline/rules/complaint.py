"""Who may complain, until when, and to which body: DIS-112 to DIS-114, DIS-117 to DIS-119, DIS-126."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes_complaint import LEVEL_LABELS, ORGAN_LABELS, Level
from discipline.complaint_window import (
    EARLY,
    EARLY_STARTS,
    STARTS,
    WINDOW,
    governing,
    start_of,
)
from discipline.facts import Facts
from discipline.ladder import CHAIN, PathError, Place, Step, is_final, ladder, next_instance
from discipline.rules.lengths import end_of
from workflows.calendar import Calendar
from workflows.law import Law, NotInForce, Provision
from workflows.rules import Number, Status, Verdict, not_known, rule

_LADDER_FACTS = ["complaint_decider", "complaint_path", "complaint_took_part", "complaint_passed", "contested_form"]
_OTHER_LAW = gettext_noop("No regulation in force on %(day)s asks this.")
_NOT_IN_ORDER = gettext_noop("The levels of the organisation are not in order; the next instance cannot be told.")


@rule("complaint.own", id="DIS-112", needs=["complainant_is_subject"], cured_by="complainant")
def complaint_is_own(facts: Facts, own: Provision) -> Verdict:
    return Verdict(
        facts.complainant_is_subject,
        gettext_noop("Only the disciplined member or organisation complains, nobody on their behalf."),
    )


@rule(WINDOW, STARTS, optional=[EARLY, EARLY_STARTS], id="DIS-113")
def complaint_is_in_time(
    facts: Facts,
    window: Provision,
    starts: Provision,
    early: Provision | None,
    early_starts: Provision | None,
    law: Law,
    calendar: Calendar,
) -> Verdict:
    """By the law of the day on which the right arose. Where two readings are possible the later one decides, and a
    complaint after the earlier one is told so (U-03).
    """
    start = start_of(facts, law)
    if start is None:
        return Verdict(Status.NOT_IN_FORCE, _OTHER_LAW, {"day": governing(facts, law).on.isoformat()})
    if isinstance(start, str):
        return not_known(facts, start)
    end = end_of(start.on, start.length, calendar)
    day = facts.complained_on or law.on
    numbers = {**end.numbers, "day": day.isoformat()}
    cites: tuple[Provision, ...] = (start.length, start.starts)
    if day > end.due:
        late = gettext_noop("The time for a complaint ended on %(due)s, %(days)s %(unit)s from %(start)s.")
        return Verdict(False, late, numbers, end.certainty, cites)
    message = gettext_noop("In time: a complaint may be made until %(due)s, %(days)s %(unit)s from %(start)s.")
    earlier = start_of(facts, law, EARLY, EARLY_STARTS)
    if earlier is not None and not isinstance(earlier, str):
        first = end_of(earlier.on, earlier.length, calendar)
        cites = (*cites, earlier.length, earlier.starts)
        numbers["early"] = first.due.isoformat()
        if day > first.due:
            message = gettext_noop(
                "Accepted with a warning: by one reading of the law the time ended on %(early)s, by the later one it"
                " lasts until %(due)s (%(days)s %(unit)s from %(start)s)."
            )
    return Verdict(True, message, numbers, end.certainty, cites)


@rule(WINDOW, STARTS, id="DIS-113", needs=["complained_on", "contested_announced_on"], cured_by="complainant")
def complaint_follows_the_announcement(facts: Facts, window: Provision, starts: Provision, law: Law) -> Verdict:
    """The time to complain begins with the announcement or the receipt: before, there is nothing to complain about."""
    announced, then = facts.contested_announced_on, governing(facts, law)
    numbers = {"day": facts.complained_on.isoformat(), "announced": announced.isoformat()}
    cites = tuple(found for name in (WINDOW, STARTS) if (found := then.get(name)) is not None)
    if facts.complained_on < announced:
        early = gettext_noop("The complaint is of %(day)s; the decision complained of was announced on %(announced)s.")
        return Verdict(False, early, numbers, cites=cites)
    return Verdict(True, gettext_noop("The complaint follows the announcement of %(announced)s."), numbers, cites=cites)


@rule("complaint.one_body", id="DIS-114", needs=["complaint_addressees"], cured_by="complainant")
def complaint_is_to_one_body(facts: Facts, one: Provision) -> Verdict:
    """Not to several bodies at once; that no level is skipped is the ladder's."""
    return Verdict(
        facts.complaint_addressees == one.value,
        gettext_noop("A complaint goes to %(max)s body at a time; this one goes to %(count)s."),
        {"max": one.value, "count": facts.complaint_addressees},
    )


@rule(CHAIN, id="DIS-117", needs=[*_LADDER_FACTS, "complaint_to"], cured_by="complainant")
def complaint_is_at_the_next_instance(facts: Facts, chain: Provision, law: Law) -> Verdict:
    steps = _ladder(facts, law)
    if isinstance(steps, Verdict):
        return steps
    last = facts.complaint_passed[-1] if facts.complaint_passed else None
    if last is not None and is_final(steps, last):
        return Verdict(False, gettext_noop("The last instance has decided; there is no further complaint."))
    step = next_instance(steps, last)
    if step is None:
        return Verdict(None, gettext_noop("The levels recorded do not reach the next instance."))
    return Verdict(
        step.place == facts.complaint_to,
        gettext_noop("The complaint goes to the next instance, no level skipped: %(organ)s, %(level)s."),
        _named(step.place),
        cites=(step.provision,),
    )


@rule("complaint.not_the_decider", id="DIS-118", needs=["complaint_decider", "complaint_took_part", "complaint_to"])
def resolver_is_not_the_decider(facts: Facts, not_it: Provision) -> Verdict:
    """Of the Centre's own decisions the Central Committee is the last instance, whoever decided (DIS-119)."""
    barred = {facts.complaint_decider, *facts.complaint_took_part}
    own = facts.complaint_decider.level is Level.CENTRE
    return Verdict(
        own or facts.complaint_to not in barred,
        gettext_noop(
            "No body resolves a complaint about a decision that it made or took part in: %(organ)s, %(level)s."
        ),
        _named(facts.complaint_to),
    )


@rule("complaint.resolvers_apart", id="DIS-118", needs=["complaint_deciders_resolving"])
def resolver_took_no_part(facts: Facts, most: Provision) -> Verdict:
    return Verdict(
        facts.complaint_deciders_resolving <= most.value,
        gettext_noop("Persons resolving the complaint who took part in the decision: %(count)s."),
        {"count": facts.complaint_deciders_resolving},
    )


@rule(CHAIN, id="DIS-119", needs=[*_LADDER_FACTS, "complaint_final"])
def only_the_last_instance_is_final(facts: Facts, chain: Provision, law: Law) -> Verdict:
    """What is recorded as final must have been decided by the last instance of the form."""
    steps = _ladder(facts, law)
    if isinstance(steps, Verdict):
        return steps
    passed = facts.complaint_passed
    spoken = bool(passed) and is_final(steps, passed[-1])
    if not any(step.final for step in steps):
        return Verdict(
            False if facts.complaint_final else None,
            gettext_noop("No loaded text and no recorded level tell which instance is the last for this form."),
        )
    last = steps[-1]
    return Verdict(
        spoken == facts.complaint_final,
        gettext_noop("Final is what the last instance decides: %(organ)s, %(level)s."),
        _named(last.place),
        cites=(last.provision,),
    )


@rule("complaint.again", id="DIS-126", needs=["complaint_passed", "complaint_final"])
def complaint_may_go_on(facts: Facts, again: Provision) -> Verdict:
    """After each level, within the same time (see DIS-113, whose days are then those of the last answer)."""
    if not facts.complaint_passed:
        return Verdict(True, gettext_noop("Does not apply: this is the first complaint."))
    return Verdict(
        not facts.complaint_final,
        gettext_noop("After each level there may be a further complaint, until the last instance has decided."),
    )


def _ladder(facts: Facts, law: Law) -> tuple[Step, ...] | Verdict:
    then = governing(facts, law)
    try:
        return ladder(
            then,
            decided_by=facts.complaint_decider,
            path=facts.complaint_path,
            form=facts.contested_form,
            took_part=facts.complaint_took_part,
        )
    except NotInForce:
        return Verdict(Status.NOT_IN_FORCE, _OTHER_LAW, {"day": then.on.isoformat()})
    except PathError:
        return Verdict(None, _NOT_IN_ORDER)


def _named(place: Place) -> dict[str, Number]:
    return {"organ": ORGAN_LABELS[place.organ], "level": LEVEL_LABELS[place.level]}
