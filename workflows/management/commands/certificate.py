"""``manage.py certificate CASE [--step STEP] [--out FILE]``: a vote of a case with all that proves it, as a file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from workflows.meetings.export import NotRecorded, export
from workflows.meetings.models import AgendaItem, ItemState
from workflows.models import Case


class Command(BaseCommand):
    help = "Write the validity certificate of a vote, for tools/verify_certificate.py or another program to check."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("case", metavar="CASE", help="the code of the case, with or without dashes")
        parser.add_argument(
            "--step", default="", help="the step that voted, for example cell; the last vote if left out"
        )
        parser.add_argument("--out", type=Path, metavar="FILE", help="where to write it; printed if left out")

    def handle(self, **options: Any) -> None:
        case = Case.objects.filter(public_id=options["case"].replace("-", "").upper()).first()
        if case is None:
            raise CommandError(_("There is no case %(code)s.") % {"code": options["case"]})
        votes = AgendaItem.objects.filter(case=case, state=ItemState.RESOLVED).select_related("meeting", "certified")
        if options["step"]:
            votes = votes.filter(tally__step=options["step"])
        item = votes.order_by("tally").last()
        try:
            if item is None:
                raise NotRecorded
            text = json.dumps(export(item), ensure_ascii=False, indent=1)
        except NotRecorded as error:
            raise CommandError(_("No vote of this case has an outcome on record.")) from error
        if options["out"] is None:
            self.stdout.write(text)
            return
        try:
            options["out"].write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(_("%(path)s cannot be written.") % {"path": options["out"]}) from error
