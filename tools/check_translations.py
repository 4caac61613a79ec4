"""Whether every source string has its Vietnamese: extracts them as makemessages does and compares with the catalogue.

Extraction needs gettext's xgettext. Where it is missing, only the catalogue itself is checked, one loud line says so,
and with REQUIRE_ALL=1 that is a failure.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/vi/LC_MESSAGES/django.po")
#: What a user never reads, or is not ours.
LEFT_OUT = ("tests", "tools", "docs", "static")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


def texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    """The one string, or the singular and the plurals."""
    return [value] if isinstance(value, str) else list(value)


def read(path: Path, locale: str | None = None) -> Catalog:
    # xgettext leaves the plurals of a template open; babel wants a number
    text = path.read_bytes().replace(b"nplurals=INTEGER; plural=EXPRESSION", b"nplurals=2; plural=(n != 1)")
    return read_po(BytesIO(text), locale=locale)


def extracted() -> Catalog:
    """What makemessages finds in a copy of the tree that has no catalogue yet."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        for top in sorted(path for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")):
            if top.name not in (*LEFT_OUT, "var", "locale"):
                shutil.copytree(top, copy / top.name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        (copy / "locale").mkdir(parents=True)
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "--locale=vi", "--keep-pot", "--verbosity=0"],
            cwd=copy,
            env=environment,
            check=True,
        )
        return read(copy / "locale" / "django.pot")


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one entry of the catalogue."""
    translations = texts(message.string or "")
    if not all(translations):
        yield "not translated"
    if message.fuzzy:
        yield "fuzzy"
    wanted = set(PLACEHOLDER.findall(texts(message.id)[-1]))
    for translation in filter(None, translations):
        if set(PLACEHOLDER.findall(translation)) != wanted:
            yield f"placeholders differ from {' '.join(sorted(wanted)) or 'none'}: {translation!r}"


def check() -> list[str]:
    """One line for each fault; an empty list when the catalogue is complete."""
    if not (ROOT / CATALOGUE).exists():
        return [f"{CATALOGUE}: there is no such file"]
    catalogue = read(ROOT / CATALOGUE, "vi")
    found = [f"{texts(message.id)[0]!r}: {fault}" for message in catalogue if message.id for fault in faults(message)]
    if shutil.which("xgettext") is None:
        print("SKIPPED translations of new strings: xgettext is not installed (Debian: gettext)")
        if os.environ.get("REQUIRE_ALL") == "1":
            found.append("xgettext is required")
        return found
    for message in extracted():
        if not message.id:
            continue
        source = texts(message.id)[0]
        where = f"{message.locations[0][0]}: {source!r}" if message.locations else repr(source)
        if VIETNAMESE.search(source):
            found.append(f"{where}: the source string is to be English")
        if catalogue.get(source, message.context) is None:
            found.append(f"{where}: missing from {CATALOGUE}")
    return found


if __name__ == "__main__":
    lines = check()
    print("\n".join(lines) if lines else f"{CATALOGUE}: complete")
    sys.exit(1 if lines else 0)
