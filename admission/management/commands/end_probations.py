"""``manage.py end_probations``: note which probations are over; to be run every day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from admission.periods import end_probations
from organization.clock import today
from organization.typed_days import day_argument


class Command(BaseCommand):
    help = "Note of every probationary member whose twelve months are over that they are. Run it once a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=day_argument, help="the day (yyyy-mm-dd or dd/mm/yyyy); default: today")

    def handle(self, **options: Any) -> None:
        count = end_probations(options["on"] or today())
        self.stdout.write(ngettext("%(n)s probation is over.", "%(n)s probations are over.", count) % {"n": count})
