"""The facts of applicants with further conditions: ADM-12 to ADM-16."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import COUNT, DAY, YES_NO, FactSheet, fact, set_of


class SpecialPaper(StrEnum):
    """Papers beside those of every dossier, as a local rule lists them."""

    REQUEST = "request"
    AGREEMENT = "agreement"
    CONFIRMATION = "confirmation"
    FRONT_REMARKS = "front_remarks"
    RELIGION_REMARKS = "religion_remarks"
    SECURITY_CHECK = "security_check"
    THREE_GENERATIONS = "three_generations"
    MARRIAGE_CERTIFICATE = "marriage_certificate"
    SPOUSE_CV = "spouse_cv"
    REGISTRATION = "registration"
    TAX_CONFIRMATION = "tax_confirmation"
    INSURANCE_CONFIRMATION = "insurance_confirmation"
    LABOUR_AGREEMENT = "labour_agreement"
    ACTIVITY_REPORT = "activity_report"


#: English source strings.
SPECIAL_PAPER_LABELS = {
    SpecialPaper.REQUEST: gettext_noop("written request of the grassroots committee to the superior"),
    SpecialPaper.AGREEMENT: gettext_noop("written agreement of the superior"),
    SpecialPaper.CONFIRMATION: gettext_noop("confirmation of the religious dignity"),
    SpecialPaper.FRONT_REMARKS: gettext_noop("remarks of the Fatherland Front"),
    SpecialPaper.RELIGION_REMARKS: gettext_noop("remarks of the agency for religious affairs"),
    SpecialPaper.SECURITY_CHECK: gettext_noop("check by the security agency"),
    SpecialPaper.THREE_GENERATIONS: gettext_noop("proof of three generations as Vietnamese nationals"),
    SpecialPaper.MARRIAGE_CERTIFICATE: gettext_noop("marriage certificate"),
    SpecialPaper.SPOUSE_CV: gettext_noop("curriculum vitae of the foreign spouse"),
    SpecialPaper.REGISTRATION: gettext_noop("registration of the enterprise"),
    SpecialPaper.TAX_CONFIRMATION: gettext_noop("confirmation of taxes paid"),
    SpecialPaper.INSURANCE_CONFIRMATION: gettext_noop("confirmation of insurance paid"),
    SpecialPaper.LABOUR_AGREEMENT: gettext_noop("collective labour agreement"),
    SpecialPaper.ACTIVITY_REPORT: gettext_noop("report on three years of activity"),
}


@dataclass(frozen=True)
class SpecialFacts(FactSheet):
    """What brings further conditions."""

    believer: bool | None = fact(YES_NO, gettext_noop("The applicant is a believer"))
    dignitary: bool | None = fact(YES_NO, gettext_noop("The applicant is a religious dignitary"))
    foreign_spouse: bool | None = fact(YES_NO, gettext_noop("Married to a foreigner"))
    foreign_origin: bool | None = fact(YES_NO, gettext_noop("Of Chinese or other foreign origin"))
    private_owner: bool | None = fact(YES_NO, gettext_noop("Owner of a private enterprise"))
    special_papers: frozenset[SpecialPaper] | None = fact(
        set_of(SpecialPaper, SPECIAL_PAPER_LABELS), gettext_noop("Further papers in the dossier")
    )
    population_child: int | None = fact(
        COUNT, gettext_noop("Which child was born in violation of population policy (0: none)"), "count"
    )
    population_birth_on: date | None = fact(DAY, gettext_noop("Birth in violation of population policy on"))
    population_flagged: bool | None = fact(YES_NO, gettext_noop("A matter of population policy was noted by hand"))
