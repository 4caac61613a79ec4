"""`manage.py export_lists FOLDER`: organisations, bodies, persons and seats of a day as files, all four or none."""

from argparse import ArgumentParser
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from organization.clock import today
from organization.imports.exporting import WRITERS
from organization.imports.lists import LISTS
from organization.management.database import require_tables
from organization.typed_days import day_argument


class Command(BaseCommand):
    help = "Export the lists of organisations, bodies, persons and seats; an import takes them back unchanged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--on", type=day_argument, help="yyyy-mm-dd or dd/mm/yyyy; otherwise today")
        parser.add_argument("--format", choices=list(WRITERS), default="xlsx")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        require_tables()
        if folder.exists() and not folder.is_dir():
            raise CommandError(_("%(path)s is a file. Name a folder for the lists.") % {"path": folder})
        new = [path for path in (folder, *folder.parents) if not path.exists()]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            written = _write(folder, options["format"], options["on"] or today())
        except OSError as error:
            told = _("The lists cannot be written to %(path)s: %(reason)s.")
            raise CommandError(told % {"path": folder, "reason": error.strerror}) from error
        finally:
            for path in new:
                with suppress(OSError):  # a folder that holds the lists stays
                    path.rmdir()
        for path in written:
            self.stdout.write(str(path))


def _write(folder: Path, extension: str, on: date) -> list[Path]:
    with TemporaryDirectory(dir=folder, prefix=".") as beside:
        files = [Path(beside) / f"{listing.layout.file}.{extension}" for listing in LISTS.values()]
        for listing, path in zip(LISTS.values(), files, strict=True):
            with path.open("wb") as file:
                WRITERS[extension](file, listing.layout, listing.stored(on))
        return [path.replace(folder / path.name) for path in files]
