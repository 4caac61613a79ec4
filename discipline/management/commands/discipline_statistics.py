"""``manage.py discipline_statistics --from DAY --to DAY``: the table T-KL-DV as CSV, or T-KL-TC with
``--organizations``; sums alone, no person."""

import csv
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from discipline.codes import FORM_LABELS
from discipline.codes_complaint import LEVEL_LABELS
from discipline.codes_content import Content, MemberContent, OrganizationContent
from discipline.statistics import FORMS, FORMS_OF_ORGANIZATIONS, by_kind, disciplined_between, table
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
        parser.add_argument("--organizations", action="store_true", help="of organisations, not of members")

    def handle(self, **options: Any) -> None:
        first, last = options["first"], options["last"]
        if last < first:
            raise CommandError(_("This day lies before the first one."))
        of_organizations = options["organizations"]
        codes: list[Content] = [*OrganizationContent] if of_organizations else [*MemberContent]
        rows = list(disciplined_between(first, last, organizations=of_organizations))
        out = csv.writer(self.stdout, lineterminator="\n")
        out.writerow(
            [_("Decided by"), _("Level"), _("Form of discipline"), _("Total"), *(code.value for code in codes)]
        )
        for line in table(rows, FORMS_OF_ORGANIZATIONS if of_organizations else FORMS):
            level = _(LEVEL_LABELS[line.level]) if line.level else _("all levels")
            form = _(FORM_LABELS[line.form]) if line.form else _("all forms")
            out.writerow([_(PARTS[line.part]), level, form, line.total, *(line.contents[code] for code in codes)])
        for of_kind in by_kind(rows):
            counts = [of_kind.contents[code] for code in codes]
            out.writerow([_("of all"), of_kind.kind.label, _("all forms"), of_kind.total, *counts])
