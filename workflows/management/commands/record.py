"""``manage.py record verify``: proves the record of one case or of all, with the judgements it commits to."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from workflows.audit.verifying import verify_all
from workflows.guarded import GUARDS
from workflows.models import Case


class Command(BaseCommand):
    help = "Computes the events and judgements of every case (or one) again. Exit code 1 when anything is broken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("verify", help="compute hashes, commitments and heads again")
        check.add_argument("--case", metavar="CODE", help="the code of one case, with or without dashes")

    def handle(self, *args: Any, **options: Any) -> None:
        cases = Case.objects.all()
        if options["case"]:
            cases = cases.filter(public_id=options["case"].replace("-", "").upper())
            if not cases.exists():
                raise CommandError(_("There is no case %(code)s.") % {"code": options["case"]})
        absent = [name for guard in GUARDS for name in guard.missing(connection)]
        if absent:
            self.stdout.write(_("The database does not guard the record: %(names)s.") % {"names": ", ".join(absent)})
        total, broken = 0, 0
        for case, report in verify_all(cases):
            total, broken = total + 1, broken + (not report.ok)
            if report.ok:
                line = _("%(case)s: OK, %(count)s events") % {"case": case.code, "count": report.count}
            else:
                where = {"case": case.code, "sequence": report.broken_at, "problem": report.problem}
                line = _("%(case)s: BROKEN at event %(sequence)s. %(problem)s") % where
            self.stdout.write(line)
        summary = _("%(total)s cases, %(broken)s broken.") % {"total": total, "broken": broken}
        if broken or absent:
            raise CommandError(summary)
        self.stdout.write(summary)
