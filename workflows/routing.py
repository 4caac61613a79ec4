"""The websocket routes, and from which pages they may be opened."""

from collections.abc import Awaitable, Callable
from typing import Any

from channels.security.websocket import OriginValidator
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
        origins = settings.WEBSOCKET_ORIGINS or own_origins(scope)
        return await OriginValidator(self.application, origins)(scope, receive, send)


def own_origins(scope: dict[str, Any]) -> list[str]:
    """The origin of the page the socket belongs to, by its Host header; empty for a host that is not ours."""
    hosts = [value.decode("latin1") for name, value in scope.get("headers", []) if name == b"host"]
    if len(hosts) != 1 or not validate_host(split_domain_port(hosts[0])[0], settings.ALLOWED_HOSTS):
        return []
    secure = settings.HTTPS or scope.get("scheme") == "wss"
    return [f"{'https' if secure else 'http'}://{hosts[0]}"]
