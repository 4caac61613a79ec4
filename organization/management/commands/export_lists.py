"""`manage.py export_lists FOLDER`: organisations, bodies, persons and seats of a day as files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from organization.clock import today
from organization.imports.exporting import WRITERS
from organization.imports.lists import LISTS
from organization.typed_days import day_argument


class Command(BaseCommand):
    help = "Export the lists of organisations, bodies, persons and seats; an import takes them back unchanged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--on", type=day_argument, help="yyyy-mm-dd or dd/mm/yyyy; otherwise today")
        parser.add_argument("--format", choices=list(WRITERS), default="xlsx")

    def handle(self, *args: Any, **options: Any) -> None:
        options["folder"].mkdir(parents=True, exist_ok=True)
        on = options["on"] or today()
        for listing in LISTS.values():
            path = options["folder"] / f"{listing.layout.file}.{options['format']}"
            with path.open("wb") as file:
                WRITERS[options["format"]](file, listing.layout, listing.stored(on))
            self.stdout.write(str(path))
