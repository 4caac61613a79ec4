"""``manage.py stale``: once a day, notes which dossiers have grown stale (ADM-39)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from admission.staleness import note_stale
from organization.clock import today
from organization.typed_days import day_argument


class Command(BaseCommand):
    help = "Note the dossiers whose term has run out without the cell's consideration; to be run once a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=day_argument, help="the day (yyyy-mm-dd or dd/mm/yyyy); default: today")

    def handle(self, **options: Any) -> None:
        noted, waiting = note_stale(options["on"] or today())
        values = {"noted": noted, "waiting": waiting}
        self.stdout.write(_("Stale from now on: %(noted)s; waiting: %(waiting)s.") % values)
