"""``manage.py end_probations``: note which probations and stays elsewhere are over; to be run every day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from admission.periods import end_probations, end_stays
from organization.clock import today
from organization.typed_days import day_argument


class Command(BaseCommand):
    help = "Note which probations are over, and who is back from a temporary activity. Run it once a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=day_argument, help="the day (yyyy-mm-dd or dd/mm/yyyy); default: today")

    def handle(self, **options: Any) -> None:
        on = options["on"] or today()
        count, back = end_probations(on), end_stays(on)
        self.stdout.write(ngettext("%(n)s probation is over.", "%(n)s probations are over.", count) % {"n": count})
        self.stdout.write(ngettext("%(n)s person is back.", "%(n)s persons are back.", back) % {"n": back})
