"""A telephone with the application for codes, and the steps of a browser that signs in."""

import re
from base64 import b32decode
from time import time
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.urls import reverse

from organization.models import User
from organization.sign_in import factor

SECRET = "bốn con ngựa đi chợ"


class QuickArgon2(Argon2PasswordHasher):
    """As in production, but in a hundredth of the time: the tests hash some thousand passwords and codes."""

    time_cost, memory_cost, parallelism = 1, 64, 1


class Telephone:
    """Knows the secret of one person; ``code()`` is what it shows now, or so many seconds later."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret

    def code(self, later: float = 0) -> str:
        return factor.code_at(self.secret, time() + later)


def password(client: Client, who: User, typed: str = SECRET, **more: str) -> Any:
    return client.post("/dang-nhap/", {"username": who.username, "password": typed, **more})


def photographed(client: Client) -> Telephone:
    """The telephone after the letters of the page were typed into it."""
    letters = client.get("/dang-nhap/dien-thoai/").context["letters"]
    return Telephone(b32decode(letters.replace(" ", "")))


def enrolled(who: User) -> tuple[Telephone, list[str]]:
    """The telephone of somebody who set it up earlier, and his codes on paper."""
    secret = factor.new_secret()
    return Telephone(secret), factor.enrol(who, secret, 0)


def entered(client: Client) -> bool:
    """Whether the client is signed in."""
    return bool(client.get("/").status_code == 200)


def signed_in(who: User, telephone: Telephone | None = None) -> Client:
    """A browser in which he has signed in, by the pages."""
    client = Client()
    answer = password(client, who)
    if telephone is not None:
        answer = client.post("/dang-nhap/ma-xac-thuc/", {"code": telephone.code()})
    assert answer.status_code == 302
    assert entered(client)
    return client


def texts(response: Any) -> str:
    """What the page says, without tags."""
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode())


def of(who: User) -> str:
    """The page of a log-in in the administration."""
    return reverse("admin:auth_user_password_change", args=[who.pk])
