"""`manage.py samples`: writes the filled-in lists of an invented Khối to `samples/`, the same bytes on every run."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from organization.imports import sampling
from organization.imports.exporting import WRITERS
from organization.imports.lists import LISTS


class Command(BaseCommand):
    help = "Write sample lists (organisations, bodies, persons, seats) as XLSX and CSV; all of it is invented."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.BASE_DIR / "samples", help="folder; default: samples/")

    def handle(self, *args: Any, **options: Any) -> None:
        options["to"].mkdir(parents=True, exist_ok=True)
        for key, rows in sampling.lists().items():
            for extension, write in WRITERS.items():
                path = options["to"] / f"{LISTS[key].layout.file}.{extension}"
                with path.open("wb") as file:
                    write(file, LISTS[key].layout, rows)
                self.stdout.write(f"{path.name}: {len(rows)}")
