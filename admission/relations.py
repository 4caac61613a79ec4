"""Who somebody is to the applicant (item 21 of the CV), and what can be verified of him."""

from enum import StrEnum

from django.utils.translation import gettext_noop


class Relation(StrEnum):
    """The codes of items.yaml, and the applicant himself."""

    SELF = "self"
    GRANDFATHER_PATERNAL = "grandfather_paternal"
    GRANDMOTHER_PATERNAL = "grandmother_paternal"
    GRANDFATHER_MATERNAL = "grandfather_maternal"
    GRANDMOTHER_MATERNAL = "grandmother_maternal"
    FATHER = "father"
    MOTHER = "mother"
    RAISER = "raiser"
    FATHER_IN_LAW = "father_in_law"
    MOTHER_IN_LAW = "mother_in_law"
    SPOUSE = "spouse"
    SIBLING = "sibling"
    SIBLING_IN_LAW = "sibling_in_law"
    CHILD = "child"
    ADOPTED_CHILD = "adopted_child"


#: English source strings.
RELATION_LABELS = {
    Relation.SELF: gettext_noop("the applicant"),
    Relation.GRANDFATHER_PATERNAL: gettext_noop("paternal grandfather"),
    Relation.GRANDMOTHER_PATERNAL: gettext_noop("paternal grandmother"),
    Relation.GRANDFATHER_MATERNAL: gettext_noop("maternal grandfather"),
    Relation.GRANDMOTHER_MATERNAL: gettext_noop("maternal grandmother"),
    Relation.FATHER: gettext_noop("father"),
    Relation.MOTHER: gettext_noop("mother"),
    Relation.RAISER: gettext_noop("who brought the applicant up"),
    Relation.FATHER_IN_LAW: gettext_noop("father-in-law"),
    Relation.MOTHER_IN_LAW: gettext_noop("mother-in-law"),
    Relation.SPOUSE: gettext_noop("spouse"),
    Relation.SIBLING: gettext_noop("brother or sister"),
    Relation.SIBLING_IN_LAW: gettext_noop("brother or sister of the spouse"),
    Relation.CHILD: gettext_noop("child"),
    Relation.ADOPTED_CHILD: gettext_noop("adopted child"),
}
#: The side of the family, for the exemptions (ADM-31, ADM-32).
SPOUSE_SIDE = frozenset({Relation.FATHER_IN_LAW, Relation.MOTHER_IN_LAW, Relation.SPOUSE, Relation.SIBLING_IN_LAW})


class Scope(StrEnum):
    """What a place is asked about a person: everything (ADM-30), or only how he stands today (ADM-32)."""

    FULL = "full"
    CURRENT = "current"


class Exemption(StrEnum):
    """On what ground no separate verification is made (ADM-31 to ADM-33)."""

    OWN_SIDE = "own_side"
    SPOUSE_SIDE = "spouse_side"
    SAME_COMMUNE = "same_commune"


#: English source strings.
EXEMPTION_LABELS = {
    Exemption.OWN_SIDE: gettext_noop("A relative of the applicant's own side is a serving member"),
    Exemption.SPOUSE_SIDE: gettext_noop("A relative of the spouse's side is a serving member"),
    Exemption.SAME_COMMUNE: gettext_noop("The family has lived in one commune since the paternal grandparents"),
}
