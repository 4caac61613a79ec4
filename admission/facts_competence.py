"""The facts of a grant of powers to a grassroots committee: ADM-92, ADM-93."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import COUNT, YES_NO, FactSheet, fact, one_of


class Unit(StrEnum):
    """What kind of unit the organisation is of."""

    AGENCY = "agency"
    ENTERPRISE = "enterprise"
    SERVICE_UNIT = "service_unit"
    ARMED_FORCES = "armed_forces"
    COMMUNE = "commune"
    OTHER = "other"


#: English source strings.
UNIT_LABELS = {
    Unit.AGENCY: gettext_noop("agency"),
    Unit.ENTERPRISE: gettext_noop("enterprise"),
    Unit.SERVICE_UNIT: gettext_noop("public service unit"),
    Unit.ARMED_FORCES: gettext_noop("armed forces"),
    Unit.COMMUNE: gettext_noop("commune"),
    Unit.OTHER: gettext_noop("another kind of unit"),
}


@dataclass(frozen=True)
class GrantFacts(FactSheet):
    """What a grant of powers rests on."""

    grant_unit: Unit | None = fact(one_of(Unit, UNIT_LABELS), gettext_noop("Kind of unit"))
    grant_members: int | None = fact(COUNT, gettext_noop("Members of the organisation"), "member")
    grant_good_years: int | None = fact(
        COUNT, gettext_noop("Consecutive years rated as having completed its duties well"), "year"
    )
    grant_superior_provincial: bool | None = fact(YES_NO, gettext_noop("The direct superior is of provincial level"))
    grant_central: bool | None = fact(
        YES_NO, gettext_noop("A central body, or a body directly under a provincial committee")
    )
    grant_several_units: bool | None = fact(YES_NO, gettext_noop("Important, with several member units"))
    grant_multi_province: bool | None = fact(YES_NO, gettext_noop("Works in several provinces"))
