"""Who looks at the pages of the tree, where they are and what they say."""

import re
from datetime import date
from html import unescape

from django.test import Client
from django.urls import reverse

from organization.models import BodyKind, Organization, Person, Role, User
from tests.factories import body, seat, user

TODAY = date(2025, 8, 20)
ENDED = date(2025, 7, 1)


def seated(of: Organization, kind: str = BodyKind.COMMITTEE, role: str = Role.SECRETARY) -> User:
    return user(seat(of=body(of, kind), role=role).person)


def signed_in(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def addresses(of: Organization, holder: Person) -> list[str]:
    return [reverse("tree"), reverse("unit", args=[of.public_id]), reverse("person", args=[holder.public_id])]


def text(client: Client, address: str, status: int = 200) -> str:
    """What the page says, without tags."""
    response = client.get(address)
    assert response.status_code == status
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def unit(of: Organization, day: str = "") -> str:
    return reverse("unit", args=[of.public_id]) + (f"?ngay={day}" if day else "")


def found(client: Client, words: str, *, follow: str = "") -> str:
    response = client.post(reverse("tree"), {"q": words})
    assert response.status_code == 302
    return text(client, response["Location"] + follow)
