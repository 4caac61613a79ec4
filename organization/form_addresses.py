"""Addresses to which forms are sent, and which are no pages of their own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def takes_forms(page: Callable[..., str]) -> Callable[[View], View]:
    """The view takes forms alone. Asked for – after a reload, from a bookmark, on the way back from signing in – its
    address leads to the page of the form: ``page``, asked with what stands in the address. That page, and not this
    address, says whether there is such a thing for the asker.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **named)
            if request.method in ("GET", "HEAD"):
                return redirect(page(*args, **named))
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])

        return answer

    return declare
