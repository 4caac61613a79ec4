"""``manage.py sweep_files``: names, and with ``--remove`` deletes, stored files that no paper names."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from organization.at_rest.keys import NoKey
from workflows.documents.sweeping import YOUNGEST, NothingNamed, sweep

_HOUR = timedelta(hours=1)


class Command(BaseCommand):
    help = "List the stored files that no paper names. Deletes nothing without --remove."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="delete them")
        parser.add_argument(
            "--hours",
            type=int,
            default=YOUNGEST // _HOUR,
            help="only what nobody touched for so many hours (default and least: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["hours"] * _HOUR < YOUNGEST:
            least = {"hours": YOUNGEST // _HOUR}
            raise CommandError(_("A chosen file waits %(hours)s hours for its review: no fewer.") % least)
        try:
            swept = sweep(timezone.now(), options["hours"] * _HOUR, remove=options["remove"])
        except NoKey as error:
            raise CommandError(str(error)) from error
        except NothingNamed as error:
            raise CommandError(
                _("No paper of this database names a file: is it the right database? Nothing was deleted.")
            ) from error
        for path in swept.orphans:
            self.stdout.write(str(path))
        told = {"count": len(swept.orphans), "size": filesizeformat(swept.size), "removed": len(swept.removed)}
        if options["remove"]:
            self.stdout.write(_("Named by no paper: %(count)s files, %(size)s; deleted: %(removed)s.") % told)
        else:
            self.stdout.write(_("Named by no paper: %(count)s files, %(size)s. Nothing was deleted (--remove).") % told)
