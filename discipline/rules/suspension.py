"""Suspension of party activity, of committee activity and of an organisation: DIS-105 to DIS-111."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.facts import Facts
from discipline.facts.criminal import GROUND_LABELS, SUSPENDED_LABELS, SuspendedFrom, Suspender
from workflows.law import Law, Provision
from workflows.rules import Number, Status, Verdict, not_known, rule

#: Of an organisation DIS-109 tells the length alone; who suspends it and what it may not do are conventions.
ORGANIZATION_LENGTH, ORGANIZATION_TOTAL = "suspension.organization.length", "suspension.organization.total_max"
ORGANIZATION_BY, ORGANIZATION_GROUNDS = "suspension.organization.by", "suspension.organization.grounds"


@rule("suspension.is_no_form", id="DIS-105", needs=["suspended_from"])
def suspension_is_no_form(facts: Facts, no_form: Provision) -> Verdict:
    return Verdict(True, gettext_noop("Suspension is no form of discipline; it has its own decision and days."))


@rule(
    "suspension.party_grounds",
    "suspension.committee_grounds",
    id="DIS-106",
    needs=["suspended_from", "suspension_grounds"],
    optional=[ORGANIZATION_GROUNDS],
    cured_by="authority",
)
def suspension_has_ground(
    facts: Facts, party: Provision, committee: Provision, of_organization: Provision | None
) -> Verdict:
    """DIS-106 for party activity; DIS-107 for committee activity, which a ground of party activity also bears."""
    if facts.suspended_from is SuspendedFrom.ACTIVITY:
        message = gettext_noop(
            "On what ground an organisation is suspended no text read says: who decides concludes it."
        )
        return Verdict(Status.HUMAN, message, cites=(of_organization,) if of_organization else ())
    wanted = party.value if facts.suspended_from is SuspendedFrom.PARTY else committee.value + party.value
    cites = (party,) if facts.suspended_from is SuspendedFrom.PARTY else (committee, party)
    found: Number = [GROUND_LABELS[ground] for ground in sorted(facts.suspension_grounds) if ground in wanted]
    numbers: dict[str, Number] = {"from": SUSPENDED_LABELS[facts.suspended_from], "found": found}
    if not found:
        message = gettext_noop("No ground of the text bears a suspension from %(from)s.")
        return Verdict(False, message, {"from": SUSPENDED_LABELS[facts.suspended_from]}, cites=cites)
    return Verdict(True, gettext_noop("Suspended from %(from)s: %(found)s."), numbers, cites=cites)


@rule(
    "suspension.party_grounds",
    "suspension.committee_grounds",
    id="DIS-107",
    needs=["suspension_grounds"],
    cured_by="authority",
)
def suspension_that_is_due_is_made(facts: Facts, party: Provision, committee: Provision) -> Verdict:
    """The grounds oblige: prosecution or detention suspends party activity, a charge alone committee activity."""
    if any(ground in party.value for ground in facts.suspension_grounds):
        message = gettext_noop("The grounds oblige to suspend party activity, committee activity with it.")
        return Verdict(facts.suspended_from is SuspendedFrom.PARTY, message, cites=(party,))
    if any(ground in committee.value for ground in facts.suspension_grounds):
        if facts.holds_office is None:
            return not_known(facts, "holds_office")
        message = gettext_noop("A charge obliges to suspend a committee member from committee activity.")
        return Verdict(not facts.holds_office or facts.suspended_from is not None, message, cites=(committee,))
    return Verdict(True, gettext_noop("No ground obliges to suspend."))


@rule(
    "suspension.by",
    "suspension.own_level_proposed",
    id="DIS-108",
    needs=["suspension_by"],
    optional=[ORGANIZATION_BY],
    cured_by="superior",
)
def suspension_is_by_its_body(
    facts: Facts, by: Provision, own_level: Provision, of_organization: Provision | None
) -> Verdict:
    """An inspection commission suspends below its level; of its own level it proposes. An organisation is suspended by
    who may dissolve it.
    """
    if of_organization is not None and facts.suspension_by in of_organization.value:
        message = gettext_noop("Suspended by the committee with power to dissolve the organisation.")
        return Verdict(True, message, cites=(of_organization,))
    if facts.suspension_by not in by.value:
        return Verdict(False, gettext_noop("This body may not suspend."), cites=(by,))
    if facts.suspension_by is not Suspender.UPPER_INSPECTION:
        return Verdict(True, gettext_noop("Suspended by the organisation with power to expel."), cites=(by,))
    if facts.suspended_is_own_level is None:
        return not_known(facts, "suspended_is_own_level")
    message = gettext_noop("The inspection commission suspends below its level; of its own level it only proposes.")
    return Verdict(not facts.suspended_is_own_level, message, cites=(by, own_level))


@rule(
    "suspension.length",
    "suspension.total_max",
    "suspension.follows_procedure",
    id="DIS-109",
    needs=["suspended_from", "suspension_on", "suspension_days", "suspension_extended"],
    optional=[ORGANIZATION_LENGTH, ORGANIZATION_TOTAL],
    cured_by="authority",
)
def suspension_within_length(
    facts: Facts,
    length: Provision,
    total: Provision,
    follows: Provision,
    organization_length: Provision | None,
    organization_total: Provision | None,
    law: Law,
) -> Verdict:
    """``suspension.length`` days, with an extension ``suspension.total_max``; under the law of the day it began. With
    criminal proceedings it follows their periods instead. An organisation has values of its own.
    """
    if facts.suspended_from is SuspendedFrom.ACTIVITY:
        return _within(facts, ORGANIZATION_TOTAL if facts.suspension_extended else ORGANIZATION_LENGTH, law)
    if facts.suspension_grounds is None:
        return not_known(facts, "suspension_grounds")
    if any(ground in follows.value for ground in facts.suspension_grounds):
        message = gettext_noop("The suspension follows the periods of the criminal proceedings.")
        return Verdict(True, message, cites=(follows,))
    return _within(facts, total.name if facts.suspension_extended else length.name, law)


def _within(facts: Facts, name: str, law: Law) -> Verdict:
    most = law.at(facts.suspension_on).get(name)
    if most is None:
        message = gettext_noop("No loaded regulation sets the length of a suspension on %(day)s.")
        return Verdict(None, message, {"day": facts.suspension_on.isoformat()})
    message = gettext_noop("Suspended for %(days)s days; at most %(max)s.")
    numbers: dict[str, Number] = {"days": facts.suspension_days, "max": most.value}
    return Verdict(facts.suspension_days <= most.value, message, numbers, cites=(most,))


@rule(
    "suspension.keeps_out",
    id="DIS-111",
    needs=["suspended_from"],
    optional=["suspension.organization.keeps_out"],
    cured_by="authority",
)
def suspended_member_stays_out(facts: Facts, out: Provision, of_organization: Provision | None) -> Verdict:
    """No meetings, not in the base of votes; dues, hearing and complaint stay. A suspended organisation holds no
    meeting either.
    """
    if facts.suspended_acted is None:
        return not_known(facts, "suspended_acted")
    if facts.suspended_from is SuspendedFrom.ACTIVITY:
        message = gettext_noop("Suspended: the organisation holds no meetings; hearing and complaint stay.")
        return Verdict(not facts.suspended_acted, message, cites=(of_organization,) if of_organization else ())
    return Verdict(
        not facts.suspended_acted,
        gettext_noop("Suspended: no party meetings, not counted in votes; dues, hearing and complaint stay."),
    )
