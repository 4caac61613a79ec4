"""``manage.py law_coverage [--check]``: writes the pages of docs/ that say where the rules of each procedure are kept,
or says which is stale. No database.
"""

from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from workflows.law_coverage import CoverageError, table


class Command(BaseCommand):
    help = "Write the tables of the rules, the states and the transitions of the law: where each is kept and tested."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a table is stale")

    def handle(self, **options: Any) -> None:
        try:
            texts = {name: text for procedure in settings.PROCEDURES for name, text in pages_of(procedure).items()}
        except CoverageError as error:
            raise CommandError(str(error)) from error
        for name, text in texts.items():
            path = settings.BASE_DIR / "docs" / name
            if not options["check"]:
                path.write_text(text, encoding="utf-8")
            elif not path.exists() or path.read_text(encoding="utf-8") != text:
                raise CommandError(f"docs/{name} is stale: run `manage.py law_coverage`.")


def pages_of(procedure: str) -> dict[str, str]:
    """File name in docs/ -> text, as the code and the tests have it now. Raises CoverageError."""
    domain = import_module(f"{procedure}.law_coverage").DOMAIN
    others = {name: import_string(made_by)() for name, made_by in domain.others.items()}
    return {domain.page: table(domain), **others}
