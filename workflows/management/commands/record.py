"""``manage.py record verify|export|checkpoint|key|erase|forget|emergency``: proves the record whole, hands it out and
signs it, erases from it what two persons decide and what was kept long enough; opens a case in an emergency."""

import os
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from organization.clock import today
from organization.models import User
from organization.sign_in.keyboard import NotSignedIn, signed_in
from organization.sign_in.sealing import NoKey
from organization.sign_in.throttle import TooOften
from organization.typed_days import day_argument
from workflows.audit import administration
from workflows.audit.chain import Report
from workflows.audit.checkpoints import NoCheckpoint, checkpoint, make_key, verify_checkpoints
from workflows.audit.erasing import NotErased, erase
from workflows.audit.exporting import exported
from workflows.audit.models import Event, Reading
from workflows.audit.readings import forget, verify_days
from workflows.audit.verifying import verify_all
from workflows.emergency import NotOpened, open_in_emergency
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
        verbs.add_parser("forget", help="erase readings older than READINGS_KEEP_DAYS; their days stay whole")
        erase = verbs.add_parser("erase", help="erase values of an event; two persons sign in for it at this keyboard")
        whose = erase.add_mutually_exclusive_group(required=True)
        whose.add_argument("--case", metavar="CODE", help="the code of the case, with or without dashes")
        whose.add_argument("--day", type=day_argument, metavar="DAY", help="of a reading: its day")
        erase.add_argument(
            "--event", type=int, metavar="N", required=True, help="its number in the case, or in the day"
        )
        erase.add_argument(
            "--value", action="append", metavar="NAME", required=True, help="which; several times for more"
        )
        erase.add_argument("--reason", required=True, help="kept in the record for ever: name nobody in it")
        emergency = verbs.add_parser(
            "emergency", help="let --by read a case that nobody can read any more; two persons sign in at this keyboard"
        )
        emergency.add_argument("--case", metavar="CODE", required=True, help="the code, with or without dashes")
        emergency.add_argument("--reason", required=True, help="kept in the record for ever: name nobody in it")
        for verb in (erase, emergency):
            verb.add_argument("--by", metavar="USER", required=True)
            verb.add_argument("--second", metavar="USER", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"_{options['verb']}")(options)

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
            self._tell(case.code, report)
        summary = _("%(total)s cases, %(broken)s broken.") % {"total": total, "broken": broken}
        if options["case"]:
            wrong = 0
        else:
            wrong = self._verify_days() + self._verify_checkpoints() + self._verify_administration()
        if broken or absent or wrong:
            raise CommandError(summary)
        self.stdout.write(summary)

    def _tell(self, name: str, report: Report) -> None:
        where = {"case": name, "count": report.count, "sequence": report.broken_at, "problem": report.problem}
        if not report.ok:
            told = _("%(case)s: BROKEN at event %(sequence)s. %(problem)s")
        elif report.erased:
            told, where["erased"] = _("%(case)s: OK, %(count)s events, %(erased)s erased values"), report.erased
        else:
            told = _("%(case)s: OK, %(count)s events")
        self.stdout.write(told % where)

    def _verify_days(self) -> int:
        """How many days of the log of readings are broken; each of all is told."""
        total, broken = 0, 0
        for day, report in verify_days():
            total, broken = total + 1, broken + (not report.ok)
            self._tell(_("Readings of %(day)s") % {"day": day}, report)
        if total:
            self.stdout.write(_("%(total)s days of readings, %(broken)s broken.") % {"total": total, "broken": broken})
        return broken

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
        if report.ok and not report.count:
            return 0
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

    def _forget(self, options: dict[str, Any]) -> None:
        if settings.READINGS_KEEP_DAYS is None:
            raise CommandError(_("READINGS_KEEP_DAYS is not set: readings are kept for ever."))
        now = timezone.now()
        on = timezone.localdate(now)
        count = forget(on - timedelta(days=settings.READINGS_KEEP_DAYS), on, now)
        self.stdout.write(_("%(count)s readings were erased.") % {"count": count})

    def _erase(self, options: dict[str, Any]) -> None:
        row = self._row(options)
        by, second = (self._signed_in(options[name]) for name in ("by", "second"))
        asked = {"by": by, "second": second, "reason": options["reason"], "on": today(), "at": timezone.now()}
        try:
            made = erase(row, options["value"], **asked)
        except NotErased as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("Erased; event %(number)s says so.") % {"number": made.sequence})

    def _emergency(self, options: dict[str, Any]) -> None:
        case = self._cases(options["case"]).get()
        by, second = (self._signed_in(options[name]) for name in ("by", "second"))
        asked = {"by": by, "second": second, "reason": options["reason"], "on": today(), "at": timezone.now()}
        try:
            made = open_in_emergency(case.pk, **asked)
        except NotOpened as error:
            raise CommandError(str(error)) from error
        told = _("%(person)s can read the case before %(day)s; event %(number)s says so.")
        day = f"{made.until:%d/%m/%Y}"
        self.stdout.write(told % {"person": by, "day": day, "number": made.event.sequence})

    def _row(self, options: dict[str, Any]) -> Event | Reading:
        rows: Any = Reading.objects.filter(day__day=options["day"])
        if options["case"]:
            rows = Event.objects.filter(case__in=self._cases(options["case"]))
        row: Event | Reading | None = rows.filter(sequence=options["event"]).first()
        if row is None:
            raise CommandError(_("There is no event %(number)s.") % {"number": options["event"]})
        return row

    def _signed_in(self, name: str) -> User:
        try:
            return signed_in(name)
        except (NotSignedIn, TooOften, NoKey) as error:
            raise CommandError(str(error)) from error

    def _key(self, options: dict[str, Any]) -> None:
        try:
            public = make_key()
        except NoCheckpoint as error:
            raise CommandError(str(error)) from error
        told = _("The key was made. Keep its public half outside, to compare checkpoints with: %(key)s")
        self.stdout.write(told % {"key": public})
