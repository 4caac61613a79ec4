"""``manage.py law [NAME] [--on DAY]``: a value's history over all regulations, or every value in force. No database."""

from argparse import ArgumentParser
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from organization.clock import today
from organization.typed_days import day_argument
from workflows.findings import CERTAINTY_LABELS
from workflows.law import LawError, NotInForce, Provision, history, law_on, regulations_in
from workflows.procedures import law_folder, local_law


class Command(BaseCommand):
    help = "Print the history of a value of law, or all values in force on a day."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", help="a provision, for example age.min")
        parser.add_argument("--on", type=day_argument, help="the day (yyyy-mm-dd or dd/mm/yyyy); today if left out")
        parser.add_argument("--procedure", choices=settings.PROCEDURES, default=settings.PROCEDURES[0])
        parser.add_argument("--local", default="", help="the local rules to lay over the national ones")

    def handle(self, **options: Any) -> None:
        try:
            if options["name"] and options["on"] is None:
                self._history(options)
            else:
                self._in_force(options)
        except (LawError, NotInForce) as error:
            raise CommandError(str(error)) from error

    def _history(self, options: dict[str, Any]) -> None:
        name, procedure = options["name"], options["procedure"]
        folder, overlays = law_folder(procedure), local_law(procedure, options["local"])
        values = history(folder, name, overlays)
        if not values:
            names = {known for path in (folder, *overlays) for r in regulations_in(path) for known in r.provisions}
            near = ", ".join(get_close_matches(name, names)) or "-"
            raise CommandError(
                _("No regulation ever set %(name)s. Similar names: %(near)s.") % {"name": name, "near": near}
            )
        for provision in values:
            self._line(provision)

    def _in_force(self, options: dict[str, Any]) -> None:
        on = options["on"] or today()
        procedure = options["procedure"]
        law = law_on(law_folder(procedure), on, local_law(procedure, options["local"]))
        if law.notice:
            self.stdout.write(law.notice)
        for provision in [law[options["name"]]] if options["name"] else law:
            self._line(provision)

    def _line(self, provision: Provision) -> None:
        shown = provision.shown
        value = ", ".join(shown) if isinstance(shown, list) else str(shown).lower() if shown in (True, False) else shown
        source = provision.article or provision.note
        days = f"{provision.effective:%d/%m/%Y}" + (f"–{provision.until:%d/%m/%Y}" if provision.until else "")
        self.stdout.write(
            f"{days}  {provision.name} = {value} ({provision.unit})  "
            f"{source} · {provision.title} · {_(CERTAINTY_LABELS[provision.certainty])}"
        )
