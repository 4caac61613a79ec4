"""The facts of deferral and of special situations (DIS-30 to DIS-36)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import DAY, YES_NO, FactSheet, fact, one_of, set_of


class Deferral(StrEnum):
    """Situations of the member at the time of the examination; the last four defer nothing (DIS-35)."""

    PREGNANT = "pregnant"
    MATERNITY_LEAVE = "maternity_leave"
    NURSING = "nursing"
    NURSING_FATHER = "nursing_father"
    INPATIENT = "inpatient"
    HIDING = "hiding"
    DETAINED = "detained"
    REFUSES = "refuses"
    ABSENT = "absent"


DEFERRAL_LABELS = {
    Deferral.PREGNANT: gettext_noop("Pregnant"),
    Deferral.MATERNITY_LEAVE: gettext_noop("On maternity leave"),
    Deferral.NURSING: gettext_noop("Nursing a small child"),
    Deferral.NURSING_FATHER: gettext_noop("Father who alone cares for a small child"),
    Deferral.INPATIENT: gettext_noop("Seriously ill in inpatient treatment"),
    Deferral.HIDING: gettext_noop("Hiding"),
    Deferral.DETAINED: gettext_noop("Detained"),
    Deferral.REFUSES: gettext_noop("Refuses"),
    Deferral.ABSENT: gettext_noop("Absent again and again without good reason"),
}


class Capacity(StrEnum):
    """Whether he had civil capacity at the time of the act (DIS-34)."""

    HAD = "had"
    LACKED_CERTIFIED = "lacked_certified"
    LACKED_UNPROVEN = "lacked_unproven"


CAPACITY_LABELS = {
    Capacity.HAD: gettext_noop("Had civil capacity"),
    Capacity.LACKED_CERTIFIED: gettext_noop("Lacked civil capacity, certified"),
    Capacity.LACKED_UNPROVEN: gettext_noop("Said to have lacked civil capacity, not certified"),
}


@dataclass(frozen=True)
class DeferralFacts(FactSheet):
    """``deferral_situations``: empty when none is claimed."""

    deferral_situations: frozenset[Deferral] | None = fact(
        set_of(Deferral, DEFERRAL_LABELS), gettext_noop("Situations that may defer the examination")
    )
    child_born_on: date | None = fact(DAY, gettext_noop("Day of birth of the child"))
    hospital_certified: bool | None = fact(YES_NO, gettext_noop("Certified by the hospital"))
    discharged_on: date | None = fact(DAY, gettext_noop("Recovered or discharged on"))
    died_on: date | None = fact(DAY, gettext_noop("Day of death"))
    especially_serious: bool | None = fact(YES_NO, gettext_noop("The violation is especially serious"))
    missing_since: date | None = fact(DAY, gettext_noop("Declared missing on"))
    found_on: date | None = fact(DAY, gettext_noop("Found alive on"))
    capacity: Capacity | None = fact(one_of(Capacity, CAPACITY_LABELS), gettext_noop("Civil capacity"))
    official_transfer_asked: bool | None = fact(
        YES_NO, gettext_noop("An official transfer of membership is asked for meanwhile")
    )
