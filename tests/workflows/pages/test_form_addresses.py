"""No address that a browser may ask for answers with a blank page because it only takes forms."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.chain import Journey
from tests.factories import user

pytestmark = pytest.mark.django_db
UNKNOWN = {"slug": "khongcogi000", "string": "khongcogi000", "uuid": UUID(int=0)}


def _addresses() -> dict[str, str]:
    """{name with its arguments: address} of every pattern of the program; the administration has its own."""
    found = {}
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern) and pattern.name:
            kinds = pattern.pattern.converters.items()
            named = {name: UNKNOWN[type(kind).__name__.removesuffix("Converter").lower()] for name, kind in kinds}
            found[f"{pattern.name} {pattern.pattern}"] = reverse(pattern.name, kwargs={**named, **pattern.default_args})
    return found


@pytest.mark.parametrize("address", _addresses().values(), ids=_addresses().keys())
def test_every_address_answers_to_being_asked_for(address: str) -> None:
    client = Client()
    client.force_login(user(username="root", is_superuser=True))
    for ask in (client.get, client.head):
        assert ask(address).status_code in (200, 302, 403, 404)


@pytest.mark.parametrize(
    ("name", "page"),
    [("make_papers", "?muc={item}"), ("act_on_item", "?muc={item}"), ("act_on_meeting", "")],
)
def test_forms_of_a_meeting_lead_to_its_page_and_change_nothing(
    journey: Journey, settings: Any, name: str, page: str
) -> None:
    journey.to("cell").meet()
    settings.TODAY, client, item = journey.day, Client(), journey.item
    named = {"public_id": item.meeting.public_id, "item_id": item.public_id, "verb": "open_vote"}
    if name == "act_on_meeting":
        named = {"public_id": item.meeting.public_id, "doing": "close"}
    if name == "make_papers":
        del named["verb"]
    address = reverse(name, kwargs=named)
    assert client.get(address)["Location"].startswith("/dang-nhap/")
    client.force_login(journey.chain.users["cell"])
    meeting = reverse("meeting", args=[item.meeting.public_id])
    assert client.get(address)["Location"] == meeting + page.format(item=item.public_id)
    assert client.put(address).status_code == 405
    assert journey.item.state == item.state
