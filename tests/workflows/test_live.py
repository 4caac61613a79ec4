"""Hints over the websocket: who gets them, what stands in them, and from which pages a socket opens."""

import asyncio
from contextlib import asynccontextmanager
from datetime import date

import pytest
from asgiref.sync import sync_to_async
from channels.layers import channel_layers, get_channel_layer
from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import override_settings
from django.utils import timezone

from organization.models import Role, Seat, Session, User
from organization.sign_in.sessions import SessionStore, end_sessions
from project.asgi import application
from tests.chain import Chain, Journey, build_chain
from tests.conftest import REDIS_URL
from tests.factories import seat, user
from workflows import consumers
from workflows.live import announce, announce_ballots, body_group
from workflows.routing import own_origins, websocket_urlpatterns

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]
HOST = b"127.0.0.1:8000"
ORIGIN = b"http://127.0.0.1:8000"
#: Seconds in which nothing comes, to be sure that nothing comes.
SILENCE = 0.3


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2025, 9, 1)
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    channel_layers.backends.clear()
    yield
    channel_layers.backends.clear()


def signed_in(as_user: User) -> SessionStore:
    session = SessionStore()
    session[SESSION_KEY] = str(as_user.pk)
    session[BACKEND_SESSION_KEY] = "permissions.backend.SeatBackend"
    session[HASH_SESSION_KEY] = as_user.get_session_auth_hash()
    session.save()
    return session


def headers(session: SessionStore | None, origin: bytes | None = ORIGIN) -> list[tuple[bytes, bytes]]:
    found = [(b"host", HOST)]
    if origin is not None:
        found.append((b"origin", origin))
    if session is not None:
        found.append((b"cookie", f"sessionid={session.session_key}".encode()))
    return found


@asynccontextmanager
async def socket(session: SessionStore | None, origin: bytes | None = ORIGIN):
    communicator = WebsocketCommunicator(application, "/ws/", headers=headers(session, origin))
    connected, _code = await communicator.connect()
    assert connected
    yield communicator
    await communicator.disconnect()


async def opens(session: SessionStore | None, origin: bytes | None) -> bool:
    communicator = WebsocketCommunicator(application, "/ws/", headers=headers(session, origin))
    connected, _code = await communicator.connect()
    await communicator.disconnect()
    return bool(connected)


async def tell(chain: Chain, topic: str, version: int = 7) -> None:
    await sync_to_async(announce)([chain.bodies["cell"].pk], topic, version, person_id=chain.applicant.person_id)


@pytest.fixture
def world(transactional_db):
    chain = build_chain()
    journey = Journey(chain)
    return chain, journey, journey.dossier.public_id


@pytest.mark.parametrize("who", ["cell", "clerk", "applicant"])
async def test_hint_reaches_those_who_may_see_the_case_and_holds_topic_and_version_alone(world, who):
    chain, _journey, topic = world
    session = await sync_to_async(signed_in)(chain.users[who])
    async with socket(session) as page:
        await tell(chain, topic)
        assert await page.receive_json_from() == {"topic": topic, "version": 7}


async def test_the_number_of_ballots_reaches_who_sits_in_the_body_and_nobody_else(world):
    chain, _journey, topic = world
    sessions = [await sync_to_async(signed_in)(chain.users[who]) for who in ("clerk", "standing", "applicant")]
    async with socket(sessions[0]) as clerk, socket(sessions[1]) as standing, socket(sessions[2]) as applicant:
        await sync_to_async(announce_ballots)(chain.bodies["cell"].pk, topic, "BOX234567890", 3)
        assert await clerk.receive_json_from() == {"topic": "BOX234567890", "version": 3}
        assert await standing.receive_nothing(SILENCE)
        assert await applicant.receive_nothing(SILENCE)


async def test_the_number_of_ballots_does_not_reach_the_person_concerned_who_sits_in_the_body(world):
    chain, _journey, topic = world
    await sync_to_async(seat)(chain.applicant.person, chain.bodies["cell"], Role.DEPUTY_SECRETARY)
    session = await sync_to_async(signed_in)(chain.applicant)
    async with socket(session) as page:
        await sync_to_async(announce_ballots)(chain.bodies["cell"].pk, topic, "BOX234567890", 3)
        assert await page.receive_nothing(SILENCE)


async def test_hint_does_not_reach_another_body(world):
    chain, _journey, topic = world
    session = await sync_to_async(signed_in)(chain.users["standing"])
    async with socket(session) as page:
        await tell(chain, topic)
        assert await page.receive_nothing(SILENCE)


async def test_hint_does_not_reach_a_body_that_may_not_see_the_case(world):
    chain, _journey, topic = world
    session = await sync_to_async(signed_in)(chain.users["standing"])
    async with socket(session) as page:
        await sync_to_async(announce)([chain.bodies["standing"].pk], topic, 7)
        assert await page.receive_nothing(SILENCE)


async def test_act_tells_the_next_body_after_the_commit(world):
    chain, journey, topic = world
    session = await sync_to_async(signed_in)(chain.users["grassroots"])
    await sync_to_async(journey.to)("verify")
    async with socket(session) as page:
        await sync_to_async(journey.verify)()
        hint = await page.receive_json_from()
    assert hint == {"topic": topic, "version": await sync_to_async(lambda: journey.dossier.event_count)()}


async def test_messages_of_a_page_are_ignored(world):
    chain, _journey, topic = world
    session = await sync_to_async(signed_in)(chain.users["cell"])
    async with socket(session) as page:
        await page.send_to(text_data='{"type": "case.changed", "topic": "x"}')
        await page.send_to(text_data="no json at all")
        await page.send_to(bytes_data=b"\xff")
        assert await page.receive_nothing(SILENCE)
        await tell(chain, topic)
        assert await page.receive_json_from() == {"topic": topic, "version": 7}


