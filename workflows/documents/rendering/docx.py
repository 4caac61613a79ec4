"""A paper as a Word document, built by code on the empty document of python-docx: the same paper gives the same bytes.

Everything a person wrote becomes the text of a run, which Word shows and never reads: no template is filled in.
"""

import io
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from datetime import UTC, datetime, time
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table as DocTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as DocParagraph

from workflows.documents.rendering.layouts import layout
from workflows.documents.rendering.paper import Paper, Paragraph, Section, Signature, Table, from_data
from workflows.documents.rendering.word_styles import dress, page_width_mm

_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_PARAGRAPH_STYLES = {"body": "Body Text", "bold": "Body Text", "item": "Body Text", "note": "Small", "code": "Code"}
#: The first moment a ZIP archive can name.
_ARCHIVE_DATE = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"
_RULE = "-----"
#: Rows of a table that is not torn apart by the end of a page.
_TOGETHER = 12


def to_docx(paper: dict[str, Any]) -> bytes:
    """``paper`` as paper.as_data gives it, as a Word document dated by its day. Raises NotAPaper, TooLarge."""
    read = from_data(paper)
    look = layout(read.layout)
    doc = Document()
    dress(doc, look, read)
    width = page_width_mm(look)
    _head(doc, read, width)
    _title(doc, read.title, read.about, "Title")
    _sections(doc, read.sections, width)
    _foot(doc, read, width)
    for annex in read.annexes:
        title = _title(doc, annex.title, annex.about, "Heading 1")
        title.paragraph_format.page_break_before = True
        _sections(doc, annex.sections, width)
    for place, note in enumerate(read.notes):
        _line(doc.add_paragraph(style="Small"), note, italic=True).paragraph_format.space_before = Pt(
            0 if place else 18
        )
    return _same_bytes(doc, read)


