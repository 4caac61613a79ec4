"""The background check: ADM-29, ADM-31 to ADM-33, ADM-35."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from collections.abc import Iterable

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_background import Relative
from admission.relations import RELATION_LABELS, SPOUSE_SIDE, Exemption, Relation, Scope
from workflows.law import Provision
from workflows.rules import Number, Status, Verdict, rule

#: What changes whom the list of persons means, where it is in force: the arguments of ``duty`` after it.
BESIDE_PERSONS = ("verification.member_check", "verification.adopted_children")
_CHILDREN = (Relation.CHILD, Relation.ADOPTED_CHILD)


def duty(
    relative: Relative,
    exemptions: Iterable[Exemption],
    persons: Provision,
    member_check: Provision | None,
    adopted: Provision | None,
) -> Scope | None:
    """What has to be asked about a relative; None when nothing has to be.

    A local rule may add legally adopted children who live with the applicant; of their capacity it is taken to say
    what the list says of birth children (design).

    An exempted side is not verified; its members are still asked about for the present (design: 06-HD/TW exempts them,
    38-HD/BTCTW only from the check of their history). Of an exempted commune nobody is asked about.
    """
    named = relative.relation in persons.value or _added(relative, adopted)
    if not named or (relative.relation in _CHILDREN and relative.capable is False):
        return None
    if Exemption.SAME_COMMUNE in exemptions:
        return None
    side = Exemption.SPOUSE_SIDE if relative.relation in SPOUSE_SIDE else Exemption.OWN_SIDE
    if side not in exemptions:
        return Scope.FULL
    return Scope.CURRENT if relative.member and member_check is not None else None


def _added(relative: Relative, adopted: Provision | None) -> bool:
    """Not known where he lives, he counts as living with the applicant: nobody is left out for a gap in the CV."""
    return bool(adopted) and relative.relation is Relation.ADOPTED_CHILD and relative.together is not False


def exempting(relatives: Iterable[Relative], wanted: Provision, confirmed: Provision) -> list[Relative]:
    """The relatives whose membership exempts their side by the law of the day."""
    members = [one for one in relatives if one.member and one.relation in wanted.value]
    return [one for one in members if one.confirmed or not confirmed.value]


@rule(
    "verification.persons",
    id="ADM-29",
    needs=["exemptions"],
    optional=BESIDE_PERSONS,
    cured_by="cell",
)
def persons_are_verified(
    facts: Facts, persons: Provision, member_check: Provision | None, adopted: Provision | None
) -> Verdict:
    """Every person of the list was asked about, or is exempt. A CV that is only a scan names nobody to a program."""
    if facts.relatives is None:
        told = gettext_noop("The CV was not written here item by item: the cell concludes who has to be verified.")
        return Verdict(Status.HUMAN, told)
    wanted = [(one, duty(one, facts.exemptions, persons, member_check, adopted)) for one in facts.relatives]
    cites: tuple[Provision, ...] = (persons,)
    if member_check is not None and any(scope is Scope.CURRENT for _one, scope in wanted):
        cites += (member_check,)
    if adopted is not None and any(scope and _added(one, adopted) for one, scope in wanted):
        cites += (adopted,)
    missing = [RELATION_LABELS[one.relation] for one, scope in wanted if not _done(one, scope)]
    if "self" in persons.value and not facts.applicant_asked and Exemption.SAME_COMMUNE not in facts.exemptions:
        missing = [RELATION_LABELS[Relation.SELF], *missing]
    if missing:
        told = gettext_noop("Nobody has been asked yet about: %(persons)s.")
        return Verdict(False, told, {"persons": list(missing)}, cites=cites)
    return Verdict(True, gettext_noop("A place was asked about each person who has to be verified."), cites=cites)


@rule(
    "verification.exempt_own_side",
    "verification.exempt_confirmed",
    id="ADM-31",
    needs=["exemptions"],
    cured_by="cell",
)
def own_side_is_exempt(facts: Facts, wanted: Provision, confirmed: Provision) -> Verdict:
    return _exempt(facts, Exemption.OWN_SIDE, wanted, confirmed)


@rule(
    "verification.exempt_spouse_side",
    "verification.exempt_confirmed",
    id="ADM-32",
    needs=["exemptions"],
    cured_by="cell",
)
def spouse_side_is_exempt(facts: Facts, wanted: Provision, confirmed: Provision) -> Verdict:
    return _exempt(facts, Exemption.SPOUSE_SIDE, wanted, confirmed)


@rule("verification.exempt_same_commune", id="ADM-33", needs=["exemptions"], cured_by="cell")
def same_commune_is_exempt(facts: Facts, allowed: Provision) -> Verdict:
    if Exemption.SAME_COMMUNE not in facts.exemptions:
        return Verdict(True, gettext_noop("No exemption for a family of one commune is claimed."))
    return Verdict(
        bool(allowed.value and facts.commune_confirmed),
        gettext_noop("A family that has always lived in one commune is exempt once the commune committee confirms it."),
    )


@rule("verification.verifier_excluded", id="ADM-35", needs=[], cured_by="cell")
def verifier_is_no_relative(facts: Facts, excluded: Provision) -> Verdict:
    if facts.verifier_relation is None:
        return Verdict(True, gettext_noop("Nobody of the applicant's nearest family is sent to verify."))
    return Verdict(
        facts.verifier_relation not in excluded.value,
        gettext_noop("Who verifies may not be: %(persons)s. The member sent is: %(relation)s."),
        {
            "persons": [RELATION_LABELS[Relation(code)] for code in excluded.value],
            "relation": [RELATION_LABELS[facts.verifier_relation]],
        },
    )


def _done(relative: Relative, wanted: Scope | None) -> bool:
    return wanted is None or relative.asked is Scope.FULL or relative.asked is wanted


def _exempt(facts: Facts, claimed: Exemption, wanted: Provision, confirmed: Provision) -> Verdict:
    if claimed not in facts.exemptions:
        return Verdict(True, gettext_noop("No exemption for this side of the family is claimed."))
    if facts.relatives is None:
        return Verdict(Status.HUMAN, gettext_noop("The CV was not written here item by item: the cell concludes."))
    numbers: dict[str, Number] = {"persons": [RELATION_LABELS[Relation(code)] for code in wanted.value]}
    if exempting(facts.relatives, wanted, confirmed):
        return Verdict(
            True, gettext_noop("One of these is a serving member: %(persons)s; the side is exempt."), numbers
        )
    told = gettext_noop("The side is exempt when one of these is a serving member: %(persons)s.")
    if confirmed.value:
        told = gettext_noop(
            "The side is exempt when one of these is a serving member, confirmed by the committee that manages him:"
            " %(persons)s."
        )
    return Verdict(False, told, numbers)
