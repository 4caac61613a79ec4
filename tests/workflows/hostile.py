"""Hostile uploads and form posts without end, each made from the number it is asked for: no file of anybody else's."""

import random
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote_plus

from tests.workflows.files import EXCEL, EXE, GOOD, HOSTILE_NAMES, NASTY, WORD, archive, office, pdf, picture

#: In every payload; on a page it may stand escaped alone.
MARK = "<zq7'\""
#: What of it must be in no answer.
RAW = "<zq7"

TEXTS: tuple[Callable[[random.Random], str], ...] = (
    lambda chance: f"{MARK}><script>alert({chance.random()})</script>",
    lambda chance: f"{MARK} onfocus=alert(1) autofocus x=",
    lambda chance: f"--></textarea></title>{MARK}<img src=x onerror=alert(1)>",
    lambda chance: f"{{{{ 7*7 }}}}{{% debug %}}{MARK}",
    lambda chance: f"'; DROP TABLE workflows_case; --{MARK}",
    lambda chance: f"=cmd|'/C calc'!A0{MARK}",
    lambda chance: f"../../../etc/passwd\0{MARK}",
    lambda chance: f"{MARK}\r\nSet-Cookie: a=b\r\n\r\n<html>",
    lambda chance: f"\N{RIGHT-TO-LEFT OVERRIDE}{MARK}\N{ZERO WIDTH SPACE}",
    lambda chance: MARK * chance.randint(500, 3000),
    lambda chance: "a" + "\N{COMBINING ACUTE ACCENT}" * chance.randint(1000, 5000) + MARK,
    lambda chance: str(chance.choice([-1, 0, 2**31, 2**63, 10**30, "NaN", "1e309", "٣", "0x10", "1_000"])),
    lambda chance: chance.choice(["31/02/2025", "00/00/0000", "01/01/0001", "31/12/9999", "1/1/99999", "2025-13-45"]),
    lambda chance: chance.choice(["", " ", "\t", "\n", "on", "true", "null", "None", "[]", '{"a": ', "\N{NULL}"]),
    lambda chance: "".join(chr(chance.choice([*range(1, 60), 0xFFFE, 0xE000, 0x10FFFF])) for _n in range(50)) + MARK,
)


def text(number: int) -> str:
    chance = random.Random(f"text {number}")
    return TEXTS[number % len(TEXTS)](chance)


@dataclass(frozen=True)
class Sent:
    """``certain``: that it may never be taken; a mutant may have stayed, or become, a good file."""

    name: str
    content: bytes
    certain: bool


def upload(number: int) -> Sent:
    """The same for the same number."""
    chance = random.Random(f"upload {number}")
    return _MAKERS[number % len(_MAKERS)](chance)


def _known(chance: random.Random) -> Sent:
    name, make, _words = NASTY[chance.choice([key for key in NASTY if key != "too large"])]
    return Sent(name, make(), True)


def _named(chance: random.Random) -> Sent:
    return Sent(HOSTILE_NAMES[chance.choice(list(HOSTILE_NAMES))], pdf(), False)  # Django itself cleans some names


def _good(chance: random.Random) -> tuple[str, bytes]:
    name, make, _type = GOOD[chance.choice(list(GOOD))]
    return name, make()


