"""The archive itself: the current papers that the reader may open, and a list that says what is left out and why.

The same papers and the same reader's rights give the same bytes, on any day and in any language of the pages.
"""

from __future__ import annotations

import json
import logging
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from admission.codes import DOCUMENT_LABELS
from admission.codes import Document as Code
from admission.models import Dossier
from organization.text import fold
from workflows import plain_yaml
from workflows.documents.inspection import KINDS
from workflows.documents.models import Document
from workflows.documents.storage import Damaged, open_file

logger = logging.getLogger(__name__)

MANIFEST = "muc-luc.json"
#: Written into every archive instead of the clock.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_FILE_MODE = 0o100600
_UNIX = 3
_EXTENSIONS = {content_type: kind for kind, (content_type, _names, _looks) in KINDS.items()}
_LANGUAGE = "vi"

#: English source strings: what became of a paper.
STATES = {
    "included": gettext_noop("in the archive"),
    "withheld": gettext_noop("left out: the file tells of third persons, and is not for this reader"),
    "without_file": gettext_noop("left out: filed without a file"),
    "form": gettext_noop("left out: no file was filed; the form can be printed on the page of the dossier"),
    "damaged": gettext_noop("left out: the stored file is missing or damaged"),
}
_UNCONFIRMED = gettext_noop(
    "The numbers of document types and the layout of folders are from a secondary source and not confirmed."
)
_NO_CODE = gettext_noop("The code of the organisation in this scheme is not known here; its folder says so.")


@dataclass(frozen=True)
class Scheme:
    """``types``: {paper: number}; ``readmission_types``: the same where it differs for one admitted again;
    ``one_of``: {paper: numbers the source names for its group}.
    """

    source: str
    certainty: str
    organization_code: str
    types: dict[str, int]
    readmission_types: dict[str, int]
    one_of: dict[str, list[int]]

    def number(self, code: str, *, readmission: bool) -> int | None:
        found = self.readmission_types.get(code) if readmission else None
        return found or self.types.get(code)


@lru_cache
def scheme() -> Scheme:
    return Scheme(**plain_yaml.load(Path(__file__).with_name("types.yaml").read_text(encoding="utf-8")))


def folder_of(dossier: Dossier) -> str:
    """``M1.M2.M3.M4.M5/CCCD_HoTen``: ASCII letters, digits, dots and hyphens alone, whatever was typed."""
    number = re.sub(r"[^0-9a-z]", "", fold(dossier.subject.number), flags=re.ASCII) or "khong-ro-so"
    words = re.findall(r"[0-9a-z]+", fold(dossier.subject.full_name))
    name = "".join(word.capitalize() for word in words) or "KhongRoTen"
    return f"{known_code(dossier) or 'khong-ro-ma'}/{number}_{name}"


def known_code(dossier: Dossier) -> str:
    """The code of the cell in this scheme, if that is how its code is written; otherwise empty."""
    code = dossier.organization.code
    return code if re.fullmatch(scheme().organization_code, code, re.ASCII) else ""


def pack(target: IO[bytes], dossier: Dossier, papers: list[Document]) -> None:
    """Write the archive to ``target``, one file in memory at a time. ``papers``: the current ones in order, each with
    ``withheld`` set for the reader.
    """
    folder, lines = folder_of(dossier), []
    times: Counter[str] = Counter()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive, translation.override(_LANGUAGE):
        for paper in papers:
            times[paper.code] += 1
            lines.append(_packed(archive, folder, dossier, paper, times[paper.code]))
        text = json.dumps(_manifest(dossier, folder, lines), ensure_ascii=False, indent=2, sort_keys=True)
        _write(archive, f"{folder}/{MANIFEST}", text.encode())


def _packed(archive: zipfile.ZipFile, folder: str, dossier: Dossier, paper: Document, time: int) -> dict[str, Any]:
    """Put the paper into the archive; its line of the list."""
    number = scheme().number(paper.code, readmission=dossier.former is not None)
    line: dict[str, Any] = {
        "paper": _(DOCUMENT_LABELS[Code(paper.code)]) if paper.code in list(Code) else paper.code,
        "type": number,
        "number": paper.number,
        "issued_on": paper.issued_on.isoformat() if paper.issued_on else None,
        "issuer": paper.issuer,
    }
    if number is None and paper.code in scheme().one_of:
        line["type_is_one_of"] = scheme().one_of[paper.code]
    state = (
        "withheld" if paper.withheld else "included" if paper.sha256 else "form" if paper.printable else "without_file"
    )
    if state == "included":
        name = f"{number or 0:03d}-{re.sub(r'[^0-9a-z_]', '', paper.code)}-{time:02d}.{_extension(paper)}"
        try:
            _write(archive, f"{folder}/{name}", open_file(paper.sha256).getvalue())
        except (OSError, Damaged):
            logger.critical("The file of paper %s is missing or was changed", paper.public_id, exc_info=True)
            state = "damaged"
        else:
            line |= {"file": name, "sha256": paper.sha256, "size": paper.size}
    return line | {"state": state, "said": _(STATES[state])}


def _extension(paper: Document) -> str:
    return _EXTENSIONS.get(paper.content_type, "bin")


def _manifest(dossier: Dossier, folder: str, lines: list[dict[str, Any]]) -> dict[str, Any]:
    code = known_code(dossier)
    return {
        "case": dossier.code,
        "folder": folder,
        "organization": {
            "name": str(dossier.organization),
            "code": code or None,
            "said": "" if code else _(_NO_CODE),
        },
        "scheme": {"source": scheme().source, "certainty": scheme().certainty, "said": _(_UNCONFIRMED)},
        "papers": lines,
    }


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.create_system, entry.external_attr = _UNIX, _FILE_MODE << 16
    archive.writestr(entry, content)
