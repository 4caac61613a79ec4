"""Who may be admitted and who introduces: ADM-05 to ADM-10, ADM-20 to ADM-25."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from datetime import date

from django.utils.translation import gettext_noop

from admission.codes import EDUCATION_LABELS, CertificateIssuer, Consent, Document, Education
from admission.facts import Facts, Introducer
from workflows.calendar import add_months, completed_months
from workflows.law import Law, Provision
from workflows.rules import Status, Verdict, not_known, rule

_YOUTH_AGES = ("youth.age_max", "youth.cadre_age_max")
_DOES_NOT_APPLY = gettext_noop("Does not apply to this applicant.")


def considered_on(facts: Facts, law: Law) -> date:
    """The day the cell considers the applicant; before it is known, the day judged."""
    return facts.cell_meeting_on or law.on


def consented(facts: Facts, matter: Consent) -> bool:
    """Whether the consent on ``matter`` was given, and before the day of the decision where there is one."""
    given = [c.given_on for c in facts.consents or () if c.matter is matter and c.given_on]
    return any(facts.decision_on is None or day < facts.decision_on for day in given)


def organization_that_introduces(
    facts: Facts, day: date, age_max: Provision | None, cadre_age_max: Provision | None
) -> str | None:
    """``youth_union``, ``trade_union`` or ``none``; None when a fact is missing.

    Youth age is a recorded fact, unless a regulation (a local one) sets it: then it is counted.
    """
    if facts.youth_union_exists is None:
        return None
    if facts.youth_union_exists:
        young = facts.of_youth_age
        limit = cadre_age_max if facts.youth_union_cadre and cadre_age_max else age_max
        if limit and facts.born_on:
            young = completed_months(facts.born_on, day) <= 12 * limit.value
        return None if young is None else "youth_union" if young else "none"
    if facts.trade_union_exists is None:
        return None
    return "trade_union" if facts.trade_union_exists else "none"


def _official(introducers: tuple[Introducer, ...]) -> int:
    return sum(introducer.official and introducer.available for introducer in introducers)


@rule("age.min", "age.max", "age.counting", id="ADM-05", needs=["born_on"])
def old_enough(facts: Facts, minimum: Provision, maximum: Provision, counting: Provision, law: Law) -> Verdict:
    day = considered_on(facts, law)
    months = completed_months(facts.born_on, day)
    numbers = {
        "years": months // 12,
        "months": months % 12,
        "day": day.isoformat(),
        "min": minimum.value,
        "max": maximum.value,
    }
    aged = gettext_noop(
        "The applicant is %(years)s years and %(months)s months old on %(day)s; the age is %(min)s to %(max)s."
    )
    if months > 12 * maximum.value:
        exceptional = gettext_noop(
            "The applicant is %(years)s years and %(months)s months old on %(day)s, over %(max)s:"
            " admitted only exceptionally (ADM-06)."
        )
        return Verdict(Status.HUMAN, exceptional, numbers)
    return Verdict(months >= 12 * minimum.value, aged, numbers)


@rule("age.max", "age.over_max_consent", id="ADM-06", needs=["born_on"], cured_by="province")
def over_age_is_consented(facts: Facts, maximum: Provision, consent: Provision, law: Law) -> Verdict:
    if completed_months(facts.born_on, considered_on(facts, law)) <= 12 * maximum.value:
        return Verdict(True, _DOES_NOT_APPLY)
    if facts.over_age_grounds is None:
        return not_known(facts, "over_age_grounds")
    if not facts.over_age_grounds:
        return Verdict(False, gettext_noop("Over %(max)s, and no grounds for an exception."), {"max": maximum.value})
    return Verdict(
        consented(facts, Consent.OVER_AGE),
        gettext_noop("Over %(max)s: the written consent of the provincial level must come before the decision."),
        {"max": maximum.value},
    )


@rule(
    "education.min",
    id="ADM-07",
    needs=["education"],
    optional=["education.exception_areas", "education.exception_prestige"],
    cured_by="applicant",
)
def educated_enough(facts: Facts, minimum: Provision, areas: Provision | None, prestige: Provision | None) -> Verdict:
    numbers = {"level": EDUCATION_LABELS[facts.education], "min": EDUCATION_LABELS[Education(minimum.value)]}
    if facts.education.reaches(minimum.value):
        return Verdict(True, gettext_noop("Education: %(level)s; required: %(min)s."), numbers)
    if areas and facts.special_area and facts.education.reaches(areas.value):
        return Verdict(True, gettext_noop("Education: %(level)s; accepted in special areas (ADM-08a)."), numbers)
    if prestige and facts.person_of_prestige and facts.education.reaches(prestige.value):
        return Verdict(True, gettext_noop("Education: %(level)s; accepted with higher consent (ADM-08b)."), numbers)
    return Verdict(False, gettext_noop("Education: %(level)s; required: %(min)s."), numbers)


@rule("education.min", "education.exception_areas", id="ADM-08a", needs=["education"], cured_by="applicant")
def educated_for_special_area(facts: Facts, minimum: Provision, exception: Provision) -> Verdict:
    if facts.education.reaches(minimum.value) or not facts.special_area or facts.person_of_prestige:
        return Verdict(True, _DOES_NOT_APPLY)
    return Verdict(
        facts.education.reaches(exception.value),
        gettext_noop("Special area: education %(level)s; required: %(min)s."),
        {"level": EDUCATION_LABELS[facts.education], "min": EDUCATION_LABELS[Education(exception.value)]},
    )


@rule(
    "education.min",
    "education.exception_areas",
    "education.exception_prestige",
    "education.exception_consent",
    id="ADM-08b",
    needs=["education"],
    cured_by="province",
)
def literacy_is_consented(
    facts: Facts, minimum: Provision, areas: Provision, exception: Provision, consent: Provision
) -> Verdict:
    by_area = facts.special_area and facts.education.reaches(areas.value)
    if facts.education.reaches(minimum.value) or by_area or not facts.person_of_prestige:
        return Verdict(True, _DOES_NOT_APPLY)
    if not facts.education.reaches(exception.value):
        return Verdict(False, gettext_noop("A person of prestige must at least be literate in Vietnamese."))
    return Verdict(
        consented(facts, Consent.LITERACY),
        gettext_noop(
            "Admission on literacy alone needs the written consent of the provincial level before the decision."
        ),
    )


@rule(
    "certificate.required",
    "certificate.issuers",
    id="ADM-09",
    needs=["documents"],
    optional=["certificate.district_issuer_until"],
    cured_by="cell",
)
def class_is_certified(facts: Facts, required: Provision, issuers: Provision, until: Provision | None) -> Verdict:
    """By an issuer of the day; of a centre of a district also once there is none, if it issued it before (design)."""
    if Document.CLASS_CERTIFICATE not in facts.documents:
        missing = gettext_noop("The certificate of the awareness class is missing.")
        return Verdict(not required.value, missing, cites=(required,))
    if facts.certificate_issuer is None:
        return not_known(facts, "certificate_issuer")
    accepted, cites = facts.certificate_issuer in issuers.value, (required, issuers)
    if not accepted and until and facts.certificate_issuer is CertificateIssuer.DISTRICT_CENTRE:
        if facts.certificate_issued_on is None:
            return not_known(facts, "certificate_issued_on")
        accepted = facts.certificate_issued_on < date.fromisoformat(until.value)
        cites = (required, until)
    if not accepted:
        text = gettext_noop("The certificate of the awareness class was issued by a body that may not issue it.")
        return Verdict(False, text, cites=cites)
    return Verdict(True, gettext_noop("The certificate of the awareness class is in the dossier."), cites=cites)


@rule("certificate.valid", id="ADM-10", needs=["certificate_issued_on"], cured_by="applicant")
def certificate_is_valid(facts: Facts, months: Provision, law: Law) -> Verdict:
    last = add_months(facts.certificate_issued_on, months.value)
    return Verdict(
        considered_on(facts, law) <= last,
        gettext_noop(
            "The certificate of %(issued)s serves until %(last)s (%(months)s months); the cell considers on %(day)s."
        ),
        {
            "issued": facts.certificate_issued_on.isoformat(),
            "last": last.isoformat(),
            "months": months.value,
            "day": considered_on(facts, law).isoformat(),
        },
    )


@rule("introducers.min", id="ADM-20", needs=["introducers"], optional=_YOUTH_AGES, cured_by="cell")
def enough_introducers(
    facts: Facts, minimum: Provision, age_max: Provision | None, cadre_age_max: Provision | None, law: Law
) -> Verdict:
    path = organization_that_introduces(facts, considered_on(facts, law), age_max, cadre_age_max)
    count = _official(facts.introducers)
    numbers = {"count": count, "min": minimum.value}
    if count < minimum.value and path is None:
        return not_known(facts, "youth_union_exists", "of_youth_age", "trade_union_exists")
    if path in ("youth_union", "trade_union"):
        return Verdict(
            True, gettext_noop("Does not apply: the applicant is introduced by an organisation and a member.")
        )
    return Verdict(
        count >= minimum.value, gettext_noop("%(count)s official members introduce; required: %(min)s."), numbers
    )


@rule(
    "introducers.min_with_organization",
    "youth_union.member_required",
    id="ADM-21",
    needs=["youth_union_exists", "introducers", "documents"],
    optional=_YOUTH_AGES,
    cured_by="organizations",
)
def introduced_by_youth_union(
    facts: Facts,
    minimum: Provision,
    membership: Provision,
    age_max: Provision | None,
    cadre_age_max: Provision | None,
    law: Law,
) -> Verdict:
    if not facts.youth_union_exists:
        return Verdict(True, _DOES_NOT_APPLY)
    path = organization_that_introduces(facts, considered_on(facts, law), age_max, cadre_age_max)
    if path is None:
        return not_known(facts, "of_youth_age")
    if path != "youth_union":
        return Verdict(True, gettext_noop("Does not apply: the applicant is not of youth age."))
    if facts.youth_union_member is None:
        return not_known(facts, "youth_union_member")
    if membership.value and not facts.youth_union_member:
        return Verdict(False, gettext_noop("An applicant of youth age must be a member of the Youth Union."))
    if Document.YOUTH_UNION_RESOLUTION not in facts.documents:
        return Verdict(False, gettext_noop("The resolution of the Youth Union is missing."))
    return _with_organization(facts, minimum)


@rule(
    "introducers.min_with_organization",
    "trade_union.member_required",
    id="ADM-22",
    needs=["youth_union_exists", "introducers", "documents"],
    cured_by="organizations",
)
def introduced_by_trade_union(facts: Facts, minimum: Provision, membership: Provision) -> Verdict:
    if facts.youth_union_exists:
        return Verdict(True, _DOES_NOT_APPLY)
    if facts.trade_union_exists is None:
        return not_known(facts, "trade_union_exists")
    if not facts.trade_union_exists:
        return Verdict(True, _DOES_NOT_APPLY)
    if facts.trade_union_member is None:
        return not_known(facts, "trade_union_member")
    if membership.value and not facts.trade_union_member:
        return Verdict(False, gettext_noop("The applicant must be a member of the trade union."))
    if Document.TRADE_UNION_RESOLUTION not in facts.documents:
        return Verdict(False, gettext_noop("The resolution of the trade union is missing."))
    return _with_organization(facts, minimum)


def _with_organization(facts: Facts, minimum: Provision) -> Verdict:
    count = _official(facts.introducers)
    return Verdict(
        count >= minimum.value,
        gettext_noop("Beside the organisation, %(count)s official members introduce; required: %(min)s."),
        {"count": count, "min": minimum.value},
    )


@rule(
    "introducers.min_without_organization",
    id="ADM-23",
    needs=["introducers", "youth_union_exists", "trade_union_exists"],
    cured_by="cell",
)
def introduced_without_organizations(facts: Facts, minimum: Provision) -> Verdict:
    if facts.youth_union_exists or facts.trade_union_exists:
        return Verdict(True, _DOES_NOT_APPLY)
    count = _official(facts.introducers)
    return Verdict(
        count >= minimum.value,
        gettext_noop("No Youth Union and no trade union: %(count)s official members introduce; required: %(min)s."),
        {"count": count, "min": minimum.value},
    )


@rule(
    "introducer.official_only",
    "introducer.months_together",
    "introducer.substitute_waived",
    id="ADM-24",
    needs=["introducers"],
    cured_by="cell",
)
def introducers_may_introduce(facts: Facts, official_only: Provision, months: Provision, waived: Provision) -> Verdict:
    active = [introducer for introducer in facts.introducers if introducer.available]
    if not active:
        return Verdict(None, gettext_noop("No introducer is recorded yet."))
    probationary = [i.person for i in active if official_only.value and not i.official]
    asked = [i for i in active if not (i.substitute and waived.value)]
    short = [i.person for i in asked if i.months_together is not None and i.months_together < months.value]
    if probationary:
        return Verdict(False, gettext_noop("Not an official member: %(persons)s."), {"persons": probationary})
    if short:
        return Verdict(
            False,
            gettext_noop("Fewer than %(min)s months with the applicant: %(persons)s."),
            {"min": months.value, "persons": short},
        )
    unknown = [i.person for i in asked if i.months_together is None]
    if unknown:
        return Verdict(
            None, gettext_noop("Months with the applicant are not known: %(persons)s."), {"persons": unknown}
        )
    return Verdict(True, gettext_noop("Every introducer is official and has %(min)s months."), {"min": months.value})


@rule("introducer.substitute_waived", "introducers.min", id="ADM-25", needs=["introducers"], cured_by="cell")
def lost_introducers_are_replaced(facts: Facts, waived: Provision, minimum: Provision) -> Verdict:
    """Who leaves is replaced, unless as many as ADM-20 asks are left without him."""
    lost = sum(not introducer.available for introducer in facts.introducers)
    substitutes = sum(introducer.substitute and introducer.available for introducer in facts.introducers)
    if not lost:
        return Verdict(True, gettext_noop("Every introducer can continue."))
    return Verdict(
        substitutes >= lost or _official(facts.introducers) >= minimum.value,
        gettext_noop("%(lost)s introducers cannot continue; %(substitutes)s were assigned in their place."),
        {"lost": lost, "substitutes": substitutes},
    )
