"""Make the key that seals the secrets of the second factor."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from organization.sign_in.sealing import NoKey, make_key


class Command(BaseCommand):
    help = "make the key that seals the secrets of the second factor (SIGN_IN_KEY_FILE)"
    # whatever else is missing yet, a key can be made
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            make_key()
        except NoKey as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{settings.SIGN_IN_KEY_FILE}: keep a copy apart from the backups of the database.")
