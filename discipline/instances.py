"""The ladder of a complaint laid over the tree of a day: which bodies resolve it one after the other."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from discipline.codes import Form
from discipline.codes_complaint import Level, Organ
from discipline.ladder import Place, Step, Tier, ladder
from organization.models import CELLS, Body, BodyKind, Kind, Organization
from organization.queries import bodies_of, path_on
from workflows.law import Law
from workflows.routes import NoRoute

_LEVEL_OF = {
    **dict.fromkeys(CELLS, Level.CELL),
    Kind.BASE: Level.GRASSROOTS,
    Kind.COMMUNE_BASE: Level.GRASSROOTS,
    Kind.SUPERIOR: Level.ABOVE_GRASSROOTS,
    Kind.DIRECT: Level.UNDER_CENTRE,
    Kind.CENTRAL: Level.CENTRE,
}
_KIND_OF = {
    Organ.CELL: BodyKind.CELL,
    Organ.INSPECTION: BodyKind.INSPECTION,
    Organ.STANDING: BodyKind.STANDING_COMMITTEE,
    Organ.COMMITTEE: BodyKind.COMMITTEE,
}


@dataclass(frozen=True)
class Instance:
    """A step of the ladder and its body on the day; None at the Centre, where the tree may know none."""

    step: Step
    body: Body | None


def instances(
    law: Law, organization: Organization, *, decided_by: Body, form: Form, took_part: Collection[Body] = ()
) -> list[Instance]:
    """The instances of a complaint about a decision on somebody of ``organization``, on the day of the law, in order.

    A section resolves nothing and is passed over. Two statements. Raises NoRoute where the decider lies on no level of
    the path of the day, or a level stands on it twice; NotInForce as the ladder does.
    """
    on = law.on
    levels: dict[Level, Organization] = {}
    for place in path_on(organization.pk, on):
        level = _level(place, levels)
        if level in levels:
            raise NoRoute(_("%(organization)s stands on a level that its path has already.") % {"organization": place})
        if level is not None:
            levels[level] = place
    seated = _seated(levels, on)
    place_of = {body.pk: place for place, body in seated.items()}
    if decided_by.pk not in place_of:
        raise NoRoute(_("%(body)s lies on no level of the way of this case.") % {"body": decided_by})
    steps = ladder(
        law,
        decided_by=place_of[decided_by.pk],
        path=[Tier(level, frozenset(place.organ for place in seated if place.level is level)) for level in levels],
        form=form,
        took_part=[place_of[body.pk] for body in took_part if body.pk in place_of],
    )
    return [Instance(step, seated.get(step.place)) for step in steps]


def _level(place: Organization, below: Collection[Level]) -> Level | None:
    """By its kind; a grassroots organisation that leads another one stands above the grassroots."""
    level = _LEVEL_OF.get(Kind(place.kind))
    if level is Level.GRASSROOTS and Level.GRASSROOTS in below:
        return Level.ABOVE_GRASSROOTS
    return level


def _seated(levels: dict[Level, Organization], on: date) -> dict[Place, Body]:
    found = bodies_of(levels.values(), on)
    return {
        Place(level, organ): found[place.pk, kind]
        for level, place in levels.items()
        for organ, kind in _KIND_OF.items()
        if (place.pk, kind) in found
    }
