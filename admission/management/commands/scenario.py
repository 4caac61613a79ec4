"""`manage.py scenario s1`: fills an empty database with the synthetic Khối and its dossiers, for demonstrations."""

from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from tqdm import tqdm

from admission import scenarios as dossiers
from admission.law_of_day import law_of
from organization import scenarios
from organization.models import Organization

#: The day the demonstration plays on unless another is given.
DAY = date(2025, 11, 14)
#: Parts of the organisation that report progress.
PARTS = 4


class Command(BaseCommand):
    help = "Fill an empty database with a synthetic Khối: organisations, seats, log-ins and dossiers at every step."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=["s1"])
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--day", type=date.fromisoformat, help="YYYY-MM-DD; otherwise the setting TODAY")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there are organisations already")
        parser.add_argument("--scale", choices=["full", "small"], default="full")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(_("The scenario has log-ins with a known password; it is made only with DEMO=1."))
        if Organization.objects.exists():
            if not options["if_empty"]:
                raise CommandError(_("There are organisations already; the scenario needs an empty database."))
        else:
            self._build(options["seed"], options["day"] or settings.TODAY or DAY, options["scale"])
        self._tell()

    def _build(self, seed: int, day: date, scale: str) -> None:
        first = day - timedelta(days=dossiers.LONGEST)
        if "profile.p1.steps" not in law_of(first):
            raise CommandError(
                _("No loaded regulation covers %(first)s, when the first dossiers begin; choose a later day.")
                % {"first": first.strftime("%d/%m/%Y")}
            )
        small = scale == "small"
        # disable=None: no bar where nobody watches
        with transaction.atomic(), tqdm(total=PARTS + dossiers.count(small=small), disable=None, leave=False) as bar:

            def step(label: str) -> None:
                bar.set_description(label)
                bar.update()

            khoi = scenarios.build(seed, day, scale=scale, step=step)
            dossiers.build(khoi, seed, small=small, step=step)

    def _tell(self) -> None:
        heading = _("Accounts of the demonstration, all with the password %(password)s:")
        self.stdout.write(heading % {"password": scenarios.password()})
        for account in scenarios.accounts():
            self.stdout.write(f"  {account.username:<20} {account.description}")
