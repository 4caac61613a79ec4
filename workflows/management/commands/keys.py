"""``manage.py keys make|show|rotate|encrypt|retire``: the key that stored files and sealed columns are kept under."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from organization.at_rest import keys
from organization.at_rest.keys import NoKey, keyring
from workflows.documents.places import demand_every_key
from workflows.documents.resealing import PLAIN, Old, holdings, reseal, under


class Command(BaseCommand):
    help = "Make, show and change the key of stored files and sealed columns (DATA_KEY_FILE)."
    #: The check that asks for the key would refuse the command that makes it.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("make", help="make the first key")
        verbs.add_parser("show", help="the fingerprint of each key and how much is sealed with it")
        verbs.add_parser("encrypt", help="seal what lies plain or under an earlier key; goes on where it was ended")
        verbs.add_parser("rotate", help="make a new key and seal everything anew with it")
        verbs.add_parser("retire", help="take out the earlier keys, once nothing is sealed with them")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            {
                "make": self._make,
                "show": self._show,
                "encrypt": self._encrypt,
                "rotate": self._rotate,
                "retire": self._retire,
            }[options["verb"]]()
        except NoKey as error:
            raise CommandError(str(error)) from error

    def _make(self) -> None:
        told = _("The key was made: %(fingerprint)s. Keep a copy of the file where no backup of the data lies.")
        self.stdout.write(told % {"fingerprint": keys.make().fingerprint})

    def _show(self) -> None:
        ring, counts = keyring(), holdings()
        for key in ring.keys:
            line = (
                _("%(fingerprint)s: %(count)s (seals now)") if key == ring.current else _("%(fingerprint)s: %(count)s")
            )
            self.stdout.write(line % {"fingerprint": key.fingerprint, "count": counts.pop(key.fingerprint, 0)})
        self.stdout.write(_("not sealed: %(count)s") % {"count": counts.pop(PLAIN, 0)})
        for fingerprint, count in counts.items():
            told = _("%(fingerprint)s: %(count)s, AND THE KEY IS NOT HERE")
            self.stdout.write(told % {"fingerprint": fingerprint, "count": count})

    def _rotate(self) -> None:
        with keys.alone():
            demand_every_key(keyring())
            if len(keyring().keys) > 1 and len(under(keyring().current)):
                raise CommandError(_("The last change of keys is not finished: run “manage.py keys encrypt” first."))
            key = keys.add()
            self.stdout.write(_("From now on the key %(fingerprint)s seals.") % {"fingerprint": key.fingerprint})
            self._all()

    def _encrypt(self) -> None:
        with keys.alone():
            self._all()

    def _all(self) -> None:
        """Until nothing is left: people store files meanwhile."""
        done, stuck = 0, set[str]()
        while len(old := under(keyring().current)) > len(stuck):
            before = done
            for told in self._progress(old):
                done += not told
                stuck |= {told} if told else set()
            if done == before:
                break
        self.stdout.write(_("Sealed with the current key: %(count)s.") % {"count": done})
        for told in sorted(stuck):
            self.stderr.write(_("Cannot be opened, and was left as it is: %(what)s") % {"what": told})
        if stuck:
            raise CommandError(_("%(count)s could not be opened.") % {"count": len(stuck)})

    def _progress(self, old: Old) -> Any:
        return tqdm(reseal(old), total=len(old), unit="", disable=None)

    def _retire(self) -> None:
        with keys.alone():
            if left := len(under(keyring().current)):
                told = _("%(count)s are not under the current key yet: run “manage.py keys encrypt” first.")
                raise CommandError(told % {"count": left})
            gone = keys.keep_the_current_alone()
        told = _("Taken out: %(keys)s. Backups made under them need them still: keep their copies as long.")
        self.stdout.write(told % {"keys": ", ".join(gone) or "–"})
