"""Files for the tests, made in memory: good ones, and nasty ones that must not become papers."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import pikepdf
from PIL import Image

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="{part}" ContentType="{type}"/></Types>'
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
WORD = ("word/document.xml", f"{_OFFICE}wordprocessingml.document.main+xml")
EXCEL = ("xl/workbook.xml", f"{_OFFICE}spreadsheetml.sheet.main+xml")
MACRO_WORD = ("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml")
EXE = b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0" + bytes(400)


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    settings: dict[str, Any] = {} if "encryption" in options else {"deterministic_id": True}
    pdf.save(out, **settings, **options)
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    made = pikepdf.new()
    for _page in range(pages):
        made.add_blank_page(page_size=(595, 842))
    return saved(made)


def changed_pdf(change: Callable[[pikepdf.Pdf], None], **options: Any) -> bytes:
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    change(made)
    return saved(made, **options)


def opening(**action: object) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = pikepdf.Dictionary({f"/{name}": value for name, value in action.items()})

    return change


def attach(made: pikepdf.Pdf) -> None:
    made.attachments["note.txt"] = b"hidden"


def locked_pdf() -> bytes:
    return changed_pdf(lambda made: None, encryption=pikepdf.Encryption(owner="o", user="u"))


def restricted_pdf() -> bytes:
    """Opens without a password, yet is encrypted."""
    return changed_pdf(lambda made: None, encryption=pikepdf.Encryption(owner="o", user=""))


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """Says it has so many pixels; the data behind it is a few bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def archive(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def office(
    main: tuple[str, str], more: Mapping[str, bytes | str] | None = None, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    part, content_type = main
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES.format(part=f"/{part}", type=content_type),
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
        part: "<document>text</document>",
    }
    return archive(members | dict(more or {}), method)


def lying_docx() -> bytes:
    """The directory promises a small member, the member is large."""
    content = office(WORD, {"word/media.bin": bytes(3_000_000)})
    return content.replace(struct.pack("<I", 3_000_000), struct.pack("<I", 30_000))


def encrypted_docx() -> bytes:
    """Every member marked as encrypted."""
    content = bytearray(office(WORD))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 4)
    return bytes(content)


def twin_docx() -> bytes:
    """Two members of one name: which one is read depends on the reader."""
    out = io.BytesIO(office(WORD))
    with zipfile.ZipFile(out, "a") as made:
        made.writestr("WORD/document.xml", "<document>another text</document>")
    return out.getvalue()


