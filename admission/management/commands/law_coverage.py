"""``manage.py law_coverage [--check]``: writes docs/law-coverage.md and docs/states-and-transitions.md, or says which
is stale. No database.
"""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from admission import map_of_law
from admission.flows import AdmissionFlow
from admission.forms import FORMS
from admission.law_coverage import LISTED, CoverageError, entries, page, proofs
from admission.map_of_law import MapError
from admission.map_of_law.checking import Checker
from admission.map_of_law.page import Places
from admission.map_of_law.page import page as page_of_map
from admission.screens import CLOCKS
from workflows import plain_yaml
from workflows.procedures import law_folder, rules_of


class Command(BaseCommand):
    help = "Write the tables of the rules, the states and the transitions of the law: where each is kept and tested."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a table is stale")

    def handle(self, **options: Any) -> None:
        try:
            texts = {"law-coverage.md": table(), "states-and-transitions.md": table_of_map()}
        except (CoverageError, MapError) as error:
            raise CommandError(str(error)) from error
        for name, text in texts.items():
            path = settings.BASE_DIR / "docs" / name
            if not options["check"]:
                path.write_text(text, encoding="utf-8")
            elif not path.exists() or path.read_text(encoding="utf-8") != text:
                raise CommandError(f"docs/{name} is stale: run `manage.py law_coverage`.")


def table() -> str:
    """The page as the code and the tests have it now. Raises CoverageError."""
    rules = rules_of("admission")
    verbs, asked = _of_the_flow()
    found = entries(plain_yaml.load(LISTED.read_text(encoding="utf-8")), rules, verbs, FORMS)
    return page(found, rules, asked, verbs, proofs(settings.BASE_DIR / "tests"), law_folder("admission"))


def table_of_map() -> str:
    """The page of the states and transitions. Raises MapError where the map and the flow do not agree."""
    law_map = map_of_law.load()
    problems = Checker(law_map, AdmissionFlow, CLOCKS).problems()
    if problems:
        raise MapError("\n".join(problems))
    return page_of_map(law_map, Places(AdmissionFlow, settings.BASE_DIR / "tests"))


def _of_the_flow() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """(verb -> steps, rule function -> steps), steps by name."""
    verbs: dict[str, list[str]] = {}
    asked: dict[str, list[str]] = {}
    for node in sorted(AdmissionFlow.verb_nodes(), key=lambda node: node.name):
        for doing in node.doings.values():
            _note(verbs, [doing.verb.code], node.name)
            _note(asked, (rule.name for rule in doing.rules.all), node.name)
    return verbs, asked


def _note(found: dict[str, list[str]], keys: Iterable[str], step: str) -> None:
    for key in keys:
        steps = found.setdefault(key, [])
        if step not in steps:
            steps.append(step)
