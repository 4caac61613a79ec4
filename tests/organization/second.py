"""What a test of the administration does as the second administrator."""

from django.test import Client
from django.urls import reverse

from organization.proposals.models import ProposedChange
from tests.factories import user


def decide(how: str = "confirm", by: Client | None = None) -> int:
    """Decide the last proposal; the status of the answer."""
    client = by or Client()
    if by is None:
        client.force_login(user(is_superuser=True))
    change = ProposedChange.objects.latest("pk")
    return int(
        client.post(reverse("admin:organization_proposedchange_change", args=[change.pk]), {how: "1"}).status_code
    )
