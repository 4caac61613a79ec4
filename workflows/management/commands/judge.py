"""``manage.py judge admission --on DAY --facts FILE``: every rule's verdict from facts alone, without a database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from organization.clock import today
from organization.typed_days import day_argument
from workflows import plain_yaml
from workflows.explaining import headline, why
from workflows.facts import FactError
from workflows.findings import Finding, Status
from workflows.law import Law, LawError, law_on
from workflows.procedures import facts_of, law_folder, local_law, rules_of
from workflows.rules import judge


class Command(BaseCommand):
    help = "Judge facts by the law of a day: each rule, its verdict, the numbers, the article, the certainty."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("procedure", choices=settings.PROCEDURES)
        parser.add_argument(
            "--on", type=day_argument, help="the day whose law judges (yyyy-mm-dd or dd/mm/yyyy); default: today"
        )
        parser.add_argument("--facts", type=Path, help="a YAML or JSON file of facts")
        parser.add_argument("--local", default="", help="the local rules to lay over the national ones")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--schema", action="store_true", help="print the facts that are understood, and stop")

    def handle(self, **options: Any) -> None:
        procedure = options["procedure"]
        if options["schema"]:
            self._schema(procedure, as_json=options["json"])
            return
        if options["facts"] is None:
            raise CommandError(_("Name a file of facts with --facts, or ask for --schema."))
        on = options["on"] or today()
        try:
            facts = facts_of(procedure).parse(_read(options["facts"]), on)
            law = law_on(law_folder(procedure), on, local_law(procedure, options["local"]), facts.axes)
        except FactError as error:
            raise CommandError(error.text) from error
        except LawError as error:
            raise CommandError(str(error)) from error
        findings = judge(rules_of(procedure), facts, law)
        if options["json"]:
            self._json(procedure, law, findings)
        else:
            self._text(law, findings)

    def _schema(self, procedure: str, *, as_json: bool) -> None:
        schema = [{**row, "label": _(row["label"])} for row in facts_of(procedure).schema()]
        if as_json:
            self.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2))
            return
        for row in schema:
            unit = f" ({row['unit']})" if row["unit"] else ""
            self.stdout.write(f"{row['name']}: {row['type']}{unit}\n    {row['label']}")

    def _json(self, procedure: str, law: Law, findings: list[Finding]) -> None:
        answer = {
            "procedure": procedure,
            "on": law.on.isoformat(),
            "regulations": [regulation.code for regulation in law.regulations],
            "notice": law.notice,
            "findings": [
                {**finding.to_json(), "text": finding.text, "why": [headline(finding), *why(finding)]}
                for finding in findings
            ],
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    def _text(self, law: Law, findings: list[Finding]) -> None:
        self.stdout.write(_("Law of %(day)s") % {"day": f"{law.on:%d/%m/%Y}"})
        if law.notice:
            self.stdout.write(law.notice)
        styles = {Status.BROKEN: self.style.ERROR, Status.HOLDS: self.style.SUCCESS}
        for finding in findings:
            paint = styles.get(finding.status, str)
            self.stdout.write(f"{finding.rule:<8}{paint(finding.label)}: {finding.text}")
            if finding.status is not Status.NOT_IN_FORCE:
                cited = "; ".join(filter(None, [finding.articles, finding.certainty_label]))
                self.stdout.write(f"{'':<8}{cited}")
                for line in why(finding):
                    self.stdout.write(f"{'':<8}{line}")


def _read(path: Path) -> Any:
    try:
        return plain_yaml.load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(_("%(path)s cannot be read.") % {"path": path}) from error
    except (yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise CommandError(_("%(path)s is no YAML: %(reason)s") % {"path": path, "reason": reason}) from error
