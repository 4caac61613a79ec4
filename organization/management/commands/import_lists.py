"""`manage.py import_lists LIST FILE`: checks a list; with `--store` stores it, all rows or none."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from organization.clock import today
from organization.import_forms import UploadForm
from organization.imports import running
from organization.imports.lists import LISTS, Listing, may_import
from organization.imports.models import ListImport, State
from organization.management.database import require_tables
from organization.models import Seat, User


class Command(BaseCommand):
    help = "Check a list of organisations, bodies, persons or seats (XLSX, CSV) and, with --store, store it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("list", choices=list(LISTS))
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="user name under which the import is recorded")
        parser.add_argument("--store", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        require_tables()
        listing = LISTS[options["list"]]
        user = self._user(options["by"], listing)
        path: Path = options["file"]
        with _open(path) as file:
            upload = UploadedFile(file, path.name, size=path.stat().st_size)
            form = UploadForm({"listing": listing.key}, {"file": upload}, listings=[listing])
            if not form.is_valid():
                raise CommandError(" ".join(str(text) for texts in form.errors.values() for text in texts))
            with transaction.atomic():
                row = running.record(upload, upload.name or "", listing, by=user)
        waits = False
        try:
            running.guarded(running.check, row, today())
            self._tell(row)
            reason = running.second_needed(row, user) if Seat.objects.exists() else ""
            if options["store"] and row.writes and reason:
                kept = _("The list is checked and waits to be confirmed in the browser.")
                self.stdout.write(f"{reason} {kept}")
                waits = True
            elif options["store"] and row.writes:
                self._claim(row, user)
                running.guarded(running.store, row, today())
                self._tell(row)
        finally:
            if not waits:
                running.give_up(row)

    def _user(self, name: str, listing: Listing) -> User:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(_("There is no such user."))
        if not may_import(user, listing):
            told = _("%(user)s does not administer what this list holds and may not import it.")
            raise CommandError(told % {"user": name})
        return user

    def _claim(self, row: ListImport, user: User) -> None:
        try:
            running.claim(row, by=user)
        except running.Busy:
            raise CommandError(_("Another list is being stored now.")) from None

    def _tell(self, row: ListImport) -> None:
        row.refresh_from_db()
        figures = {name: getattr(row, name) for name in ("added", "changed", "same", "faulty")}
        told = _("%(state)s: %(added)s new, %(changed)s filled in, %(same)s stored already, %(faulty)s to be corrected")
        self.stdout.write(told % {"state": row.get_state_display(), **figures})
        for note in row.notes if row.state != State.DONE else []:
            self.stdout.write(note)
        for problem in row.problems.all():
            self.stdout.write(f"{problem.line} | {problem.column} | {problem.reason}")
        if row.state not in (State.READY, State.DONE):
            raise CommandError(row.reason or _("Nothing was stored."))


def _open(path: Path) -> BinaryIO:
    try:
        if path.is_dir():
            raise CommandError(_("%(path)s is a folder, not a file.") % {"path": path})
        if not path.is_file():
            raise CommandError(_("There is no file %(path)s.") % {"path": path})
        return path.open("rb")
    except OSError as error:
        raise CommandError(_("%(path)s cannot be read.") % {"path": path}) from error
