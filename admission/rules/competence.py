"""On what a grant of powers may rest: ADM-92, ADM-93. The grant itself is a dated row of the organisation."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.facts import Facts
from workflows.law import Provision
from workflows.rules import Number, Status, Verdict, rule


@rule(
    "authorisation.units",
    "authorisation.members_more_than",
    "authorisation.good_years",
    id="ADM-92",
    needs=["grant_unit", "grant_members", "grant_good_years"],
    cured_by="superior",
)
def committee_may_be_authorised(facts: Facts, units: Provision, more_than: Provision, years: Provision) -> Verdict:
    if facts.grant_unit not in units.value:
        return Verdict(False, gettext_noop("A committee of this kind of unit is not authorised."), cites=(units,))
    numbers: dict[str, Number] = {
        "members": facts.grant_members,
        "more": more_than.value,
        "years": facts.grant_good_years,
        "min": years.value,
    }
    return Verdict(
        facts.grant_members > more_than.value and facts.grant_good_years >= years.value,
        gettext_noop(
            "%(members)s members (it takes more than %(more)s), %(years)s good years in a row (it takes %(min)s)."
        ),
        numbers,
    )


@rule(
    "upper_powers.members_min",
    "upper_powers.members_min_central",
    id="ADM-93",
    needs=["grant_members", "grant_superior_provincial", "grant_central", "grant_several_units"],
    cured_by="superior",
)
def upper_powers_may_be_given(facts: Facts, minimum: Provision, central: Provision) -> Verdict:
    """Whether an organisation is important is the granting committee's conclusion."""
    if not facts.grant_superior_provincial:
        return Verdict(True, gettext_noop("Does not apply: the direct superior is not of provincial level."))
    least = central if facts.grant_central else minimum
    numbers: dict[str, Number] = {"members": facts.grant_members, "min": least.value}
    if not facts.grant_several_units or facts.grant_members < least.value:
        message = gettext_noop(
            "It takes an important organisation of several units and %(min)s members; here: %(members)s."
        )
        return Verdict(False, message, numbers, cites=(least,))
    message = gettext_noop("%(members)s members, several units: the superior may give the powers (it takes %(min)s).")
    return Verdict(Status.HUMAN, message, numbers, cites=(least,))


@rule(
    "pilot_powers.members_min",
    "pilot_powers.good_years",
    "pilot_powers.multi_province",
    "pilot_powers.excluded",
    id="ADM-93",
    needs=["grant_unit", "grant_members", "grant_good_years", "grant_superior_provincial", "grant_multi_province"],
    cured_by="province",
)
def pilot_powers_may_be_given(
    facts: Facts, minimum: Provision, years: Provision, multi_province: Provision, excluded: Provision
) -> Verdict:
    if facts.grant_superior_provincial:
        return Verdict(True, gettext_noop("Does not apply: the direct superior is of provincial level."))
    if facts.grant_unit in excluded.value:
        return Verdict(False, gettext_noop("This kind of unit has no part in the pilot."), cites=(excluded,))
    numbers: dict[str, Number] = {
        "members": facts.grant_members,
        "min": minimum.value,
        "years": facts.grant_good_years,
        "least": years.value,
    }
    spread = facts.grant_multi_province or not multi_province.value
    enough = facts.grant_members >= minimum.value and facts.grant_good_years >= years.value and spread
    message = gettext_noop(
        "In the pilot it takes %(min)s members, several provinces and %(least)s good years; here: %(members)s members,"
        " %(years)s years."
    )
    return Verdict(Status.HUMAN if enough else False, message, numbers)
