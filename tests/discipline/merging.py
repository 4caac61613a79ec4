"""A cell that is merged into another one."""

from datetime import date, timedelta

from organization.models import Body, Kind, Membership, Organization, Placement, Seat
from tests.chain import Chain
from tests.discipline.matters import START
from tests.factories import membership, organization

ENDED = START - timedelta(days=10)


def merge(chain: Chain, day: date = ENDED) -> Organization:
    """The cell is merged into another one: its members are counted there, its bodies and seats end."""
    receiving = organization(Kind.CELL, parent=chain.base)
    Organization.objects.filter(pk=chain.cell.pk).update(until=day)
    Placement.objects.filter(organization=chain.cell).update(until=day)
    Body.objects.filter(organization=chain.cell).update(until=day)
    Seat.objects.filter(body__organization=chain.cell).update(until=day)
    for row in Membership.objects.filter(organization=chain.cell, until__isnull=True):
        Membership.objects.filter(pk=row.pk).update(until=day)
        membership(row.person, receiving, standing=row.standing, since=day)
    chain.cell.refresh_from_db()
    return receiving
