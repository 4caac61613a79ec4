"""The websocket routes, and from which pages they may be opened."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from channels.security.websocket import OriginValidator, WebsocketDenier
from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import path

from workflows.consumers import LiveConsumer

websocket_urlpatterns = [path("ws/", LiveConsumer.as_asgi())]


class OwnOrigin:
    """Lets a websocket open only from a page of the same scheme, host and port, or from ``WEBSOCKET_ORIGINS``.

    Channels' AllowedHostsOriginValidator compares neither scheme nor port: another program on the same host passes it.
    """

    def __init__(self, application: Callable[..., Awaitable[Any]]) -> None:
        self.application = application

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> Any:
        if not _readable_origin(scope):
            return await WebsocketDenier()(scope, receive, send)
        origins = settings.WEBSOCKET_ORIGINS or own_origins(scope)
        return await OriginValidator(self.application, origins)(scope, receive, send)


def own_origins(scope: dict[str, Any]) -> list[str]:
    """The origin of the page the socket belongs to, by its Host header; empty for a host that is not ours."""
    hosts = [value.decode("latin1") for name, value in scope.get("headers", []) if name == b"host"]
    if len(hosts) != 1 or not validate_host(split_domain_port(hosts[0])[0], settings.ALLOWED_HOSTS):
        return []
    secure = settings.HTTPS or scope.get("scheme") == "wss"
    return [f"{'https' if secure else 'http'}://{hosts[0]}"]


def _readable_origin(scope: dict[str, Any]) -> bool:
    """Whether there is one origin and it can be taken apart; the validator would fail on the others with an error."""
    origins = [value.decode("latin1") for name, value in scope.get("headers", []) if name == b"origin"]
    try:
        return [urlsplit(origin).port is not False for origin in origins] == [True]
    except ValueError:
        return False
