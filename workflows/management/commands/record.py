"""``manage.py record verify|export|checkpoint|key``: proves the record whole, hands it out, signs its heads."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.audit import administration
from workflows.audit.checkpoints import NoCheckpoint, checkpoint, make_key, verify_checkpoints
from workflows.audit.exporting import exported
from workflows.audit.verifying import verify_all
from workflows.guarded import GUARDS
from workflows.models import Case


class Command(BaseCommand):
    help = "Prove the record of every case (or one), export it, sign a checkpoint over all. Exit code 1 when broken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("verify", help="compute hashes, commitments, heads and checkpoints again")
        check.add_argument("--case", metavar="CODE", help="the code of one case, with or without dashes")
        export = verbs.add_parser("export", help="write lines of JSON for tools/verify_record.py")
        export.add_argument("--case", metavar="CODE", help="the code of one case, with or without dashes")
        export.add_argument("--out", type=Path, metavar="FILE", required=True, help="a new file; none is overwritten")
        export.add_argument(
            "--opened", action="store_true", help="with the content that the events commit to: who, where, what"
        )
        verbs.add_parser("checkpoint", help="sign the heads of all records; to be run hourly, and on demand")
        verbs.add_parser("key", help="make the key that signs checkpoints (RECORD_KEY_FILE)")

    def handle(self, *args: Any, **options: Any) -> None:
        {"verify": self._verify, "export": self._export, "checkpoint": self._checkpoint, "key": self._key}[
            options["verb"]
        ](options)

    def _cases(self, code: str | None) -> Any:
        cases = Case.objects.all()
        if code:
            cases = cases.filter(public_id=code.replace("-", "").upper())
            if not cases.exists():
                raise CommandError(_("There is no case %(code)s.") % {"code": code})
        return cases

    def _verify(self, options: dict[str, Any]) -> None:
        cases = self._cases(options["case"])
        absent = [name for guard in GUARDS for name in guard.missing(connection)]
        if absent:
            self.stdout.write(_("The database does not guard the record: %(names)s.") % {"names": ", ".join(absent)})
        total, broken = 0, 0
        for case, report in verify_all(cases):
            total, broken = total + 1, broken + (not report.ok)
            if report.ok:
                line = _("%(case)s: OK, %(count)s events") % {"case": case.code, "count": report.count}
            else:
                where = {"case": case.code, "sequence": report.broken_at, "problem": report.problem}
                line = _("%(case)s: BROKEN at event %(sequence)s. %(problem)s") % where
            self.stdout.write(line)
        summary = _("%(total)s cases, %(broken)s broken.") % {"total": total, "broken": broken}
        wrong = 0 if options["case"] else self._verify_checkpoints() + self._verify_administration()
        if broken or absent or wrong:
            raise CommandError(summary)
        self.stdout.write(summary)

    def _verify_checkpoints(self) -> int:
        """How many checkpoints are wrong; each of these is told, of the others only their number and the last hash."""
        total, wrong, last = 0, 0, None
        for made, problem in verify_checkpoints():
            total, wrong, last = total + 1, wrong + bool(problem), made
            if problem:
                told = _("Checkpoint %(number)s: BROKEN. %(problem)s")
                self.stdout.write(told % {"number": made.number, "problem": problem})
        if last:
            told = _("%(total)s checkpoints, %(wrong)s broken; the last: %(hash)s, key %(key)s")
            self.stdout.write(told % {"total": total, "wrong": wrong, "hash": last.hash, "key": last.key})
        return wrong

    def _verify_administration(self) -> int:
        report = administration.verify()
        if report.ok:
            told = _("Record of the administration: OK, %(count)s events")
            self.stdout.write(told % {"count": report.count})
            return 0
        told = _("Record of the administration: BROKEN at event %(sequence)s. %(problem)s")
        self.stdout.write(told % {"sequence": report.broken_at, "problem": report.problem})
        return 1

    def _export(self, options: dict[str, Any]) -> None:
        cases = self._cases(options["case"])
        path: Path = options["out"]
        try:
            # of the owner alone, and never over another file
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                for line in exported(cases, opened=options["opened"], whole=not options["case"]):
                    file.write(f"{line}\n")
        except FileExistsError as error:
            raise CommandError(_("%(path)s exists already.") % {"path": path}) from error
        except OSError as error:
            raise CommandError(_("%(path)s cannot be written.") % {"path": path}) from error
        self.stdout.write(_("Written: %(path)s") % {"path": path})

    def _checkpoint(self, options: dict[str, Any]) -> None:
        try:
            made = checkpoint(timezone.now())
        except NoCheckpoint as error:
            raise CommandError(str(error)) from error
        if made is None:
            self.stdout.write(_("No record has moved since the last checkpoint."))
            return
        told = _("Checkpoint %(number)s signed: %(hash)s, key %(key)s")
        self.stdout.write(told % {"number": made.number, "hash": made.hash, "key": made.key})

    def _key(self, options: dict[str, Any]) -> None:
        try:
            public = make_key()
        except NoCheckpoint as error:
            raise CommandError(str(error)) from error
        told = _("The key was made. Keep its public half outside, to compare checkpoints with: %(key)s")
        self.stdout.write(told % {"key": public})
