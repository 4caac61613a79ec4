"""System checks: without the key, or with another one, the files that are there cannot be read; told at start."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from organization.at_rest.keys import NoKey, keyring
from workflows.documents.places import demand_every_key, root


@register()
def files_can_be_opened(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    path = Path(settings.DATA_KEY_FILE)
    if path.resolve().is_relative_to(root().resolve()):
        return [Error("DATA_KEY_FILE lies among the files it seals (MEDIA_ROOT).", id="workflows.E020")]
    try:
        demand_every_key(keyring())
    except NoKey as error:
        return [Error(str(error), id="workflows.E021")]
    if path.stat().st_mode & 0o077:
        return [Warning(f"{path} may be read by other users of the machine (chmod 600).", id="workflows.W020")]
    return []
