"""A tree over time, and what a question about it costs."""

from datetime import date

from organization.models import Organization, Placement

DAY = date(2025, 8, 20)
MOVED = date(2025, 7, 1)


def move(of: Organization, to: Organization) -> None:
    Placement.objects.filter(organization=of).update(until=MOVED)
    Placement.objects.create(organization=of, parent=to, since=MOVED, decision="12-QĐ")
