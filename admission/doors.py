"""What the doors to the parts of a dossier share: whose it is, who stands before it, and the way from page to page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from admission.models import Dossier
from organization.models import User
from workflows.models import Task

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class DossierDoor:
    """``own``: the door of the person concerned, else the official view. ``task``: the open step at which this part is
    written, else None. ``closed``: why this user does not write it, or "".
    """

    #: The name of its first page; that of the person concerned has "own_" before it.
    front: ClassVar[str]

    dossier: Dossier
    user: User
    on: date
    own: bool
    task: Task | None
    closed: str

    def address(self, page: str = "", **more: str) -> str:
        """Of a page behind the same door; ``more``: what its path names beside the dossier."""
        page = page or self.front
        name = f"own_{page}" if self.own else page
        return reverse(name, kwargs={"public_id": self.dossier.public_id, **more})

    @property
    def back(self) -> str:
        return reverse("own_file" if self.own else "case", args=[self.dossier.public_id])


def entering(open_door: Callable[..., Any]) -> Callable[[View], View]:
    """What puts a door in place of the id of a view; ``own``: which of the two, as open_door(request, id, own=…)."""

    def through(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, public_id: str, *, own: bool, **more: Any) -> HttpResponse:
            return view(request, open_door(request, public_id, own=own), **more)

        return entered

    return through
