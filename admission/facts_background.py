"""The facts of the background check: the relatives of item 21, what was asked about them, what exempts them."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from admission.relations import Exemption, Relation, Scope
from workflows.facts import YES_NO, FactSheet, fact, one_of, record, rows_of, set_of


@dataclass(frozen=True)
class Relative:
    """A person of item 21, without his name. ``member``: serving member now; ``confirmed``: the committee that manages
    him confirmed it; ``capable``: of full legal capacity (children); ``together``: lives with the applicant (adopted
    children); ``asked``: what a place was asked, None: nothing.
    """

    relation: Relation
    member: bool = False
    confirmed: bool = False
    capable: bool | None = None
    together: bool | None = None
    asked: Scope | None = None


_RELATIVE = record(
    Relative,
    relation=one_of(Relation),
    member=YES_NO,
    confirmed=YES_NO,
    capable=YES_NO,
    together=YES_NO,
    asked=one_of(Scope),
)


@dataclass(frozen=True)
class BackgroundFacts(FactSheet):
    """Part of admission's Facts."""

    relatives: tuple[Relative, ...] | None = fact(rows_of(_RELATIVE), gettext_noop("Relatives declared in item 21"))
    applicant_asked: bool | None = fact(YES_NO, gettext_noop("A place was asked about the applicant"))
    exemptions: frozenset[Exemption] | None = fact(set_of(Exemption), gettext_noop("Exemptions from verification"))
    commune_confirmed: bool | None = fact(
        YES_NO, gettext_noop("The commune committee confirms that the family has always lived there")
    )
    verifier_relation: Relation | None = fact(
        one_of(Relation), gettext_noop("What the member sent to verify is to the applicant")
    )