async def test_socket_closes_when_the_session_ends(world, monkeypatch):
    chain, _journey, _topic = world
    monkeypatch.setattr(consumers, "RECHECK", 0.05)
    session = await sync_to_async(signed_in)(chain.users["cell"])
    async with socket(session) as page:
        await sync_to_async(session.flush)()
        assert await page.receive_output(2) == {"type": "websocket.close", "code": consumers.SIGNED_OUT}


async def test_socket_of_a_session_that_its_owner_ended_elsewhere_closes_at_once(world):
    chain, _journey, topic = world
    there, here = [await sync_to_async(signed_in)(chain.users["cell"]) for _each in range(2)]
    async with socket(there) as ended, socket(here) as kept:
        await sync_to_async(end_sessions)(chain.users["cell"], [str(there.session_key)])
        assert await ended.receive_output(2) == {"type": "websocket.close", "code": consumers.SIGNED_OUT}
        await tell(chain, topic)
        assert await kept.receive_json_from() == {"topic": topic, "version": 7}


async def test_socket_of_a_session_that_idled_out_closes_though_no_page_is_asked_for(world, monkeypatch):
    chain, _journey, _topic = world
    monkeypatch.setattr(consumers, "RECHECK", 0.05)
    session = await sync_to_async(signed_in)(chain.users["cell"])
    async with socket(session) as page:
        await sync_to_async(Session.objects.filter(pk=session.session_key).update)(expire_date=timezone.now())
        assert await page.receive_output(2) == {"type": "websocket.close", "code": consumers.SIGNED_OUT}


async def test_socket_hears_no_more_of_a_body_whose_seat_ended(world, monkeypatch):
    chain, _journey, topic = world
    monkeypatch.setattr(consumers, "RECHECK", 0.05)
    session = await sync_to_async(signed_in)(chain.users["clerk"])
    async with socket(session) as page:
        await sync_to_async(Seat.objects.filter(person=chain.users["clerk"].person).update)(until=date(2025, 8, 30))
        await asyncio.sleep(0.2)
        layer = get_channel_layer()
        assert f"body.{chain.bodies['cell'].pk}" not in layer.groups
        await tell(chain, topic)
        assert await page.receive_nothing(SILENCE)


@pytest.mark.parametrize(
    "origin",
    [
        b"http://127.0.0.1:9999",
        b"https://127.0.0.1:8000",
        b"http://127.0.0.1",
        b"http://evil.example",
        b"http://127.0.0.1:8000.evil.example",
        b"http://[",
        b"null",
        b"",
        None,
    ],
)
async def test_socket_does_not_open_from_another_origin(world, origin):
    chain, _journey, _topic = world
    session = await sync_to_async(signed_in)(chain.users["cell"])
    assert await opens(session, ORIGIN)
    assert not await opens(session, origin)


async def test_socket_opens_only_from_the_origins_of_the_setting(world):
    chain, _journey, _topic = world
    session = await sync_to_async(signed_in)(chain.users["cell"])
    with override_settings(WEBSOCKET_ORIGINS=["https://dangvu.example"]):
        assert await opens(session, b"https://dangvu.example")
        assert not await opens(session, ORIGIN)


async def test_socket_does_not_open_for_nobody(world):
    assert not await opens(None, ORIGIN)


async def test_host_that_is_not_ours_has_no_origin(world):
    assert own_origins({"headers": [(b"host", b"evil.example:8000")], "scheme": "ws"}) == []
    assert own_origins({"headers": [(b"host", HOST)], "scheme": "wss"}) == ["https://127.0.0.1:8000"]


async def test_account_without_a_person_hears_nothing(world):
    chain, _journey, topic = world

    @sync_to_async
    def lonely() -> SessionStore:
        account = user()
        User.objects.filter(pk=account.pk).update(person=None)
        return signed_in(account)

    async with socket(await lonely()) as page:
        await tell(chain, topic)
        assert await page.receive_nothing(SILENCE)


async def test_dead_layer_does_not_fail_an_act(world, settings, caplog):
    _chain, journey, _topic = world
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {"hosts": ["redis://127.0.0.1:1/0"]},
        }
    }
    channel_layers.backends.clear()
    await sync_to_async(journey.do)("file_paper", code="application", issued_on=journey.day)
    for _wait in range(100):
        if caplog.records:
            break
        await asyncio.sleep(0.05)
    assert [record.getMessage() for record in caplog.records if record.name == "workflows.live"] == [
        "live hint not sent: ConnectionError"
    ]
    assert await sync_to_async(lambda: journey.dossier.documents.count())() == 1


@pytest.mark.redis
async def test_hint_crosses_redis(world, settings):
    chain, _journey, topic = world
    settings.CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
    }
    channel_layers.backends.clear()
    session = await sync_to_async(signed_in)(chain.users["cell"])
    async with socket(session) as page:
        await tell(chain, topic)
        assert await page.receive_json_from(timeout=5) == {"topic": topic, "version": 7}


@pytest.mark.redis
async def test_no_hint_of_many_at_once_is_lost(world, settings):
    chain, _journey, topic = world
    many = 300
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL], "capacity": 2 * many},
        }
    }
    channel_layers.backends.clear()
    layer = get_channel_layer()
    channel = await layer.new_channel()
    await layer.group_add(body_group(chain.bodies["cell"].pk), channel)

    for version in range(many):
        announce([chain.bodies["cell"].pk], topic, version)

    async with asyncio.timeout(30):
        heard = [(await layer.receive(channel))["version"] for _hint in range(many)]
    assert sorted(heard) == list(range(many))


async def test_no_other_path_is_a_websocket():
    assert [str(route.pattern) for route in URLRouter(websocket_urlpatterns).routes] == ["ws/"]
