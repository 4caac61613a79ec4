"""Opens one untrusted file and says what is wrong with it: a script, run in a process with little memory and time.

``python -I probe.py KIND < file`` writes one word to standard output: "ok", or a code that inspection.py puts into
words. A file that kills or confuses the process (a crash, no memory, no time) is refused by its caller.
"""

import codecs
import importlib
import io
import re
import resource
import stat
import sys
import zipfile
from collections.abc import Callable
from typing import BinaryIO
from xml.parsers import expat

import pikepdf
from PIL import Image

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 10
MAX_PIXELS = 60_000_000
MAX_MEMBERS = 3_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
#: How many times its packed size a member may become, once it is larger than the grace.
MAX_RATIO = 100
RATIO_GRACE_BYTES = 1024 * 1024

_PDF_MAGIC, _PDF_END = b"%PDF-", b"%%EOF"
_ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMedia", "/RichMediaContent"})
_ACTIVE_KINDS = frozenset({"/Movie", "/Sound", "/3D", "/RichMedia", "/Screen"})
_ACTIVE_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Rendition"})
_PNG_MAGIC, _PNG_END = b"\x89PNG\r\n\x1a\n", b"\0\0\0\0IEND\xaeB`\x82"
_EMBEDDING_KEYS = frozenset({"/EF", "/EmbeddedFiles"})
#: kind: the part an Office file of the kind must have
_MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
#: What may lie in an Office file as a file of its own: the numbers behind a chart.
_EMBEDDED = (".xlsx", ".docx")
_DDE = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
_CONTENT_TYPES = "[Content_Types].xml"


class Refused(Exception):
    """The code of what is wrong."""


def load_all() -> None:
    """Before the limits: once they are set nothing can be loaded any more that somebody looks for only when needed."""
    for name in ("PIL.JpegImagePlugin", "PIL.MpoImagePlugin", "PIL.PngImagePlugin", "PIL.TiffImagePlugin"):
        importlib.import_module(name)
    Image.preinit()
    codecs.lookup("cp437")  # names of archives
    for encoding in ("utf-16", "latin-1", "ascii"):  # texts in pictures and XML
        codecs.lookup(encoding)


