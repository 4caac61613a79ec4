"""What every request of somebody signed in is asked: is he here himself, and does he owe a second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from organization.asking import my_seats
from organization.sign_in.obligation import obliged
from organization.sign_in.sessions import FACTOR, keep_alive
from organization.sign_in.views import enter

#: A request that a page makes by itself says so in this header; it is no sign that anybody is there.
BY_ITSELF = "X-By-Itself"


class SignInMiddleware:
    """Below Django's LoginRequiredMiddleware. It asks the database nothing that the page would not ask as well."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, named: Any
    ) -> HttpResponse | None:
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        user = request.user
        if settings.SECOND_FACTOR and not request.session.get(FACTOR) and obliged(user, my_seats(request)):
            # a seat that began, or a telephone given up, since he signed in: his password was right, the rest is owed
            onward = request.get_full_path() if request.method == "GET" else "/"
            logout(request)
            return enter(request, user, onward)
        if BY_ITSELF not in request.headers:
            keep_alive(request)
        return None