def linked_docx() -> bytes:
    """A member that is a symbolic link."""
    out = io.BytesIO(office(WORD))
    link = zipfile.ZipInfo("word/link.xml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(out, "a") as made:
        made.writestr(link, "/etc/passwd")
    return out.getvalue()


def twin_picture() -> bytes:
    """As telephones save it: two pictures in one file."""
    out, first = io.BytesIO(), Image.new("RGB", (40, 30), "white")
    first.save(out, "MPO", save_all=True, append_images=[first])
    return out.getvalue()


def relation(kind: str, target: str = "https://evil.example/x") -> str:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    inner = f'<Relationship Id="r1" Type="{kinds}/{kind}" Target="{target}" TargetMode="External"/>'
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def field(*texts: str) -> str:
    inner = "".join(f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in texts)
    return f'<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{inner}</w:p>'


def showing(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    """A PDF with a stream of these entries."""

    def change(made: pikepdf.Pdf) -> None:
        made.Root.Extra = made.make_stream(b"x", {f"/{name}": value for name, value in entries.items()})

    return change


def doubly_packed_pdf() -> bytes:
    """A stream of nothing, deflated twice: a few bytes for each megabyte."""

    def change(made: pikepdf.Pdf) -> None:
        content = zlib.compress(zlib.compress(bytes(20_000_000), 9), 9)
        stream = pikepdf.Stream(made, content)
        stream.stream_dict = pikepdf.Dictionary(Filter=[pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        stream.write(content, filter=[pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        made.Root.Extra = made.make_indirect(stream)

    return changed_pdf(change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 50}">' for before, name in zip("abcdefg", "bcdefgh", strict=True))
    + "]><document>&h;</document>"
)

GOOD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "pdf": ("resolution.pdf", pdf, "application/pdf"),
    "PDF of several pages": ("RESOLUTION.PDF", lambda: pdf(30), "application/pdf"),
    "docx": ("cv.docx", lambda: office(WORD), f"{_OFFICE}wordprocessingml.document"),
    "docx stored": ("cv.docx", lambda: office(WORD, method=zipfile.ZIP_STORED), f"{_OFFICE}wordprocessingml.document"),
    "xlsx": ("list.xlsx", lambda: office(EXCEL), f"{_OFFICE}spreadsheetml.sheet"),
    "jpg": ("scan.jpg", lambda: picture("JPEG"), "image/jpeg"),
    "jpeg": ("scan.jpeg", lambda: picture("JPEG"), "image/jpeg"),
    "png": ("scan.png", lambda: picture("PNG"), "image/png"),
    "jpg of two pictures": ("phone.jpg", twin_picture, "image/jpeg"),
    "docx with a link and a chart": (
        "cv.docx",
        lambda: office(
            WORD, {"word/_rels/document.xml.rels": relation("hyperlink"), "word/embeddings/chart.xlsx": office(EXCEL)}
        ),
        f"{_OFFICE}wordprocessingml.document",
    ),
    "docx with a harmless field": (
        "cv.docx",
        lambda: office(WORD, {"word/footer.xml": field("PAGE")}),
        f"{_OFFICE}wordprocessingml.document",
    ),
}

#: {what it is: (file name, content, words of the refusal)}
NASTY: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.pdf", lambda: b"", "empty"),
    "one byte": ("a.pdf", lambda: b"%", "not what its name says"),
    "too large": ("a.pdf", lambda: pdf() + bytes(20 * 1024 * 1024), "larger than"),
    "exe as pdf": ("a.pdf", lambda: EXE, "not what its name says"),
    "exe": ("a.exe", lambda: EXE, "types of file are accepted"),
    "exe behind pdf": ("a.pdf.exe", lambda: EXE, "types of file are accepted"),
    "no extension": ("resolution", pdf, "types of file are accepted"),
    "html": ("a.html", lambda: b"<script>alert(1)</script>", "types of file are accepted"),
    "html as pdf": ("a.pdf", lambda: b"<html><script>alert(1)</script></html>", "not what its name says"),
    "svg as png": (
        "a.png",
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "not what its name says",
    ),
    "gif as png": ("a.png", lambda: b"GIF89a" + bytes(100), "not what its name says"),
    "png as jpg": ("a.jpg", lambda: picture("PNG"), "not what its name says"),
    "docx as pdf": ("a.pdf", lambda: office(WORD), "not what its name says"),
    "pdf as docx": ("a.docx", pdf, "not what its name says"),
    "xlsx as docx": ("a.docx", lambda: office(EXCEL), "not "),
    "zip as docx": ("a.docx", lambda: archive({"readme.txt": "hello"}), "not the Word or Excel document"),
    "docx without types": ("a.docx", lambda: archive({WORD[0]: "<document/>"}), "not the Word or Excel document"),
    "docx and xlsx at once": ("a.docx", lambda: office(WORD, {EXCEL[0]: "<x/>"}), "not the Word or Excel document"),
    "pdf and zip at once": ("a.pdf", lambda: pdf() + archive({"a.exe": EXE}), "two types"),
    "jpg and zip at once": ("a.jpg", lambda: picture("JPEG") + archive({"a.exe": EXE}), "two types"),
    "docx and pdf at once": (
        "a.docx",
        lambda: office(("word/document.xml", "%PDF-1.7"), method=zipfile.ZIP_STORED),
        "two types",
    ),
    "pdf only by its mark": ("a.pdf", lambda: b"%PDF-1.7\n" + b"garbage " * 500, "damaged"),
    "pdf cut in half": ("a.pdf", lambda: pdf(30)[:700], "damaged"),
    "pdf without pages": ("a.pdf", lambda: pdf(0), "damaged"),
    "locked pdf": ("a.pdf", locked_pdf, "password"),
    "restricted pdf": ("a.pdf", restricted_pdf, "password"),
    "pdf with JavaScript": (
        "a.pdf",
        lambda: changed_pdf(opening(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))),
        "scripts",
    ),
    "pdf with packed JavaScript": (
        "a.pdf",
        lambda: changed_pdf(
            opening(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        ),
        "scripts",
    ),
    "pdf with disguised JavaScript": (
        "a.pdf",
        lambda: changed_pdf(opening(S=pikepdf.Name.JavaScript, JS=pikepdf.String("x"))).replace(
            b"/JavaScript", b"/J#61vaScript"
        ),
        "scripts",
    ),
    "pdf that launches": (
        "a.pdf",
        lambda: changed_pdf(opening(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))),
        "scripts",
    ),
    "pdf with a file inside": ("a.pdf", lambda: changed_pdf(attach), "other files"),
    "pdf with a film": (
        "a.pdf",
        lambda: changed_pdf(showing(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Movie)),
        "scripts",
    ),
    "pdf with a picture of too many pixels": (
        "a.pdf",
        lambda: changed_pdf(showing(Subtype=pikepdf.Name.Image, Width=60_000, Height=60_000)),
        "too many pixels",
    ),
    "pdf packed twice": ("a.pdf", doubly_packed_pdf, "unpacks"),
    "docx with a foreign template": (
        "a.docx",
        lambda: office(WORD, {"word/_rels/settings.xml.rels": relation("attachedTemplate")}),
        "from elsewhere",
    ),
    "docx with a foreign picture": (
        "a.docx",
        lambda: office(WORD, {"word/_rels/document.xml.rels": relation("image", "file://///evil/x.png")}),
        "from elsewhere",
    ),
    "docx with a DDE field": (
        "a.docx",
        lambda: office(WORD, {"word/footer.xml": field("DDEAUTO c:\\windows\\cmd.exe /k calc")}),
        "from elsewhere",
    ),
    "docx with a DDE field in pieces": (
        "a.docx",
        lambda: office(WORD, {"word/footer.xml": field(" D", "DE", " cmd calc")}),
        "from elsewhere",
    ),
    "xlsx with a DDE link": (
        "a.xlsx",
        lambda: office(EXCEL, {"xl/externalLinks/externalLink1.xml": "<externalLink><ddeLink/></externalLink>"}),
        "from elsewhere",
    ),
    "docx with a packed object": (
        "a.docx",
        lambda: office(WORD, {"word/embeddings/oleObject1.bin": b"x"}),
        "other files or objects",
    ),
    "png with something behind it": ("a.png", lambda: picture("PNG") + b"<script>alert(1)</script>", "two types"),
    "docx with a macro": ("a.docx", lambda: office(WORD, {"word/vbaProject.bin": b"x"}), "macros"),
    "docm as docx": ("a.docx", lambda: office(MACRO_WORD), "macros"),
    "docx with a control": ("a.docx", lambda: office(WORD, {"word/activeX/activeX1.xml": "<x/>"}), "macros"),
    "xlsx with a macro sheet": ("a.xlsx", lambda: office(EXCEL, {"xl/macrosheets/sheet1.xml": "<x/>"}), "macros"),
    "docx leaving its folder": ("a.docx", lambda: office(WORD, {"../../etc/cron.d/x": b"x"}), "forbidden names"),
    "docx with a root path": ("a.docx", lambda: office(WORD, {"/etc/passwd": b"x"}), "forbidden names"),
    "docx with a Windows path": ("a.docx", lambda: office(WORD, {"..\\x.exe": b"x"}), "forbidden names"),
    "docx with a link": ("a.docx", linked_docx, "forbidden names"),
    "docx of twins": ("a.docx", twin_docx, "damaged"),
    "encrypted docx": ("a.docx", encrypted_docx, "password"),
    "zip bomb": ("a.docx", lambda: office(WORD, {"word/media.bin": bytes(50_000_000)}), "unpacks"),
    "bomb of many members": ("a.docx", lambda: office(WORD, {f"word/{n}": b"" for n in range(4000)}), "unpacks"),
    "lying zip": ("a.docx", lying_docx, "damaged"),
    "cut docx": ("a.docx", lambda: office(WORD)[:-30], "damaged"),
    "docx with entities": ("a.docx", lambda: office(WORD, {"word/styles.xml": LAUGHS}), "damaged"),
    "docx of broken XML": ("a.docx", lambda: office(WORD, {"word/styles.xml": "<a><b></a>"}), "damaged"),
    "png of too many pixels": ("a.png", lambda: huge_png(60_000, 60_000), "too many pixels"),
    "png cut short": ("a.png", lambda: huge_png(2_000, 2_000), "damaged"),
    "jpg cut short": ("a.jpg", lambda: picture("JPEG", (900, 900))[:3000], "damaged"),
}

HOSTILE_NAMES: dict[str, str] = {
    "null character": "a\0.pdf",
    "line break": "a\r\nX-Evil: 1.pdf",
    "bell": "a\x07.pdf",
    "right-to-left override": "invoice\N{RIGHT-TO-LEFT OVERRIDE}fdp.pdf",
    "isolate": "a\N{LEFT-TO-RIGHT ISOLATE}.pdf",
    "zero width": "a\N{ZERO WIDTH SPACE}.pdf",
    "line separator": "a\N{LINE SEPARATOR}.pdf",
    "Windows path": "..\\..\\autoexec.pdf",
    "path": "../../etc/passwd.pdf",
    "root": "/etc/passwd.pdf",
    "stream": "a.pdf:evil.pdf",
    "markup": "<img src=x>.pdf",
    "quote": 'a".pdf',
    "trailing stop": "a.pdf.",
    "hidden": ".pdf",
    "only stops": "..",
    "nothing": "",
    "only spaces": "   ",
    "201 characters": "a" * 197 + ".pdf",
}
