"""One part of an untrusted archive as XML: the handlers run over it chunk by chunk, never over all of it at once."""

import zipfile
from collections.abc import Callable
from xml.parsers import expat

from organization.imports.problems import Refused

Start = Callable[[str, dict[str, str]], None]
Text = Callable[[str], None]


def parse(archive: zipfile.ZipFile, name: str, start: Start, end: Text | None = None, text: Text | None = None) -> None:
    """Run the handlers over a part; zipfile stops at the size that the directory claims. Tags come without namespace.

    Raises Refused for a document type, and whatever zipfile and expat raise.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: start(local(tag), attributes)
    if end is not None:
        parser.EndElementHandler = lambda tag: end(local(tag))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.open(name) as part:
        while chunk := part.read(65536):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)


def local(tag: str) -> str:
    """The name of a tag or attribute without its namespace."""
    return tag.rpartition(" ")[2]


def _refuse_doctype(*_declaration: object) -> None:
    raise Refused("damaged")