def limit_resources() -> None:
    """Before anything is read: memory, processor time, no file may be written, no core left behind. None may be opened
    either, nor a connection, for want of a descriptor; and no process is started.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def probe_pdf(data: bytes) -> None:
    refuse_if_archive(data)
    if _PDF_END not in data[-1024:]:
        # cut off on its way; qpdf would mend it and lose pages without a word
        raise Refused("damaged")
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise Refused("encrypted")
            refuse_active(pdf.trailer)
            for found in pdf.objects:
                refuse_active(found)
            if len(pdf.pages) == 0:
                raise Refused("damaged")
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except (pikepdf.PdfError, RuntimeError) as error:
        # to decrypt one that takes no password, the library would open the source of random numbers
        raise Refused("encrypted" if b"/Encrypt" in data else "damaged") from error


def refuse_active(found: pikepdf.Object) -> None:
    """Look through one object of a PDF and what lies directly in it; what it refers to is an object of its own."""
    waiting = [found]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            inner: list[object] = list(item)  # numbers and truth values come as Python's
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            pairs = dict(item.items())
            keys = pairs.keys()
            opening = pairs.get("/OpenAction")
            if isinstance(opening, pikepdf.Dictionary) and str(opening.get("/S", "")) == "/URI":
                raise Refused("active")
            if keys & _ACTIVE_KEYS or str(pairs.get("/S", "")) in _ACTIVE_ACTIONS:
                raise Refused("active")
            kind = str(pairs.get("/Subtype", ""))
            if kind in _ACTIVE_KINDS:
                raise Refused("active")
            if kind == "/Image" and _number(pairs.get("/Width")) * _number(pairs.get("/Height")) > MAX_PIXELS:
                raise Refused("pixels")
            filters = pairs.get("/Filter")
            if isinstance(filters, pikepdf.Array) and [str(name) for name in filters].count("/FlateDecode") > 1:
                raise Refused("bomb")
            if keys & _EMBEDDING_KEYS or str(pairs.get("/Type", "")) == "/EmbeddedFile":
                raise Refused("embedded")
            inner = list(pairs.values())
        else:
            continue
        waiting += [child for child in inner if isinstance(child, pikepdf.Object) and not child.is_indirect]


def _number(found: object) -> int:
    return found if isinstance(found, int) else 0


def probe_image(data: bytes) -> None:
    refuse_if_archive(data)
    refuse_if_pdf(data)
    Image.MAX_IMAGE_PIXELS = None  # counted here, before a pixel is decoded
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Refused("pixels")
            if getattr(image, "n_frames", 1) * image.width * image.height > MAX_PIXELS:
                raise Refused("pixels")
            image.load()
        if data.startswith(_PNG_MAGIC) and not data.endswith(_PNG_END):
            raise Refused("two_types")  # something else behind the picture
    except (OSError, SyntaxError, ValueError, TypeError, EOFError) as error:
        raise Refused("damaged") from error


def probe_office(data: bytes, kind: str) -> None:
    refuse_if_pdf(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            probe_archive(archive, kind)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Refused("damaged") from error


def probe_archive(archive: zipfile.ZipFile, kind: str) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise Refused("bomb")
    if len({name.lower() for name in names}) != len(names):
        raise Refused("damaged")
    for member in members:
        refuse_member(member)
    if _CONTENT_TYPES not in names or [code for code, part in _MAIN_PARTS.items() if part in names] != [kind]:
        raise Refused("parts")
    for member in members:
        read_member(archive, member)


def refuse_member(member: zipfile.ZipInfo) -> None:
    """What the directory of the archive alone tells about one of its members."""
    # orig_filename: zipfile itself cuts a name at a null character
    name = member.orig_filename
    parts = name.split("/")
    if "\\" in name or ":" in name or not name.isprintable() or name.startswith("/") or ".." in parts:
        raise Refused("path")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refused("path")
    if member.flag_bits & 0x1:
        raise Refused("encrypted")
    lowered = name.lower()
    if lowered.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in lowered or "/activex/" in lowered:
        raise Refused("macro")
    if "/embeddings/" in lowered and not lowered.endswith(_EMBEDDED):
        raise Refused("packed")
    if member.file_size > RATIO_GRACE_BYTES and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        raise Refused("bomb")


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpack a member to the end, which checks its sum; XML must be well-formed and without a document type."""
    name = member.filename.lower()
    parser = expat.ParserCreate() if name.endswith((".xml", ".rels")) and not member.is_dir() else None
    if parser is not None:
        parser.StartDoctypeDeclHandler = refuse_doctype
        watch_elements(parser)
    tail = b""
    with archive.open(member) as content:
        try:
            while chunk := content.read(65536):
                if parser is not None:
                    parser.Parse(chunk, False)
                if member.filename == _CONTENT_TYPES:
                    if b"macroenabled" in (tail + chunk).lower():
                        raise Refused("macro")
                    tail = chunk[-16:]
            if parser is not None:
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("damaged") from error


def watch_elements(parser: expat.XMLParserType) -> None:
    """What fetches or starts something when the file is opened: parts from elsewhere, links to programs, DDE fields."""
    field: list[str] = []
    inside = [False]

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "Relationship" and attributes.get("TargetMode", "").lower() == "external":
            # a link that somebody clicks; anything else is fetched unasked
            if not attributes.get("Type", "").endswith("/hyperlink"):
                raise Refused("outside")
        elif name in ("ddeLink", "oleLink"):
            raise Refused("outside")
        elif name == "fldSimple":
            refuse_dde("".join(value for key, value in attributes.items() if key.rpartition(":")[2] == "instr"))
        elif name == "fldChar":
            field.clear()
        inside[0] = name == "instrText"

    def text(written: str) -> None:
        if inside[0]:
            # a field may be cut into several texts
            field.append(written)
            refuse_dde("".join(field))

    def end(tag: str) -> None:
        inside[0] = False

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text


def refuse_dde(field: str) -> None:
    if _DDE.search(field):
        raise Refused("outside")


def refuse_doctype(*_declaration: object) -> None:
    raise Refused("damaged")


def refuse_if_archive(data: bytes) -> None:
    """A PDF or picture that is a ZIP archive as well shows different things to different programs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.infolist():
                raise Refused("two_types")
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return


def refuse_if_pdf(data: bytes) -> None:
    """PDF readers accept their mark anywhere in the first kilobyte."""
    if _PDF_MAGIC in data[:1024]:
        raise Refused("two_types")


PROBES: dict[str, Callable[[bytes], None]] = {
    "pdf": probe_pdf,
    "docx": lambda data: probe_office(data, "docx"),
    "xlsx": lambda data: probe_office(data, "xlsx"),
    "jpg": probe_image,
    "png": probe_image,
}


def main(kind: str, source: BinaryIO) -> str:
    load_all()
    limit_resources()
    try:
        PROBES[kind](source.read())
    except Refused as refusal:
        return str(refusal)
    return "ok"


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1], sys.stdin.buffer))