def _flipped(chance: random.Random) -> Sent:
    name, content = _good(chance)
    changed = bytearray(content)
    for _byte in range(chance.randint(1, 60)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return Sent(name, bytes(changed), False)


def _spliced(chance: random.Random) -> Sent:
    """The head of one, the tail of another."""
    (name, first), (_other, second) = _good(chance), _good(chance)
    return Sent(name, first[: chance.randrange(1, len(first))] + second[chance.randrange(len(second)) :], False)


def _inserted(chance: random.Random) -> Sent:
    name, content = _good(chance)
    at = chance.randrange(len(content))
    more = chance.choice(
        [b"/JS (app.alert(1))", b"<script>alert(1)</script>", b"PK\3\4", b"%PDF-1.7", b"\0" * 5000, EXE]
    )
    return Sent(name, content[:at] + more + content[at:], False)


def _wrongly_named(chance: random.Random) -> Sent:
    """A good file, or another thing, under the name of another kind."""
    content = chance.choice([EXE, picture("PNG"), office(WORD), MARK.encode() * 50, zlib.compress(bytes(9999)), pdf()])
    name = chance.choice(["a.exe", "a.svg", "a.html", "a.docm", "a.pdf.js", "a.xhtml", "a", "a.php", "a.jpg.exe"])
    return Sent(name, content, True)


def _other_kind(chance: random.Random) -> Sent:
    kinds = {"pdf": pdf(), "png": picture("PNG"), "jpg": picture("JPEG"), "docx": office(WORD), "xlsx": office(EXCEL)}
    says, is_ = chance.sample(sorted(kinds), 2)
    return Sent(f"a.{says}", kinds[is_], True)


def _noise(chance: random.Random) -> Sent:
    magic = chance.choice([b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"PK\3\4", b""])
    name = chance.choice(["a.pdf", "a.png", "a.jpg", "a.docx", "a.xlsx"])
    return Sent(name, magic + chance.randbytes(chance.randint(0, 20_000)), True)


def _bomb(chance: random.Random) -> Sent:
    size = chance.randint(2, 30) * 1024 * 1024
    return Sent("a.docx", office(WORD, {f"word/{chance.random()}.bin": bytes(size)}), True)


def _strange_parts(chance: random.Random) -> Sent:
    part = chance.choice(["../x", "/x", "C:\\x", "word/vbaProject.bin", "a\0b", "word/activeX/a.bin", "a:b", "\u202ex"])
    return Sent("a.docx", office(WORD, {part: b"x"}), True)


def _wrapped(chance: random.Random) -> Sent:
    inner = b"x" * 100
    for _layer in range(chance.randint(1, 5)):
        inner = archive({"a.zip": inner})
    return Sent(chance.choice(["a.docx", "a.xlsx"]), inner, True)


_MAKERS = (
    _known,
    _flipped,
    _wrongly_named,
    _spliced,
    _other_kind,
    _inserted,
    _noise,
    _named,
    _strange_parts,
    _flipped,
    _wrapped,
    _bomb,
)

_FORM = re.compile(r'<form[^>]*method="post"[^>]*>.*?</form>', re.S)
_FIELD = re.compile(r'<(?:input|textarea|select)[^>]*\sname="([^"]+)"')


@dataclass(frozen=True)
class Form:
    address: str
    fields: tuple[str, ...]


def forms_of(html: str, page: str) -> list[Form]:
    found = []
    for form in _FORM.findall(html):
        action = re.search(r'action="([^"]*)"', form.partition(">")[0])
        fields = tuple(dict.fromkeys(name for name in _FIELD.findall(form) if name != "csrfmiddlewaretoken"))
        found.append(Form((action[1] if action else "") or page, fields))
    return found


def posted(form: Form, number: int) -> tuple[bytes, str]:
    """(body, content type). Its key, if the form has one, is never one that the server takes."""
    chance = random.Random(f"post {number}")
    pairs: list[tuple[str, str]] = []
    for at, name in enumerate(form.fields):
        value = f"{MARK}{number}" if name == "key" else text(number * 31 + at)
        pairs += [(name, value)] * chance.choice([0, 1, 1, 1, 2]) if name != "key" else [(name, value)]
    pairs += [(text(number), text(number + 1))] * chance.randint(0, 2)
    match number % 8:
        case 0:
            return chance.randbytes(500), "application/x-www-form-urlencoded"
        case 1:
            return b'--x\r\nContent-Disposition: form-data; name="' + chance.randbytes(
                90
            ), "multipart/form-data; boundary=x"
        case 2:
            body = "".join(
                f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="{quote_plus(value)[:80]}"\r\n'
                f"Content-Type: text/html\r\n\r\n{value}\r\n"
                for name, value in pairs
            )
            return f"{body}--x--\r\n".encode("utf-8", "surrogatepass"), "multipart/form-data; boundary=x"
        case 3:
            return b"&".join(f"{quote_plus(name)}=".encode() + b"%FF%FE%00%C0%80" for name, _v in pairs), (
                "application/x-www-form-urlencoded"
            )
    body = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs)
    return body.encode(), "application/x-www-form-urlencoded"
