"""System checks (`manage.py check --deploy`): what signing in needs of the machine it runs on."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from organization.sign_in.sealing import NoKey, keys


@register("sign_in", deploy=True)
def signing_in_is_ready(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if settings.DEMO:
        return [Error("DEMO=1: fixed passwords. Never with real files.", id="organization.E001")]
    if not settings.SECOND_FACTOR:
        found.append(Error("SECOND_FACTOR=0: committees sign in by a password alone.", id="organization.E002"))
    else:
        try:
            keys()
        except NoKey as error:
            found.append(Error(str(error), id="organization.E003"))
    if not settings.STEP_UP:
        found.append(Error("STEP_UP=0: nobody is asked again before a vote.", id="organization.E004"))
    if not settings.REDIS_URL:
        told = "REDIS_URL is not set: each process counts attempts to sign in for itself."
        found.append(Error(told, id="organization.E005"))
    if settings.HTTPS and not settings.TRUSTED_PROXIES:
        told = "TRUSTED_PROXIES is empty: behind the TLS proxy every attempt seems to come from one address."
        found.append(Warning(told, id="organization.W001"))
    return found
