"""A letter as a PDF that carries its own Korean font, so that every viewer shows it alike."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.claims.letters.template import Block, BlockKind

if TYPE_CHECKING:
    from fpdf import FPDF

FAMILY = "letter"
MARGIN_MM = 25
BULLET_MM = 5
LINE_HEIGHT = 1.55
POINTS = {BlockKind.TITLE: 16.0, BlockKind.HEADING: 12.0}
BODY_POINTS = 10.5
GAP_MM = {BlockKind.TITLE: 6.0, BlockKind.HEADING: 1.0}
BODY_GAP_MM = 1.2
ABOVE_HEADING_MM = 3.5
MM_A_POINT = 25.4 / 72


def letter_pdf(letter: Sequence[Block]) -> bytes:
    """Return the letter as the bytes of an A4 .pdf file."""
    pdf = _blank_page()
    for block in letter:
        _write(pdf, block)
    return bytes(pdf.output())


def _blank_page() -> "FPDF":
    from fpdf import FPDF
    from pylopdf_fonts_ko import sans_path

    pdf = FPDF(format="A4")
    pdf.add_font(FAMILY, fname=sans_path())
    pdf.set_margin(MARGIN_MM)
    pdf.set_auto_page_break(auto=True, margin=MARGIN_MM)
    pdf.add_page()
    return pdf


def _write(pdf: "FPDF", block: Block) -> None:
    text = _drawable(pdf, block.text)
    points = POINTS.get(block.kind, BODY_POINTS)
    height = points * MM_A_POINT * LINE_HEIGHT
    pdf.set_font(FAMILY, size=points)
    if block.kind is BlockKind.HEADING:
        pdf.ln(ABOVE_HEADING_MM)
    left = pdf.l_margin + (BULLET_MM if block.kind is BlockKind.ITEM else 0)
    if block.kind is BlockKind.ITEM:
        pdf.set_x(pdf.l_margin)
        pdf.cell(w=BULLET_MM, h=height, text="·")
    pdf.set_x(left)
    pdf.multi_cell(
        w=0, h=height, text=text, align=_alignment(block.kind), new_x="LMARGIN", new_y="NEXT"
    )
    pdf.ln(GAP_MM.get(block.kind, BODY_GAP_MM))


def _drawable(pdf: "FPDF", text: str) -> str:
    """Return the text without characters the font cannot draw, such as emoji."""
    from fpdf.fonts import TTFFont

    font = pdf.fonts[FAMILY]
    known = font.cmap if isinstance(font, TTFFont) else {}
    return "".join(char for char in text if ord(char) in known)


def _alignment(kind: BlockKind) -> str:
    if kind is BlockKind.TITLE:
        return "C"
    return "R" if kind is BlockKind.RIGHT else "L"
