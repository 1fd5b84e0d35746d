"""A letter as a Word document that can be edited."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from bot.claims.letters.template import Block, BlockKind

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FONT = "맑은 고딕"
BODY_POINTS = 10.5
TITLE_POINTS = 16
HEADING_POINTS = 12
MARGIN_CM = 2.5


def letter_docx(letter: Sequence[Block]) -> bytes:
    """Return the letter as the bytes of a .docx file."""
    from docx import Document

    document = Document()
    _set_page(document)
    for block in letter:
        _add(document, block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_page(document: "Document") -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(MARGIN_CM)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY_POINTS)
    # Word takes Hangul from the East Asian font, which python-docx leaves unset.
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)


def _add(document: "Document", block: Block) -> "Paragraph":
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if block.kind is BlockKind.ITEM:
        return document.add_paragraph(block.text, style="List Bullet")
    if block.kind is BlockKind.TITLE:
        paragraph = _bold(document, block.text, TITLE_POINTS)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph
    if block.kind is BlockKind.HEADING:
        return _bold(document, block.text, HEADING_POINTS)
    paragraph = document.add_paragraph(block.text)
    if block.kind is BlockKind.RIGHT:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def _bold(document: "Document", text: str, points: float) -> "Paragraph":
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(points)
    return paragraph
