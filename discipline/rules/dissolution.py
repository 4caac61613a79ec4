"""How an organisation is dissolved: proposed, decided a level higher, wound up (DIS-66)."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes import Form
from discipline.facts import Facts
from workflows.calendar import Calendar
from workflows.law import Law, Provision, Ratio
from workflows.rules import Number, Verdict, not_known, rule

_NO_DISSOLUTION = gettext_noop("Does not apply: no organisation is dissolved.")


def _reached(ratio: Ratio, yes: int, base: int) -> bool:
    return base > 0 and yes <= base and ratio.reached(yes, base)


@rule("dissolution.proposal_ratio", "dissolution.decision_ratio", id="DIS-66", needs=["form"], cured_by="superior")
def dissolution_is_proposed_then_decided(facts: Facts, proposed: Provision, decided: Provision) -> Verdict:
    """The committee directly above the organisation proposes, the one a level higher decides."""
    if facts.form is not Form.DISSOLUTION:
        return Verdict(True, _NO_DISSOLUTION)
    missing = [name for name in ("proposal_base", "proposal_yes") if getattr(facts, name) is None]
    if missing:
        return not_known(facts, *missing)
    numbers: dict[str, Number] = {
        "yes": facts.proposal_yes,
        "base": facts.proposal_base,
        "ratio": str(proposed.value),
        "min": proposed.value.minimum(facts.proposal_base),
    }
    if not _reached(proposed.value, facts.proposal_yes, facts.proposal_base):
        text = gettext_noop(
            "Dissolution: %(yes)s of %(base)s members of the committee directly above propose it; %(ratio)s needs"
            " %(min)s."
        )
        return Verdict(False, text, numbers, cites=(proposed,))
    missing = [name for name in ("dissolution_base", "dissolution_yes") if getattr(facts, name) is None]
    if missing:
        return not_known(facts, *missing)
    numbers = {
        "proposing": facts.proposal_yes,
        "yes": facts.dissolution_yes,
        "base": facts.dissolution_base,
        "ratio": str(decided.value),
        "min": decided.value.minimum(facts.dissolution_base),
    }
    text = gettext_noop(
        "Dissolution, proposed by %(proposing)s members of the committee directly above: %(yes)s of %(base)s a level"
        " higher are for it; %(ratio)s needs %(min)s."
    )
    return Verdict(_reached(decided.value, facts.dissolution_yes, facts.dissolution_base), text, numbers)


@rule("dissolution.proposal_ratio", id="DIS-66", needs=["form"], cured_by="superior")
def dissolution_was_proposed(facts: Facts, ratio: Provision) -> Verdict:
    """Before the committee a level higher votes: the one directly above the organisation has proposed it."""
    if facts.form is not Form.DISSOLUTION:
        return Verdict(True, _NO_DISSOLUTION)
    missing = [name for name in ("proposal_base", "proposal_yes") if getattr(facts, name) is None]
    if missing:
        return not_known(facts, *missing)
    numbers: dict[str, Number] = {
        "yes": facts.proposal_yes,
        "base": facts.proposal_base,
        "ratio": str(ratio.value),
        "min": ratio.value.minimum(facts.proposal_base),
    }
    text = gettext_noop(
        "Dissolution: %(yes)s of %(base)s members of the committee directly above propose it; %(ratio)s needs %(min)s."
    )
    return Verdict(_reached(ratio.value, facts.proposal_yes, facts.proposal_base), text, numbers)


@rule("dissolution.winding_up", id="DIS-66", needs=["dissolved_on"], cured_by="superior")
def dissolved_organisation_is_wound_up(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    """Files and seal are collected and the members moved within so many working days of the decision."""
    of_that_day = law.at(facts.dissolved_on).get(length.name)
    if of_that_day is None:
        return Verdict(None, gettext_noop("On the day of the dissolution no loaded regulation set this time."))
    due = calendar.add_working_days(facts.dissolved_on, of_that_day.value)
    done = facts.wound_up_on or law.on
    numbers: dict[str, Number] = {"days": of_that_day.value, "due": due.isoformat(), "done": done.isoformat()}
    text = gettext_noop("Files, seal and members: %(days)s working days, until %(due)s; as of %(done)s.")
    return Verdict(done <= due, text, numbers, calendar.certainty_between(facts.dissolved_on, due), (of_that_day,))
