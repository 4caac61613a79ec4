"""Who sends and who takes in the dossier of an applicant who moves: bodies of the ways of both places on a day."""

from datetime import date

from django.utils.translation import gettext as _

from admission.facts_transfer import Transfer as Situation
from admission.routes import route_of
from organization.models import CELLS, Body, BodyKind, Kind, Organization, Power
from organization.queries import bodies_of, path_with_powers
from workflows.law import Law
from workflows.routes import NoRoute, Route

#: Organisations with a committee or a standing committee that decides on admissions of those below it.
_ABOVE_THE_GRASSROOTS = (Kind.SUPERIOR, Kind.DIRECT)
#: Grassroots organisations with a committee; one that holds a power decides itself (ADM-92, 93).
_GRASSROOTS = (Kind.BASE, Kind.COMMUNE_BASE)


def grassroots_of(route: Route) -> Body:
    """The grassroots committee of the way; a grassroots cell is its own, and where there is none its superior's
    department. Raises NoRoute.
    """
    if route.has("certifier"):
        return route.body("certifier", BodyKind.COMMITTEE)
    if route.has("certifier_above"):
        return route.body("certifier_above", BodyKind.ORGANIZATION_DEPARTMENT)
    return route.body("grassroots_cell", BodyKind.CELL)


def office_of_authority(route: Route) -> Body:
    """Who keeps the dossiers of the authority: its organisation department, or the authorised committee itself."""
    if route.has("authority"):
        return route.body("authority", BodyKind.ORGANIZATION_DEPARTMENT)
    return route.body("authorised", BodyKind.COMMITTEE)


def office_of_issuer(issuer: Body, route: Route, on: date) -> Body:
    """The office of the authority that issued the decision; of the present one where that organisation has ended."""
    if issuer.kind != BodyKind.STANDING_COMMITTEE:
        return issuer if issuer.until is None or issuer.until > on else office_of_authority(route)
    kind = BodyKind.ORGANIZATION_DEPARTMENT
    known = route.bodies.get((issuer.organization_id, kind))
    found = known or bodies_of([issuer.organization], on).get((issuer.organization_id, kind))
    return found or office_of_authority(route)


def authority_over(organization: Organization, on: date, law: Law) -> Organization:
    """Whose committee admits those who apply in the organisation on the day. Raises NoRoute with the reason."""
    if organization.kind in (Kind.CELL, Kind.BASE_CELL):
        levels = route_of(organization, on, law).levels
        return levels["authority"] if "authority" in levels else levels["authorised"]
    path = path_with_powers(organization.pk, on)
    if organization.kind in _ABOVE_THE_GRASSROOTS and path:
        return organization
    if organization.kind in _GRASSROOTS and path:
        above = next((place for place, _powers in path[1:] if place.kind in _ABOVE_THE_GRASSROOTS), None)
        deciding = organization if path[0][1] else above
        if deciding is not None:
            return deciding
    raise NoRoute(_("%(organization)s takes in no applicants on that day.") % {"organization": organization})


def receiver(situation: Situation, destination: Organization, on: date, law: Law) -> Body:
    """Who acknowledges the receipt: the cell itself where nothing was voted or its own authority decided (ADM-64, 67a),
    else the authority of the new place, which has a cell go on (ADM-65, 66, 67b, 67c). Raises NoRoute.
    """
    authority = authority_over(destination, on, law)
    below = _below(destination, on) if situation in (Situation.UNRESOLVED, Situation.SAME_AUTHORITY) else None
    return below or _body(authority, _office_of(authority, on), on)


def taker_in(destination: Organization, on: date, law: Law) -> Body:
    """Who takes in a member: the cell named or the grassroots committee named, else the office of the authority named.

    Raises NoRoute.
    """
    return _below(destination, on) or receiver(Situation.RESOLVED, destination, on, law)


def _below(destination: Organization, on: date) -> Body | None:
    """The meeting of a cell, the committee of a grassroots organisation; None above."""
    if destination.kind in CELLS:
        return _body(destination, BodyKind.CELL, on)
    return _body(destination, BodyKind.COMMITTEE, on) if destination.kind in _GRASSROOTS else None


def _office_of(authority: Organization, on: date) -> BodyKind:
    """An authorised grassroots committee is its own office; every other authority has a department."""
    if authority.kind not in _GRASSROOTS:
        return BodyKind.ORGANIZATION_DEPARTMENT
    powers = path_with_powers(authority.pk, on)[0][1]
    return BodyKind.COMMITTEE if Power.AUTHORISED in powers else BodyKind.ORGANIZATION_DEPARTMENT


def _body(organization: Organization, kind: BodyKind, on: date) -> Body:
    found = bodies_of([organization], on).get((organization.pk, kind))
    if found is None:
        values = {"organization": organization, "body": kind.label, "day": on.strftime("%d/%m/%Y")}
        raise NoRoute(_("%(organization)s has no %(body)s on %(day)s.") % values)
    return found


def exists_on(organization: Organization, on: date) -> bool:
    return organization.since <= on and (organization.until is None or organization.until > on)
