"""How often somebody may be wrong: counted by account, by address and by both, before anything is checked.

The counters lie in the shared cache. An account is counted by one spelling, whatever the keyboard sent: width, case,
diacritics and composition make no other one, and a name that nobody has is counted as any.
"""

import logging
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address
from time import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import ngettext

from organization.text import fold

log = logging.getLogger(__name__)


class TooOften(Exception):
    """Too many attempts; ``seconds`` until the next one is looked at. ``str()`` is for the person, and says no more."""

    def __init__(self, seconds: int) -> None:
        minutes = max(1, -(-seconds // 60))
        text = ngettext(
            "Too many attempts. Try again in %(minutes)s minute.",
            "Too many attempts. Try again in %(minutes)s minutes.",
            minutes,
        )
        super().__init__(text % {"minutes": minutes})
        self.seconds = seconds


@dataclass(frozen=True)
class Attempt:
    """One that was let in to be checked: ``succeeded`` when it was right."""

    counters: tuple[tuple[str, str], ...]

    def failed(self) -> None:
        """A line for who watches the log: the account by a short digest of its name, never the name."""
        told = ", ".join(f"{limit} {sha256(value.encode()).hexdigest()[:12]}" for limit, value in self.counters[:2])
        log.warning("sign-in failed: %s, from %s", told, self.counters[-1][1] if len(self.counters) > 1 else "a code")

    def succeeded(self) -> None:
        """Its account begins anew; of its address this one attempt is taken back."""
        for limit, name in self.counters:
            key = _key(limit, name)
            until = cache.get(key)
            if until is None:
                continue
            if limit != "address":
                # the counter too: within the same second the next one would go on with it
                cache.delete_many([key, f"{key}:{until}"])
            elif cache.get(f"{key}:{until}", 0) > 0:
                cache.decr(f"{key}:{until}")


def account_name(typed: str) -> str:
    """The one spelling by which the attempts on an account are counted."""
    visible = "".join(one for one in unicodedata.normalize("NFKC", typed) if unicodedata.category(one) != "Cf")
    return fold(visible).casefold()


def attempt(account: str, address: str) -> Attempt:
    """Count an attempt on the account from the address. Raises TooOften where one of the limits of
    settings.SIGN_IN_LIMITS is passed; nothing may then be checked.
    """
    name = account_name(account)
    counters = (("pair", f"{name} {address}"), ("account", name), ("address", address))
    for limit, value in counters:
        _count(limit, value)
    return Attempt(counters)


def attempt_code(user_id: int) -> Attempt:
    """Count an attempt on the code of somebody whose password was right. Raises TooOften."""
    _count("code", str(user_id))
    return Attempt((("code", str(user_id)),))


def within(limit: str, value: str) -> bool:
    """Count one more of what is not worth an answer; whether it still lies within the limit."""
    try:
        _count(limit, value)
    except TooOften:
        return False
    return True


def _count(limit: str, value: str) -> None:
    most, seconds = settings.SIGN_IN_LIMITS[limit]
    key, now = _key(limit, value), int(time())
    until: int = cache.get_or_set(key, now + seconds, seconds) or now + seconds
    counter = f"{key}:{until}"
    cache.add(counter, 0, seconds)
    count = cache.incr(counter)
    if count > most:
        if count == most + 1:
            log.warning("sign-in refused from now on: too many attempts (%s)", limit)
        raise TooOften(max(1, until - now))


def _key(limit: str, value: str) -> str:
    """Names are not legible in the cache."""
    return f"sign-in:{limit}:{sha256(value.encode()).hexdigest()}"


def address_of(request: HttpRequest) -> str:
    """Where the request comes from: the nearest address that is none of our own proxies (settings.TRUSTED_PROXIES).
    What a client itself writes into X-Forwarded-For is never believed. Empty where it is no address.
    """
    found = _readable(request.META.get("REMOTE_ADDR", ""))
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while found in settings.TRUSTED_PROXIES and told:
        found = _readable(told.pop()) or found
    return found


def _readable(text: str) -> str:
    try:
        return str(ip_address(text.strip()))
    except ValueError:
        return ""
