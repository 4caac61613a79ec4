"""`manage.py scenario s1` (a Khối of a province) or `s2` (the central one): fills an empty database for shows."""

from argparse import ArgumentParser
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from tqdm import tqdm

from admission import scenario_tasks
from admission import scenarios as dossiers
from organization import scenarios
from organization.models import Organization, User

#: The day the demonstration plays on unless another is given.
DAY = date(2025, 11, 14)


class Command(BaseCommand):
    help = "Fill an empty database with a synthetic Khối: organisations, seats, log-ins and cases at every step."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=[*scenarios.PLANS, "tasks"])
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--day", type=date.fromisoformat, help="YYYY-MM-DD; otherwise the setting TODAY")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there are organisations already")
        parser.add_argument("--scale", choices=["full", "small"], default="full")
        parser.add_argument("--count", type=int, default=1_000_000, help="tasks: how many more there shall be")
        parser.add_argument("--open", type=int, help="tasks: how many of them wait; otherwise a tenth")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(_("The scenario has log-ins with a known password; it is made only with DEMO=1."))
        day = options["day"] or settings.TODAY or DAY
        if options["name"] == "tasks":
            waiting = options["count"] // 10 if options["open"] is None else options["open"]
            return self._fill(options["count"], waiting, options["seed"], day)
        if Organization.objects.exists():
            if not options["if_empty"]:
                raise CommandError(_("There are organisations already; the scenario needs an empty database."))
        else:
            self._build(options["name"], options["seed"], day, options["scale"])
        return self._tell(options["name"])

    def _fill(self, count: int, waiting: int, seed: int, day: date) -> None:
        with tqdm(total=count, disable=None, leave=False, unit=" " + _("tasks")) as bar:
            try:
                filled = scenario_tasks.fill(count, waiting, seed=seed, day=day, step=bar.update)
            except scenario_tasks.TooFew as error:
                raise CommandError(
                    _("There are no dossiers to copy, or too many of the tasks are to be open; make a scenario first.")
                ) from error
        found = {"tasks": filled.tasks, "cases": filled.cases, "open": filled.open}
        self.stdout.write(_("%(tasks)s tasks in %(cases)s dossiers, %(open)s of them open.") % found)

    def _build(self, name: str, seed: int, day: date, scale: str) -> None:
        first = day - timedelta(days=dossiers.LONGEST)
        if not dossiers.covered(first):
            raise CommandError(
                _("No loaded regulation covers %(first)s, when the first dossiers begin; choose a later day.")
                % {"first": first.strftime("%d/%m/%Y")}
            )
        small = scale == "small"
        procedures = [import_module(f"{procedure}.scenarios") for procedure in settings.PROCEDURES]
        parts = scenarios.PARTS + sum(procedure.count(name, small=small) for procedure in procedures)
        # disable=None: no bar where nobody watches
        with transaction.atomic(), tqdm(total=parts, disable=None, leave=False) as bar:

            def step(label: str) -> None:
                bar.set_description(label)
                bar.update()

            khoi = scenarios.build(seed, day, name=name, scale=scale, step=step)
            for procedure in procedures:
                procedure.build(khoi, seed, small=small, step=step)

    def _tell(self, name: str) -> None:
        heading = _("Accounts of the demonstration, all with the password %(password)s:")
        self.stdout.write(heading % {"password": scenarios.password()})
        # on an early day nobody is authorised yet, and a small Khối may lack an office
        accounts = {account.username: account for account in scenarios.accounts(name)}
        there = set(User.objects.filter(username__in=accounts).values_list("username", flat=True))
        for account in accounts.values():
            if account.username in there:
                self.stdout.write(f"  {account.username:<20} {account.description}")
