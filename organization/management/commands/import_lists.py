"""`manage.py import_lists LIST FILE`: checks a list; with `--store` stores it, all rows or none."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from organization.clock import today
from organization.imports import running
from organization.imports.lists import LISTS
from organization.imports.models import ListImport, State
from organization.models import User


class Command(BaseCommand):
    help = "Check a list of organisations, bodies, persons or seats (XLSX, CSV) and, with --store, store it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("list", choices=list(LISTS))
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="user name under which the import is recorded")
        parser.add_argument("--store", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["by"]).first()
        if user is None:
            raise CommandError(_("There is no such user."))
        path: Path = options["file"]
        upload = SimpleUploadedFile(path.name, path.read_bytes())
        with transaction.atomic():
            row = running.record(upload, path.name, LISTS[options["list"]], by=user)
        try:
            running.guarded(running.check, row, today())
            self._tell(row)
            if options["store"] and row.writes:
                self._claim(row, user)
                running.guarded(running.store, row, today())
                self._tell(row)
        finally:
            running.give_up(row)

    def _claim(self, row: ListImport, user: User) -> None:
        try:
            running.claim(row, by=user)
        except running.Busy:
            raise CommandError(_("Another list is being stored now.")) from None

    def _tell(self, row: ListImport) -> None:
        row.refresh_from_db()
        figures = ", ".join(f"{name} {getattr(row, name)}" for name in ("added", "changed", "same", "faulty"))
        self.stdout.write(f"{row.get_state_display()}: {figures}")
        for problem in row.problems.all():
            self.stdout.write(f"{problem.line} | {problem.column} | {problem.reason}")
        if row.state not in (State.READY, State.DONE):
            raise CommandError(row.reason or _("Nothing was stored."))
