"""Pages and websockets in one server for the embedded mode; in production this serves ``/ws/`` alone."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
pages = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402 - models may be imported only once Django is set up
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402

from workflows.routing import OwnOrigin, websocket_urlpatterns  # noqa: E402

application = ProtocolTypeRouter(
    {"http": pages, "websocket": OwnOrigin(AuthMiddlewareStack(URLRouter(websocket_urlpatterns)))}
)