def _head(doc: Doc, paper: Paper, width: int) -> None:
    left, right = _columns(doc, (48 * width // 100, width - 48 * width // 100))
    if paper.superior:
        _centred(left, paper.superior)
    for text, bold in ((paper.issuer, True), ("*", False), (paper.number, False)):
        _centred(left, text, bold=bold)
    _line(_centred(right, ""), paper.party, bold=True, underline=True)
    _centred(right, paper.place_and_day, italic=True).paragraph_format.space_before = Pt(6)


def _title(doc: Doc, title: str, about: str, style: str) -> DocParagraph:
    first = _line(doc.add_paragraph(style=style), title)
    for text in filter(None, (about, _RULE)):
        under = _line(doc.add_paragraph(), text, bold=True)
        under.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return first


def _sections(doc: Doc, sections: Iterable[Section], width: int) -> None:
    for section in sections:
        if section.heading:
            _line(doc.add_paragraph(style="Heading 2"), section.heading)
        for block in section.blocks:
            if isinstance(block, Table):
                _table(doc, block, width)
            else:
                _paragraph(doc, block)


def _paragraph(doc: Doc, block: Paragraph) -> None:
    text = f"- {block.text}" if block.style == "item" else block.text
    added = doc.add_paragraph(style=_PARAGRAPH_STYLES[block.style])
    _line(added, text, bold=block.style == "bold", italic=block.style == "note")
    added.paragraph_format.keep_with_next = True if block.style == "bold" else None


def _table(doc: Doc, table: Table, width: int) -> None:
    """Rows are copies of one row: python-docx looks through the whole table for each cell it is asked for."""
    if table.caption:
        caption = _line(doc.add_paragraph(), table.caption, bold=True)
        caption.paragraph_format.keep_with_next = True
    weights = [column.weight for column in table.columns]
    made = _grid(doc, [width * weight // sum(weights) for weight in weights], "Table Grid")
    row = made.rows[0]._tr
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        _only(cell, "Cell").alignment = _ALIGN[column.align]
    pattern = deepcopy(row)
    pattern.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        _line(cell.paragraphs[0], column.label, bold=True).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for texts in table.rows:
        copied = deepcopy(pattern)
        made._tbl.append(copied)
        for tc, text in zip(copied.tc_lst, texts, strict=True):
            _line(DocParagraph(tc.p_lst[0], made), text)
    if len(table.rows) <= _TOGETHER:
        for tr in made._tbl.tr_lst[:-1]:
            for tc in tr.tc_lst:
                DocParagraph(tc.p_lst[0], made).paragraph_format.keep_with_next = True
    doc.add_paragraph(style="Small")


def _foot(doc: Doc, paper: Paper, width: int) -> None:
    signatures = paper.signatures
    doc.add_paragraph(style="Small")
    if len(signatures) == 1:
        left, right = _columns(doc, (width // 2, width - width // 2))
        _recipients(left, paper)
        _signature(right, signatures[0])
        return
    across = 2 if len(signatures) in (2, 4) else 3
    for start in range(0, len(signatures), across):
        row = signatures[start : start + across]
        for cell, signature in zip(_columns(doc, (width // across,) * across), row, strict=False):
            _signature(cell, signature)
        doc.add_paragraph(style="Small")
    if paper.recipients:
        (cell,) = _columns(doc, (width,))
        _recipients(cell, paper)


def _signature(cell: Cell, signature: Signature) -> None:
    for text in filter(None, (signature.authority, signature.title)):
        _centred(cell, text, bold=True)
    if signature.note:
        _line(cell.add_paragraph(style="Small"), signature.note, italic=True).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _centred(cell, signature.name, bold=True).paragraph_format.space_before = Mm(22)
    for paragraph in cell.paragraphs[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _recipients(cell: Cell, paper: Paper) -> None:
    if not paper.recipients:
        return
    _line(_only(cell, "Normal"), paper.recipients_label, bold=True, italic=True, underline=True)
    for recipient in paper.recipients:
        _line(cell.add_paragraph(style="Small"), f"- {recipient}")


def _columns(doc: Doc, widths: tuple[int, ...]) -> tuple[Cell, ...]:
    """One row of cells without borders, ``widths`` in millimetres."""
    return _grid(doc, list(widths), "Normal Table").rows[0].cells


def _grid(doc: Doc, widths: list[int], style: str) -> DocTable:
    made = doc.add_table(rows=1, cols=len(widths), style=style)
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, cell, millimetres in zip(made.columns, made.rows[0].cells, widths, strict=True):
        column.width = cell.width = Mm(millimetres)
    return made


def _only(cell: Cell, style: str) -> DocParagraph:
    """The paragraph that every cell begins with."""
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    return paragraph


def _centred(cell: Cell, text: str, *, bold: bool = False, italic: bool = False) -> DocParagraph:
    begun = any(paragraph.runs or paragraph.style.name != "Normal" for paragraph in cell.paragraphs if paragraph.style)
    paragraph = cell.add_paragraph() if begun else cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return _line(paragraph, text, bold=bold, italic=italic) if text else paragraph


def _line(
    paragraph: DocParagraph, text: str, *, bold: bool | None = None, italic: bool | None = None, underline: bool = False
) -> DocParagraph:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.underline = bold or None, italic or None, underline or None
    return paragraph


def _same_bytes(doc: Doc, paper: Paper) -> bytes:
    """The package with the day of the paper for its dates, its parts in order, not compressed: what deflate makes of
    the same text differs between builds of zlib.
    """
    moment = datetime.combine(paper.day, time(), tzinfo=UTC)
    properties = doc.core_properties
    properties.title, properties.author = f"{paper.title} {paper.about}"[:255], paper.issuer[:255]
    properties.created = properties.modified = moment
    properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language, properties.revision = paper.language, 1
    raw, out = io.BytesIO(), io.BytesIO()
    doc.save(raw)
    with zipfile.ZipFile(raw) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(packed.namelist(), key=lambda name: (name != _CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, _ARCHIVE_DATE)
            entry.create_system, entry.external_attr = 0, 0
            archive.writestr(entry, packed.read(name))
    return out.getvalue()
