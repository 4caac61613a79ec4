"""The sheet and the styles of a Word document: A4, margins and letters of the layout, Times New Roman by name."""

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer as Footer
from docx.section import _Header as Header
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as DocParagraph

from workflows.documents.rendering.layouts import Layout
from workflows.documents.rendering.paper import Paper

FONT, FIXED_FONT = "Times New Roman", "Courier New"
_A4_WIDTH, _A4_HEIGHT = 210, 297
_STYLES = frozenset({"Normal", "Body Text", "Title", "heading 1", "heading 2", "header", "footer", "Table Grid"})
#: Ends of the types of relations to parts that are left out.
_LEFTOVERS = ("/thumbnail", "/extended-properties", "/stylesWithEffects", "/customXml", "/numbering")
_LOCALES = {"vi": "vi-VN", "en": "en-GB"}


def page_width_mm(layout: Layout) -> int:
    """What the margins leave of the width of the sheet."""
    return _A4_WIDTH - layout.margins["left"] - layout.margins["right"]


def dress(doc: Doc, layout: Layout, paper: Paper) -> None:
    """Give the empty document its sheet, its styles, the number at the head of each page but the first, the foot."""
    _drop_leftovers(doc)
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(_A4_WIDTH), Mm(_A4_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(layout.margins["top"]), Mm(layout.margins["bottom"])
    section.left_margin, section.right_margin = Mm(layout.margins["left"]), Mm(layout.margins["right"])
    section.header_distance = section.footer_distance = Mm(10)
    _styles(doc, layout, paper.language)
    section.different_first_page_header_footer = True
    number = _first(section.header)
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(number, "PAGE")
    for footer in (section.first_page_footer, section.footer):
        foot = _first(footer)
        foot.style = "Small"
        foot.add_run(f"{paper.running}    " if paper.running else "")
        _field(foot, "PAGE")
        foot.add_run("/")
        _field(foot, "NUMPAGES")


def _drop_leftovers(doc: Doc) -> None:
    """Of python-docx's own empty document: its picture, the properties of a program, the styles no paper uses."""
    for part in (doc.part.package, doc.part):
        relations = part.rels
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_LEFTOVERS)]:
            del relations[key]
    styles = doc.styles.element
    for style in list(styles.style_lst):
        if style.name_val not in _STYLES and not style.default:
            styles.remove(style)
            continue
        for link in style.findall(qn("w:link")):
            style.remove(link)


def _styles(doc: Doc, layout: Layout, language: str) -> None:
    sizes = layout.sizes
    _style(doc, "Normal", sizes["body"], language=language)
    body = _style(doc, "Body Text", sizes["body"])
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.first_line_indent, body.paragraph_format.space_after = Mm(10), Pt(4)
    title = _style(doc, "Title", sizes["title"], bold=True)
    title.paragraph_format.alignment, title.paragraph_format.space_before = WD_ALIGN_PARAGRAPH.CENTER, Pt(18)
    _without_border(title)
    heading = _style(doc, "Heading 1", sizes["body"], bold=True)
    heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading = _style(doc, "Heading 2", sizes["body"], bold=True)
    heading.paragraph_format.space_before = heading.paragraph_format.space_after = Pt(8)
    for name, size in (("Small", sizes["small"]), ("Cell", sizes["table"]), ("Code", sizes["small"] - 1)):
        doc.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = doc.styles["Normal"]
        _style(doc, name, size)
    _letters(doc.styles["Code"], FIXED_FONT)


def _style(doc: Doc, name: str, size: int, *, bold: bool = False, language: str = "") -> ParagraphStyle:
    style = doc.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs.")
    _letters(style, FONT)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    if language:
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), _LOCALES[language])
        style.element.get_or_add_rPr().append(spoken)
    return style


def _letters(style: ParagraphStyle, font: str) -> None:
    """One font for every script; the references to the theme would win over the name."""
    style.font.name = font
    fonts = style.element.get_or_add_rPr().rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def _without_border(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _first(part: Header | Footer) -> DocParagraph:
    part.is_linked_to_previous = False
    return part.paragraphs[0]


def _field(paragraph: DocParagraph, name: str) -> None:
    """A number that Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    shown = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    shown.append(text)
    field.append(shown)
    paragraph._p.append(field)
