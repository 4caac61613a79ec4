"""Wrong discipline, apology and restoration: DIS-128 to DIS-131."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes import FORM_LABELS, Form
from discipline.codes_complaint import APOLOGISER_LABELS, RESTORED_LABELS, Restored
from discipline.facts import Facts
from workflows.law import Provision
from workflows.rules import Status, Verdict, not_known, rule


@rule("wrong.concluded", id="DIS-128", needs=["wrong_no_violation", "wrong_cancelled"], cured_by="authority")
def discipline_was_wrong(facts: Facts, concluded: Provision) -> Verdict:
    """Of the living, the deceased, the incapacitated, the missing, and of organisations alike."""
    return Verdict(
        facts.wrong_no_violation and facts.wrong_cancelled,
        gettext_noop(
            "Wrong is a discipline of which the competent body concludes that no violation deserved it, and cancels it."
        ),
    )


@rule("wrong.apologises", id="DIS-129", cured_by="authority")
def wrong_discipline_is_apologised(facts: Facts, bodies: Provision) -> Verdict:
    """When and where is not known to any loaded text (U-06): until there is an apology, a person decides."""
    if facts.wrong_apology_by is None or facts.wrong_apology_public is None:
        return Verdict(
            Status.HUMAN,
            gettext_noop(
                "The body that decided, its successor or its superior apologises publicly. No loaded text says when"
                " and where: the person in charge decides."
            ),
        )
    return Verdict(
        facts.wrong_apology_public and facts.wrong_apology_by in bodies.value,
        gettext_noop("The body that decided, its successor or its superior apologises publicly; here: %(body)s."),
        {"body": APOLOGISER_LABELS[facts.wrong_apology_by]},
    )


@rule(
    "wrong.restores_reprimand",
    "wrong.restores_warning",
    "wrong.restores_removal",
    "wrong.restores_expulsion",
    "wrong.on_request",
    id="DIS-130",
    needs=["wrong_form", "wrong_restored"],
    cured_by="authority",
)
def restoration_fits_the_form(
    facts: Facts,
    reprimand: Provision,
    warning: Provision,
    removal: Provision,
    expulsion: Provision,
    on_request: Provision,
) -> Verdict:
    by_form = {
        Form.REPRIMAND: reprimand,
        Form.WARNING: warning,
        Form.REMOVAL: removal,
        Form.EXPULSION: expulsion,
    }
    form = facts.wrong_form
    numbers = {"form": FORM_LABELS[form]}
    if form not in by_form:
        return Verdict(Status.HUMAN, gettext_noop("No loaded text says what is restored after: %(form)s."), numbers)
    due = by_form[form]
    if form in on_request.value:
        if facts.wrong_restoration_requested is None:
            return not_known(facts, "wrong_restoration_requested")
        if not facts.wrong_restoration_requested:
            return Verdict(True, gettext_noop("Restored on request only, and nobody has asked: %(form)s."), numbers)
    return Verdict(
        Restored(due.value) in facts.wrong_restored,
        gettext_noop("After a wrong “%(form)s” is given back: %(restored)s."),
        {**numbers, "restored": RESTORED_LABELS[Restored(due.value)]},
        cites=(due,),
    )


@rule("wrong.quality_kept", "wrong.party_age_restored", id="DIS-131", needs=["wrong_quality_kept"])
def restored_member_kept_his_quality(facts: Facts, kept: Provision, party_age: Provision) -> Verdict:
    return Verdict(
        facts.wrong_quality_kept,
        gettext_noop("Who has kept a member's quality since is restored, the Party age included."),
    )


@rule("wrong.recorded_in", id="DIS-131", needs=["wrong_recorded"], cured_by="cell")
def restoration_is_recorded(facts: Facts, item: Provision) -> Verdict:
    return Verdict(facts.wrong_recorded, gettext_noop("The restoration is recorded in the curriculum vitae, item 27c."))
