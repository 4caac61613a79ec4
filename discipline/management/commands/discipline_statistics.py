"""``manage.py discipline_statistics --from DAY --to DAY``: the table T-KL-DV as CSV, sums alone, no person."""

import csv
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from discipline.codes import FORM_LABELS
from discipline.codes_complaint import LEVEL_LABELS
from discipline.codes_content import MemberContent
from discipline.statistics import disciplined_between, table
from organization.typed_days import day_argument

PARTS = {
    "committees": gettext_noop("Committees and cells"),
    "inspection": gettext_noop("Inspection commissions"),
}


class Command(BaseCommand):
    help = "Count the discipline of members by deciding level, form and content, as CSV on the standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", type=day_argument, required=True, help="first day, included")
        parser.add_argument("--to", dest="last", type=day_argument, required=True, help="last day, included")

    def handle(self, **options: Any) -> None:
        first, last = options["first"], options["last"]
        if last < first:
            raise CommandError(_("This day lies before the first one."))
        lines = table(disciplined_between(first, last))
        out = csv.writer(self.stdout, lineterminator="\n")
        codes = [code.value for code in MemberContent]
        out.writerow([_("Decided by"), _("Level"), _("Form of discipline"), _("Total"), *codes])
        for line in lines:
            level = _(LEVEL_LABELS[line.level]) if line.level else _("all levels")
            form = _(FORM_LABELS[line.form]) if line.form else _("all forms")
            counts = [line.contents[code] for code in MemberContent]
            out.writerow([_(PARTS[line.part]), level, form, line.total, *counts])
