"""Who stays answerable, who is freed, and what discipline delays: DIS-15 to DIS-19."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes import FORM_LABELS, SubjectKind
from discipline.facts import Facts
from discipline.facts.principles import CONVICTION_LABELS, EXCUSE_LABELS, STANDING_LABELS, Conviction, Excuse, Standing
from workflows.calendar import add_months, completed_months
from workflows.law import Law, Provision
from workflows.rules import Number, Status, Verdict, not_known, rule

_NO_ORGANIZATION = gettext_noop("Does not apply: the case is not about an organisation.")


@rule("organization.members_examined", id="DIS-15", needs=["subject_kind"], cured_by="authority")
def members_of_the_organization_are_examined(facts: Facts, examined: Provision) -> Verdict:
    if facts.subject_kind is not SubjectKind.ORGANIZATION:
        return Verdict(True, _NO_ORGANIZATION)
    if facts.members_examined is None:
        return not_known(facts, "members_examined")
    return Verdict(
        facts.members_examined,
        gettext_noop("With the organisation the responsibility of each member, above all the head, is examined."),
    )


@rule("organization.objectors_spared", id="DIS-15", needs=["subject_kind"], cured_by="authority")
def objectors_are_not_disciplined(facts: Facts, spared: Provision) -> Verdict:
    if facts.subject_kind is not SubjectKind.ORGANIZATION:
        return Verdict(True, _NO_ORGANIZATION)
    if facts.objectors_disciplined is None:
        return not_known(facts, "objectors_disciplined")
    return Verdict(
        not facts.objectors_disciplined,
        gettext_noop("A member who took no part or objected is not disciplined with the organisation."),
    )


@rule("subject.stays_answerable", id="DIS-16", needs=["standing"])
def subject_stays_answerable(facts: Facts, answerable: Provision) -> Verdict:
    standing: Standing = facts.standing
    numbers = {"standing": STANDING_LABELS[standing]}
    if standing is Standing.ACTIVE or standing in answerable.value:
        return Verdict(True, gettext_noop("%(standing)s: remains subject to discipline."), numbers)
    return Verdict(Status.HUMAN, gettext_noop("%(standing)s: the text does not name this case."), numbers)


@rule("subject.organization_stays_answerable", id="DIS-16", needs=["standing"])
def organization_stays_answerable(facts: Facts, answerable: Provision) -> Verdict:
    """That it remains subject to discipline; before whom it answers no text read says."""
    standing: Standing = facts.standing
    if standing is Standing.ACTIVE:
        return Verdict(True, gettext_noop("The organisation exists: who stands above it decides."))
    numbers = {"standing": STANDING_LABELS[standing]}
    if standing in answerable.value:
        message = gettext_noop("%(standing)s: remains subject to discipline; before whom it answers is concluded.")
        return Verdict(True, message, numbers)
    return Verdict(Status.HUMAN, gettext_noop("%(standing)s: the text does not name this case."), numbers)


@rule("excuse.grounds", id="DIS-17", needs=["excuse"])
def excuse_is_weighed(facts: Facts, grounds: Provision) -> Verdict:
    excuse: Excuse = facts.excuse
    if excuse is Excuse.NONE:
        return Verdict(True, gettext_noop("Nothing is claimed that frees of discipline."))
    numbers = {"excuse": EXCUSE_LABELS[excuse]}
    if excuse not in grounds.value:
        return Verdict(False, gettext_noop("This does not free of discipline: %(excuse)s."), numbers)
    message = gettext_noop("Whether he is exempt or the form is lighter, the deciding body concludes: %(excuse)s.")
    return Verdict(Status.HUMAN, message, numbers)


@rule(
    "badge.wait.reprimand",
    "badge.wait.warning",
    "badge.wait.removal",
    "period.last_day",
    id="DIS-18",
    needs=["form", "announced_on", "badge_proposed_on"],
    cured_by="authority",
)
def badge_waits_after_discipline(
    facts: Facts, reprimand: Provision, warning: Provision, removal: Provision, edge: Provision
) -> Verdict:
    """The text does not say from when: counted from the announcement (design)."""
    waits = {one.name.rpartition(".")[2]: one for one in (reprimand, warning, removal)}
    wait = waits.get(facts.form.value)
    if wait is None:
        return Verdict(True, gettext_noop("Does not apply: no wait is set for this form."), cites=(reprimand,))
    last = add_months(facts.announced_on, wait.value)
    message = gettext_noop("After the form %(form)s the party badge waits %(months)s months, up to %(last)s.")
    numbers = {"form": FORM_LABELS[facts.form], "months": wait.value, "last": last.isoformat()}
    return Verdict(facts.badge_proposed_on > last, message, numbers, cites=(wait, edge))


@rule(
    "readmission.wait",
    "readmission.wait_after_record",
    "readmission.never_after",
    "readmission.times_max",
    id="DIS-19",
    needs=["expelled_on", "conviction", "readmitted_times"],
)
def readmission_wait_is_over(
    facts: Facts, wait: Provision, after_record: Provision, never: Provision, times: Provision, law: Law
) -> Verdict:
    """Whether an expelled person may ask to be admitted again on the day of the law: that many whole months."""
    conviction: Conviction = facts.conviction
    if conviction in never.value:
        message = gettext_noop("Is never admitted again: %(conviction)s.")
        return Verdict(False, message, {"conviction": CONVICTION_LABELS[conviction]}, cites=(never,))
    if facts.readmitted_times >= times.value:
        return Verdict(False, gettext_noop("Admission again is open only once."), cites=(times,))
    convicted = conviction is not Conviction.NONE
    start, length = (facts.record_cleared_on, after_record) if convicted else (facts.expelled_on, wait)
    if start is None:
        return not_known(facts, "record_cleared_on")
    months = completed_months(start, law.on)
    message = gettext_noop("%(months)s whole months since %(start)s; admission again takes at least %(min)s.")
    numbers: dict[str, Number] = {"months": max(0, months), "start": start.isoformat(), "min": length.value}
    return Verdict(months >= length.value, message, numbers, cites=(length,))
